/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes by each producer's reader, whether it would have claimed them or not. */
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "log/log.h"
#include "log/mail/mail_private.h"
#include "log/producer.h"

static void check_refs(const struct bv_bisection *bisection, const struct bv_revision_refs *refs)
{
	for (size_t i = 0; i < refs->count; i++)
		BV_ASSERT(refs->items[i].number <= bisection->revisions.count);
}

static void check_claim(const struct bv_bisection *bisection, size_t line_count)
{
	const struct bv_claim *claim = &bisection->claim;

	/* Who names one commit names it. */
	if (claim->ending == BV_ENDING_FIRST_BAD)
		BV_ASSERT(claim->first_bad.number != 0 || bisection->is_truncated);
	BV_ASSERT(claim->first_bad.number <= bisection->revisions.count);
	BV_ASSERT(claim->line <= line_count);
	for (size_t i = 0; i < claim->statements.count; i++)
		BV_ASSERT(claim->statements.items[i].line <= line_count);
	check_refs(bisection, &claim->could_be);
	check_refs(bisection, &bisection->git.good);
}

static void check_lines(const struct bv_bisection *bisection, size_t line_count)
{
	for (size_t i = 0; i < bisection->steps.count; i++) {
		BV_ASSERT(bisection->steps.items[i].line <= line_count);
		BV_ASSERT(bisection->steps.items[i].verdict_line <= line_count);
	}
	for (size_t i = 0; i < bisection->remarks.count; i++)
		BV_ASSERT(bisection->remarks.items[i].value.size > 0);
}

static void check_read(const struct bv_source *source, bv_producer_read *read_all)
{
	struct bv_bisections bisections = {0};
	struct bv_lines lines;
	struct bv_arena keep = {0};

	bv_lines_split(&lines, source, &keep);
	read_all(&bisections, &lines, bv_producers, &keep);
	BV_ASSERT(bisections.count >= 1);
	for (size_t i = 0; i < bisections.count; i++) {
		struct bv_bisection *bisection = &bisections.items[i];

		check_claim(bisection, lines.count);
		check_lines(bisection, lines.count);
		if (bisection->claim.ending == BV_ENDING_NONE)
			bv_mail_add_claim(bisection, &lines, &keep);
		check_claim(bisection, lines.count);
	}
	bv_arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_source source = {.name = "fuzz", .text = {(const char *)bytes, size}};

	for (const struct bv_producer *const *row = bv_producers; *row; row++)
		if ((*row)->read)
			check_read(&source, (*row)->read);
	check_read(&source, bv_mail_read);
	return 0;
}
