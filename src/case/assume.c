/* Another verdict than the log's. */
#include "log/log.h"

#include "base/banned.h"

/* The shortest beginning of a hash that names a commit, as in git. */
#define HEX_LEAST 4

static bool is_named(const struct bv_bisection *bisection, const struct bv_step *step,
		     struct bv_text name)
{
	const struct bv_revision *revision = bv_bisection_revision(bisection, step->revision);
	size_t size;

	if (!revision)
		return false;
	if (bv_text_equal(step->release, name) || bv_text_equal(revision->written, name))
		return true;
	if (!bv_text_is_hex(name, HEX_LEAST, 64) ||
	    !bv_text_is_hex(revision->written, HEX_LEAST, 64))
		return false;
	size = name.size < revision->written.size ? name.size : revision->written.size;
	return bv_text_equal_nocase(bv_text_slice(name, 0, size),
				    bv_text_slice(revision->written, 0, size));
}

static enum bv_verdict mark_of(const struct bv_bisection *bisection, enum bv_verdict verdict)
{
	if (bisection->kind != BV_KIND_SYZBOT_FIX || verdict == BV_VERDICT_SKIP)
		return verdict;
	return verdict == BV_VERDICT_BAD ? BV_VERDICT_GOOD : BV_VERDICT_BAD;
}

size_t bv_bisection_assume(struct bv_bisection *bisection, struct bv_text revision,
			   enum bv_verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		struct bv_step *step = &bisection->steps.items[i];

		if (step->phase == BV_PHASE_CONFIG || step->phase == BV_PHASE_BUILD ||
		    !is_named(bisection, step, revision))
			continue;
		if (!step->is_assumed)
			step->verdict_in_log = step->verdict;
		step->is_assumed = true;
		step->verdict = verdict;
		if (step->mark != BV_VERDICT_UNKNOWN)
			step->mark = mark_of(bisection, verdict);
		count++;
	}
	return count;
}
