/* SPDX-License-Identifier: GPL-2.0-only */
/* The end of a branch that a robot tested: has it the blamed commit, or a copy? */
#include <criterion/criterion.h>
#include <string.h>

#include "checks/check.h"
#include "log/log.h"
#include "repo/tree.h"
#include "support/scratch.h"

/* Of a mail of LKP's, whose table has @blamed and its parent, what culprit.not-in-bad says. */
static enum bv_level level_of(struct bv_scratch *scratch, struct bv_tree *tree, const char *blamed,
			      const char *head)
{
	struct bv_text ids = bv_scratch_word(
		scratch, "cd r; git rev-parse %s %s %s^ | tr '\\n' ' '", blamed, head, blamed);
	struct bv_text blamed_id, head_id, parent_id, text;
	struct bv_source source = {0};
	struct bv_bisections all = {0};
	struct bv_told told = {0};
	struct bv_case c;
	struct bv_check_result result = {0};

	cr_assert(bv_take_word(&ids, &blamed_id) && bv_take_blanks(&ids) &&
		  bv_take_word(&ids, &head_id) && bv_take_blanks(&ids) &&
		  bv_take_word(&ids, &parent_id));
	text = bv_arena_print(&scratch->keep,
			      "kernel test robot noticed \"BUG:demo\" on:\n\ncommit: %.*s (\"x\")\n"
			      "\n[test failed on demo/next %.*s]\n\ncommit:\n  %.10s (\"y\")\n"
			      "  %.10s (\"x\")\n\n       fail:runs  %%reproduction    fail:runs\n"
			      "           :6          100%%           6:6     dmesg.BUG:demo\n",
			      BV_TEXT_ARG(blamed_id), BV_TEXT_ARG(head_id), parent_id.data,
			      blamed_id.data);
	source.text = text;
	bv_log_read(&all, &source, &scratch->keep);
	cr_assert_eq(all.count, 1);
	bv_case_open(&c, &all.items[0], &told, tree, &scratch->keep);
	bv_checks_run(&result, &c, &scratch->keep);
	for (size_t i = 0; i < result.findings.count; i++)
		if (strcmp(result.findings.items[i].id, "culprit.not-in-bad") == 0)
			return result.findings.items[i].level;
	return BV_LEVEL_OFF;
}

Test(copies, of_the_blamed_commit)
{
	static const struct {
		const char *blamed, *head;
		enum bv_level level;
	} rows[] = {
		{"topic", "topic", BV_LEVEL_OFF},
		{"topic", "merged", BV_LEVEL_OFF},
		{"topic", "rebased", BV_LEVEL_OFF},
		{"topic", "dropped", BV_LEVEL_WARNING},
		{"topic", "topic^", BV_LEVEL_WARNING},
		/* Into another one, with that one's title. */
		{"fix", "dropped", BV_LEVEL_OFF},
		{"fixup", "dropped", BV_LEVEL_OFF},
	};
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(
		&scratch,
		"git init -q r; cd r\n"
		"c() { tick; git commit -q --allow-empty -m \"$1\"; git branch $2; }\n"
		"c base root; c 'demo: lock the queue' before\n"
		"c 'demo: free the queue' topic; c 'demo: later' merged\n"
		"git checkout -q --detach before; c demo-free-the-queue-fix fix\n"
		"git checkout -q --detach before; c 'fixup! demo: free the queue' fixup\n"
		"git checkout -q --detach root; c 'demo: other' o1; c 'demo: free the queue' copy\n"
		"c 'demo: last' rebased\n"
		"git checkout -q --detach o1; c 'demo: free the queues' dropped\n");
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(level_of(&scratch, tree, rows[i].blamed, rows[i].head), rows[i].level,
			     "%s in %s", rows[i].blamed, rows[i].head);
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}
