/* SPDX-License-Identifier: GPL-2.0-only */
/* Sessions of git's that begin at HEAD or a branch: what stands here is believed with a reason. */
#include <criterion/criterion.h>

#include "checks/check.h"
#include "log/log.h"
#include "repo/tree.h"
#include "support/scratch.h"

/* A line of 40 commits with the branch "old" on its 9th; "stable" leaves it at the 10th. */
static const char make_tree[] = "git init -q r && cd r && git checkout -q -b master\n"
				"for i in $(seq 40); do g \"c: $i\"\n"
				"	[ $i != 1 ] || git tag v1\n"
				"	[ $i != 9 ] || git branch old\n"
				"	[ $i != 10 ] || git branch stable\n"
				"done; git tag v2; git checkout -q stable\n"
				"g 'c: kept'; git checkout -q master";

/* The session that begins with the commands %s, in a copy; the cause is so many before v2. */
static const char have_session[] =
	"rm -rf s; cp -r r s; cd s; cause=v2~%s\n"
	"say() { echo \"\\$ git bisect $*\"; out=$(git bisect \"$@\" 2>&1); echo \"$out\"; }\n"
	"%s\n"
	"while case \"$out\" in *'is the first bad commit'*) false ;; esac; do\n"
	"	say $(git merge-base --is-ancestor $cause HEAD && echo bad || echo good)\n"
	"done";

/* git's first count is one less, and its second. */
#define FIRST  "sed 's/: 19 rev/: 18 rev/'"
#define SECOND "sed 's/: 9 rev/: 8 rev/; s/: 7 rev/: 6 rev/'"

#define MASTER "say start master v1"
#define OLD    "say start v2 old"
#define STABLE "say start v2 stable"
#define HEAD   "say start; say bad; say good v1"
#define GO_ON  "g 'c: new'"
#define AMEND  "git commit -q --amend --allow-empty -m 'c: renamed'"

static bool is_found(const struct bv_check_result *result, const char *id)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (strcmp(result->findings.items[i].id, id) == 0)
			return true;
	return false;
}

static size_t count_grave(const struct bv_check_result *result)
{
	size_t count = 0;

	for (size_t i = 0; i < result->findings.count; i++)
		count += result->findings.items[i].level > BV_LEVEL_NOTE;
	return count;
}

Test(local_ends, judged)
{
	static const struct {
		const char *begin, *cause, *damage, *since;
		bool is_believed, is_accused;
	} rows[] = {
		{MASTER, "9", "cat", "", true, false},
		{MASTER, "9", SECOND, "", true, true},
		{MASTER, "9", FIRST, "", false, false},
		{MASTER, "9", "cat", GO_ON, false, false},
		{MASTER, "9", SECOND, GO_ON, false, false},
		/* The last commit was written anew; it is blamed, or no more than hidden.
		 */
		{MASTER, "0", "cat", AMEND, false, false},
		{MASTER, "37", "cat", AMEND, true, false},
		{HEAD, "9", "cat", "", true, false},
		{HEAD, "9", SECOND, "", true, true},
		{HEAD, "9", "cat", GO_ON, false, false},
		/* Later on that is another one. */
		{HEAD "; say good HEAD", "9", "cat", "", true, false},
		{HEAD "; say good @", "9", SECOND, "", true, true},
		{"say start; say bad; git checkout -q v1; say good", "9", "cat", "", false, false},
		/* What it can have gained since is good by the first test, or is not. */
		{OLD, "9", "cat", "", true, false},
		{OLD, "9", "cat", "git branch -f old old~1", true, false},
		{OLD, "9", "cat", "git branch -f old v2~30", false, false},
		{OLD, "28", "cat", "", false, false},
		{OLD, "28", "cat", "git branch -f old v2~30", false, false},
		/* git asks for a merge base. */
		{STABLE, "9", "cat", "", true, false},
		{STABLE, "28", SECOND, "", true, true},
		{STABLE, "28", "cat", "git checkout -q stable; " GO_ON, true, false},
		{STABLE, "28", "cat", "git branch -f stable v2~30", false, false},
		{STABLE, "28", "cat", "git branch -f stable v2~20", false, false},
	};
	static const struct bv_told told = {0};
	struct bv_scratch scratch = bv_scratch_open();

	(void)bv_scratch_run(&scratch, "%s", make_tree);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_source source = {0};
		struct bv_error err = {0};
		struct bv_bisections all;
		struct bv_check_result result;
		struct bv_tree *tree;
		struct bv_case c;
		struct bv_text session =
			bv_arena_print(&scratch.keep, have_session, rows[i].cause, rows[i].begin);

		source.text =
			bv_scratch_run(&scratch, "{ %s\n} | %s", session.data, rows[i].damage);
		(void)bv_scratch_run(&scratch, "rm -rf now; cp -r r now; cd now; %s",
				     rows[i].since);
		cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "now"), &err), "%s",
			  err.text);
		bv_log_read(&all, &source, &scratch.keep);
		bv_case_open(&c, &all.items[0], &told, tree, &scratch.keep);
		bv_checks_run(&result, &c, &scratch.keep);
		cr_expect_eq(is_found(&result, "commit.local-name"), rows[i].is_believed, "%zu", i);
		cr_expect_eq(is_found(&result, "step.revisions-left"), rows[i].is_accused, "%zu",
			     i);
		cr_expect_eq(count_grave(&result), rows[i].is_accused, "%zu", i);
		bv_tree_close(tree);
	}
	bv_scratch_close(&scratch);
}
