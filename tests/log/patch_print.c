/* SPDX-License-Identifier: GPL-2.0-only */
/* The patch below a printed commit: its files, and whether all of it is there. */
#include "git_read.h"

#define A      "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define COMMIT A " is the first bad commit\ncommit " A "\nAuthor: A <a@example.org>\n\n    x\n\n"
#define ONE    "diff --git a/a/b.c b/a/b.c\nindex 1..2 100644\n--- a/a/b.c\n+++ b/a/b.c\n"
#define HUNK   "@@ -1,3 +1,3 @@ int b(void)\n one\n-two\n+2\n\n"
#define RENAME                                                                                     \
	"diff --git a/old.c b/new.c\nsimilarity index 100%\nrename from old.c\nrename to new.c\n"
#define BLANKS "diff --git a/c d.c b/c d.c\ndeleted file mode 100644\n@@ -1 +0,0 @@\n-x\n"
#define ENDED  "-------------------------------------------------------------------------------\n"

Test(patch_print, files)
{
	static const struct {
		const char *name, *text;
		const char *paths; /* "old>new" or "path", each with a blank behind */
		bool is_whole;
	} rows[] = {
		{"one file", COMMIT ONE HUNK ENDED, "a/b.c ", true},
		{"two hunks", COMMIT ONE HUNK HUNK ENDED, "a/b.c ", true},
		{"three files", COMMIT ONE HUNK RENAME BLANKS ENDED, "a/b.c old.c>new.c c d.c ",
		 true},
		{"a blank line behind", COMMIT ONE HUNK "\n" ENDED, "a/b.c ", true},
		{"nothing shows its end", COMMIT ONE HUNK "Thanks\n", "a/b.c ", false},
		{"a hunk was cut", COMMIT ONE "@@ -1,9 +1,9 @@\n one\n" ENDED, "a/b.c ", false},
		{"words in the middle", COMMIT ONE HUNK "[snip]\n" ENDED, "a/b.c ", false},
		{"a short line of dashes", COMMIT ONE HUNK "--\n", "a/b.c ", false},
		{"no patch", COMMIT ENDED, "", false},
		{"not the quoted commit's",
		 "> " A " is the first bad commit\n> commit " A
		 "\n> Author: A <a@example.org>\n>\n>     x\n>\n" ONE HUNK ENDED,
		 "", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		const struct bv_commit_print *print;
		struct bv_text paths = {0};

		git_read_text(&read, bv_text_from(rows[i].text));
		print = &read.first->claim.print;
		for (size_t k = 0; k < print->patch.count; k++) {
			const struct bv_changed_file *file = &print->patch.items[k];

			paths = bv_arena_print(&read.keep, "%.*s%.*s%s%.*s ", BV_TEXT_ARG(paths),
					       BV_TEXT_ARG(file->old_path),
					       file->old_path.size ? ">" : "",
					       BV_TEXT_ARG(file->path));
		}
		cr_expect(bv_text_equal(paths, bv_text_from(rows[i].paths)), "%s: %.*s",
			  rows[i].name, BV_TEXT_ARG(paths));
		cr_expect_eq(print->is_patch_whole, rows[i].is_whole, "%s", rows[i].name);
		git_read_release(&read);
	}
}

/* What a patch adds is no step. */
Test(patch_print, lines_are_nobodys)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT(COMMIT ONE "@@ -1 +1,2 @@\n one\n+# bad: [" A "] x\n" ENDED));
	cr_expect_eq(read.first->steps.count, 0);
	git_read_release(&read);
}
