/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs: one test, from its header to its runs. */
#include "log/builder.h"
#include "syzbot_private.h"

#include "base/banned.h"

struct bv_step *bv_syzbot_step(struct bv_syzbot *state)
{
	return state->step == BV_SYZBOT_NO_STEP ? NULL : &state->out->steps.items[state->step];
}

/*
 * What the next test is for, unless a line of its own says so, as one does for each release, HEAD,
 * merge base and parent.
 */
static enum bv_phase following(enum bv_phase phase, const struct bv_syzbot *state)
{
	if (state->is_bisecting)
		return BV_PHASE_BISECT;
	if (phase == BV_PHASE_START || phase == BV_PHASE_CONFIG)
		return BV_PHASE_CONFIG;
	return BV_PHASE_UNKNOWN;
}

/* Where lines are missing, the commit tells whether the test is what was to follow. */
static enum bv_phase phase_of(const struct bv_step *step, const struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;
	const struct bv_step *before = steps->count > 1 ? step - 1 : NULL;

	if (state->phase == BV_PHASE_CONFIG && before &&
	    !bv_revision_ref_equal(before->revision, step->revision))
		return BV_PHASE_UNKNOWN;
	return state->phase;
}

static void begin_step(struct bv_syzbot *state, struct bv_step *step)
{
	struct bv_bisection *out = state->out;

	step->phase = phase_of(step, state);
	if (step->phase == BV_PHASE_WALK)
		step->release = state->release;
	state->phase = following(step->phase, state);
	state->is_pretended = false;
	state->step = out->steps.count - 1;
	state->text = BV_SYZBOT_TEXT_BUILD;
	state->build_text = (struct bv_unknown_lines){0};
	if (step->phase == BV_PHASE_BISECT) {
		step->offer = out->pending;
		if (step->offer.is_merge_base)
			step->phase = BV_PHASE_MERGE_BASE;
		out->pending = (struct bv_offer){0};
		state->markable = state->step;
	}
}

/* "testing commit H", "... with gcc (GCC) 8.1.0" until 2021, "... gcc" or "... clang" since 2022.
 */
bool bv_syzbot_take_test(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_era_span eras = {BV_ERA_2021_07_COMPILER, BV_ERA_2022_07_HOST};
	struct bv_text hash;
	struct bv_step *step;

	if (!bv_take_hex(&rest, 7, 64, &hash))
		return false;
	rest = bv_text_trim(rest);
	if (bv_take_prefix(&rest, BV_TEXT("with ")))
		eras = (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2021_02_TWENTY_RUNS};
	else if (!bv_text_is_empty(rest))
		eras = (struct bv_era_span){BV_ERA_2022_09_COMPILER_TYPE, BV_ERA_LAST};
	bv_era_narrow(&state->era, eras);
	step = bv_build_step(state->out, state->keep);
	if (!step) {
		state->step = BV_SYZBOT_NO_STEP;
		state->text = BV_SYZBOT_TEXT_CONTINUED;
		return true;
	}
	step->line = line->number;
	step->compiler = rest;
	step->revision = bv_build_revision(state->out, hash, line->number, state->keep);
	begin_step(state, step);
	return true;
}

static void fail_build(struct bv_step *step, struct bv_text error, size_t line)
{
	if (step->is_build_failed)
		return;
	step->is_build_failed = true;
	step->build_error = error;
	step->verdict_line = line;
}

void bv_syzbot_add_build_text(struct bv_syzbot *state, const struct bv_line *line)
{
	struct bv_step *step = bv_syzbot_step(state);
	struct bv_unknown_line *added;

	if (!step || (step->is_build_failed && !state->build_text.count))
		return;
	fail_build(step, line->text, line->number);
	added = BV_APPEND(&state->build_text, state->keep);
	added->text = line->text;
	added->line = line->number;
}

/* "failed building H: TEXT"; a text that is no compiler's stands alone on the line before too. */
bool bv_syzbot_take_build_failure(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);
	struct bv_text hash;

	if (!bv_take_hex(&rest, 40, 40, &hash) || !bv_take_prefix(&rest, BV_TEXT(": ")))
		return false;
	if (step) {
		fail_build(step, rest, line->number);
		step->is_failure_named = true;
	}
	state->build_text.count = 0;
	return true;
}

/* The step, whose kernel was built, since it has what the line tells; NULL where it was not. */
static struct bv_step *built_step(struct bv_syzbot *state)
{
	struct bv_step *step = bv_syzbot_step(state);
	struct bv_unknown_lines *text = &state->build_text;

	if (!step || !step->is_build_failed)
		return step;
	if (text->count == 0)
		return NULL;
	for (size_t i = 0; i < text->count; i++)
		bv_build_unknown(state->out, text->items[i].text, text->items[i].line, state->keep);
	text->count = 0;
	step->is_build_failed = false;
	step->build_error = (struct bv_text){0};
	step->verdict_line = 0;
	return step;
}

bool bv_syzbot_take_compiler(struct bv_syzbot *state, const struct bv_line *line,
			     struct bv_text rest)
{
	struct bv_step *step = built_step(state);

	(void)line;
	if (!step)
		return false;
	step->compiler = bv_text_trim(rest);
	return true;
}

/* For six weeks of 2019 the conclusion began so too, with more blanks, for the culprit. */
static bool take_culprit_signature(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	if (!bv_take_prefix(&rest, BV_TEXT("  ")))
		return false;
	bv_era_narrow(&state->era,
		      (struct bv_era_span){BV_ERA_2019_11_SIGNATURE, BV_ERA_2019_12_PARENT});
	return bv_syzbot_take_signatures_culprit(state, line, rest);
}

bool bv_syzbot_take_signature(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	struct bv_step *step;
	struct bv_text digits;

	if (take_culprit_signature(state, line, rest))
		return true;
	if (state->text != BV_SYZBOT_TEXT_BUILD || !bv_take_hex(&rest, 40, 64, &digits) ||
	    !bv_text_is_empty(bv_text_trim(rest)))
		return false;
	step = built_step(state);
	if (!step)
		return false;
	step->signature = digits;
	step->signature_line = line->number;
	bv_era_narrow(&state->era,
		      digits.size == 40 ? (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2019_12_PARENT}
					: (struct bv_era_span){BV_ERA_2020_01_SHA256, BV_ERA_LAST});
	return true;
}

/* The kernel was built, and then nothing could be run. */
bool bv_syzbot_take_setup_failure(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);

	if (!step || step->is_build_failed)
		return false;
	step->build_error = rest;
	step->verdict_line = line->number;
	state->text = BV_SYZBOT_TEXT_CONTINUED;
	return true;
}

static const struct {
	struct bv_text word;
	enum bv_outcome outcome;
	bool is_multiline; /* the title may be a command's whole output */
} outcomes[] = {
	{BV_TEXT_INIT("crashed: "), BV_OUTCOME_CRASHED, false},
	{BV_TEXT_INIT("kernel crashed: "), BV_OUTCOME_CRASHED, false},
	{BV_TEXT_INIT("boot failed: "), BV_OUTCOME_BOOT_FAILED, true},
	{BV_TEXT_INIT("basic kernel testing failed: "), BV_OUTCOME_TEST_FAILED, true},
	{BV_TEXT_INIT("infra problem: "), BV_OUTCOME_INFRA_FAILED, true},
	{BV_TEXT_INIT("failed: "), BV_OUTCOME_INFRA_FAILED, true},
	{BV_TEXT_INIT("ignore: "), BV_OUTCOME_IGNORED, false},
};

/* What a run's value says of the era that printed it. */
static void date_outcome(struct bv_syzbot *state, struct bv_text word)
{
	if (bv_text_equal(word, BV_TEXT("infra problem: ")))
		bv_era_narrow(&state->era, (struct bv_era_span){BV_ERA_2023_05_INFRA, BV_ERA_LAST});
	if (bv_text_equal(word, BV_TEXT("ignore: ")))
		bv_era_narrow(&state->era,
			      (struct bv_era_span){BV_ERA_2023_07_REPRESENTATIVE, BV_ERA_LAST});
}

static void read_outcome(struct bv_syzbot *state, struct bv_run *run, struct bv_text value)
{
	state->text = BV_SYZBOT_TEXT_NONE;
	if (bv_text_equal(bv_text_trim(value), BV_TEXT("OK"))) {
		run->outcome = BV_OUTCOME_OK;
		return;
	}
	run->title = value;
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++) {
		struct bv_text title = value;

		if (!bv_take_prefix(&title, outcomes[i].word))
			continue;
		run->outcome = outcomes[i].outcome;
		run->title = bv_text_trim_end(title);
		if (outcomes[i].is_multiline)
			state->text = BV_SYZBOT_TEXT_CONTINUED;
		date_outcome(state, outcomes[i].word);
		return;
	}
	bv_build_unknown(state->out, value, run->line, state->keep);
}

static bool take_value(struct bv_syzbot *state, const struct bv_line *line, struct bv_text value)
{
	struct bv_step *step = bv_syzbot_step(state);
	struct bv_run *run;

	if (!step || step->is_runs_inferred || step->phase == BV_PHASE_BUILD)
		return false;
	(void)built_step(state);
	if (state->run_count == BV_RUNS_MAX) {
		state->out->is_truncated = true;
		return true;
	}
	state->run_count++;
	run = BV_APPEND(&step->runs, state->keep);
	run->line = line->number;
	if (!step->runs_line)
		step->runs_line = line->number;
	read_outcome(state, run, value);
	return true;
}

/* "run #3: crashed: TITLE"; the number counts completions and says nothing more. */
bool bv_syzbot_take_run(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);
	size_t expected = step ? step->runs.count : 0;
	uint64_t number;

	if (!bv_take_uint(&rest, &number) || !bv_take_prefix(&rest, BV_TEXT(": ")) ||
	    !take_value(state, line, rest))
		return false;
	if (number != expected && !step->missing_run.is_known) {
		step->missing_run = BV_COUNT(expected);
		step->missing_run_line = line->number;
	}
	return true;
}

/* One run stands for all until the era tells how many they were. */
bool bv_syzbot_take_all_runs(struct bv_syzbot *state, const struct bv_line *line,
			     struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);

	if (!step || step->runs.count || !take_value(state, line, rest))
		return false;
	/* None, where the limit for runs was reached. */
	step->is_runs_inferred = step->runs.count > 0;
	return true;
}

/* "representative crash: TITLE, types: [HANG]" */
bool bv_syzbot_take_representative(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);
	struct bv_text types = BV_TEXT(", types: [");
	size_t end = rest.size;
	size_t at = bv_text_find(rest, types, 0);

	(void)line;
	if (!step)
		return false;
	for (; at != SIZE_MAX; at = bv_text_find(rest, types, at + 1))
		end = at;
	step->representative_crash = bv_text_trim(bv_text_slice(rest, 0, end));
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_false_negative(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);

	(void)line;
	if (!step)
		return false;
	step->false_negative = bv_text_trim(rest);
	state->out->claim.false_negative = step->false_negative;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* Of the test of a smaller configuration; syzkaller, pkg/vcs/linux.go, dropInstrumentation(). */
bool bv_syzbot_take_reproduces(struct bv_syzbot *state, const struct bv_line *line,
			       struct bv_text rest)
{
	struct bv_step *step = bv_syzbot_step(state);

	(void)rest;
	if (step && step->phase == BV_PHASE_CONFIG)
		step->reproduces_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}
