/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of producers, and whose a text is. */
#include "json.h"
#include "producer.h"

#include "base/banned.h"

const struct bv_producer *const bv_producers[] = {
	&bv_producer_syzbot,     &bv_producer_kci_dev,
	&bv_producer_kci_bisect, &bv_producer_vixi,
	&bv_producer_bayesect,   &bv_producer_dashboard,
	&bv_producer_git,        &bv_producer_syzbot_mails,
	&bv_producer_lkp,        &bv_producer_kernelci,
	&bv_producer_regzbot,    &bv_producer_people,
	&bv_producer_ai_patch,   NULL,
};

static void find_state(struct bv_nodes_found *out, const struct bv_lines *lines,
		       struct bv_arena *keep)
{
	const struct bv_nodes_shape *shapes[sizeof(bv_producers) / sizeof(bv_producers[0])] = {0};
	size_t count = 0;

	for (const struct bv_producer *const *row = bv_producers; *row; row++)
		if ((*row)->shape)
			shapes[count++] = (*row)->shape;
	bv_nodes_find(out, lines, shapes, keep);
}

static enum bv_claim_strength strength_of(const struct bv_producer *row,
					  const struct bv_nodes_found *found,
					  const struct bv_lines *lines)
{
	bool is_damaged = found->state == BV_NODES_DAMAGED;

	if (row->shape && row->shape == found->shape &&
	    (!is_damaged || row->kind != BV_KIND_UNKNOWN))
		return BV_CLAIM_STRONG;
	return row->recognise ? row->recognise(lines) : BV_CLAIM_NONE;
}

const struct bv_producer *bv_producer_choose(struct bv_nodes_found *out,
					     const struct bv_lines *lines, bool must_be_sure,
					     struct bv_arena *keep)
{
	const struct bv_producer *chosen = NULL;
	enum bv_claim_strength strongest = must_be_sure ? BV_CLAIM_WEAK : BV_CLAIM_NONE;

	find_state(out, lines, keep);
	for (const struct bv_producer *const *row = bv_producers;
	     *row && strongest < BV_CLAIM_STRONG; row++) {
		enum bv_claim_strength strength = strength_of(*row, out, lines);

		if (strength > strongest) {
			strongest = strength;
			chosen = *row;
		}
	}
	return chosen;
}
