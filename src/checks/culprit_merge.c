/* culprit.merge: what is known of its parents, from the tree or from the log alone. */
#include "culprit_merge.h"

#include "base/banned.h"

/* The last verdict on the commit that @written begins, in git's words. */
static enum bv_verdict verdict_on(const struct bv_check_run *run, struct bv_text written)
{
	const struct bv_bisection *log = run->c->bisection;
	enum bv_verdict verdict = BV_VERDICT_UNKNOWN;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_revision *revision = bv_bisection_revision(log, step->revision);

		if (revision && step->phase != BV_PHASE_CONFIG &&
		    bv_text_equal_nocase(bv_text_slice(revision->written, 0, written.size),
					 written))
			verdict = step->verdict;
	}
	return verdict;
}

static bool are_parents_good_by_tree(const struct bv_culprit_facts *culprit)
{
	for (size_t i = 0; i < culprit->parents.count; i++)
		if (!culprit->parent_verdicts || culprit->parent_verdicts[i] != BV_VERDICT_GOOD)
			return false;
	return true;
}

/* "Merge: 0123456789ab fedcba987654" */
static bool are_parents_good_by_log(const struct bv_check_run *run)
{
	struct bv_text rest = run->c->bisection->claim.print.merge, parent;
	size_t parents = 0;

	while (bv_take_blanks(&rest) && bv_take_hex(&rest, 7, 40, &parent)) {
		if (verdict_on(run, parent) != BV_VERDICT_GOOD)
			return false;
		parents++;
	}
	return parents > 1;
}

/* A run prints no marks: then it is not known which of its sides were tested, nor how it went. */
static bool is_some_test_silent(const struct bv_bisection *log)
{
	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if ((step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE) &&
		    step->verdict == BV_VERDICT_UNKNOWN)
			return true;
	}
	return false;
}

/*
 * A merge whose parents are all good can be a true result: the two sides do not get on. In
 * syzkaller's logs it is not: of 22 blamed merges in a labelled sample none was the cause, though
 * most had two good parents; the good ones were false.
 */
void bv_check_culprit_merge(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	bool is_read = culprit->is_read == BV_YES;
	enum bv_answer is_merge = bv_case_is_merge(run->c);
	size_t line = run->c->bisection->claim.line;
	struct bv_finding *finding;

	if (is_merge == BV_UNKNOWN)
		bv_check_not_run(run, "neither the log nor the tree shows the commit's parents");
	if (is_merge != BV_YES)
		return;
	if (is_read ? are_parents_good_by_tree(culprit) : are_parents_good_by_log(run))
		finding = bv_finding_add_at(
			run,
			bv_kind_is_syzbot(run->c->bisection->kind) ? BV_LEVEL_WARNING
								   : BV_LEVEL_NOTE,
			line,
			"a merge whose parents are all known good: its two sides do not get on, or "
			"a good verdict is false");
	else if (is_some_test_silent(run->c->bisection))
		finding = bv_finding_add_at(
			run,
			bv_kind_is_syzbot(run->c->bisection->kind) ? BV_LEVEL_WARNING
								   : BV_LEVEL_NOTE,
			line, "a merge, and the log does not say how its sides were tested");
	else if (culprit->is_evil_merge == BV_NO)
		finding = bv_finding_add(run, line, "a merge that changes nothing by itself");
	else
		finding = bv_finding_add(run, line,
					 "a merge: the cause may be on a side that was not tested");
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}
