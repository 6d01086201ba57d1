/* SPDX-License-Identifier: GPL-2.0-only */
/* From a case to the judgement: which findings speak about the claim itself, and what they prove.
 */
#include <stdlib.h>
#include <string.h>

#include "check_private.h"
#include "odds/trust.h"

#include "base/banned.h"

const char *bv_judgement_name(enum bv_judgement judgement)
{
	static const char *const names[] = {
		[BV_JUDGEMENT_UNDECIDED] = "undecided",
		[BV_JUDGEMENT_CONSISTENT] = "consistent",
		[BV_JUDGEMENT_DOUBTFUL] = "doubtful",
		[BV_JUDGEMENT_REFUTED] = "refuted",
	};

	return names[judgement];
}

/* Errors that prove that the blamed commit cannot be the cause; others of their families only prove
 * that the argument contradicts itself. */
static const char *const proofs_of_innocence[] = {
	"culprit.comment-only", "culprit.help-text-only", "culprit.no-code",
	"culprit.other-arch",   "culprit.tools-only",     "kernel.same-as-parent",
};

static const char *const claim_families[] = {"culprit.", "kernel.", "range."};

static int compare_findings(const void *left, const void *right)
{
	const struct bv_finding *a = left, *b = right;

	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (strcmp(a->id, b->id) != 0)
		return strcmp(a->id, b->id);
	return bv_text_compare(a->text, b->text);
}

/* Errors first, then warnings, then notes; by line within a level, then by id. */
static void sort_findings(struct bv_findings *findings)
{
	if (findings->count)
		qsort(findings->items, findings->count, sizeof(*findings->items), compare_findings);
}

static bool is_about_claim(const struct bv_finding *finding)
{
	for (size_t i = 0; i < sizeof(claim_families) / sizeof(claim_families[0]); i++)
		if (strncmp(finding->id, claim_families[i], strlen(claim_families[i])) == 0)
			return true;
	return false;
}

static bool is_proof_of_innocence(const struct bv_finding *finding)
{
	for (size_t i = 0; i < sizeof(proofs_of_innocence) / sizeof(proofs_of_innocence[0]); i++)
		if (strcmp(finding->id, proofs_of_innocence[i]) == 0)
			return true;
	return false;
}

struct tally {
	size_t errors, claim_errors, innocence, warnings, printed;
};

static bool is_of_print(const struct bv_finding *finding)
{
	const struct bv_check *check = bv_check_find(bv_text_from(finding->id));

	return check && (check->needs & BV_SAYS_PRINTED);
}

static struct tally count_findings(const struct bv_findings *findings)
{
	struct tally tally = {0};

	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		bool is_error = finding->level == BV_LEVEL_ERROR;

		tally.errors += is_error;
		tally.claim_errors += is_error && is_about_claim(finding);
		tally.innocence += is_error && is_proof_of_innocence(finding);
		tally.warnings += finding->level == BV_LEVEL_WARNING;
		tally.printed += finding->level == BV_LEVEL_WARNING && is_of_print(finding);
	}
	return tally;
}

static bool is_any_marked_good(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (bisection->steps.items[i].mark == BV_VERDICT_GOOD)
			return true;
	return false;
}

/*
 * Does the step belong to what leads to the claim? Between the ends of git's range lie the tests
 * that do; the ends alone, or two verdicts of a piece that may be them, lead there only when one of
 * them is blamed. syzkaller's start test and walk are tests of their own.
 */
static bool is_leading(const struct bv_bisection *bisection, const struct bv_step *step)
{
	bool is_blamed = bv_revision_ref_equal(step->revision, bisection->claim.first_bad);

	switch (step->phase) {
	case BV_PHASE_START:
		return bv_kind_is_syzbot(bisection->kind) || is_blamed;
	case BV_PHASE_WALK:
	case BV_PHASE_BISECT:
	case BV_PHASE_MERGE_BASE:
	case BV_PHASE_PRETENDED:
		return true;
	case BV_PHASE_UNKNOWN:
		return is_blamed && step->mark == BV_VERDICT_BAD && is_any_marked_good(bisection);
	case BV_PHASE_CONFIG:
	case BV_PHASE_BUILD:
		break;
	}
	return false;
}

/*
 * By the log, or as the tree implies by what git did next. That git blamed a commit is why it is
 * read as bad where nobody said so: such a verdict is the conclusion again.
 */
static bool has_verdict(const struct bv_check_run *run, size_t index)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_step *step = &run->c->bisection->steps.items[index];
	/* A file of one line has all of it there. */
	bool is_conclusion = !claim->is_implied && step->verdict_line == claim->line &&
			     step->line != claim->line;

	if (step->verdict != BV_VERDICT_UNKNOWN)
		return bv_verdict_is_mark(step->verdict) && !is_conclusion;
	return bv_case_verdict(run->c, index) != BV_VERDICT_UNKNOWN;
}

/* The tests that led to the claim, and those of them of which nobody says how they went. */
struct tests {
	size_t all, silent;
	size_t weak; /* of the silent ones: tested, but not certain */
};

static struct tests count_tests(const struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	struct tests tests = {0};

	for (size_t i = 0; i < steps->count; i++) {
		if (!is_leading(run->c->bisection, &steps->items[i]))
			continue;
		tests.all++;
		tests.silent += !has_verdict(run, i);
		tests.weak += bv_case_verdict(run->c, i) == BV_VERDICT_WEAK;
	}
	return tests;
}

/* Some tests of a log of syzkaller's, as people paste them, and none of the blamed commit. */
static bool is_beside_claim(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (bv_revision_ref_equal(bisection->steps.items[i].revision,
					  bisection->claim.first_bad))
			return false;
	return bv_kind_is_syzbot(bisection->kind) && bv_bisection_is_start_missing(bisection);
}

/* Why nothing could be judged; empty where the tests say enough. */
static struct bv_text unjudged_reason(const struct bv_check_run *run)
{
	struct tests tests = count_tests(run);

	if (tests.all == 0)
		return BV_TEXT("nothing to check: it names a commit, but none of the tests that "
			       "led to it");
	if (is_beside_claim(run->c->bisection))
		return BV_TEXT("little to check: it shows some of the tests that led to the commit "
			       "that it names, but none of that commit");
	if (bv_bisection_is_end_missing(run->c->bisection))
		return BV_TEXT("the log ends before the test of the commit that it names");
	if (tests.weak && 2 * tests.silent > tests.all)
		return tests.weak == tests.all
			       ? BV_TEXT("nothing to check: none of its tests is certain")
			       : BV_TEXT("most of its tests are not certain");
	if (tests.silent == tests.all)
		return BV_TEXT("nothing to check: it names a commit, but not how any test went");
	if (2 * tests.silent > tests.all)
		return BV_TEXT("it does not say how most of its tests went");
	return (struct bv_text){0};
}

/* Whether the tree was asked for the blamed commit, and has it. */
static struct bv_text where_looked_up(const struct bv_check_run *run)
{
	const struct bv_tree_facts *tree = &run->c->facts.tree;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_text name = bv_case_name(run->c, run->c->bisection->claim.first_bad);

	if (culprit->is_read == BV_YES)
		return bv_arena_print(run->keep,
				      "%.*s is in this tree, which shows nothing "
				      "against it",
				      BV_TEXT_ARG(name));
	if (tree->is_shallow)
		return bv_arena_print(run->keep,
				      "%.*s is not in this tree, a shallow clone: git "
				      "fetch --unshallow",
				      BV_TEXT_ARG(name));
	if (culprit->is_read == BV_NO)
		return bv_arena_print(run->keep, "%.*s is not in this tree: git fetch",
				      BV_TEXT_ARG(name));
	return bv_arena_print(run->keep, "%.*s could not be looked up: %.*s", BV_TEXT_ARG(name),
			      BV_TEXT_ARG(culprit->why_unknown));
}

static struct bv_text consistent_reason(const struct bv_check_run *run)
{
	if (!run->c->facts.tree.is_open)
		return BV_TEXT("nothing found against it by the log alone; that does not prove it");
	if (run->c->facts.culprit.is_read == BV_YES)
		return BV_TEXT("nothing found against it; that does not prove it");
	return bv_arena_print(run->keep, "nothing found against it; that does not prove it: %.*s",
			      BV_TEXT_ARG(where_looked_up(run)));
}

static struct bv_text unclaimed_reason(const struct bv_bisection *bisection, struct bv_arena *keep)
{
	if (bisection->is_binary)
		return BV_TEXT("this is no text");
	if (!bv_text_is_empty(bisection->damage))
		return bv_arena_print(
			keep, "its JSON is damaged in line %zu: %.*s; nothing of it was read",
			bisection->damage_line, BV_TEXT_ARG(bisection->damage));
	if (!bv_text_is_empty(bisection->what_else))
		return bv_arena_print(keep, "there is no bisection in it: %.*s",
				      BV_TEXT_ARG(bisection->what_else));
	if (bisection->kind == BV_KIND_UNKNOWN)
		return BV_TEXT("there is no bisection in it");
	if (bv_bisection_is_range(bisection))
		return BV_TEXT("only a range is named, and no test is shown");
	if (bisection->claim.ending == BV_ENDING_NONE)
		return BV_TEXT("it stops without a result");
	return BV_TEXT("the bisection names no commit");
}

/* As many such results are right as are wrong, or more. */
static bool is_even(const struct bv_trust *trust)
{
	return trust->is_known && bv_trust_percent(trust) >= 50;
}

static struct bv_text doubtful_reason(const struct bv_check_result *result)
{
	if (result->is_only_printed)
		return BV_TEXT("the log prints the commit otherwise than the tree has it");
	return is_even(&result->trust) ? BV_TEXT("the log does not settle it")
				       : BV_TEXT("the log does not support its conclusion");
}

/*
 * Nothing claimed is undecided, whatever was found, and so is what the mail itself disowns. Else an
 * error of culprit.*, kernel.* or range.* refutes; any other error, and a warning, makes doubtful;
 * no step to judge is undecided; the rest is consistent. Notes never count. Where the tests say too
 * little, the reason says whether a tree was asked for the blamed commit, and has it.
 */
static void judge(struct bv_check_run *run)
{
	const struct bv_bisection *bisection = run->c->bisection;
	struct bv_check_result *result = run->result;
	struct tally tally = count_findings(&result->findings);
	struct bv_text unjudged = unjudged_reason(run);
	bool is_claimed = bisection->claim.ending == BV_ENDING_FIRST_BAD;

	result->is_unjudged = !bv_text_is_empty(unjudged);
	result->is_only_printed =
		is_claimed && !tally.errors && tally.warnings && tally.warnings == tally.printed;
	if (!is_claimed) {
		result->judgement = BV_JUDGEMENT_UNDECIDED;
		result->reason = tally.claim_errors ? BV_TEXT("the bisection names no commit, and "
							      "its verdicts contradict "
							      "each other")
						    : unclaimed_reason(bisection, run->keep);
	} else if (bisection->claim.disowned_line) {
		result->judgement = BV_JUDGEMENT_UNDECIDED;
		result->reason = bv_arena_print(
			run->keep, "the mail itself says not to trust this result (line %zu)",
			bisection->claim.disowned_line);
	} else if (tally.claim_errors) {
		result->judgement = BV_JUDGEMENT_REFUTED;
		result->is_innocence_proven = tally.innocence > 0;
		result->reason = tally.innocence ? BV_TEXT("this commit cannot be the cause")
						 : BV_TEXT("the argument contradicts itself");
	} else if (tally.errors) {
		result->judgement = BV_JUDGEMENT_DOUBTFUL;
		result->reason = BV_TEXT("the log contradicts itself or the tree");
	} else if (tally.warnings) {
		result->judgement = BV_JUDGEMENT_DOUBTFUL;
		result->reason = doubtful_reason(result);
	} else if (result->is_unjudged) {
		result->judgement = BV_JUDGEMENT_UNDECIDED;
		result->reason = unjudged;
		if (run->c->facts.tree.is_open)
			result->reason =
				bv_arena_print(run->keep, "%.*s; %.*s", BV_TEXT_ARG(unjudged),
					       BV_TEXT_ARG(where_looked_up(run)));
	} else {
		result->judgement = BV_JUDGEMENT_CONSISTENT;
		result->reason = consistent_reason(run);
	}
}

void bv_checks_run(struct bv_check_result *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_check_run run = {.c = c, .result = out, .keep = keep};

	*out = (struct bv_check_result){0};
	bv_odds_find(&out->odds, c, keep);
	bv_trust_find(&out->trust, c, &out->odds, keep);
	if (out->trust.is_known)
		bv_odds_take_trust(&out->odds, out->trust.chance, keep);
	bv_odds_suppose_wrong(&out->odds, c->bisection, keep);
	bv_checks_run_table(&run);
	sort_findings(&out->findings);
	judge(&run);
}
