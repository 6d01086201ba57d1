/* SPDX-License-Identifier: GPL-2.0-only */
/* The files of a commit, against git's own lists and counts. */
#include <criterion/criterion.h>
#include <sys/stat.h>

#include "case/case_private.h"
#include "repo/object.h"
#include "repo/tree.h"
#include "support/culprit_text.h"
#include "support/scratch.h"

static struct bv_tree *open_tree(struct bv_scratch *scratch, const char *name)
{
	struct bv_error err = {0};
	struct bv_tree *tree;

	cr_assert(bv_tree_open(&tree, bv_scratch_path(scratch, name), &err), "%s", err.text);
	return tree;
}

static struct bv_culprit_facts files_of(struct bv_tree *tree, struct bv_text hex,
					struct bv_arena *keep)
{
	struct bv_culprit_facts culprit = {0};
	struct bv_commit_object commit;

	cr_assert(bv_oid_parse(&culprit.id, hex));
	cr_assert_eq(bv_commit_read(&commit, tree, &culprit.id, keep), BV_YES);
	culprit.parents = commit.parents;
	bv_culprit_files(&culprit, tree, &commit, keep);
	return culprit;
}

/** Every commit of the repository "r" against git. */
static size_t expect_all_as_git(struct bv_scratch *scratch)
{
	struct bv_text ids = bv_scratch_run(scratch, "cd r && git rev-list --all"), line;
	struct bv_tree *tree = open_tree(scratch, "r");
	size_t count = 0;

	for (; bv_take_line(&ids, &line); count++) {
		struct bv_arena keep = {0};
		const char *id = bv_arena_copy(&keep, line).data;
		struct bv_culprit_facts culprit = files_of(tree, line, &keep);
		struct bv_text ours = bv_files_text(&culprit, &keep);
		struct bv_text gits =
			bv_scratch_run(scratch, "cd r\n%sfiles %s", bv_files_script, id);

		cr_expect_eq(culprit.is_diff_complete, BV_YES, "%s", id);
		cr_expect(bv_text_equal(ours, gits), "%s\nours:\n%.*sgit's:\n%.*s", id,
			  BV_TEXT_ARG(ours), BV_TEXT_ARG(gits));
		bv_arena_release(&keep);
	}
	bv_tree_close(tree);
	return count;
}

Test(diff, all_kinds_of_change)
{
	struct bv_scratch scratch = bv_scratch_open();

	(void)bv_scratch_run(
		&scratch,
		"git init -q r && cd r\n"
		"mkdir -p a/b/c d; seq 100 >a/b/c/f; seq 50 >d/g; echo x >top; touch empty; g "
		"root\n"
		"seq 2 101 >a/b/c/f; g shifted\n"
		"printf 'no end' >top; g 'no newline at the end'\n"
		"printf 'no end\\n' >top; g 'newline at the end'\n"
		"chmod +x top; g mode\n"
		"chmod -x top; echo y >top; g 'mode and content'\n"
		"printf 'a\\0b' >bin; g 'binary added'\n"
		"printf 'a\\0c' >bin; g 'binary changed'\n"
		"rm bin; g 'binary deleted'\n"
		"rm top; ln -s d/g top; g 'type change'\n"
		"ln -sf d/h top; g 'link changed'\n"
		"rm -r a; echo file >a; g 'folder becomes file'\n"
		"rm a; mkdir a; echo x >a/x; echo y >a.c; echo z >a-b; g 'file becomes folder'\n"
		"echo 1 >pre; g pre; rm pre; seq 9 >prefix; g longer; rm prefix; echo 2 >pre; g "
		"shorter\n"
		"git rm -q -r .; g 'all gone'\n"
		"i=0; while [ $i -lt 300 ]; do mkdir -p m$((i %% 17)); seq $i $((i + 20)) "
		">m$((i %% 17))/f$i; i=$((i + 1)); done; g many\n"
		"for f in m3/* m5/*; do echo more >>$f; done; g 'some of many'\n"
		"git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub\n"
		"tick; git commit -q -m submodule\n"
		"git update-index --cacheinfo 160000,$(git rev-parse HEAD~2),sub\n"
		"tick; git commit -q -m 'submodule moved'\n");
	cr_expect_eq(expect_all_as_git(&scratch), 21);
	bv_scratch_close(&scratch);
}

Test(diff, renames)
{
	struct bv_scratch scratch = bv_scratch_open();

	(void)bv_scratch_run(
		&scratch,
		"git init -q r && cd r\n"
		"mkdir a b; seq 100 >a/f; seq 200 300 >a/g; seq 400 500 >a/h; touch a/e; g root\n"
		"git mv a/f b/f; g exact\n"
		"git mv a/g b/other; seq 200 290 >b/other; g 'by likeness'\n"
		"git mv b/f b/f2; seq 1000 1200 >b/f2; g 'not alike'\n"
		"git mv a/e b/e; g empty\n"
		"git mv b/e e; git mv b/other o; seq 200 280 >o; g 'two at once'\n"
		"cp a/h h1; cp a/h h2; git rm -q a/h; g 'one of two'\n"
		"mkdir x y; git mv h1 x/h; git mv h2 y/h; g 'same content twice'\n"
		"git mv x/h y/k; git mv y/h x/k; g crossed\n"
		"seq 1 60 >p; seq 61 120 >q; seq 30 90 >s; g three\n"
		"seq 1 55 >u; seq 66 120 >v; rm p q s; g 'which one'\n"
		"mkdir n; seq 1 40 >n/Makefile; seq 41 90 >n/t; g names\n"
		"mkdir l; git mv n/Makefile l/Makefile; seq 41 80 >l/w; seq 1 32 >l/Makefile; "
		"rm n/t; g 'by name first'\n"
		"mkdir i j; seq 100 >i/Kconfig; g i; seq 85 >j/Kconfig; seq 98 >j/a; rm -r i; g "
		"'by name, though another is more alike'\n"
		"mkdir a1 b1; seq 7 >a1/1; seq 7 >b1/2; g twins; mkdir c1 d1; git mv b1/2 c1/2; "
		"git mv a1/1 d1/1; g 'twins by name'\n");
	cr_expect_eq(expect_all_as_git(&scratch), 17);
	bv_scratch_close(&scratch);
}

Test(diff, merges)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_arena keep = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(
		&scratch,
		"git init -q r && cd r\n"
		"seq 20 >f; seq 20 >g; g root; git checkout -q -b side; echo s >s; g side\n"
		"git checkout -q master; echo m >m; g main\n"
		"tick; git merge -q -m clean side; git tag clean\n"
		"git checkout -q side; echo t >t; g more; git checkout -q master\n"
		"tick; git merge -q --no-commit side; echo evil >>g; git add g; git commit -q -m "
		"evil; git tag evil\n"
		"git checkout -q -b three root 2>/dev/null || git checkout -q -b three side~2\n"
		"echo 3 >3; g three; git checkout -q -b four side; echo 4 >4; g four\n"
		"git checkout -q master; tick; git merge -q -m octopus three four\n");
	cr_expect_eq(expect_all_as_git(&scratch), 9);
	tree = open_tree(&scratch, "r");
	cr_expect_eq(files_of(tree, bv_scratch_word(&scratch, "cd r; git rev-parse clean"), &keep)
			     .is_evil_merge,
		     BV_NO);
	cr_expect_eq(files_of(tree, bv_scratch_word(&scratch, "cd r; git rev-parse evil"), &keep)
			     .is_evil_merge,
		     BV_YES);
	bv_arena_release(&keep);
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}

/** Real commits: where git can say the files and counts so do we, and nowhere else. */
Test(diff, real_commits)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_text ids, line;
	struct bv_tree *tree;
	struct stat status;
	size_t complete = 0, counted = 0;

	if (stat(BV_SHARED "/data/linux/make-tree", &status))
		cr_skip_test("no " BV_SHARED "/data/linux");
	/* A partial clone no more: git would try to fetch for seconds what is missing. */
	(void)bv_scratch_run(&scratch,
			     "bash '%s/data/linux/make-tree' r --commit-graph && cd r\n"
			     "git config --unset extensions.partialClone\n"
			     "git config --remove-section remote.origin\n",
			     BV_SHARED);
	ids = bv_scratch_run(
		&scratch,
		"cd r; git cat-file --batch-all-objects --batch-check | grep ' tree ' | cut -c1-40 "
		">../trees\n"
		"git log --all --format='%%T %%H' | sort | join - ../trees | cut -d' ' -f2 | sort "
		"| "
		"head -n 120");
	tree = open_tree(&scratch, "r");
	while (bv_take_line(&ids, &line)) {
		struct bv_arena keep = {0};
		const char *id = bv_arena_copy(&keep, line).data;
		struct bv_culprit_facts culprit = files_of(tree, line, &keep);
		struct bv_text ours = bv_files_text(&culprit, &keep), gits;
		struct bv_text script =
			bv_arena_print(&keep, "cd r\n%sfiles %s", bv_files_script, id);
		bool is_git_able = bv_scratch_try(&scratch, &gits, script.data);

		complete += culprit.is_diff_complete == BV_YES;
		counted += is_git_able;
		if (is_git_able)
			cr_expect(bv_text_equal(ours, gits), "%s\nours:\n%.*sgit's:\n%.*s", id,
				  BV_TEXT_ARG(ours), BV_TEXT_ARG(gits));
		else
			cr_expect(culprit.is_diff_complete != BV_YES ||
					  culprit.are_renames_known != BV_YES ||
					  !bv_text_is_empty(culprit.why_unknown),
				  "%s", id);
		bv_arena_release(&keep);
	}
	cr_expect_gt(counted, 20);
	cr_expect_geq(complete, counted);
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}
