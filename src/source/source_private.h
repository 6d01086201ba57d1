/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this folder have for each other only. */
#ifndef BV_SOURCE_PRIVATE_H
#define BV_SOURCE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/out.h"
#include "base/text.h"
#include "source.h"

/*
 * decoded.c: text that was decoded, line by line, with the line of the source that each line comes
 * from.
 */

struct bv_line_numbers {
	size_t *items;
	size_t count, capacity;
};

/** Grows in @bytes.keep. Past BV_LOG_BYTES_MAX or BV_LOG_LINES_MAX, what comes is dropped. */
struct bv_decoded {
	struct bv_out_buffer bytes;
	struct bv_line_numbers numbers; /* one for each line */
	bool is_in_line;                /* the last line has no end yet */
	bool is_truncated;
};

void bv_decoded_init(struct bv_decoded *out, struct bv_arena *keep);

/**
 * Add @text, which may hold several lines or a piece of one.
 *
 * Meaning: lines that begin in it have the number @number.
 */
void bv_decoded_add(struct bv_decoded *decoded, struct bv_text text, size_t number);
/** End the line that is open, if one is. */
void bv_decoded_end_line(struct bv_decoded *decoded);

/** All of it. Owner: borrowed, until more is added. */
struct bv_text bv_decoded_text(const struct bv_decoded *decoded);

/** Goes through the lines of a decoded text; initialise with bv_decoded_read(). */
struct bv_decoded_cursor {
	struct bv_text rest;
	const struct bv_line_numbers *numbers;
	size_t index;
};
struct bv_decoded_cursor bv_decoded_read(const struct bv_decoded *decoded);
/** The next line without its LF or CRLF, and its number. False at the end. */
bool bv_decoded_take_line(struct bv_decoded_cursor *cursor, struct bv_text *out, size_t *number);

/*
 * flowed.c: paragraphs that a mail program broke into lines, put together again.
 */

/**
 * Undo format=flowed: join soft-broken lines of equal quoting, remove space-stuffing.
 *
 * Meaning: @is_delsp: the blank at a soft break belongs to the break, not to the text.
 * Source:  RFC 3676 sections 4.1 to 4.5.
 */
void bv_flowed_join(struct bv_decoded *out, const struct bv_decoded *from, bool is_delsp);

/*
 * html.c: a web page as the text that a reader sees.
 */

/** @text begins as a web page does. Source: the WHATWG's MIME sniffing, "text/html". */
bool bv_is_html(struct bv_text text);

/**
 * Drop tags, comments, scripts and styles, decode entities.
 *
 * Meaning: the page's own line ends stay, so that lines keep their numbers; a tag that begins a
 *          block ends the line before it. What is quoted (<blockquote>) gets "> ".
 */
void bv_html_read(struct bv_decoded *out, const struct bv_decoded *from);

/*
 * input.c: a file, a pipe or standard input, piece by piece: any size in little memory.
 */

/** How far one can look ahead. Units: bytes. */
#define BV_INPUT_BYTES ((size_t)64 << 10)

struct bv_input {
	int file;
	const char *name;  /* as the user wrote it; "-" becomes "<stdin>" */
	bool is_at_end;    /* nothing comes behind what is in @bytes */
	bool is_file_read; /* to its end */
	bool is_begun;     /* whether it is packed is known */
	size_t from, to;
	char bytes[BV_INPUT_BYTES];
	struct bv_packed *packed; /* NULL: the file's bytes are the text's */
	struct bv_arena keep;
};

/**
 * Open @path, "-" being standard input. What gzip or xz packed is unpacked, whatever its name.
 *
 * Errors: not there, not readable.
 * Owner:  the caller closes, after a success.
 */
BV_MUST_CHECK bool bv_input_open(struct bv_input *out, const char *path, struct bv_error *err);
void bv_input_close(struct bv_input *input);

/**
 * Look at what comes next: as much as BV_INPUT_BYTES, all of the rest when there is less.
 *
 * Errors: a folder, a file that cannot be read or unpacked.
 * Owner:  borrowed from @input, until something is taken.
 */
BV_MUST_CHECK bool bv_input_look(struct bv_text *out, struct bv_input *input, struct bv_error *err);

/**
 * Look at the next line, its LF included; of a line longer than BV_INPUT_BYTES, as much of it.
 *
 * Meaning: empty at the end.
 * Errors:  as bv_input_look().
 * Owner:   borrowed from @input, until something is taken.
 */
BV_MUST_CHECK bool bv_input_look_line(struct bv_text *out, struct bv_input *input,
				      struct bv_error *err);

/** Go on behind the next @size bytes, which have been looked at. */
void bv_input_take(struct bv_input *input, size_t size);

/*
 * unpack.c: the only place that knows zlib and liblzma.
 */

enum bv_packing {
	BV_PACKING_NONE = 0,
	BV_PACKING_GZIP,
	BV_PACKING_XZ
};

/** By its first bytes. Units: BV_PACKING_MAGIC_BYTES of them decide. */
enum bv_packing bv_packing_of(struct bv_text head);
#define BV_PACKING_MAGIC_BYTES 6

enum bv_unpacked {
	BV_UNPACKED_MORE = 0, /* more to come, of what is packed or of what it holds */
	BV_UNPACKED_END,      /* all is unpacked; what follows is padding */
	BV_UNPACKED_DAMAGED
};

/** Where unpacked bytes go: behind the @used ones, of @size. */
struct bv_room {
	char *bytes;
	size_t used, size;
};

struct bv_unpacker;

/** Owner: kept in @keep, and ended by the caller. */
struct bv_unpacker *bv_unpack_begin(enum bv_packing packing, struct bv_arena *keep);
/** NULL is fine. */
void bv_unpack_end(struct bv_unpacker *unpacker);
/**
 * Unpack some of @packed, which moves on, to @room.
 *
 * Meaning: @is_last: nothing comes behind @packed. Members that follow one another are one text.
 */
enum bv_unpacked bv_unpack(struct bv_unpacker *unpacker, struct bv_text *packed,
			   struct bv_room *room, bool is_last);

/*
 * mbox.c: what a mail looks like from outside: postmarks between mails, and header lines.
 */

/**
 * @line begins a mail of a mailbox: "From ADDRESS DATE".
 *
 * Source: git's builtin/mailsplit.c, is_from_line(): a time of day and a year make the difference
 *         to a sentence.
 */
bool bv_is_postmark(struct bv_text line);

/** @line was quoted so that it is no postmark: ">From ", ">>From ". Source: mboxrd, mbox(5). */
bool bv_is_quoted_postmark(struct bv_text line);

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

/*
 * mime.c: the only place that knows GMime: heads of mails, encodings and charsets.
 */

/** What the head of a mail, or of a part of one, says. */
struct bv_mime_head {
	struct bv_text message_id;    /* without "<>" */
	struct bv_text subject;       /* unfolded, RFC 2047 undone, UTF-8 */
	struct bv_text date;          /* "YYYY-MM-DD", in the sender's zone */
	struct bv_text sender;        /* the first address of From */
	struct bv_texts recipients;   /* addresses of To, Cc and Bcc */
	struct bv_text type, subtype; /* "text", "plain", as written */
	struct bv_text boundary, charset;
	struct bv_text encoding;  /* "base64", as written */
	bool is_flowed, is_delsp; /* format=flowed; delsp=yes */
	bool is_attachment;
	bool is_reply;   /* by In-Reply-To, References or "Re:" */
	bool is_forward; /* by "Fwd:": it is no reply then */
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

/*
 * quotes.c: what a mail repeats of the mails before it, where no ">" says so.
 */

/** A title that begins with "Re:", or "Fwd:", in some languages. */
bool bv_subject_is_reply(struct bv_text subject);
bool bv_subject_is_forward(struct bv_text subject);

/**
 * Copy @from to @out, and quote ("> ") what bears no quote mark and was sent before.
 *
 * Meaning: all below the head of the mail that is answered, as Outlook puts it; in a reply
 *          without ">", and below "ADA wrote:", what stands behind a bar. What is forwarded goes
 * out with the mail: it stays as it is. @mail is the head of the mail that the text is of. Owner:
 * as for bv_decoded_add(); @scratch is not needed afterwards.
 */
void bv_quotes_mark(struct bv_decoded *out, const struct bv_decoded *from,
		    const struct bv_mime_head *mail, struct bv_arena *scratch);

/*
 * mail_text.c: the text of a mail: all of its parts that a person could read, one after the other.
 */

/**
 * Fill @out's text, its lines' numbers, Message-Id and subject from the mail @raw.
 *
 * Meaning: text parts and attachments that are text, in the mail's order; of the same text in plain
 *          and as a web page, the plain one. A mail attached to a reply is quoted ("> "): it was
 * sent before; else it is passed on. A part too many or too deep is left out, and @out is truncated
 * then.
 *          @number is that of @raw's first line in the file.
 * Owner:   kept in @keep; @scratch is not needed afterwards.
 */
void bv_mail_text(struct bv_source *out, struct bv_text raw, size_t number, struct bv_arena *keep,
		  struct bv_arena *scratch);

#endif
