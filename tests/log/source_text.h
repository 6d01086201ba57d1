/* SPDX-License-Identifier: GPL-2.0-only */
/* What bv_sources_next() makes of bytes, as one string that a table can hold. */
#ifndef BV_TESTS_LOG_SOURCE_TEXT_H
#define BV_TESTS_LOG_SOURCE_TEXT_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/out.h"
#include "log/log.h"

/* "[FILE:N id|subject]" before a mail's lines, each as "number:line". */
static inline void print_source(struct bv_out_buffer *buffer, const struct bv_source *source)
{
	struct bv_text rest = source->text, line;
	struct bv_arena *keep = buffer->keep;

	for (size_t i = 0; i <= source->line_number_count || rest.size; i++) {
		struct bv_text printed;

		if (i == 0 && source->mail)
			printed = bv_arena_print(keep, "[%zu %.*s|%.*s]\n", source->mail,
						 BV_TEXT_ARG(source->message_id),
						 BV_TEXT_ARG(source->subject));
		else if (i == 0)
			continue;
		else if (!bv_take_line(&rest, &line))
			break;
		else
			printed = bv_arena_print(
				keep, "%zu:%.*s\n",
				source->line_number_count ? source->line_numbers[i - 1] : i,
				BV_TEXT_ARG(line));
		(void)bv_sink_buffer(buffer, printed.data, printed.size);
	}
}

/* All texts of a file that holds @bytes. */
static inline const char *sources_of(struct bv_text bytes, struct bv_arena *keep)
{
	char path[] = "bisect-verify-sources-XXXXXX";
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_sources *sources;
	struct bv_source source;
	struct bv_error err = {0};
	int file = mkstemp(path);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, bytes.data, bytes.size), (ssize_t)bytes.size);
	cr_assert_eq(close(file), 0);
	cr_assert(bv_sources_open(&sources, path, &err));
	while (bv_sources_next(&source, sources, keep, &err))
		print_source(&buffer, &source);
	cr_expect_eq(err.kind, BV_ERROR_NONE, "%s", err.text);
	bv_sources_close(sources);
	cr_assert_eq(unlink(path), 0);
	(void)bv_sink_buffer(&buffer, "", 1);
	return buffer.items;
}

struct source_row {
	const char *name;
	struct bv_text bytes;
	const char *expected;
};

static inline void expect_sources(const struct source_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct bv_arena keep = {0};
		const char *found = sources_of(rows[i].bytes, &keep);

		cr_expect_str_eq(found, rows[i].expected, "%s: \"%s\"", rows[i].name, found);
		bv_arena_release(&keep);
	}
}

#define EXPECT_SOURCES(rows) expect_sources(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
