/* SPDX-License-Identifier: GPL-2.0-only */
/* Candidates, N, K, git's pick and merge bases on random histories, with git itself as the judge.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "repo/range.h"
#include "support/bisect_vars.h"
#include "support/drawn_history.h"

#define HISTORIES_PER_CLOCKS 14
#define QUESTIONS            50
#define GOOD_MAX             3

/* The same history with every kind of commit-graph that git writes. */
static const char *const modes[] = {"base", "full", "half", "split", "v1", "through"};
#define MODES (sizeof(modes) / sizeof(modes[0]))

static const char make_modes[] =
	"n=$(wc -l <base/all.txt)\n"
	"make() {\n"
	"	git init -q --bare $1 && echo $PWD/$2/objects >$1/objects/info/alternates\n"
	"}\n"
	"write() { git -C $1 commit-graph write --no-progress --stdin-commits $2; }\n"
	"for mode in full half split v1; do make $mode base; done\n"
	"write full <base/all.txt\n"
	"head -n $((n / 2)) base/all.txt | write half\n"
	"head -n $((n / 3)) base/all.txt | write split --split=no-merge\n"
	"head -n $((n * 2 / 3)) base/all.txt | write split --split=no-merge\n"
	"write split --split=no-merge <base/all.txt\n"
	"git -C v1 config commitGraph.generationVersion 1\n"
	"write v1 <base/all.txt\n"
	"make through full\n";

struct question {
	size_t bad, good[GOOD_MAX], good_count;
	bool is_first_parent;
};

static struct question random_question(struct bv_random *random, const struct bv_drawn *drawn)
{
	struct question question = {
		.bad = drawn->count - 1 - bv_random_below(random, drawn->count * 2 / 3),
		.good_count = 1 + bv_random_below(random, GOOD_MAX),
		.is_first_parent = bv_random_below(random, 8) == 0,
	};

	for (size_t i = 0; i < question.good_count; i++)
		question.good[i] = bv_random_below(
			random, bv_random_below(random, 4) > 0 ? question.bad + 1 : drawn->count);
	return question;
}

static void write_questions(struct bv_scratch *scratch, const struct bv_drawn *drawn,
			    const struct question *questions)
{
	FILE *file = fopen(bv_scratch_path(scratch, "ask"), "w");

	cr_assert(file);
	fprintf(file, "%s", bv_bisect_vars_script);
	for (size_t q = 0; q < QUESTIONS; q++) {
		const struct question *question = &questions[q];
		struct bv_arena keep = {0};

		fprintf(file, "git rev-list %s--bisect-vars %s",
			question->is_first_parent ? "--first-parent " : "",
			bv_drawn_hex(drawn, question->bad, &keep));
		for (size_t i = 0; i < question->good_count; i++)
			fprintf(file, " ^%s", bv_drawn_hex(drawn, question->good[i], &keep));
		fprintf(file, " || none\necho bases=$(git merge-base --all %s",
			bv_drawn_hex(drawn, question->bad, &keep));
		for (size_t i = 0; i < question->good_count; i++)
			fprintf(file, " %s", bv_drawn_hex(drawn, question->good[i], &keep));
		fprintf(file, ")\n");
		bv_arena_release(&keep);
	}
	cr_assert(fclose(file) == 0);
}

/* Candidates by the plain definition. */
static size_t flag_candidates(const struct bv_drawn *drawn, const struct question *question,
			      bool *flags, struct bv_arena *keep)
{
	bool *is_good = bv_arena_alloc(keep, drawn->count, sizeof(*is_good));
	size_t count = 0, at = question->bad;

	for (size_t i = 0; i < question->good_count; i++)
		bv_drawn_flag_ancestors(drawn, question->good[i], is_good);
	if (!question->is_first_parent)
		bv_drawn_flag_ancestors(drawn, at, flags);
	for (; question->is_first_parent; at = drawn->items[at].parents[0]) {
		flags[at] = true;
		if (drawn->items[at].parent_count == 0)
			break;
	}
	for (size_t i = 0; i < drawn->count; i++) {
		flags[i] = flags[i] && !is_good[i];
		count += flags[i];
	}
	return count;
}

static struct bv_range_question ask(struct bv_history *history, const struct bv_drawn *drawn,
				    const struct question *question, struct bv_arena *keep)
{
	struct bv_range_question asked = {
		.bad = bv_must_find(history, &drawn->items[question->bad].id),
		.is_first_parent = question->is_first_parent,
	};

	for (size_t i = 0; i < question->good_count; i++)
		*BV_APPEND(&asked.good, keep) =
			bv_must_find(history, &drawn->items[question->good[i]].id);
	return asked;
}

static bool is_exact(const struct bv_range *range, struct bv_history *history,
		     const struct bv_drawn *drawn, const bool *flags, size_t count)
{
	if (!range->is_known || range->candidates.count != count)
		return false;
	for (size_t i = 0; i < drawn->count; i++)
		if (flags[i] &&
		    bv_candidates_find(&range->candidates,
				       bv_must_find(history, &drawn->items[i].id)) == BV_LOCAL_NONE)
			return false;
	return true;
}

static bool are_bases_as_git(const struct bv_range *range, struct bv_history *history,
			     struct bv_text bases)
{
	struct bv_text word;
	size_t count = 0;

	for (; bv_take_blanks(&bases) && bv_take_word(&bases, &word); count++) {
		struct bv_oid id;
		bool is_found = false;

		cr_assert(bv_oid_parse(&id, word));
		for (size_t i = 0; i < range->merge_bases.count; i++)
			if (bv_must_find(history, &id).index == range->merge_bases.items[i].index)
				is_found = true;
		if (!is_found)
			return false;
	}
	return count == range->merge_bases.count;
}

struct tally {
	size_t asked, emulated;
};

static void compare(struct bv_history *history, const char *mode, const struct bv_drawn *drawn,
		    const struct question *question, struct bv_text git_text, struct tally *tally)
{
	struct bv_arena keep = {0};
	struct bv_bisect_vars git = bv_take_bisect_vars(&git_text);
	struct bv_text bases = bv_take_value(&git_text, "bases");
	struct bv_range_question asked = ask(history, drawn, question, &keep);
	bool *flags = bv_arena_alloc(&keep, drawn->count, sizeof(*flags));
	size_t count = flag_candidates(drawn, question, flags, &keep);
	struct bv_candidates listed;
	struct bv_range range;

	tally->asked++;
	bv_range_find(&range, history, &asked, &keep);
	cr_expect(is_exact(&range, history, drawn, flags, count),
		  "%s: candidates of c%zu: %u, not %zu", mode, question->bad,
		  range.candidates.count, count);
	cr_expect(are_bases_as_git(&range, history, bases), "%s: merge bases of c%zu", mode,
		  question->bad);
	if (!bv_is_as_git(&range.candidates, &git)) {
		tally->emulated++;
		cr_assert(bv_git_walk(&listed, history, &asked, false, &keep));
		cr_expect(bv_is_as_git(&listed, &git), "%s: c%zu: exact %zu, as git %u, git %zu",
			  mode, question->bad, count, listed.count, (size_t)git.all);
	}
	bv_arena_release(&keep);
}

static void compare_history(struct bv_random *random, enum bv_clocks clocks, struct tally *tally)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn =
		bv_drawn_random(random, 20 + bv_random_below(random, 250), clocks, &scratch.keep);
	struct question questions[QUESTIONS];
	struct bv_text answers;

	bv_drawn_import(&drawn, &scratch, "base");
	(void)bv_scratch_run(&scratch, "%s", make_modes);
	for (size_t q = 0; q < QUESTIONS; q++)
		questions[q] = random_question(random, &drawn);
	write_questions(&scratch, &drawn, questions);
	answers = bv_scratch_run(&scratch, "cd base && set +e && . ../ask; true");
	for (size_t m = 0; m < MODES; m++) {
		git_repository *repository;
		struct bv_history *history =
			bv_open_history(bv_scratch_path(&scratch, modes[m]), &repository);
		struct bv_text rest = answers;

		bv_history_rest_on_clocks(history, false);
		cr_expect(bv_history_has_commit_graph(history) == (m == 0 ? BV_NO : BV_YES),
			  "%s: %.*s", modes[m], BV_TEXT_ARG(bv_history_graph_note(history)));
		for (size_t q = 0; q < QUESTIONS; q++) {
			compare(history, modes[m], &drawn, &questions[q], rest, tally);
			(void)bv_take_bisect_vars(&rest);
			(void)bv_take_value(&rest, "bases");
		}
		bv_history_close(history);
		git_repository_free(repository);
	}
	bv_scratch_close(&scratch);
}

static void compare_clocks(enum bv_clocks clocks, const char *name)
{
	struct bv_random random = bv_random_open(name);
	struct tally tally = {0};

	cr_assert(git_libgit2_init() > 0);
	for (size_t i = 0; i < HISTORIES_PER_CLOCKS; i++)
		compare_history(&random, clocks, &tally);
	git_libgit2_shutdown();
	printf("%s: %zu steps asked in %zu modes, %zu on git's own listing\n", name,
	       tally.asked / MODES, MODES, tally.emulated / MODES);
	if (clocks != BV_CLOCKS_WRONG)
		cr_expect(tally.emulated == 0);
}

Test(bisect_oracle, right_clocks)
{
	compare_clocks(BV_CLOCKS_RIGHT, "right clocks");
}

Test(bisect_oracle, equal_dates)
{
	compare_clocks(BV_CLOCKS_EQUAL, "equal dates");
}

Test(bisect_oracle, wrong_clocks)
{
	compare_clocks(BV_CLOCKS_WRONG, "wrong clocks");
}
