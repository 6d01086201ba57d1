/* The posterior over the hypotheses, by one model and one reading. */
#ifndef BV_ODDS_POSTERIOR_H
#define BV_ODDS_POSTERIOR_H

#include "odds.h"

/** ln of the factor on a hypothesis that tells two equal kernels apart. */
#define BV_LN_SAME_KERNEL (-13.815510557964274) /* 10^-6: modules and other blind spots */

/** ln of the factor on a hypothesis that the user has ruled out: nothing else outweighs it. */
#define BV_LN_RULED_OUT (-1e6)

/**
 * Weigh the hypotheses of @odds by the runs of @reading.
 *
 * Owner: kept in @keep.
 */
void bv_posterior_make(struct bv_posterior *out, const struct bv_odds *odds,
		       const struct bv_reading *reading, enum bv_model model,
		       struct bv_arena *keep);

#endif
