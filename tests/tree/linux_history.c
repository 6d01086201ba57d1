/* SPDX-License-Identifier: GPL-2.0-only */
/* Random ranges of a real kernel history, with git as the judge; skipped where there is none. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "repo/range.h"
#include "repo/tree_private.h"
#include "support/bisect_vars.h"
#include "support/drawn_history.h"

#define QUESTIONS    40
#define DISTANCE_MAX 3000 /* commits between bad and good, as git lists them */
#define MAKE_TREE    BV_SHARED "/data/linux/make-tree"

struct question {
	struct bv_oid bad, good[2];
};

static struct bv_oid id_at(struct bv_text ids, size_t number)
{
	struct bv_oid id;

	cr_assert(bv_oid_parse(&id, bv_text_slice(ids, number * 41, 40)));
	return id;
}

static void ask_git(struct bv_scratch *scratch, const struct question *questions)
{
	FILE *file = fopen(bv_scratch_path(scratch, "ask"), "w");

	cr_assert(file);
	fprintf(file, "%s", bv_bisect_vars_script);
	for (size_t q = 0; q < QUESTIONS; q++)
		fprintf(file, "git rev-list --bisect-vars %s ^%s ^%s || none\n",
			bv_oid_hex(&questions[q].bad).digits,
			bv_oid_hex(&questions[q].good[0]).digits,
			bv_oid_hex(&questions[q].good[1]).digits);
	cr_assert(fclose(file) == 0);
}

/* True when it took git's own listing to be as git. */
static bool compare(struct bv_history *history, const struct question *question,
		    const struct bv_bisect_vars *git, const char *mode)
{
	struct bv_range_question asked = {.bad = bv_must_find(history, &question->bad)};
	struct bv_arena keep = {0};
	struct bv_candidates listed;
	struct bv_range range;
	bool is_as_git;

	for (size_t i = 0; i < 2; i++)
		*BV_APPEND(&asked.good, &keep) = bv_must_find(history, &question->good[i]);
	bv_range_find(&range, history, &asked, &keep);
	cr_assert(range.is_known);
	is_as_git = bv_is_as_git(&range.candidates, git);
	if (!is_as_git) {
		cr_assert(bv_git_walk(&listed, history, &asked, false, &keep));
		cr_expect(bv_is_as_git(&listed, git), "%s: %s: exact %u, as git %u, git %zu", mode,
			  bv_oid_hex(&question->bad).digits, range.candidates.count, listed.count,
			  (size_t)git->all);
	}
	bv_arena_release(&keep);
	return !is_as_git;
}

Test(linux_history, random_ranges_as_git)
{
	static const char *const modes[] = {"k", "plain"};
	struct bv_random random = bv_random_open("linux history");
	struct question questions[QUESTIONS];
	struct bv_scratch scratch;
	struct bv_text ids, answers;
	struct bv_error err = {0};

	if (access(MAKE_TREE, X_OK) != 0)
		cr_skip_test("no " MAKE_TREE);
	scratch = bv_scratch_open();
	/* "plain" shares the objects and does without the commit-graph. */
	(void)bv_scratch_run(&scratch, "%s",
			     MAKE_TREE " k --commit-graph\n"
				       "git init -q --bare plain\n"
				       "echo $PWD/k/objects >plain/objects/info/alternates\n"
				       "git -C plain config core.commitGraph false\n");
	ids = bv_scratch_run(&scratch, "cd k && git rev-list --all");
	for (size_t q = 0; q < QUESTIONS; q++) {
		size_t at = bv_random_below(&random, ids.size / 41 - DISTANCE_MAX);

		questions[q].bad = id_at(ids, at);
		for (size_t i = 0; i < 2; i++)
			questions[q].good[i] =
				id_at(ids, at + bv_random_below(&random, DISTANCE_MAX));
	}
	ask_git(&scratch, questions);
	answers = bv_scratch_run(&scratch, "cd k && set +e && . ../ask; true");
	cr_assert(bv_git_start(&err), "%s", err.text);
	for (size_t m = 0; m < 2; m++) {
		git_repository *repository;
		struct bv_history *history =
			bv_open_history(bv_scratch_path(&scratch, modes[m]), &repository);
		struct bv_text rest = answers;
		size_t emulated = 0;

		for (size_t q = 0; q < QUESTIONS; q++) {
			struct bv_bisect_vars git = bv_take_bisect_vars(&rest);

			emulated += compare(history, &questions[q], &git, modes[m]);
		}
		printf("%s: %d ranges, %zu on git's own listing, %zu commits read\n", modes[m],
		       QUESTIONS, emulated, bv_history_commits_read(history));
		bv_history_close(history);
		git_repository_free(repository);
	}
	bv_git_stop();
	bv_scratch_close(&scratch);
}
