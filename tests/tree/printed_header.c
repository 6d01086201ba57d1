/* SPDX-License-Identifier: GPL-2.0-only */
/* What git prints above the list of files: author, as .mailmap has it, and message. */
#include <criterion/criterion.h>

#include "support/edited.h"
#include "support/scratch.h"

/*
 * The author wrote as "J. Demo <old@example.org>"; .mailmap of the blamed commit gives the name, a
 * later one the address too. The message has letters of another encoding.
 */
static const char commits[] =
	"git init -q r; cd r; echo 1 >f; g one; echo 2 >f\n"
	"echo 'Jane Demo <old@example.org>' >.mailmap; git add .\n"
	"printf 'demo: caf\\351 locks\\n\\nTake it first,\\nthen read it.\\n\\nSigned-off-by: J. "
	"Demo "
	"<old@example.org>\\n' | git -c i18n.commitEncoding=ISO-8859-1 commit -q "
	"--author='J. Demo <old@example.org>' -F -\n"
	"git tag blamed; echo 'Jane Demo <new@example.org> <old@example.org>' >.mailmap; g three";

static const struct {
	const char *printer;
	const char *find, *replace;
	enum bv_level level;
} rows[] = {
	{"show", "J", "J", BV_LEVEL_DEFAULT},
	{"show", "Jane Demo", "Jame Demo", BV_LEVEL_WARNING},
	{"show", "new@example", "now@example", BV_LEVEL_WARNING},
	{"show", "new@example.org", "...@example.org", BV_LEVEL_DEFAULT},
	{"diff-tree --pretty", "J", "J", BV_LEVEL_DEFAULT},
	{"diff-tree --pretty", "J. Demo", "K. Demo", BV_LEVEL_WARNING},
	{"diff-tree --pretty", "old@example", "odd@example", BV_LEVEL_WARNING},
	{"diff-tree --pretty", "J. Demo", "Jane Demo", BV_LEVEL_DEFAULT},
	{"show", "caf\303\251", "caf?", BV_LEVEL_DEFAULT},
	{"show", "caf\303\251", "cafe", BV_LEVEL_WARNING},
	{"show", "Take it first,\n    then", "Take it\n first, then", BV_LEVEL_DEFAULT},
	{"show", "    then read it.", NULL, BV_LEVEL_WARNING},
	{"show", "Signed-off-by:", NULL, BV_LEVEL_WARNING},
};

Test(printed_header, author_and_message_are_the_commits)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "%s", commits);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text print = bv_scratch_run(
			&scratch,
			"cd r; echo '$ git bisect bad'; echo \"$(git rev-parse blamed) is the "
			"first "
			"bad commit\"; git %s --stat --summary blamed; echo; echo '$ exit'",
			rows[i].printer);
		struct bv_check_result result = bv_test_judge(
			bv_test_edited(print, rows[i].find, rows[i].replace, &scratch.keep), tree,
			&scratch.keep);

		cr_expect_eq(bv_test_level_of(&result, "culprit.header-differs"), rows[i].level,
			     "%zu: %s \"%s\"", i, rows[i].printer, rows[i].find);
	}
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}

Test(printed_header, where_a_mailmap_may_be_elsewhere_it_is_not_known)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_check_result result;
	struct bv_text print;
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "%s; git config mailmap.file ../names", commits);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	print = bv_scratch_run(
		&scratch,
		"cd r; echo '$ git bisect bad'; echo \"$(git rev-parse blamed) is the first "
		"bad commit\"; git show --no-mailmap --stat blamed; echo; echo '$ exit'");
	result = bv_test_judge(bv_test_edited(print, "J. Demo", "Jo Demo", &scratch.keep), tree,
			       &scratch.keep);
	cr_expect_eq(bv_test_level_of(&result, "culprit.header-differs"), BV_LEVEL_DEFAULT);
	result = bv_test_judge(bv_test_edited(print, "J. Demo <old", "Jo Demo <odd", &scratch.keep),
			       tree, &scratch.keep);
	cr_expect_eq(bv_test_level_of(&result, "culprit.header-differs"), BV_LEVEL_WARNING);
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}

/* syzbot's mails, of causes and of fixes, print the title alone. */
Test(printed_header, of_an_announcement)
{
	static const char *const words[] = {"has bisected this issue to:",
					    "suspects this issue was fixed by commit:"};
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "%s", commits);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct bv_text mail = bv_scratch_run(
			&scratch,
			"cd r; printf 'From: syzbot <syzbot@example.org>\\nSubject: demo\\n\\n"
			"syzbot %s\\n\\n'; git log -1 --no-mailmap "
			"--format='commit %%H%%nAuthor: %%an <%%ae>%%nDate:   %%ad%%n%%n    %%s' "
			"blamed; echo; echo 'git tree: upstream'",
			words[i]);
		struct bv_check_result result = bv_test_judge(mail, tree, &scratch.keep);

		cr_expect_eq(bv_test_level_of(&result, "culprit.header-differs"), BV_LEVEL_DEFAULT,
			     "%s", words[i]);
	}
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}
