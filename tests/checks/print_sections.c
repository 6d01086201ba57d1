/* SPDX-License-Identifier: GPL-2.0-only */
/* print_sections MAINTAINERS <PATHS: for each path a line with it, and one for each section. */
#include <stdio.h>

#include "kernel/maintainers.h"

static struct bv_text read_all(FILE *file, struct bv_arena *keep)
{
	struct {
		char *items;
		size_t count, capacity;
	} bytes = {0};
	int byte;

	while ((byte = getc(file)) != EOF)
		*BV_APPEND(&bytes, keep) = (char)byte;
	return (struct bv_text){bytes.items, bytes.count};
}

int main(int argument_count, char **arguments)
{
	struct bv_arena keep = {0};
	struct bv_maintainers maintainers;
	struct bv_text paths, path;
	FILE *file = argument_count > 1 ? fopen(arguments[1], "r") : NULL;
	size_t depth;

	if (!file)
		return 1;
	bv_maintainers_read(&maintainers, read_all(file, &keep), &keep);
	(void)fclose(file);
	paths = read_all(stdin, &keep);
	while (bv_take_line(&paths, &path)) {
		printf("%.*s\n", BV_TEXT_ARG(path));
		for (size_t i = 0; i < maintainers.sections.count; i++)
			if (bv_maintainers_has(&maintainers, i, path, &depth))
				printf("\t%.*s\n", BV_TEXT_ARG(maintainers.sections.items[i].name));
	}
	bv_arena_release(&keep);
	return 0;
}
