/* SPDX-License-Identifier: GPL-2.0-only */
/* MAINTAINERS: which sections a file belongs to; and any bytes are some list of them. */
#include "kernel/maintainers.h"

#include <criterion/criterion.h>
#include <string.h>

static const char sample[] = "List of maintainers\n"
			     "\tF: *Files* and folders, indented: no pattern\n"
			     "\n"
			     "FOO DRIVER\n"
			     "M:\tA <a@example.org>\n"
			     "F:\tdrivers/foo/\n"
			     "F:\tinclude/linux/foo*.h\n"
			     "X:\tdrivers/foo/bar/\n"
			     "N:\tbaz\n"
			     "\n"
			     "BAR\n"
			     "# of old\n"
			     "F:\tdrivers/foo/bar\n"
			     "F:\tdrivers/*/bar-?.[ch]\n"
			     "F:\tlib/b[a-c]r.c\n"
			     "F:\tlib/q[^x].c\n"
			     "F:\tMakefile\n"
			     "THE REST\n"
			     "F:\t*\n"
			     "F:\t*/\n";

struct row {
	const char *path, *sections;
};

/* The names of the sections that @path belongs to, each with its depth. */
static struct bv_text sections_of(const struct bv_maintainers *maintainers, const char *path,
				  struct bv_arena *keep)
{
	struct bv_text names = {0};

	for (size_t i = 0; i < maintainers->sections.count; i++) {
		struct bv_text name = maintainers->sections.items[i].name;
		size_t depth;

		if (bv_maintainers_has(maintainers, i, bv_text_from(path), &depth))
			names = bv_arena_print(keep, "%.*s%.*s %zu, ", BV_TEXT_ARG(names),
					       BV_TEXT_ARG(name), depth);
	}
	return names;
}

Test(maintainers, sections)
{
	static const struct row rows[] = {
		{"drivers/foo/a.c", "FOO DRIVER 2, THE REST 0, "},
		{"drivers/foo/x/a.c", "FOO DRIVER 2, THE REST 0, "},
		/* A folder without its slash, which X: takes from the other section. */
		{"drivers/foo/bar/a.c", "BAR 3, THE REST 0, "},
		{"drivers/foo.c", "THE REST 0, "},
		{"include/linux/foo.h", "FOO DRIVER 3, THE REST 0, "},
		{"include/linux/foo_bar.h", "FOO DRIVER 3, THE REST 0, "},
		/* '*' goes over slashes, but there must be as many of them. */
		{"include/linux/foo/a.h", "THE REST 0, "},
		{"drivers/x/bar-1.c", "BAR 3, THE REST 0, "},
		{"drivers/x/y/bar-1.c", "THE REST 0, "},
		{"drivers/x/bar-1.S", "THE REST 0, "},
		/* A pattern is a beginning. */
		{"drivers/x/bar-1.config", "BAR 3, THE REST 0, "},
		{"lib/bbr.c", "BAR 2, THE REST 0, "},
		{"lib/bdr.c", "THE REST 0, "},
		{"lib/qa.c", "BAR 2, THE REST 0, "},
		{"lib/qx.c", "THE REST 0, "},
		{"Makefile", "BAR 1, THE REST 0, "},
		{"lib/Makefile", "THE REST 0, "},
		{"lib/baz.c", "THE REST 0, "},
	};
	struct bv_arena keep = {0};
	struct bv_maintainers maintainers;

	bv_maintainers_read(&maintainers, bv_text_from(sample), &keep);
	cr_assert_eq(maintainers.sections.count, 3);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text found = sections_of(&maintainers, rows[i].path, &keep);

		cr_expect_str_eq(found.data, rows[i].sections, "%s", rows[i].path);
	}
	bv_arena_release(&keep);
}

Test(maintainers, any_bytes)
{
	static const char *const texts[] = {
		"",       "F:",           "F:\tno name above it",   "\n\n\nA\nF:\t\nX:\t\n",
		"A\nF:[", "A\nF:[^\nF:]", "A\nF:\t[a\nF:\t[a-]b\n", "A\nF:\t***\nF:\t*?*\nX:[]\n",
	};
	struct bv_arena keep = {0};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct bv_maintainers maintainers;

		bv_maintainers_read(&maintainers, bv_text_from(texts[i]), &keep);
		(void)sections_of(&maintainers, "", &keep);
		(void)sections_of(&maintainers, "[a/b-]", &keep);
	}
	bv_arena_release(&keep);
}

/* Patterns that a naive matcher takes years for. */
Test(maintainers, hostile_patterns, .timeout = 20)
{
	struct bv_arena keep = {0};
	struct bv_maintainers maintainers;
	char *text = bv_arena_alloc(&keep, 2000000, 1);
	char path[BV_MAINTAINERS_PATH_MAX + 2] = {0};
	size_t size = 2, depth;

	memcpy(text, "A\n", 2);
	while (size < 1900000) {
		memcpy(text + size, "F:*", 3);
		for (size_t i = 3; i < 121; i++)
			text[size + i] = i % 2 ? 'a' : '*';
		memcpy(text + size + 121, "b\n", 2);
		size += 123;
	}
	memset(path, 'a', BV_MAINTAINERS_PATH_MAX);
	bv_maintainers_read(&maintainers, (struct bv_text){text, size}, &keep);
	cr_expect_eq(maintainers.patterns.count + maintainers.dropped, size / 123);
	cr_expect_gt(maintainers.dropped, 0);
	cr_expect(!bv_maintainers_has(&maintainers, 0, bv_text_from(path), &depth));
	path[BV_MAINTAINERS_PATH_MAX] = 'b';
	cr_expect(!bv_maintainers_has(&maintainers, 0, bv_text_from(path), &depth));
	path[10] = 'b';
	path[BV_MAINTAINERS_PATH_MAX] = 0;
	cr_expect(!bv_maintainers_has(&maintainers, 0, bv_text_from(path), &depth));
	bv_arena_release(&keep);
}
