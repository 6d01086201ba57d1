/* SPDX-License-Identifier: GPL-2.0-only */
/* From a log of later tests to assumptions. */
#include "results.h"

#include "log/log.h"
#include "source/source.h"

static void take_steps(struct bv_told *told, const struct bv_bisection *later,
		       struct bv_arena *keep)
{
	for (size_t i = 0; i < later->steps.count; i++) {
		const struct bv_step *step = &later->steps.items[i];
		const struct bv_revision *revision = bv_bisection_revision(later, step->revision);

		if (revision && bv_verdict_is_mark(step->verdict))
			*BV_APPEND(&told->assumptions, keep) =
				(struct bv_assumption){revision->written, step->verdict, true};
	}
}

bool bv_results_read(struct bv_told *told, struct bv_arena *keep, struct bv_error *err)
{
	size_t before = told->assumptions.count;
	struct bv_sources *sources = NULL;
	struct bv_source source;

	if (!bv_sources_open(&sources, told->results.data, err))
		return false;
	while (bv_sources_next(&source, sources, keep, err)) {
		struct bv_bisections all = {0};

		bv_log_read(&all, &source, keep);
		for (size_t i = 0; i < all.count; i++)
			take_steps(told, &all.items[i], keep);
	}
	bv_sources_close(sources);
	if (err->kind != BV_ERROR_NONE || told->assumptions.count > before)
		return err->kind == BV_ERROR_NONE;
	(void)bv_fail(err, BV_ERROR_INPUT, "no test with a verdict in it");
	(void)bv_fail_at(err, bv_source_name(told->results.data), 0);
	return bv_fail_advice(err, "a line for each test will do: git bisect good|bad COMMIT");
}
