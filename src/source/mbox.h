/* What a mail looks like from outside: postmarks between mails, and header lines. */
#ifndef BV_LOG_MBOX_H
#define BV_LOG_MBOX_H

#include <stdbool.h>

#include "base/text.h"

/**
 * @line begins a mail of a mailbox: "From ADDRESS DATE".
 *
 * Source: git's builtin/mailsplit.c, is_from_line(): a time of day and a year make the difference
 *         to a sentence.
 */
bool bv_is_postmark(struct bv_text line);

/** @line was quoted so that it is no postmark: ">From ", ">>From ". Source: mboxrd, mbox(5). */
bool bv_is_quoted_postmark(struct bv_text line);

/** "Name: value". Source: RFC 5322 section 2.2; ours are letters, digits, "-" and "_" only. */
bool bv_is_header_line(struct bv_text line);

/**
 * @text begins with the head of a mail.
 *
 * Meaning: header lines and their continuations up to the first empty line or the end, among them
 *          one that a robot's list of "name: value" does not have.
 */
bool bv_is_mail_head(struct bv_text text);

/** Split @entity behind the empty line that ends its head; one that does not begin with a header
 * line has no head. */
void bv_split_head(struct bv_text entity, struct bv_text *head, struct bv_text *body);

#endif
