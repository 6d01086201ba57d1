/* Paragraphs that a mail program broke into lines, put together again. */
#ifndef BV_LOG_FLOWED_H
#define BV_LOG_FLOWED_H

#include "decoded.h"

/**
 * Undo format=flowed: join soft-broken lines of equal quoting, remove space-stuffing.
 *
 * Meaning: @is_delsp: the blank at a soft break belongs to the break, not to the text.
 * Source:  RFC 3676 sections 4.1 to 4.5.
 */
void bv_flowed_join(struct bv_decoded *out, const struct bv_decoded *from, bool is_delsp);

#endif
