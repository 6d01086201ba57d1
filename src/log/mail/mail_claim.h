/* Claims in a mail: who makes them, and in which words. */
#ifndef BV_LOG_MAIL_CLAIM_H
#define BV_LOG_MAIL_CLAIM_H

#include <stdbool.h>

#include "base/arena.h"
#include "log/producer.h"
#include "source/line.h"

/** A mail being read, the lines of one quoting depth at a time. */
struct bv_mail_reader {
	struct bv_bisection *out;
	const struct bv_lines *view;
	bool is_quoted;
	struct bv_arena *keep;
};

/* Claims of texts without a log, whoever makes them (mail.c) */

/** Somebody claims a result here. */
bool bv_mail_is_claim(const struct bv_lines *lines);
/**
 * The line behind @index with which the next of several claims begins.
 *
 * Meaning: an index into @lines; their count when there is no further one.
 */
size_t bv_mail_split(const struct bv_lines *lines, size_t index);
/** The claim of @lines. */
bv_producer_read bv_mail_read;

/**
 * The claim of the text around a log that states no result itself; the kind stays the log's.
 */
void bv_mail_add_claim(struct bv_bisection *log, const struct bv_lines *lines,
		       struct bv_arena *keep);

/**
 * What the mail claims in its own words, where that is another commit than the one of @log, which
 * it quotes. False when it does not.
 */
bool bv_mail_read_own(struct bv_bisection *out, const struct bv_bisection *log,
		      const struct bv_lines *lines, struct bv_arena *keep);

/* What they have in common (mail_claim.c) */

/** A commit as the mail names it. */
struct bv_mail_commit {
	struct bv_text hash;
	struct bv_text subject;
	bool is_subject_cut;
	size_t index; /* of the view's line */
};

/** State that it was @commit; that is the mail's claim unless it has one. */
void bv_mail_blame(struct bv_mail_reader *reader, enum bv_statement_kind kind,
		   const struct bv_mail_commit *commit);

/** "Fixes: 0123456789ab ("title")" at the view's line @index: its statement. False for others. */
bool bv_mail_take_fixes(struct bv_mail_reader *reader, size_t index);
/** "NAME: VALUE" becomes a remark when @names has the name. Owner: borrowed from the view. */
bool bv_mail_take_remark(struct bv_mail_reader *reader, const struct bv_text *names, size_t count,
			 size_t index);

#endif
