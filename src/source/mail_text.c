/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The text of a mail: all of its parts that a person could read, one after the other.
 *
 * Parts are cut here and not by GMime, see mime.c: each level of nesting reads the bytes once more,
 * and levels and parts are few.
 */
#include "source_private.h"

#include "base/banned.h"

#define DEPTH_MAX 12
#define PARTS_MAX 256

struct mail {
	struct bv_arena *scratch;
	struct bv_decoded text;
	size_t part_count;
	bool is_truncated;
	/* How far lines were counted. */
	const char *counted;
	size_t number;
};

struct entity {
	struct bv_mime_head head;
	struct bv_text body;
};
struct entities {
	struct entity *items;
	size_t count, capacity;
};

/* Where in the structure we are. */
struct place {
	size_t depth;                    /* of nesting */
	size_t quote_depth;              /* of mails in mails */
	bool is_html_known;              /* the same text is there in plain */
	const struct bv_mime_head *mail; /* the innermost one */
};

/* The number of the line that begins at @position, which only goes forward. */
static size_t number_at(struct mail *mail, const char *position)
{
	struct bv_text passed = {mail->counted, (size_t)(position - mail->counted)};
	struct bv_text line;

	while (bv_take_line(&passed, &line))
		mail->number++;
	mail->counted = position;
	return mail->number;
}

static bool is_type(const struct entity *entity, struct bv_text type, struct bv_text subtype)
{
	return bv_text_equal_nocase(entity->head.type, type) &&
	       (bv_text_is_empty(subtype) || bv_text_equal_nocase(entity->head.subtype, subtype));
}

static void read_entity(struct entity *out, struct mail *mail, struct bv_text raw)
{
	struct bv_text head;

	bv_split_head(raw, &head, &out->body);
	bv_mime_head(&out->head, head, mail->scratch);
	if (bv_text_is_empty(out->head.type)) {
		out->head.type = BV_TEXT("text");
		out->head.subtype = BV_TEXT("plain");
	}
}

/*
 * Multiparts
 */

/* "--BOUNDARY" or "--BOUNDARY--", blanks behind it allowed. */
static bool is_boundary(struct bv_text line, struct bv_text boundary, bool *is_last)
{
	if (!bv_take_prefix(&line, BV_TEXT("--")) || !bv_take_prefix(&line, boundary))
		return false;
	*is_last = bv_take_prefix(&line, BV_TEXT("--"));
	return bv_text_is_empty(bv_text_trim(line));
}

static void add_part(struct entities *out, struct mail *mail, const char *from, const char *to)
{
	if (mail->part_count == PARTS_MAX) {
		mail->is_truncated = true;
		return;
	}
	mail->part_count++;
	read_entity(BV_APPEND(out, mail->scratch), mail,
		    (struct bv_text){from, (size_t)(to - from)});
}

/* What stands before the first boundary and behind the last one is for nobody's eyes. */
static void split_parts(struct entities *out, struct mail *mail, const struct entity *whole)
{
	struct bv_text rest = whole->body, line;
	const char *part = NULL;
	const char *from = rest.data;
	bool is_last = false;

	for (; !is_last && bv_take_line(&rest, &line); from = rest.data) {
		if (!is_boundary(line, whole->head.boundary, &is_last))
			continue;
		if (part)
			add_part(out, mail, part, from);
		part = rest.data;
	}
	if (part && !is_last)
		add_part(out, mail, part, rest.data);
}

static bool has_plain(const struct entities *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		if (is_type(&parts->items[i], BV_TEXT("text"), BV_TEXT("plain")))
			return true;
	return false;
}

/*
 * Leaves
 */

/* An attachment without a type of its own: text unless it holds a NUL byte. */
static bool is_readable(const struct entity *entity, const struct bv_decoded *decoded)
{
	if (is_type(entity, BV_TEXT("text"), (struct bv_text){0}))
		return true;
	return is_type(entity, BV_TEXT("application"), (struct bv_text){0}) &&
	       bv_text_find_byte(bv_decoded_text(decoded), '\0') == SIZE_MAX;
}

static void add_quoted(struct bv_decoded *out, const struct bv_decoded *from, size_t quote_depth)
{
	struct bv_decoded_cursor cursor = bv_decoded_read(from);
	struct bv_text line;
	size_t number;

	while (bv_decoded_take_line(&cursor, &line, &number)) {
		for (size_t i = 0; i < quote_depth; i++)
			bv_decoded_add(out, BV_TEXT("> "), number);
		bv_decoded_add(out, line, number);
		bv_decoded_add(out, BV_TEXT("\n"), number);
	}
	bv_decoded_end_line(out);
}

static void add_leaf(struct mail *mail, const struct entity *entity, const struct place *place)
{
	size_t number = number_at(mail, entity->body.data);
	bool is_html = is_type(entity, BV_TEXT("text"), BV_TEXT("html"));
	struct bv_arena_mark mark = bv_arena_mark(mail->scratch);
	struct bv_decoded decoded, joined, marked;

	if ((is_html && place->is_html_known) ||
	    !(is_type(entity, BV_TEXT("text"), (struct bv_text){0}) ||
	      is_type(entity, BV_TEXT("application"), (struct bv_text){0})))
		return;
	bv_decoded_init(&decoded, mail->scratch);
	bv_decoded_init(&joined, mail->scratch);
	bv_decoded_init(&marked, mail->scratch);
	bv_mime_decode(&decoded, &entity->head, entity->body, number);
	if (is_html)
		bv_html_read(&joined, &decoded);
	else if (entity->head.is_flowed)
		bv_flowed_join(&joined, &decoded, entity->head.is_delsp);
	else
		joined = decoded;
	if (entity->head.is_attachment)
		marked = joined;
	else
		bv_quotes_mark(&marked, &joined, place->mail, mail->scratch);
	if (is_readable(entity, &decoded))
		add_quoted(&mail->text, &marked, place->quote_depth);
	mail->is_truncated |= decoded.is_truncated || joined.is_truncated || marked.is_truncated;
	bv_arena_rewind(mail->scratch, mark);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as DEPTH_MAX */
static void add_entity(struct mail *mail, const struct entity *entity, struct place place)
{
	struct entities parts = {0};

	if (place.depth++ == DEPTH_MAX) {
		mail->is_truncated = true;
		return;
	}
	if (is_type(entity, BV_TEXT("message"), BV_TEXT("rfc822"))) {
		place.quote_depth += place.mail->is_reply;
		read_entity(BV_APPEND(&parts, mail->scratch), mail, entity->body);
		place.mail = &parts.items[0].head;
	} else if (is_type(entity, BV_TEXT("multipart"), (struct bv_text){0}) &&
		   !bv_text_is_empty(entity->head.boundary)) {
		split_parts(&parts, mail, entity);
		if (is_type(entity, BV_TEXT("multipart"), BV_TEXT("alternative")))
			place.is_html_known |= has_plain(&parts);
	} else {
		add_leaf(mail, entity, &place);
		return;
	}
	for (size_t i = 0; i < parts.count; i++)
		add_entity(mail, &parts.items[i], place);
}

void bv_mail_text(struct bv_source *out, struct bv_text raw, size_t number, struct bv_arena *keep,
		  struct bv_arena *scratch)
{
	struct mail mail = {.scratch = scratch, .counted = raw.data, .number = number};
	struct entity whole;

	bv_decoded_init(&mail.text, keep);
	read_entity(&whole, &mail, raw);
	/* Without parts to find, what is there is all there is. */
	if (is_type(&whole, BV_TEXT("multipart"), (struct bv_text){0}) &&
	    bv_text_is_empty(whole.head.boundary))
		whole.head.type = BV_TEXT("text");
	add_entity(&mail, &whole, (struct place){.mail = &whole.head});
	out->text = bv_decoded_text(&mail.text);
	out->line_numbers = mail.text.numbers.items;
	out->line_number_count = mail.text.numbers.count;
	out->message_id = bv_arena_copy(keep, whole.head.message_id);
	out->subject = bv_arena_copy(keep, whole.head.subject);
	out->date = bv_arena_copy(keep, whole.head.date);
	out->is_reply = whole.head.is_reply;
	out->sender = bv_arena_copy(keep, whole.head.sender);
	for (size_t i = 0; i < whole.head.recipients.count; i++)
		*BV_APPEND(&out->recipients, keep) =
			bv_arena_copy(keep, whole.head.recipients.items[i]);
	out->is_truncated |= mail.is_truncated || mail.text.is_truncated;
}
