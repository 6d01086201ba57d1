/* What a log without verdict words says all the same: git's next offer depends on the verdict. */
#ifndef BV_TREE_INFER_VERDICT_H
#define BV_TREE_INFER_VERDICT_H

#include <bisect_verify/facts.h>

#include "replay.h"

/** What came after a test. */
struct bv_sequel {
	bool has_next;
	struct bv_commit next;          /* offered next */
	struct bv_count revisions_left; /* printed with it */
	bool has_first_bad;
	struct bv_commit first_bad; /* concluded; only when nothing was offered next */
};

/**
 * git's word for the test of @tested, by its @sequel.
 *
 * Meaning: an ancestor of @tested comes next: bad; another candidate: good; and a skip where the
 *          printed N fits only that. A merge base after which git went on was not bad.
 * Unknown: when the candidates are not known, @tested is none, or the sequel fits no word.
 */
enum bv_verdict bv_infer_verdict(struct bv_replay *replay, struct bv_commit tested,
				 const struct bv_sequel *sequel);

#endif
