/* SPDX-License-Identifier: GPL-2.0-only */
/* Trust: pieces of evidence, one small function each, and their sum. */
#include "trust.h"

#include <math.h>

#include "kernel/crash.h"
#include "kernel/path_class.h"
#include "log/step_list.h"
#include "odds_private.h"

#include "base/banned.h"

#define RUNS_LIMIT 6.0 /* log-odds: nothing is learnt beyond */
/* What run counts cannot see keeps any commit from being certain. */
#define REST_MIN 1e-3
/* A change that hardly comes with code of its own. Units: lines added. */
#define SWITCH_LINES_MAX 100
/* Units: lines added and deleted. */
#define TINY_LINES_MAX 3
#define CHANCE_MIN     .01
#define CHANCE_MAX     .99
/* Below this nobody would call a piece loud. Units: log-odds. */
#define WEIGHT_HEARD .05

_Static_assert((int)BV_PIECE_COUNT + (int)BV_TREE_WORD_COUNT <= BV_TRUST_PIECES_MAX,
	       "the public struct has room for all pieces");

static const struct bv_piece_value unknown;

static struct bv_piece_value known(double value)
{
	return (struct bv_piece_value){.is_known = true, .value = value};
}

/*
 * The kernels and the commit
 */

static bool has_verdict_and_signature(const struct bv_step *step)
{
	return bv_step_is_judged(step) && !bv_text_is_empty(step->signature) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

static bool does_kernel_contradict(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_step_list list = bv_steps_sorted(&c->bisection->steps, has_verdict_and_signature,
						   bv_step_by_signature, keep);

	for (size_t i = 1; i < list.count; i++)
		if (bv_text_equal_nocase(list.items[i - 1]->signature, list.items[i]->signature) &&
		    list.items[i - 1]->verdict != list.items[i]->verdict)
			return true;
	return false;
}

static struct bv_piece_value cannot_be(const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_claim *claim = &c->bisection->claim;
	bool is_build_same =
		!bv_text_is_empty(claim->culprit_signature) &&
		bv_text_equal_nocase(claim->culprit_signature, claim->parent_signature);

	return known(is_build_same || does_kernel_contradict(c, keep) ||
		     bv_case_diff_class(c) < BV_DIFF_UNKNOWN || bv_case_is_merge(c) == BV_YES ||
		     bv_case_is_release(c) == BV_YES);
}

/* Lines that the commit adds, or adds and deletes. */
static struct bv_count count_lines(const struct bv_case *c, bool with_deleted)
{
	const struct bv_commit_print *print = &c->bisection->claim.print;
	const struct bv_changed_files *files = &c->facts.culprit.files;
	struct bv_count lines = BV_COUNT(0);

	/* git's summary leaves out what is none. */
	if (print->summary_line) {
		lines.value = print->insertions.value;
		lines.value += with_deleted ? print->deletions.value : 0;
		return lines;
	}
	for (size_t i = 0; i < files->count; i++)
		lines.value += files->items[i].added.value +
			       (with_deleted ? files->items[i].deleted.value : 0);
	return c->facts.culprit.is_diff_complete == BV_YES ? lines : (struct bv_count){0};
}

static struct bv_piece_value is_switch(const struct bv_case *c)
{
	struct bv_count lines = count_lines(c, false);
	bool has_kconfig = false;

	for (size_t i = 0; i < c->files.count; i++)
		has_kconfig |= bv_path_is_kconfig(c->files.items[i].path);
	if (c->files.count == 0 || (has_kconfig && !lines.is_known))
		return unknown;
	return known(has_kconfig && lines.value <= SWITCH_LINES_MAX);
}

static struct bv_piece_value is_tiny(const struct bv_case *c)
{
	struct bv_count lines = count_lines(c, true);

	return lines.is_known ? known(lines.value <= TINY_LINES_MAX) : unknown;
}

/* 2: a file; 1: a folder; 0: nothing of the stack. */
static struct bv_piece_value shared(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_texts stack = {0};
	int most = 0;

	bv_stack_telling_files(&stack, c->bisection->claim.crash_report, keep);
	for (size_t i = 0; i < c->files.count && most < 2; i++) {
		const struct bv_changed_file *file = &c->files.items[i];
		struct bv_text folder = bv_directory_of(file->path);

		for (size_t k = 0; k < stack.count && most < 2; k++) {
			if (!file->is_directory && bv_path_fits(file->path, stack.items[k]))
				most = 2;
			else if (bv_text_equal(folder, bv_directory_of(stack.items[k])))
				most = 1;
		}
	}
	return stack.count && c->files.count ? known(most) : unknown;
}

/*
 * The tests
 */

static bool has_skips(const struct bv_case *c)
{
	for (size_t i = 0; i < c->bisection->steps.count; i++)
		if (c->bisection->steps.items[i].phase == BV_PHASE_BISECT &&
		    c->bisection->steps.items[i].verdict == BV_VERDICT_SKIP)
			return true;
	return false;
}

static bool shows_bug(const struct bv_case *c, const struct bv_step *step)
{
	for (size_t i = 0; i < step->runs.count; i++)
		if (step->runs.items[i].outcome == BV_OUTCOME_CRASHED &&
		    bv_title_family_has(&c->family, step->runs.items[i].title))
			return true;
	return false;
}

/* Of the bad tests behind the start that say how they crashed, the share without the bug. */
static struct bv_piece_value strange(const struct bv_case *c)
{
	size_t bad = 0, without = 0;

	for (size_t i = 0; i < c->bisection->steps.count; i++) {
		const struct bv_step *step = &c->bisection->steps.items[i];

		if (!bv_step_is_judged(step) || step->verdict != BV_VERDICT_BAD ||
		    bv_bisection_is_start_test(c->bisection, step) ||
		    bv_step_count(step, BV_OUTCOME_CRASHED) == 0)
			continue;
		bad++;
		without += !shows_bug(c, step);
	}
	return bad ? known((double)without / (double)bad) : unknown;
}

/*
 * All titles of the start test together; the reported one stands alone where it is the only one,
 * and any crash counts where none names a bug.
 */
static const struct bv_reading *reading_to_trust(const struct bv_odds *odds)
{
	static const enum bv_reading_kind order[] = {BV_READING_FAMILY, BV_READING_REPORTED,
						     BV_READING_ANY};

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
		for (size_t i = 0; i < odds->readings.count; i++)
			if (odds->readings.items[i].kind == order[k])
				return &odds->readings.items[i];
	return NULL;
}

static double clipped_log_odds(double ln_chance)
{
	double rest = fmax(-expm1(ln_chance), REST_MIN);

	return fmax(-RUNS_LIMIT, fmin(RUNS_LIMIT, ln_chance - log(rest)));
}

static struct bv_piece_value runs(const struct bv_odds *odds)
{
	const struct bv_reading *reading = odds && odds->is_known ? reading_to_trust(odds) : NULL;

	if (!reading || odds->blamed == SIZE_MAX)
		return unknown;
	return known(.5 * (clipped_log_odds(reading->posteriors[BV_MODEL_STRICT].ln_blamed) +
			   clipped_log_odds(reading->posteriors[BV_MODEL_LENIENT].ln_blamed)));
}

/*
 * All together
 */

/* What a value above and below the average says. */
static const struct piece_words {
	const char *name, *above, *below;
} pieces[BV_PIECE_COUNT] = {
	[BV_PIECE_CANNOT_BE] = {"cannot-be",
				"a merge, a release, no code, or equal kernels that contradict it",
				"nothing rules it out"},
	[BV_PIECE_RUNS] = {"runs", "the run counts single it out", "the run counts leave it open"},
	[BV_PIECE_SHARED] = {"shared", "it changes files or folders of the crash's telling frames",
			     "it changes no folder of the crash's telling frames"},
	[BV_PIECE_SKIPPED] = {"skipped", "commits were skipped", "no commit was skipped"},
	[BV_PIECE_STRANGE] = {"strange", "many bad verdicts rest on other crashes than the start's",
			      "most bad verdicts rest on the start's crash"},
	[BV_PIECE_SWITCH] = {"switch", "its Kconfig switch may only expose older code",
			     "it is no Kconfig switch with little code"},
	[BV_PIECE_TINY] = {"tiny", "it changes three lines or fewer",
			   "it changes more than three lines"},
	[BV_PIECE_WALK] = {"walk", "the walk back was long", "the walk back was short"},
};

/*
 * The tree's words, weighed by how much more often a right result has one than a wrong one: natural
 * logarithms of what we think, for want of labelled results with a tree.
 *
 * A right one is named by the fix once that is there: in six of ten, let us say. By chance one
 * commit in seven is: of v4.20's 12.5 % have such a line (C. I. King, "Kernel commits with Fixes
 * tag (revisited)", January 2019), and more since. That what names it is about the crash as well is
 * hardly ever chance: five in ten against one in a hundred. A fix that names another commit stands
 * against five of a hundred right ones, and five of ten wrong ones. The crashing function is new
 * with one right one in seven, and one wrong one in fifty.
 */
static const struct tree_word {
	const char *name, *words;
	double weight; /* log-odds */
} tree_words[BV_TREE_WORD_COUNT] = {
	[BV_TREE_ADDS_FUNCTION] = {"adds-function", "it brings in a function that crashed", 2.0},
	[BV_TREE_NAMED_LATER] = {"named-later", "a later commit reverts it, or fixes it", 1.4},
	[BV_TREE_CRASH_FIXED] = {"crash-fixed", "a later commit about the crash names it", 3.9},
	[BV_TREE_OTHER_CAUSE] = {"other-cause", "a later fix of the crash names another cause",
				 -2.3},
};

void bv_trust_weigh(struct bv_trust *out, const struct bv_piece_values *values)
{
	*out = (struct bv_trust){.is_known = true,
				 .sample_count = bv_trust_sample_count,
				 .log_odds = bv_trust_intercept};
	for (size_t i = 0; i < BV_PIECE_COUNT; i++) {
		const struct bv_piece_value *value = &values->items[i];
		double distance = value->is_known ? value->value - bv_trust_rows[i].centre : 0;

		out->pieces[out->piece_count++] = (struct bv_trust_piece){
			.name = pieces[i].name,
			.words = distance > 0 ? pieces[i].above : pieces[i].below,
			.is_known = value->is_known,
			.value = value->is_known ? value->value : 0,
			.weight = bv_trust_rows[i].coefficient * distance};
	}
	for (size_t i = 0; i < BV_TREE_WORD_COUNT; i++) {
		out->has_tree_pieces |= values->is_said[i];
		if (values->is_said[i])
			out->pieces[out->piece_count++] =
				(struct bv_trust_piece){.name = tree_words[i].name,
							.words = tree_words[i].words,
							.is_known = true,
							.value = 1,
							.weight = tree_words[i].weight};
	}
	for (size_t i = 0; i < out->piece_count; i++)
		out->log_odds += out->pieces[i].weight;
	out->chance = fmin(fmax(1 / (1 + exp(-out->log_odds)), CHANCE_MIN), CHANCE_MAX);
}

static void listen_to_tree(bool *is_said, const struct bv_culprit_facts *culprit)
{
	bool is_named = culprit->reverted_by.count + culprit->fixed_by.count > 0;

	is_said[BV_TREE_ADDS_FUNCTION] = culprit->added_functions.count > 0;
	is_said[BV_TREE_NAMED_LATER] = is_named && !culprit->is_later_about_crash;
	is_said[BV_TREE_CRASH_FIXED] = is_named && culprit->is_later_about_crash;
	is_said[BV_TREE_OTHER_CAUSE] = !is_named && culprit->crash_fixed_by.count > 0;
}

void bv_trust_find(struct bv_trust *out, const struct bv_case *c, const struct bv_odds *odds,
		   struct bv_arena *keep)
{
	const struct bv_bisection *bisection = c->bisection;
	size_t walked = bv_case_walked(c);
	struct bv_piece_values values = {0};

	*out = (struct bv_trust){0};
	if (bisection->kind != BV_KIND_SYZBOT_CAUSE) {
		out->why_unknown = BV_TEXT("calibrated on syzbot's cause bisections only");
	} else if (bisection->claim.ending != BV_ENDING_FIRST_BAD) {
		out->why_unknown = BV_TEXT("the log names no first bad commit");
	} else if (bv_revision_ref_is_none(bisection->start)) {
		out->why_unknown = BV_TEXT("the log's beginning is missing");
	} else if (c->culprit_step == SIZE_MAX) {
		out->why_unknown = BV_TEXT("the log does not test the blamed commit");
	} else {
		values.items[BV_PIECE_CANNOT_BE] = cannot_be(c, keep);
		values.items[BV_PIECE_RUNS] = runs(odds);
		values.items[BV_PIECE_SHARED] = shared(c, keep);
		values.items[BV_PIECE_SKIPPED] = known(has_skips(c));
		values.items[BV_PIECE_STRANGE] = strange(c);
		values.items[BV_PIECE_SWITCH] = is_switch(c);
		values.items[BV_PIECE_TINY] = is_tiny(c);
		values.items[BV_PIECE_WALK] = walked ? known(log((double)walked)) : unknown;
		listen_to_tree(values.is_said, &c->facts.culprit);
		bv_trust_weigh(out, &values);
	}
}

unsigned bv_trust_percent(const struct bv_trust *trust)
{
	return (unsigned)(100 * trust->chance + .5);
}

const struct bv_trust_piece *bv_trust_loudest(const struct bv_trust *trust, bool is_for)
{
	const struct bv_trust_piece *loudest = NULL;
	double best = WEIGHT_HEARD;

	for (size_t i = 0; i < trust->piece_count; i++) {
		double weight = is_for ? trust->pieces[i].weight : -trust->pieces[i].weight;

		if (weight > best) {
			best = weight;
			loudest = &trust->pieces[i];
		}
	}
	return loudest;
}
