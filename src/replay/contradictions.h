/* Marks that cannot both hold: a good commit that contains a bad one. */
#ifndef BV_TREE_CONTRADICTIONS_H
#define BV_TREE_CONTRADICTIONS_H

#include "base/arena.h"
#include "facts.h"
#include "repo/history.h"

/** A mark of the log on a commit that is here. */
struct bv_given_mark {
	struct bv_commit commit;
	size_t step; /* index into the steps; SIZE_MAX: given at the start */
	size_t line;
	bool is_inferred; /* not read in the log: it contradicts nothing */
};
struct bv_given_marks {
	struct bv_given_mark *items;
	size_t count, capacity;
};

/** More are not listed: a log that has so many is not helped by the rest. */
#define BV_CONTRADICTIONS_MAX 256

/**
 * Add to @out the pairs that @good makes with any of @bad.
 *
 * Owner: kept in @keep.
 */
void bv_contradictions_of_good(struct bv_contradictions *out, struct bv_history *history,
			       struct bv_given_mark good, const struct bv_given_marks *bad,
			       struct bv_arena *keep);
/** The other way round. */
void bv_contradictions_of_bad(struct bv_contradictions *out, struct bv_history *history,
			      struct bv_given_mark bad, const struct bv_given_marks *good,
			      struct bv_arena *keep);

#endif
