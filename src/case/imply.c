/* The claim that a log does not state and the tree can complete. */
#include "checks/check.h"

#include "base/banned.h"

static bool is_gits(enum bv_kind kind)
{
	return kind == BV_KIND_GIT_LOG || kind == BV_KIND_SESSION;
}

/* The line of the last verdict: what follows from all of them stands there at the earliest. */
static size_t last_verdict_line(const struct bv_steps *steps)
{
	size_t line = 0;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].verdict_line > line)
			line = steps->items[i].verdict_line;
	return line;
}

void bv_claim_imply(struct bv_bisection *bisection, const struct bv_facts *facts)
{
	const struct bv_range_facts *range = &facts->range;

	if (!is_gits(bisection->kind) || bisection->claim.ending != BV_ENDING_NONE ||
	    !range->candidates_left.is_known || range->candidates_left.value != 1 ||
	    range->is_left_inferred || range->left.count != 1)
		return;
	/* The last candidate is the bad end or was marked bad, so the log names it. */
	for (size_t i = 0; i < bisection->revisions.count; i++) {
		const struct bv_revision_facts *revision = &facts->revisions[i];

		if (revision->resolution == BV_RESOLUTION_NONE ||
		    !bv_oid_equal(&revision->id, &range->left.items[0]))
			continue;
		bisection->claim.ending = BV_ENDING_FIRST_BAD;
		bisection->claim.is_implied = true;
		bisection->claim.first_bad = (struct bv_revision_ref){(uint32_t)i + 1};
		bisection->claim.line = last_verdict_line(&bisection->steps);
		return;
	}
}
