/* SPDX-License-Identifier: GPL-2.0-only */
/* From bytes to texts: files, mails and mailboxes, web pages. */
#ifndef BV_SOURCE_H
#define BV_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/** What is read of one source, at most. */
#define BV_LOG_BYTES_MAX ((size_t)32 << 20)
#define BV_LOG_LINES_MAX ((size_t)1 << 20)

/** A text to look for bisections in: a file, a pipe, standard input, or one mail of a mailbox. */
struct bv_source {
	const char *name; /* of the file, as the user wrote it; "-" becomes "<stdin>" */
	struct bv_text text;
	bool is_truncated;          /* there was more than BV_LOG_BYTES_MAX */
	size_t mail;                /* its number in the file, from 1; 0: no mail */
	struct bv_text message_id;  /* of the mail, without "<>" */
	struct bv_text subject;     /* of the mail, decoded */
	struct bv_text date;        /* of the mail, "YYYY-MM-DD"; empty where it has none */
	bool is_reply;              /* the mail answers another one */
	struct bv_text sender;      /* of the mail: the first address of From; may be empty */
	struct bv_texts recipients; /* of the mail: addresses, some more than once */
	/*
	 * Of decoded text, for each line the number of the file's line that it begins in; NULL: the
	 * text is the file's. Lines behind the last one have its number.
	 */
	const size_t *line_numbers;
	size_t line_number_count;
};

/** What @path is called in reports: "-" is "<stdin>". Owner: borrowed. */
const char *bv_source_name(const char *path);
/** It came from standard input: it cannot be read again. */
bool bv_source_is_stdin(const struct bv_source *source);
/** The name that a report gives: "FILE", or "FILE:N" for the N-th mail. Owner: kept in @keep. */
struct bv_text bv_source_label(const struct bv_source *source, struct bv_arena *keep);

/** An open file that holds one text or a mailbox. */
struct bv_sources;

/**
 * Open @path, "-" being standard input; what gzip or xz packed is unpacked, whatever its name.
 *
 * Errors: not there, not readable.
 * Owner:  the caller closes; @path is borrowed, and by the names of what is read, too.
 */
BV_MUST_CHECK bool bv_sources_open(struct bv_sources **out, const char *path, struct bv_error *err);
/** NULL is fine. */
void bv_sources_close(struct bv_sources *sources);

/**
 * The next text of the file: all of it, or one mail after the other.
 *
 * Meaning: false at the end, and on an error. A mail and a mailbox (mbox, mboxrd) are known by
 * their first lines; encodings, charsets, parts and format=flowed are undone, and web pages become
 * text. Memory is bounded by the largest mail and BV_LOG_BYTES_MAX; the rest of a longer one is
 * left out. Errors:  a folder, a file that cannot be read, a mail without GMime to decode it.
 * Owner:   kept in @keep.
 */
BV_MUST_CHECK bool bv_sources_next(struct bv_source *out, struct bv_sources *sources,
				   struct bv_arena *keep, struct bv_error *err);

/**
 * Add the addresses that the head of a mail in the file @path writes to.
 *
 * Errors: not there, not readable.
 * Owner:  kept in @keep.
 */
BV_MUST_CHECK bool bv_source_read_recipients(struct bv_texts *out, const char *path,
					     struct bv_arena *keep, struct bv_error *err);

/**
 * Read @path whole as it is, nothing decoded, "-" being standard input.
 *
 * Errors: not there, a directory, not readable. Past BV_LOG_BYTES_MAX the rest is left unread.
 * Owner:  kept in @keep; @path is borrowed.
 */
BV_MUST_CHECK bool bv_source_read(struct bv_source *out, const char *path, struct bv_arena *keep,
				  struct bv_error *err);

#endif
