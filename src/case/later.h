/* What later commits say about one: reverts and Fixes: lines. */
#ifndef BV_TREE_LATER_H
#define BV_TREE_LATER_H

#include "base/arena.h"
#include "replay/facts.h"

struct bv_tree;

/** What one message says about a commit. */
enum bv_later {
	BV_LATER_NOTHING = 0,
	BV_LATER_REVERTS, /* "This reverts commit H", at least twelve digits */
	BV_LATER_FIXES    /* "Fixes: H", at least twelve digits, or seven and the title */
};
enum bv_later bv_later_read(struct bv_text message, const struct bv_oid *commit,
			    struct bv_text subject);

/** Is @message about a crash, by one of its names, or by a function too? */
bool bv_later_is_about(struct bv_text message, const struct bv_crash_words *crash,
		       bool are_functions_enough);
/** The id behind the last "Fixes:" of @message, as it is written; empty when there is none. */
struct bv_text bv_later_fixes(struct bv_text message);

/** A crash that was seen. */
struct bv_crash_seen {
	const struct bv_crash_words *words;
	const struct bv_oid *kernel; /* that crashed; NULL: not known, so nothing is after it */
};

/**
 * Fill what later commits say of @culprit, and of @crash, NULL for none: of that only those count
 * that the kernel which crashed does not contain.
 *
 * Meaning: searched are the commits of HEAD and the branches that are younger than it, the first
 *          BV_LATER_MAX after it when there are more.
 * Unknown: is_later_read, when not all of them were read; what was found stays.
 * Owner:   kept in @keep.
 */
void bv_later_search(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		     const struct bv_crash_seen *crash, struct bv_arena *keep);
#define BV_LATER_MAX ((size_t)100000)

#endif
