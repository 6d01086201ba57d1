/* SPDX-License-Identifier: GPL-2.0-only */
/* Evidence: one small function a piece, in the order of enum bv_piece. */
#include <math.h>

#include "kernel/path_class.h"
#include "log/step_list.h"
#include "odds_private.h"

#include "base/banned.h"

/* Between "hardly" and "surely" nothing is learnt beyond this. Units: log-odds. */
#define RUNS_LIMIT 6.0
/* What run counts cannot see keeps any commit from being certain. */
#define REST_MIN 1e-3

static const struct bv_piece_value unknown;

static struct bv_piece_value known(double value)
{
	return (struct bv_piece_value){.is_known = true, .value = value};
}

/*
 * The shape of the log: its compilers, skipped verdicts, contradicting kernels
 */

static bool changes_compiler(const struct bv_case *c)
{
	struct bv_text first = {0};

	for (size_t i = 0; i < c->bisection->steps.count; i++) {
		struct bv_text compiler = bv_step_compiler(&c->bisection->steps.items[i]);

		if (bv_text_is_empty(compiler))
			continue;
		if (!bv_text_is_empty(first) && !bv_text_equal(first, compiler))
			return true;
		first = compiler;
	}
	return false;
}

static bool has_skips(const struct bv_case *c)
{
	for (size_t i = 0; i < c->bisection->steps.count; i++)
		if (c->bisection->steps.items[i].phase == BV_PHASE_BISECT &&
		    c->bisection->steps.items[i].verdict == BV_VERDICT_SKIP)
			return true;
	return false;
}

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

/*
 * The commit itself
 */

static bool is_build_known_same(const struct bv_claim *claim)
{
	return !bv_text_is_empty(claim->culprit_signature) &&
	       bv_text_equal_nocase(claim->culprit_signature, claim->parent_signature);
}

static struct bv_piece_value cannot_be(const struct bv_case *c, struct bv_arena *keep)
{
	return known(is_build_known_same(&c->bisection->claim) || does_kernel_contradict(c, keep) ||
		     bv_case_diff_class(c) < BV_DIFF_UNKNOWN || bv_case_is_merge(c) == BV_YES ||
		     bv_case_is_release(c));
}

static struct bv_piece_value detector(const struct bv_case *c)
{
	struct bv_text file;
	enum bv_answer answer = bv_case_is_detector(c, &file);

	return answer == BV_UNKNOWN ? unknown : known(answer == BV_YES);
}

static struct bv_piece_value inserted(const struct bv_case *c)
{
	const struct bv_commit_print *print = &c->bisection->claim.print;
	const struct bv_changed_files *files = &c->facts.culprit.files;
	double lines = 0;

	if (print->insertions.is_known)
		return known(log1p((double)print->insertions.value));
	if (print->summary_line)
		return known(0);
	if (c->facts.culprit.is_diff_complete != BV_YES)
		return unknown;
	for (size_t i = 0; i < files->count; i++)
		lines += files->items[i].added.is_known ? (double)files->items[i].added.value : 0;
	return known(log1p(lines));
}

/* Coarser than bv_path_reach(), and so it stays until the weights are fitted anew. */
static bool is_code(struct bv_text path)
{
	return !bv_path_is_kconfig(path) && !bv_text_contains(path, BV_TEXT("Makefile")) &&
	       !bv_text_starts_with(path, BV_TEXT("Documentation/")) &&
	       !bv_text_equal(path, BV_TEXT("MAINTAINERS")) &&
	       !bv_text_equal(path, BV_TEXT("CREDITS"));
}

/* 1 for a mere switch; the less, the more files of code come with it. */
static struct bv_piece_value kconfig(const struct bv_case *c)
{
	const struct bv_case_files *files = &c->files;
	size_t switches = 0, code = 0;

	if (files->count == 0)
		return unknown;
	for (size_t i = 0; i < files->count; i++) {
		switches += bv_path_is_kconfig(files->items[i].path);
		code += is_code(files->items[i].path);
	}
	return known(switches ? 1 / (1 + (double)code) : 0);
}

static struct bv_piece_value magnet(const struct bv_case *c, struct bv_arena *keep)
{
	/* Source: the field's notes (blamed over and over, never right), the mailing lists (each
	 * named in a complaint), syzkaller's pkg/vcs/linux.go (commits to ignore). */
	static const struct bv_text magnets[] = {
		BV_TEXT_INIT("43016d02cf6e"), BV_TEXT_INIT("4d856f72c10e"),
		BV_TEXT_INIT("6f861765464f"), BV_TEXT_INIT("997acaf6b4b5"),
		BV_TEXT_INIT("9c8ad7a2ff0b"), BV_TEXT_INIT("a0b0fd53e1e6"),
		BV_TEXT_INIT("b9fc8b4a5918"), BV_TEXT_INIT("d77278196441"),
		BV_TEXT_INIT("e80b18599a39"), BV_TEXT_INIT("e9db4ef6bf4c"),
		BV_TEXT_INIT("f2c2e717642c"),
	};
	struct bv_text name = bv_case_full_name(c, c->bisection->claim.first_bad, keep);

	for (size_t i = 0; i < sizeof(magnets) / sizeof(magnets[0]); i++)
		if (bv_text_starts_with(name, magnets[i]))
			return known(1);
	return known(0);
}

static struct bv_piece_value related(const struct bv_case *c, struct bv_arena *keep)
{
	int links = bv_trust_links(c, keep);

	return links < 0 ? unknown : known(links);
}

static struct bv_piece_value syzbot_fix(const struct bv_case *c)
{
	struct bv_text message = bv_case_message(c);

	if (bv_text_is_empty(message))
		return unknown;
	return known(bv_text_contains_nocase(message, BV_TEXT("syzbot")) ||
		     bv_text_contains_nocase(message, BV_TEXT("syzkaller")));
}

/*
 * The runs
 */

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

static struct bv_piece_value runs(const struct bv_odds *odds, double strange)
{
	const struct bv_reading *reading = odds && odds->is_known ? reading_to_trust(odds) : NULL;

	double log_odds;

	if (!reading || odds->blamed == SIZE_MAX)
		return unknown;
	log_odds = .5 * (clipped_log_odds(reading->posteriors[BV_MODEL_STRICT].ln_blamed) +
			 clipped_log_odds(reading->posteriors[BV_MODEL_LENIENT].ln_blamed));
	return known(log_odds > 0 ? log_odds : log_odds * strange);
}

/*
 * All together
 */

static void listen_to_tree(bool *is_said, const struct bv_culprit_facts *culprit)
{
	bool is_named = culprit->reverted_by.count + culprit->fixed_by.count > 0;

	is_said[BV_TREE_ADDS_FUNCTION] = culprit->added_functions.count > 0;
	is_said[BV_TREE_NAMED_LATER] = is_named && !culprit->is_later_about_crash;
	is_said[BV_TREE_CRASH_FIXED] = is_named && culprit->is_later_about_crash;
	is_said[BV_TREE_OTHER_CAUSE] = !is_named && culprit->crash_fixed_by.count > 0;
}

static struct bv_piece_values collect(const struct bv_case *c, const struct bv_odds *odds,
				      struct bv_arena *keep)
{
	size_t walked = bv_case_walked(c);
	double strange = bv_trust_strange(c, keep);

	struct bv_piece_values values = {
		.items = {
			[BV_PIECE_CANNOT_BE] = cannot_be(c, keep),
			[BV_PIECE_DETECTOR] = detector(c),
			[BV_PIECE_INSERTED] = inserted(c),
			[BV_PIECE_KCONFIG] = kconfig(c),
			[BV_PIECE_LONG_WALK] =
				walked ? known(bv_case_is_walk_long(c) || changes_compiler(c))
				       : unknown,
			[BV_PIECE_MAGNET] = magnet(c, keep),
			[BV_PIECE_RELATED] = related(c, keep),
			[BV_PIECE_RUNS] = runs(odds, strange),
			[BV_PIECE_SKIPPED] = known(has_skips(c)),
			[BV_PIECE_STRANGE] = known(strange),
			[BV_PIECE_SYZBOT_FIX] = syzbot_fix(c),
			[BV_PIECE_WALK] = walked ? known(log((double)walked)) : unknown,
		}};

	listen_to_tree(values.is_said, &c->facts.culprit);
	return values;
}

void bv_trust_find(struct bv_trust *out, const struct bv_case *c, const struct bv_odds *odds,
		   struct bv_arena *keep)
{
	const struct bv_bisection *log = c->bisection;
	struct bv_piece_values values;

	*out = (struct bv_trust){0};
	if (log->kind != BV_KIND_SYZBOT_CAUSE) {
		out->why_unknown = BV_TEXT("calibrated on syzbot's cause bisections only");
	} else if (log->claim.ending != BV_ENDING_FIRST_BAD) {
		out->why_unknown = BV_TEXT("the log names no first bad commit");
	} else if (bv_revision_ref_is_none(log->start)) {
		out->why_unknown = BV_TEXT("the log's beginning is missing");
	} else if (c->culprit_step == SIZE_MAX) {
		out->why_unknown = BV_TEXT("the log does not test the blamed commit");
	} else {
		values = collect(c, odds, keep);
		bv_trust_weigh(out, &values);
	}
}
