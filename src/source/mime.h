/* The only place that knows GMime: heads of mails, encodings and charsets. */
#ifndef BV_LOG_MIME_H
#define BV_LOG_MIME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "decoded.h"

/** What the head of a mail, or of a part of one, says. */
struct bv_mime_head {
	struct bv_text message_id;    /* without "<>" */
	struct bv_text subject;       /* unfolded, RFC 2047 undone, UTF-8 */
	struct bv_text type, subtype; /* "text", "plain", as written */
	struct bv_text boundary, charset;
	struct bv_text encoding;  /* "base64", as written */
	bool is_flowed, is_delsp; /* format=flowed; delsp=yes */
};

/**
 * Read @head, up to and including the empty line.
 *
 * Meaning: what it does not say is empty; the type is then text/plain.
 * Owner:   kept in @keep.
 */
void bv_mime_head(struct bv_mime_head *out, struct bv_text head, struct bv_arena *keep);

/**
 * Add @body to @out as @head says it was encoded, in UTF-8.
 *
 * Meaning: @number is that of its first line. A charset or encoding that nobody knows leaves the
 *          bytes as they are, and so does text that is none in its charset.
 */
void bv_mime_decode(struct bv_decoded *out, const struct bv_mime_head *head, struct bv_text body,
		    size_t number);

#endif
