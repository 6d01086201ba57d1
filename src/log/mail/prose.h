/* What people write of a bisection's result: "bisected to 0123456789ab", and its kin. */
#ifndef BV_LOG_PROSE_H
#define BV_LOG_PROSE_H

#include "base/arena.h"
#include "base/text.h"
#include "mail_claim.h"

/** How plainly a sentence names the commit; a lower one is preferred. */
enum bv_prose_rank {
	BV_PROSE_FIRST_BAD = 0, /* "the first bad commit is H", "H is the first bad commit" */
	BV_PROSE_BISECTED,      /* "bisected to H", "git bisect blames H" */
	BV_PROSE_CAUSED,        /* "introduced by commit H": where bisecting is spoken of nearby */
	BV_PROSE_NONE
};

struct bv_prose_claim {
	enum bv_prose_rank rank;
	struct bv_mail_commit commit;
};

/**
 * The claim of @view, the first of the plainest; rank BV_PROSE_NONE when it makes none.
 *
 * Meaning: between the word for bisecting and the hash stand only words that lead from one to the
 *          other ("points to commit"), in one sentence, without "not": a mail that asks for a
 *          bisection, or lists commits that were tested, claims nothing.
 * Owner:   texts are borrowed from the view, or kept in @keep.
 */
void bv_prose_read(struct bv_prose_claim *out, const struct bv_lines *view, struct bv_arena *keep);

/**
 * The title behind a hash, which ends at @offset of the view's line @index: ("TITLE"), or "TITLE"
 * behind a blank.
 *
 * Meaning: *is_cut when its end is not there. Empty when there is none.
 */
struct bv_text bv_prose_subject(const struct bv_lines *view, size_t index, size_t offset,
				bool *is_cut, struct bv_arena *keep);

#endif
