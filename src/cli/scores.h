/* SPDX-License-Identifier: GPL-2.0-only */
/* How the judgements, trust and first wrong verdicts of an audit compare with the truth. */
#ifndef BV_CLI_SCORES_H
#define BV_CLI_SCORES_H

#include "labels.h"
#include "session.h"

/**
 * A judged log that has a label, in 12 bytes.
 *
 * Units: trust and its log-odds in hundredths, as the JSON has them. Sums of whole numbers do not
 *        depend on who added them up.
 */
struct bv_score {
	uint32_t label; /* its index */
	int16_t trust_log_odds;
	uint8_t trust;
	bool has_trust;
	uint8_t judgement; /* enum bv_judgement */
	bool is_right;
	bool is_first_wrong_labelled; /* and the result is wrong */
	uint8_t first_wrong;          /* enum bv_first_wrong_score */
};

/** What the report says of the first wrong verdict. */
enum bv_first_wrong_score {
	BV_FIRST_WRONG_NOT_NAMED = 0,
	BV_FIRST_WRONG_OTHER, /* than the label has it */
	BV_FIRST_WRONG_FOUND,
	BV_FIRST_WRONG_OTHER_IF_WRONG, /* named on condition that the result is wrong */
	BV_FIRST_WRONG_FOUND_IF_WRONG,
	BV_FIRST_WRONG_SCORES
};

struct bv_scores {
	struct bv_score *items;
	size_t count, capacity;
	struct bv_arena keep;
};

/** Compare @judged with the @label of its log, one of @labels. */
void bv_scores_add(struct bv_scores *scores, const struct bv_labels *labels,
		   const struct bv_label *label, const struct bv_judged *judged);

/** The figures, a row each; @unlabelled_count judged logs have no label. Sorts @scores. */
void bv_scores_print(struct bv_scores *scores, const struct bv_labels *labels,
		     size_t unlabelled_count, struct bv_out *out);

#endif
