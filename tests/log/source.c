/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading bytes: files, pipes, what is no file, what is too long. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log/log.h"

/* A new file with @text at @path, which holds the template and gets the name. */
static void make_file(char *path, const char *text)
{
	int file = mkstemp(path);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
	cr_assert_eq(close(file), 0);
}

Test(source, a_file)
{
	char path[] = "bisect-verify-source-XXXXXX";
	struct bv_arena keep = {0};
	struct bv_source source;
	struct bv_error err = {0};

	make_file(path, "one\ntwo");
	cr_assert(bv_source_read(&source, path, &keep, &err));
	cr_expect(bv_text_equal(source.text, BV_TEXT("one\ntwo")));
	cr_expect_str_eq(source.name, path);
	cr_expect_not(source.is_truncated);
	cr_expect_eq(unlink(path), 0);
	bv_arena_release(&keep);
}

Test(source, standard_input_from_a_pipe)
{
	struct bv_arena keep = {0};
	struct bv_source source;
	struct bv_error err = {0};
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "piped", 5), 5);
	cr_assert_eq(close(ends[1]), 0);
	cr_assert_geq(dup2(ends[0], STDIN_FILENO), 0);
	cr_assert(bv_source_read(&source, "-", &keep, &err));
	cr_expect(bv_text_equal(source.text, BV_TEXT("piped")));
	cr_expect_str_eq(source.name, "<stdin>");
	bv_arena_release(&keep);
}

Test(source, what_cannot_be_read_is_an_error_in_three_parts)
{
	static const char *const paths[] = {BV_TEST_DATA, "/nonexistent/log.txt", ""};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_source source;
		struct bv_error err = {0};

		cr_expect_not(bv_source_read(&source, paths[i], &keep, &err), "%s", paths[i]);
		cr_expect_eq(err.kind, BV_ERROR_INPUT, "%s", paths[i]);
		cr_expect_str_eq(err.source, paths[i]);
		cr_expect(err.text[0] && err.advice[0], "%s: \"%s\", \"%s\"", paths[i], err.text,
			  err.advice);
		bv_arena_release(&keep);
	}
}

Test(source, what_is_too_long_is_cut)
{
	static const struct {
		size_t bytes;
		bool is_truncated;
	} rows[] = {{BV_LOG_BYTES_MAX, false}, {BV_LOG_BYTES_MAX + 1, true}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char path[] = "bisect-verify-source-XXXXXX";
		struct bv_arena keep = {0};
		struct bv_source source;
		struct bv_error err = {0};

		make_file(path, "");
		cr_assert_eq(truncate(path, (off_t)rows[i].bytes), 0);
		cr_assert(bv_source_read(&source, path, &keep, &err));
		cr_expect_eq(source.text.size, BV_LOG_BYTES_MAX, "row %zu", i);
		cr_expect_eq(source.is_truncated, rows[i].is_truncated, "row %zu", i);
		cr_expect_eq(unlink(path), 0);
		bv_arena_release(&keep);
	}
}

Test(source, the_label_tells_which_mail)
{
	static const struct {
		struct bv_source source;
		struct bv_text label;
	} rows[] = {
		{{.name = "log"}, BV_TEXT_INIT("log")},
		{{.name = "list.mbox", .mail = 12}, BV_TEXT_INIT("list.mbox:12")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};

		cr_expect(bv_text_equal(bv_source_label(&rows[i].source, &keep), rows[i].label));
		bv_arena_release(&keep);
	}
}

Test(source, what_cannot_be_read_gives_no_text)
{
	static const char *const paths[] = {BV_TEST_DATA, "/nonexistent/log.txt", ""};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_sources *sources;
		struct bv_source source;
		struct bv_error err = {0};
		bool is_open = bv_sources_open(&sources, paths[i], &err);

		cr_expect_not(is_open && bv_sources_next(&source, sources, &keep, &err), "%s",
			      paths[i]);
		cr_expect_eq(err.kind, BV_ERROR_INPUT, "%s", paths[i]);
		bv_sources_close(sources);
		bv_arena_release(&keep);
	}
}

Test(source, lines_of_decoded_text_have_the_numbers_of_the_file)
{
	static const size_t numbers[] = {7, 7, 9};
	struct bv_source source = {
		.text = BV_TEXT(
			"git bisect start\n# bad: [0123456789abcdef0123456789abcdef01234567] x\n"
			"git bisect bad 0123456789abcdef0123456789abcdef01234567\n"),
		.line_numbers = numbers,
		.line_number_count = 3,
	};
	struct bv_bisections bisections;
	struct bv_arena keep = {0};

	bv_log_read(&bisections, &source, &keep);
	cr_assert_eq(bisections.count, 1);
	cr_expect_eq(bisections.items[0].git.line, 7);
	cr_expect_eq(bisections.items[0].last_line, 9);
	bv_arena_release(&keep);
}
