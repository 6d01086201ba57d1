/* SPDX-License-Identifier: GPL-2.0-only */
#define _GNU_SOURCE
#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#define EXIT_USAGE 129

_Noreturn void arguments_leave(const struct argument_table *own, const char *what)
{
	fprintf(stderr,
		"%s: %s\nusage: %s [--seed N] [--form NAME]... [--floors FILE] [--measure] "
		"[--keep DIR] %s PROGRAM\n",
		own->tester, what, own->tester, own->usage);
	exit(EXIT_USAGE);
}

static uint64_t number_of(const struct argument_table *own, const char *word)
{
	struct bv_text rest = bv_text_from(word);
	uint64_t number;

	if (!bv_take_uint(&rest, &number) || rest.size > 0)
		arguments_leave(own, word);
	return number;
}

static void choose_form(struct arguments *arguments, const struct argument_table *own,
			const char *name)
{
	for (size_t f = 0; f < form_count; f++)
		if (strcmp(forms[f].name, name) == 0) {
			arguments->forms[f] = true;
			return;
		}
	arguments_leave(own, name);
}

static const struct argument *find(const struct argument *items, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, items[i].name) == 0)
			return &items[i];
	return NULL;
}

/* Whole, whatever folder is the current one later. */
static void complete(struct arguments *arguments, const struct argument_table *own,
		     struct bv_arena *keep)
{
	char *program = arguments->program ? realpath(arguments->program, NULL) : NULL;
	char *here = realpath(".", NULL);

	if (!program || !here)
		arguments_leave(own, "which program?");
	arguments->program = pairs_print(keep, "%s", program);
	if (arguments->keep && arguments->keep[0] != '/')
		arguments->keep = pairs_print(keep, "%s/%s", here, arguments->keep);
	free(program);
	free(here);
}

void arguments_read(struct arguments *out, const struct argument_table *own, int count,
		    char **words, struct bv_arena *keep)
{
	const char *form = NULL;
	bool has_form = false;
	const struct argument common[] = {
		{"--seed", &out->seed, NULL, NULL},
		{"--form", NULL, &form, NULL},
		{"--floors", NULL, &out->floors, NULL},
		{"--keep", NULL, &out->keep, NULL},
		{"--measure", NULL, NULL, &out->is_measuring},
	};

	*out = (struct arguments){.seed = 1};
	for (int i = 1; i < count; i++) {
		const struct argument *found = find(common, PAIRS_COUNT(common), words[i]);

		if (!found)
			found = find(own->items, own->count, words[i]);
		if (found && found->flag)
			*found->flag = true;
		else if (found && i + 1 == count)
			arguments_leave(own, words[i]);
		else if (found && found->number)
			*found->number = number_of(own, words[++i]);
		else if (found)
			*found->text = words[++i];
		else if (words[i][0] == '-' || out->program)
			arguments_leave(own, words[i]);
		else
			out->program = words[i];
		if (form)
			choose_form(out, own, form);
		has_form |= form != NULL;
		form = NULL;
	}
	for (size_t f = 0; f < form_count; f++)
		out->forms[f] |= !has_form;
	complete(out, own, keep);
}
