/* SPDX-License-Identifier: GPL-2.0-only */
/* Opening trees of every kind, and saying why one does not open. */
#include <criterion/criterion.h>
#include <git2.h>
#include <stdlib.h>
#include <unistd.h>

#include "case/case.h"
#include "repo/tree.h"
#include "repo/tree_private.h"
#include "support/scratch.h"

static struct bv_scratch start(void)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};

	cr_assert(bv_git_start(&err), "%s", err.text);
	/* Criterion has started libgit2 before, with the real home folder. */
	cr_assert_eq(git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL,
				      scratch.folder.data),
		     0);
	(void)bv_scratch_run(&scratch,
			     "git init -q r && cd r && echo a >a && g one && echo b >b && "
			     "g two\n");
	return scratch;
}

static void finish(struct bv_scratch *scratch)
{
	bv_git_stop();
	bv_scratch_close(scratch);
}

/** Can the tree be opened, and does it have the newest commit of "r"? */
static struct bv_tree_facts look(struct bv_scratch *scratch, const char *path)
{
	struct bv_text head = bv_scratch_word(scratch, "cd r; git rev-parse master");
	struct bv_bisection bisection = {0};
	struct bv_error err = {0};
	struct bv_told told = {.is_later_wanted = true};
	struct bv_case c = {0};
	struct bv_tree *tree;

	BV_APPEND(&bisection.revisions, &scratch->keep)->written = head;
	if (!bv_tree_open(&tree, path, &err)) {
		cr_expect(false, "%s: %s", path ? path : "discovery", err.text);
		return c.facts.tree;
	}
	bv_case_open(&c, &bisection, &told, tree, &scratch->keep);
	cr_expect_eq(c.facts.revisions[0].resolution, BV_RESOLUTION_EXACT, "%s",
		     path ? path : "discovery");
	cr_expect(c.facts.tree.is_open);
	bv_tree_close(tree);
	return c.facts.tree;
}

static struct bv_error expect_refusal(struct bv_scratch *scratch, const char *name)
{
	struct bv_error err = {0};
	struct bv_tree *tree;

	cr_expect_not(bv_tree_open(&tree, bv_scratch_path(scratch, name), &err), "%s", name);
	cr_expect_eq(err.kind, BV_ERROR_REPOSITORY, "%s", name);
	cr_expect_neq(err.source[0], '\0', "%s", name);
	cr_expect_neq(err.advice[0], '\0', "%s", name);
	return err;
}

Test(open, every_kind_of_path)
{
	static const char *const paths[] = {"r",      "r/.git", "bare.git",
					    "linked", "shared", "sparse"};
	struct bv_scratch scratch = start();

	(void)bv_scratch_run(&scratch,
			     "git clone -q --bare r bare.git; git clone -q -s r shared\n"
			     "git clone -q r sparse; git -C sparse sparse-checkout init --cone\n"
			     "git -C sparse config core.repositoryformatversion 1\n"
			     "git -C sparse config extensions.preciousObjects true\n"
			     "git -C r worktree add -q --detach ../linked\n");
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct bv_tree_facts facts = look(&scratch, bv_scratch_path(&scratch, paths[i]));

		cr_expect_not(facts.is_shallow || facts.is_partial, "%s", paths[i]);
	}
	finish(&scratch);
}

Test(open, shallow_and_partial)
{
	struct bv_scratch scratch = start();

	(void)bv_scratch_run(&scratch,
			     "git -C r config uploadpack.allowFilter true\n"
			     "git clone -q --depth 1 \"file://$PWD/r\" shallow\n"
			     "git clone -q --bare --filter=blob:none \"file://$PWD/r\" partial\n"
			     "git clone -q --bare \"file://$PWD/r\" old\n"
			     "git -C old config core.repositoryformatversion 1\n"
			     "git -C old config extensions.partialClone origin\n");
	cr_expect(look(&scratch, bv_scratch_path(&scratch, "shallow")).is_shallow);
	cr_expect(look(&scratch, bv_scratch_path(&scratch, "partial")).is_partial);
	cr_expect(look(&scratch, bv_scratch_path(&scratch, "old")).is_partial);
	finish(&scratch);
}

Test(open, discovery_as_git)
{
	struct bv_scratch scratch = start();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch,
			     "mkdir -p r/sub/folder empty; git clone -q --bare r bare.git; "
			     "mv bare.git/objects elsewhere; mkdir bare.git/objects");
	cr_assert_eq(chdir(bv_scratch_path(&scratch, "r/sub/folder")), 0);
	(void)look(&scratch, NULL);
	cr_assert_eq(chdir(bv_scratch_path(&scratch, "empty")), 0);
	cr_expect(bv_tree_open(&tree, NULL, &err), "%s", err.text);
	cr_expect_null(tree, "none around, and none named");
	setenv("GIT_DIR", bv_scratch_path(&scratch, "r/.git"), 1);
	setenv("GIT_WORK_TREE", bv_scratch_path(&scratch, "r"), 1);
	(void)look(&scratch, NULL);
	setenv("GIT_DIR", bv_scratch_path(&scratch, "bare.git"), 1);
	setenv("GIT_OBJECT_DIRECTORY", bv_scratch_path(&scratch, "elsewhere"), 1);
	unsetenv("GIT_WORK_TREE");
	(void)look(&scratch, NULL);
	unsetenv("GIT_DIR");
	unsetenv("GIT_OBJECT_DIRECTORY");
	cr_assert_eq(chdir("/"), 0);
	finish(&scratch);
}

Test(open, refusals)
{
	struct bv_scratch scratch = start();
	struct bv_error err;

	(void)bv_scratch_run(&scratch,
			     "mkdir empty; echo x >file\n"
			     "git init -q --object-format=sha256 sha256\n"
			     "git init -q strange; git -C strange config "
			     "core.repositoryformatversion 1; git -C strange config "
			     "extensions.fromTheFuture true\n"
			     "git clone -q r damaged; echo '[core' >damaged/.git/config\n");
	(void)expect_refusal(&scratch, "empty");
	(void)expect_refusal(&scratch, "not-there");
	(void)expect_refusal(&scratch, "file");
	(void)expect_refusal(&scratch, "damaged");
	err = expect_refusal(&scratch, "sha256");
	cr_expect_str_eq(err.text, "the tree's ids are SHA-256");
	cr_expect(bv_text_contains(bv_text_from(err.advice), BV_TEXT("--no-tree")));
	cr_expect(bv_text_contains(bv_text_from(expect_refusal(&scratch, "strange").text),
				   BV_TEXT("extension")));
	finish(&scratch);
}

Test(open, another_owner)
{
	struct bv_scratch scratch = start();
	struct bv_error err;

	if (geteuid() != 0)
		cr_skip_test("needs root to give a tree away");
	(void)bv_scratch_run(&scratch, "chown -R 12345:12345 r");
	err = expect_refusal(&scratch, "r");
	cr_expect(bv_text_contains(bv_text_from(err.advice), BV_TEXT("safe.directory")), "%s: %s",
		  err.text, err.advice);
	(void)bv_scratch_run(&scratch, "git config --global --add safe.directory \"$PWD/other\"");
	err = expect_refusal(&scratch, "r");
	cr_expect(bv_text_contains(bv_text_from(err.advice), BV_TEXT("safe.directory")), "%s: %s",
		  err.text, err.advice);
	finish(&scratch);
}

Test(open, settings_in_gits_order)
{
	struct bv_scratch scratch = start();
	struct bv_error err = {0};
	struct bv_settings settings;
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch,
			     "git config --global bisectverify.failOn refuted\n"
			     "git config --global bisectverify.check.culprit.no-code warning\n"
			     "git config --global user.name none\n"
			     "git -C r config bisectverify.check.culprit.no-code off\n"
			     "printf '[bisectverify]\\n\\tprogress\\n' >>r/.git/config\n");
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	cr_assert(bv_tree_settings(&settings, tree, &scratch.keep, &err), "%s", err.text);
	cr_assert_eq(settings.count, 4);
	cr_expect(bv_text_equal(settings.items[0]->key, BV_TEXT("bisectverify.failon")));
	cr_expect(bv_text_equal(settings.items[1]->key,
				BV_TEXT("bisectverify.check.culprit.no-code")));
	cr_expect_str_eq(settings.items[1]->value.data, "warning");
	cr_expect_str_eq(settings.items[2]->value.data, "off");
	cr_expect(bv_text_equal(settings.items[3]->key, BV_TEXT("bisectverify.progress")));
	cr_expect_null(settings.items[3]->value.data);
	cr_assert(bv_tree_settings(&settings, NULL, &scratch.keep, &err), "%s", err.text);
	cr_expect_eq(settings.count, 2);
	bv_tree_close(tree);
	finish(&scratch);
}

Test(open, bisection_in_progress)
{
	struct bv_scratch scratch = start();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "git -C r worktree add -q --detach ../linked\n"
				       "cd linked; echo c >c; g three; echo d >d; g four\n"
				       "git bisect start HEAD HEAD~2\n");
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	cr_expect(bv_text_is_empty(bv_tree_bisect_log(tree, &scratch.keep)));
	bv_tree_close(tree);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "linked"), &err), "%s", err.text);
	cr_expect(bv_text_ends_with(bv_tree_bisect_log(tree, &scratch.keep),
				    BV_TEXT("/worktrees/linked/BISECT_LOG")));
	bv_tree_close(tree);
	finish(&scratch);
}

/** Nothing of the tree may change, whatever is asked. */
Test(open, nothing_is_written)
{
	static const char listing[] = "cd r && find . -exec stat -c '%n %s %y %i' {} + | sort";
	struct bv_scratch scratch = start();
	struct bv_text before, after;

	cr_assert(bv_scratch_try(&scratch, &before, listing));
	(void)look(&scratch, bv_scratch_path(&scratch, "r"));
	cr_assert(bv_scratch_try(&scratch, &after, listing));
	cr_expect(bv_text_equal(before, after));
	finish(&scratch);
}
