/* step.verdict-*: from runs to a verdict, by syzkaller's rules. */
#include "step_rule.h"

#include "log/syzbot/verdict_rule.h"

#include "base/banned.h"

static bool is_marked_test(const struct bv_step *step)
{
	return step->runs.count > 0 && step->mark != BV_VERDICT_UNKNOWN &&
	       (step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE);
}

void bv_check_step_verdict_rule(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	bool is_flaky = false;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		struct bv_text name = bv_case_name(run->c, step->revision);
		enum bv_verdict expected;
		struct bv_finding *finding;

		if (is_marked_test(step)) {
			expected = bv_verdict_rule(step, log->era, is_flaky);
			if (expected == BV_VERDICT_UNKNOWN)
				bv_check_not_run(run,
						 "line %zu: the log's lines do not tell which rule "
						 "it was made by",
						 step->line);
			else if (expected != step->verdict) {
				finding = bv_finding_add(
					run, step->verdict_line,
					"%.*s was called %s; its runs make it %s by the rule of "
					"that time",
					BV_TEXT_ARG(name), bv_verdict_name(step->verdict),
					bv_verdict_name(expected));
				bv_finding_commit(run, finding, step->revision);
			}
		}
		is_flaky = bv_flaky_after(step, log->era, is_flaky);
	}
}

void bv_check_step_verdict_today(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t other = 0, all = 0;
	const struct bv_step *first = NULL;
	bool is_flaky = false;
	struct bv_text name;
	struct bv_finding *finding;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (bv_step_is_judged(step) && step->verdict != BV_VERDICT_UNKNOWN) {
			all++;
			if (bv_verdict_rule_today(step, is_flaky) != step->verdict) {
				first = first ? first : step;
				other++;
			}
		}
		is_flaky = bv_flaky_after(step, log->era, is_flaky);
	}
	if (!first)
		return;
	name = bv_case_name(run->c, first->revision);
	finding =
		bv_finding_add(run, first->verdict_line ? first->verdict_line : first->line,
			       "today's syzkaller would judge %zu of these %zu tests differently, "
			       "the first is %.*s",
			       other, all, BV_TEXT_ARG(name));
	bv_finding_commit(run, finding, first->revision);
}
