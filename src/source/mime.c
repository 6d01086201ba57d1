/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The only place that knows GMime: heads of mails, encodings and charsets.
 *
 * GMime gets one head at a time, of a size that we choose, and bodies line by line. Given a whole
 * mail it takes minutes and gigabytes for one of 32 MB that was made for it (GMime 3.2.13: six
 * million parts, or lines of "--" below two thousand boundaries).
 */
#include <gmime/gmime.h>
#include <string.h>

#include "base/error.h"
#include "source_private.h"

#include "base/banned.h"

/* Larger heads are cut. A mail that has passed twenty servers has 20 KB. */
#define HEAD_BYTES_MAX ((size_t)256 << 10)
#define HEAD_LINES_MAX 4096
/* What is decoded at once, at most. */
#define PIECE_BYTES ((size_t)4 << 10)

/* When the first head comes: a log that is no mail shall not pay for GMime's global tables. */
static void start_gmime(void)
{
	static bool is_started;

	if (!is_started)
		g_mime_init();
	is_started = true;
}

/*
 * Heads
 */

static struct bv_text limited(struct bv_text head)
{
	struct bv_text rest = bv_text_slice(head, 0, HEAD_BYTES_MAX), line;
	size_t size = rest.size;

	for (size_t lines = 0; lines < HEAD_LINES_MAX && bv_take_line(&rest, &line);)
		lines++;
	return bv_text_slice(head, 0, size - rest.size);
}

static struct bv_text copy(const char *string, struct bv_arena *keep)
{
	return string ? bv_arena_copy(keep, bv_text_from(string)) : (struct bv_text){0};
}

static void read_part(struct bv_mime_head *out, GMimeObject *part, struct bv_arena *keep)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	const struct {
		const char *name;
		struct bv_text value;
	} flags[] = {{"format", BV_TEXT("flowed")}, {"delsp", BV_TEXT("yes")}};
	bool is_set[2];

	out->encoding = bv_text_trim(
		copy(g_mime_object_get_header(part, "Content-Transfer-Encoding"), keep));
	out->is_attachment = bv_text_equal_nocase(bv_text_from(g_mime_object_get_disposition(part)),
						  BV_TEXT("attachment"));
	if (!type)
		return;
	out->type = copy(g_mime_content_type_get_media_type(type), keep);
	out->subtype = copy(g_mime_content_type_get_media_subtype(type), keep);
	out->boundary = copy(g_mime_content_type_get_parameter(type, "boundary"), keep);
	out->charset = copy(g_mime_content_type_get_parameter(type, "charset"), keep);
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		is_set[i] = bv_text_equal_nocase(
			bv_text_from(g_mime_content_type_get_parameter(type, flags[i].name)),
			flags[i].value);
	out->is_flowed = is_set[0];
	out->is_delsp = is_set[1];
}

static void read_relation(struct bv_mime_head *out, GMimeMessage *message)
{
	GMimeObject *object = GMIME_OBJECT(message);

	out->is_forward = bv_subject_is_forward(out->subject);
	out->is_reply = !out->is_forward && (bv_subject_is_reply(out->subject) ||
					     g_mime_object_get_header(object, "In-Reply-To") ||
					     g_mime_object_get_header(object, "References"));
}

static struct bv_text day_of(GMimeMessage *message, struct bv_arena *keep)
{
	GDateTime *date = g_mime_message_get_date(message);
	char *day = date ? g_date_time_format(date, "%Y-%m-%d") : NULL;
	struct bv_text text = copy(day, keep);

	g_free(day);
	return text;
}

/* Groups ("undisclosed recipients:;") are looked into; what is no address is left out. */
/* NOLINTNEXTLINE(misc-no-recursion): a group holds no group, RFC 5322 section 3.4 */
static void add_addresses(struct bv_texts *out, InternetAddressList *list, struct bv_arena *keep)
{
	int count = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < count; i++) {
		InternetAddress *one = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(one))
			*BV_APPEND(out, keep) = copy(
				internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)),
				keep);
		else if (INTERNET_ADDRESS_IS_GROUP(one))
			add_addresses(
				out,
				internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)),
				keep);
	}
}

static void read_sender(struct bv_mime_head *out, GMimeMessage *message, struct bv_arena *keep)
{
	struct bv_texts from = {0};

	add_addresses(&from, g_mime_message_get_from(message), keep);
	if (from.count)
		out->sender = from.items[0];
}

static void read_recipients(struct bv_mime_head *out, GMimeMessage *message, struct bv_arena *keep)
{
	add_addresses(&out->recipients, g_mime_message_get_to(message), keep);
	add_addresses(&out->recipients, g_mime_message_get_cc(message), keep);
	add_addresses(&out->recipients, g_mime_message_get_bcc(message), keep);
}

void bv_mime_head(struct bv_mime_head *out, struct bv_text head, struct bv_arena *keep)
{
	struct bv_text text = limited(head);
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message;
	GMimeObject *part;

	*out = (struct bv_mime_head){0};
	if (bv_text_is_empty(text))
		return;
	start_gmime();
	stream = g_mime_stream_mem_new_with_buffer(text.data, text.size);
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		out->message_id = copy(g_mime_message_get_message_id(message), keep);
		out->subject = copy(g_mime_message_get_subject(message), keep);
		out->date = day_of(message, keep);
		read_relation(out, message);
		read_sender(out, message, keep);
		read_recipients(out, message, keep);
		part = g_mime_message_get_mime_part(message);
		if (part)
			read_part(out, part, keep);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

/*
 * Bodies
 */

struct decoder {
	struct bv_decoded *out;
	GMimeEncoding state;
	bool is_encoded;
	GMimeFilter *filter; /* to UTF-8; NULL: it is that already */
	size_t number;
};

/* Charsets that need no conversion: UTF-8, and what an ASCII text may well be instead. */
static bool is_utf8(struct bv_text charset)
{
	static const struct bv_text names[] = {BV_TEXT_INIT(""), BV_TEXT_INIT("utf-8"),
					       BV_TEXT_INIT("utf8"), BV_TEXT_INIT("us-ascii")};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bv_text_equal_nocase(charset, names[i]))
			return true;
	return false;
}

static void begin(struct decoder *decoder, const struct bv_mime_head *head)
{
	GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_DEFAULT;

	if (!bv_text_is_empty(head->encoding))
		encoding = g_mime_content_encoding_from_string(head->encoding.data);
	decoder->is_encoded = encoding == GMIME_CONTENT_ENCODING_BASE64 ||
			      encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	if (decoder->is_encoded)
		g_mime_encoding_init_decode(&decoder->state, encoding);
	if (!is_utf8(head->charset))
		decoder->filter = g_mime_filter_charset_new(head->charset.data, "utf-8");
}

/* The filter wants bytes that it may write to. */
static void convert(struct decoder *decoder, char *bytes, size_t size, bool is_end)
{
	size_t room = 0;

	if (decoder->filter && is_end)
		g_mime_filter_complete(decoder->filter, bytes, size, 0, &bytes, &size, &room);
	else if (decoder->filter)
		g_mime_filter_filter(decoder->filter, bytes, size, 0, &bytes, &size, &room);
	bv_decoded_add(decoder->out, (struct bv_text){bytes, size}, decoder->number);
}

static void decode(struct decoder *decoder, struct bv_text piece)
{
	/* A piece decoded is hardly longer than before; GMime tells by how much. */
	char bytes[PIECE_BYTES + 256];
	size_t size = piece.size;

	if (decoder->is_encoded) {
		BV_ASSERT(g_mime_encoding_outlen(&decoder->state, size) <= sizeof(bytes));
		size = g_mime_encoding_step(&decoder->state, piece.data, size, bytes);
	} else {
		memcpy(bytes, piece.data, size);
	}
	convert(decoder, bytes, size, false);
}

void bv_mime_decode(struct bv_decoded *out, const struct bv_mime_head *head, struct bv_text body,
		    size_t number)
{
	struct decoder decoder = {.out = out, .number = number};
	char nothing[1] = {0};

	begin(&decoder, head);
	while (body.size && !out->is_truncated) {
		struct bv_text piece = bv_text_slice(body, 0, PIECE_BYTES);
		size_t end = bv_text_find_byte(piece, '\n');

		if (end != SIZE_MAX)
			piece.size = end + 1;
		decode(&decoder, piece);
		decoder.number += end != SIZE_MAX;
		body = bv_text_from_offset(body, piece.size);
	}
	convert(&decoder, nothing, 0, true);
	if (decoder.filter)
		g_object_unref(decoder.filter);
	bv_decoded_end_line(out);
}
