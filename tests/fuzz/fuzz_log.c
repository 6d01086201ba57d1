/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes are a log: reading one gives a model whose parts fit together. */
#include "base/arena.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "log/log.h"

static void check_step(const struct bv_bisection *bisection, const struct bv_step *step)
{
	size_t ok = bv_step_count(step, BV_OUTCOME_OK);
	size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);

	BV_ASSERT(ok + crashed + bv_step_count_other(step) == step->runs.count);
	BV_ASSERT(step->revision.number <= bisection->revisions.count);
	BV_ASSERT(step->marked.number <= bisection->revisions.count);
	BV_ASSERT(step->offer.revision.number <= bisection->revisions.count);
}

static void check_bisection(const struct bv_bisection *bisection)
{
	BV_ASSERT(bisection->first_line <= bisection->last_line);
	BV_ASSERT(bisection->claim.first_bad.number <= bisection->revisions.count);
	for (size_t i = 0; i < bisection->steps.count; i++)
		check_step(bisection, &bisection->steps.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_source source = {.name = "fuzz", .text = {(const char *)bytes, size}};
	struct bv_bisections bisections = {0};
	struct bv_arena keep = {0};

	bv_log_read(&bisections, &source, &keep);
	BV_ASSERT(bisections.count >= 1);
	for (size_t i = 0; i < bisections.count; i++)
		check_bisection(&bisections.items[i]);
	bv_arena_release(&keep);
	return 0;
}
