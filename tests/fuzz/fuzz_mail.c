/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes are a file: its texts have a number for each line, in order, and can be read. */
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "log/log.h"
#include "source/source_private.h"

/* Standard input holds @bytes, from their beginning. */
static void give(const uint8_t *bytes, size_t size)
{
	static FILE *file;

	if (!file) {
		file = tmpfile();
		BV_ASSERT(file && dup2(fileno(file), STDIN_FILENO) == STDIN_FILENO);
	}
	BV_ASSERT(ftruncate(STDIN_FILENO, 0) == 0 && lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
	BV_ASSERT(write(STDIN_FILENO, bytes, size) == (ssize_t)size);
	BV_ASSERT(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
}

static void check_numbers(const struct bv_source *source)
{
	struct bv_text rest = source->text, line;
	size_t count = 0;

	while (bv_take_line(&rest, &line))
		count++;
	if (source->mail)
		BV_ASSERT(count == source->line_number_count);
	for (size_t i = 1; i < source->line_number_count; i++)
		BV_ASSERT(source->line_numbers[i - 1] <= source->line_numbers[i]);
}

static bool is_packed(const uint8_t *bytes, size_t size)
{
	return bv_packing_of((struct bv_text){(const char *)bytes, size}) != BV_PACKING_NONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_sources *sources;
	struct bv_source source;
	struct bv_error err = {0};
	struct bv_arena keep = {0};

	give(bytes, size);
	BV_ASSERT(bv_sources_open(&sources, "-", &err));
	while (bv_sources_next(&source, sources, &keep, &err)) {
		struct bv_bisections bisections = {0};

		check_numbers(&source);
		bv_log_read(&bisections, &source, &keep);
		BV_ASSERT(bisections.count >= 1);
		bv_arena_release(&keep);
	}
	/* Packed bytes can be damaged; all others are a text. */
	BV_ASSERT(err.kind == BV_ERROR_NONE || is_packed(bytes, size));
	bv_sources_close(sources);
	bv_arena_release(&keep);
	return 0;
}
