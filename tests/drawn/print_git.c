/* SPDX-License-Identifier: GPL-2.0-only */
/* What a person pastes: git's log, or the terminal. */
#include <string.h>

#include "story.h"

void story_print_text(FILE *out, struct bv_text text)
{
	(void)fwrite(text.data, 1, text.size, out);
}

struct bv_text story_text(const struct story *story, const struct form *form, struct bv_arena *keep)
{
	struct memory text;

	memory_open(&text);
	form->print(story, text.out);
	return memory_close(&text, keep);
}

enum verdict story_verdict(const struct story *story, size_t step)
{
	enum verdict verdict = story->record.steps[step].verdict;

	if (step != story->turned)
		return verdict;
	return verdict == VERDICT_GOOD ? VERDICT_BAD : VERDICT_GOOD;
}

void story_print_conclusion(const struct story *story, FILE *out)
{
	const struct bisect_record *record = &story->record;
	const struct tree_commit *culprit;

	if (!story->blamed) {
		story_print_text(out, record->conclusion);
		return;
	}
	culprit = &record->plan.tree->commits[record->culprit];
	if (story->shown == culprit && strcmp(story->blamed, culprit->hex) == 0) {
		story_print_text(out, record->conclusion);
		return;
	}
	fprintf(out, "%s is the first %s commit\n", story->blamed, record->plan.terms[VERDICT_BAD]);
	fprintf(out, "commit %s\n", story->blamed);
	story_print_text(out,
			 bv_text_from_offset(story->shown->block, sizeof("commit \n") - 1 + 40));
}

/* "# good: [H] S" or "git bisect good H" of the turned step. */
static bool print_turned(const struct story *story, struct bv_text line, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	const struct bisect_step *step;
	const char *told, *was;
	struct bv_text word;

	if (story->turned == TREE_NONE)
		return false;
	step = &story->record.steps[story->turned];
	was = plan->terms[step->verdict];
	told = plan->terms[story_verdict(story, story->turned)];
	if (!bv_text_contains(line, bv_text_from(plan->tree->commits[step->commit].hex)))
		return false;
	if (bv_take_prefix(&line, BV_TEXT("git bisect "))) {
		if (!bv_take_word(&line, &word) || !bv_text_equal(word, bv_text_from(was)))
			return false;
		fprintf(out, "git bisect %s%.*s\n", told, BV_TEXT_ARG(line));
		return true;
	}
	if (!bv_take_prefix(&line, BV_TEXT("# ")) || !bv_take_prefix(&line, bv_text_from(was)))
		return false;
	fprintf(out, "# %s%.*s\n", told, BV_TEXT_ARG(line));
	return true;
}

void story_print_plain_log(const struct story *story, FILE *out)
{
	struct bv_text rest = story->record.log, line;

	while (bv_take_line(&rest, &line)) {
		if (print_turned(story, line, out))
			continue;
		if (story->blamed && bv_text_starts_with(line, BV_TEXT("# first ")))
			fprintf(out, "# first %s commit: [%s] %s\n",
				story->record.plan.terms[VERDICT_BAD], story->blamed,
				story->shown->subject);
		else
			fprintf(out, "%.*s\n", BV_TEXT_ARG(line));
	}
}

/* People write between the lines what they saw. */
static void print_remark(struct dice *dice, FILE *out)
{
	static const char *const remarks[] = {
		"# the board hung after a minute", "# booted, ran all night", "", "# not sure here",
		"# needed CONFIG_DEMO=n to build",
	};

	if (dice_chance(dice, 25))
		fprintf(out, "%s\n", remarks[dice_below(dice, PAIRS_COUNT(remarks))]);
}

void story_print_git_log(const struct story *story, FILE *out)
{
	struct dice dice = {story->seed + 8};
	struct bv_arena keep = {0};
	struct memory text;
	struct bv_text rest, line;

	if (!dice_chance(&dice, 25)) {
		story_print_plain_log(story, out);
		return;
	}
	memory_open(&text);
	story_print_plain_log(story, text.out);
	rest = memory_close(&text, &keep);
	while (bv_take_line(&rest, &line)) {
		fprintf(out, "%.*s\n", BV_TEXT_ARG(line));
		print_remark(&dice, out);
	}
	bv_arena_release(&keep);
}

static void print_starts(const struct story *story, FILE *out)
{
	const struct bisect_record *record = &story->record;

	for (size_t i = 0; i < record->start_count; i++) {
		fprintf(out, "$ %s\n", record->starts[i].typed);
		story_print_text(out, record->starts[i].said);
	}
}

void story_print_session(const struct story *story, FILE *out)
{
	const struct bisect_record *record = &story->record;

	print_starts(story, out);
	for (size_t s = 0; s < record->step_count; s++) {
		fprintf(out, "$ git bisect %s\n", record->plan.terms[story_verdict(story, s)]);
		story_print_text(out, record->steps[s].said);
	}
	story_print_conclusion(story, out);
}

void story_print_run_session(const struct story *story, FILE *out)
{
	print_starts(story, out);
	fprintf(out, "$ git bisect run ./test.sh\n");
	story_print_text(out, story->record.run);
	story_print_conclusion(story, out);
	story_print_text(out, story->record.farewell);
	if (!bv_text_ends_with(story->record.farewell, BV_TEXT("\n")))
		fprintf(out, "\n");
}
