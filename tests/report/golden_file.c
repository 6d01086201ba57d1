/* Golden files. */
#include "report/golden_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/out.h"

#include "base/banned.h"

static FILE *open_golden(const char *name, const char *mode)
{
	char path[4096];

	(void)snprintf(path, sizeof(path), "%s/%s", BV_GOLDEN_FOLDER, name);
	return fopen(path, mode);
}

static void update(const char *name, struct bv_text actual)
{
	FILE *file = open_golden(name, "wb");

	cr_assert(file && fwrite(actual.data, 1, actual.size, file) == actual.size, "%s: write",
		  name);
	cr_assert(fclose(file) == 0);
}

static struct bv_text read_golden(const char *name, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	char chunk[4096];
	size_t size;
	FILE *file = open_golden(name, "rb");

	if (!file)
		return (struct bv_text){0};
	while ((size = fread(chunk, 1, sizeof(chunk), file)) > 0)
		(void)bv_sink_buffer(&buffer, chunk, size);
	(void)fclose(file);
	return (struct bv_text){buffer.items, buffer.count};
}

static void expect_equal(const char *name, struct bv_text expected, struct bv_text actual)
{
	struct bv_text expected_line, actual_line;
	size_t line = 0;

	if (bv_text_equal(expected, actual))
		return;
	do {
		expected_line = actual_line = (struct bv_text){0};
		(void)bv_take_line(&expected, &expected_line);
		(void)bv_take_line(&actual, &actual_line);
		line++;
	} while (bv_text_equal(expected_line, actual_line) && (expected.size || actual.size));
	cr_expect_fail("%s:%zu: expected \"%.*s\", got \"%.*s\"", name, line,
		       BV_TEXT_ARG(expected_line), BV_TEXT_ARG(actual_line));
}

void golden_expect(const char *name, struct bv_text actual)
{
	struct bv_arena keep = {0};

	if (getenv("BV_UPDATE_GOLDENS"))
		update(name, actual);
	else
		expect_equal(name, read_golden(name, &keep), actual);
	bv_arena_release(&keep);
}
