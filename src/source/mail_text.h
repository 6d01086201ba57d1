/* The text of a mail: all of its parts that a person could read, one after the other. */
#ifndef BV_LOG_MAIL_TEXT_H
#define BV_LOG_MAIL_TEXT_H

#include "base/arena.h"
#include "source.h"

/**
 * Fill @out's text, its lines' numbers, Message-Id and subject from the mail @raw.
 *
 * Meaning: text parts and attachments that are text, in the mail's order; of the same text in plain
 *          and as a web page, the plain one. An attached mail is quoted ("> "): it was sent before.
 *          A part too many or too deep is left out, and @out is truncated then.
 *          @number is that of @raw's first line in the file.
 * Owner:   kept in @keep; @scratch is not needed afterwards.
 */
void bv_mail_text(struct bv_source *out, struct bv_text raw, size_t number, struct bv_arena *keep,
		  struct bv_arena *scratch);

#endif
