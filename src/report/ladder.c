/* SPDX-License-Identifier: GPL-2.0-only */
/* What the drawings of a bisection share: titles with their signs, and what each step left. */
#include "ladder.h"

#include <math.h>

#include "report_private.h"

#include "base/banned.h"

enum bv_dot bv_ladder_dot(const struct bv_run *run)
{
	if (run->outcome == BV_OUTCOME_OK)
		return BV_DOT_OK;
	return run->outcome == BV_OUTCOME_CRASHED ? BV_DOT_CRASH : BV_DOT_OTHER;
}

bool bv_ladder_has_runs(const struct bv_ladder *ladder)
{
	return ladder->title_count + ladder->ok + ladder->other > 0;
}

size_t bv_ladder_title(const struct bv_ladder *ladder, const struct bv_run *run)
{
	for (size_t i = 0; i < ladder->title_count; i++)
		if (bv_text_equal(ladder->titles[i].title, run->title))
			return i;
	return ladder->title_count - 1;
}

static void count_crash(struct bv_ladder *ladder, const struct bv_run *run)
{
	size_t at = 0;

	while (at < ladder->title_count && !bv_text_equal(ladder->titles[at].title, run->title))
		at++;
	if (at == BV_LADDER_TITLES_MAX) {
		at--;
		ladder->titles[at].title = (struct bv_text){0};
	} else if (at == ladder->title_count) {
		ladder->titles[at].title = run->title;
		ladder->title_count++;
	}
	ladder->titles[at].runs++;
}

static void count_runs(struct bv_ladder *ladder, const struct bv_step *step)
{
	for (size_t i = 0; i < step->runs.count; i++) {
		const struct bv_run *run = &step->runs.items[i];
		enum bv_dot dot = bv_ladder_dot(run);

		if (dot == BV_DOT_CRASH)
			count_crash(ladder, run);
		ladder->ok += dot == BV_DOT_OK;
		ladder->other += dot == BV_DOT_OTHER;
	}
}

/* As the odds read them: what is like the likeliest bug's title, else like the start test's. */
static void mark_bug(struct bv_ladder *ladder, const struct bv_answer *answer)
{
	const struct bv_title_family *family = &answer->c->family;
	struct bv_title_family named = {0};
	struct bv_arena scratch = {0};

	if (answer->bugs.count)
		bv_title_family_add(&named, bv_title_normal(answer->bugs.items[0].title), &scratch);
	if (named.members.count)
		family = &named;
	for (size_t i = 0; i < ladder->title_count; i++) {
		struct bv_text title = bv_title_normal(ladder->titles[i].title);

		ladder->titles[i].is_bug =
			family->members.count
				? bv_title_family_has(family, title)
				: !bv_text_is_empty(title) && !bv_title_is_noise(title);
	}
	bv_arena_release(&scratch);
}

struct bv_count bv_ladder_left(const struct bv_ladder *ladder, const struct bv_case *c,
			       size_t index)
{
	const struct bv_step_facts *facts = bv_case_step_facts(c, index);

	if (ladder->is_left_from_tree)
		return facts ? facts->candidates : (struct bv_count){0};
	return c->bisection->steps.items[index].offer.revisions_left;
}

static void measure(struct bv_ladder *ladder, const struct bv_case *c)
{
	for (size_t i = 0; i < c->bisection->steps.count; i++) {
		struct bv_count left = bv_ladder_left(ladder, c, i);

		if (left.is_known && left.value > ladder->left_most)
			ladder->left_most = left.value;
	}
}

void bv_ladder_make(struct bv_ladder *out, const struct bv_answer *answer)
{
	const struct bv_steps *steps = &answer->c->bisection->steps;

	*out = (struct bv_ladder){.is_left_from_tree = true};
	for (size_t i = 0; i < steps->count; i++)
		count_runs(out, &steps->items[i]);
	mark_bug(out, answer);
	measure(out, answer->c);
	if (out->left_most)
		return;
	out->is_left_from_tree = false;
	measure(out, answer->c);
}

double bv_ladder_share(const struct bv_ladder *ladder, size_t left)
{
	return log2((double)left + 1) / log2((double)ladder->left_most + 1);
}
