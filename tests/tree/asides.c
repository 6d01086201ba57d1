/* SPDX-License-Identifier: GPL-2.0-only */
/* What a mail says of commits besides its result, against the tree. */
#include <criterion/criterion.h>

#include "checks/check.h"
#include "log/log.h"
#include "repo/tree.h"
#include "support/scratch.h"

#define ONE "one: the first commit"
#define TWO "two: the second commit"
#define ID  "$(git rev-parse v2)"
/* The last of twelve digits is another. */
#define WRONG "$(git rev-parse v2 | cut -c-11)$(git rev-parse v2 | cut -c12 | tr 0-9a-f 1-9a-f0)"
#define OTHER "$(git rev-parse --short=12 v1)"
#define SHORT "$(git rev-parse --short=12 v2)"
#define FOUND "I bisected it.\n\n" ID " is the first bad commit\n\n"

static const char *level_of(const struct bv_check_result *result, const char *id)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (strcmp(result->findings.items[i].id, id) == 0)
			return result->findings.items[i].level == BV_LEVEL_NOTE ? "note" : "more";
	return "";
}

Test(asides, judged)
{
	static const struct {
		const char *text, *misspelt, *subject, *missing;
	} rows[] = {
		{FOUND "Fixes: " SHORT " (\"" TWO "\")", "", "", ""},
		{FOUND "Fixes: " WRONG " (\"" TWO "\")", "more", "", ""},
		{FOUND "#regzbot introduced: " WRONG, "more", "", ""},
		{FOUND "See also commit " OTHER " (\"" ONE "\").", "", "", ""},
		/* A person may shorten a title; the blamed one's says which commit is meant. */
		{FOUND "See also commit " OTHER " (\"one: change it\").", "", "note", ""},
		{FOUND "Fixes: " OTHER " (\"" TWO "\")", "", "more", ""},
		{"$ git bisect start v2 v1\n$ git bisect skip " OTHER ".." SHORT "\n" FOUND, "", "",
		 ""},
		{"$ git bisect start v2 v1\n$ git bisect skip " OTHER ".." WRONG "\n" FOUND, "more",
		 "", ""},
		/* Nothing is known of other trees' commits, nor of what the mail quotes. */
		{FOUND "See also commit 0123456789ab (\"" TWO "\").", "", "", ""},
		{FOUND "> Fixes: " WRONG " (\"" TWO "\")", "", "", ""},
		{FOUND "commit " ID "\nAuthor: A <a@example.org>\n\n    " TWO
		       "\n\n    Fixes: " WRONG " (\"" ONE "\")",
		 "", "", ""},
	};
	static const struct bv_told told = {.is_later_wanted = true};
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "git init -q r && cd r\n"
				       "echo 1 >f; g '" ONE "'; git tag v1\n"
				       "echo 2 >f; g '" TWO "'; git tag v2");
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_source source = {.mail = 1};
		struct bv_bisections all;
		struct bv_check_result result;
		struct bv_case c;

		source.text = bv_scratch_run(&scratch, "cd r; cat <<END\n%s\nEND", rows[i].text);
		bv_log_read(&all, &source, &scratch.keep);
		bv_case_open(&c, &all.items[0], &told, tree, &scratch.keep);
		bv_checks_run(&result, &c, &scratch.keep);
		cr_expect_str_eq(level_of(&result, "commit.misspelt"), rows[i].misspelt, "%zu", i);
		cr_expect_str_eq(level_of(&result, "commit.subject"), rows[i].subject, "%zu", i);
		cr_expect_str_eq(level_of(&result, "commit.missing"), rows[i].missing, "%zu", i);
	}
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}
