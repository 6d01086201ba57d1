/* SPDX-License-Identifier: GPL-2.0-only */
/* What a file holds: one text, a web page, a mail, or many mails. */
#include "source.h"

#include "source_private.h"

#include "base/banned.h"

enum shape {
	SHAPE_PLAIN = 0,
	SHAPE_PAGE,
	SHAPE_MAIL,
	SHAPE_MAILBOX
};

struct bv_sources {
	struct bv_arena keep; /* this struct lives in it, too */
	struct bv_input input;
	bool is_begun; /* @shape is known */
	enum shape shape;
	size_t mail_count;
	size_t line_count; /* lines of the file that were taken */
};

/*
 * Raw bytes
 */

/* At most BV_LOG_BYTES_MAX of what is added. */
struct raw {
	struct bv_out_buffer bytes;
	bool is_truncated;
};

static void add_raw(struct raw *raw, struct bv_text piece)
{
	size_t room = BV_LOG_BYTES_MAX - raw->bytes.count;

	raw->is_truncated |= piece.size > room;
	piece = bv_text_slice(piece, 0, room);
	(void)bv_sink_buffer(&raw->bytes, piece.data, piece.size);
}

static struct bv_text raw_text(const struct raw *raw)
{
	return (struct bv_text){raw->bytes.items, raw->bytes.count};
}

/* All that is left, up to the first byte too many. */
static bool read_rest(struct raw *raw, struct bv_input *input, struct bv_error *err)
{
	struct bv_text piece;

	do {
		if (!bv_input_look(&piece, input, err))
			return false;
		if (piece.size)
			add_raw(raw, piece);
		bv_input_take(input, piece.size);
	} while (piece.size && !raw->is_truncated);
	return true;
}

bool bv_source_read(struct bv_source *out, const char *path, struct bv_arena *keep,
		    struct bv_error *err)
{
	struct bv_arena scratch = {0};
	struct bv_input *input = bv_arena_alloc(&scratch, 1, sizeof(*input));
	struct raw raw = {.bytes = {.keep = keep}};
	bool is_read = false;

	*out = (struct bv_source){0};
	if (bv_input_open(input, path, err)) {
		is_read = read_rest(&raw, input, err);
		bv_input_close(input);
	}
	out->name = input->name;
	out->text = raw_text(&raw);
	out->is_truncated = raw.is_truncated;
	bv_arena_release(&scratch);
	return is_read;
}

bool bv_source_read_recipients(struct bv_texts *out, const char *path, struct bv_arena *keep,
			       struct bv_error *err)
{
	struct bv_source source;
	struct bv_mime_head head;

	if (!bv_source_read(&source, path, keep, err))
		return false;
	bv_mime_head(&head, source.text, keep);
	for (size_t i = 0; i < head.recipients.count; i++)
		*BV_APPEND(out, keep) = head.recipients.items[i];
	return true;
}

/*
 * Mails
 */

/* Take one line, or a piece of a very long one, into @raw. */
static void take_piece(struct bv_sources *sources, struct raw *raw, struct bv_text piece)
{
	struct bv_text kept = piece;

	if (bv_is_quoted_postmark(piece))
		kept = bv_text_from_offset(piece, 1);
	add_raw(raw, kept);
	sources->line_count += piece.data[piece.size - 1] == '\n';
	bv_input_take(&sources->input, piece.size);
}

static bool is_blank_line(struct bv_text line)
{
	return bv_text_is_empty(bv_text_trim(line));
}

/* One mail of a mailbox, from behind its postmark to before the next one. */
static bool read_mail(struct raw *raw, struct bv_sources *sources, struct bv_error *err)
{
	bool is_behind_blank = false;
	bool is_at_start = true;
	struct bv_text piece;

	for (;;) {
		if (!bv_input_look_line(&piece, &sources->input, err))
			return false;
		if (piece.size == 0)
			return true;
		if (is_at_start && is_behind_blank && bv_is_postmark(piece))
			return true;
		is_behind_blank = is_at_start && is_blank_line(piece);
		is_at_start = piece.data[piece.size - 1] == '\n';
		take_piece(sources, raw, piece);
	}
}

/* The postmark, and empty lines before it. */
static bool take_postmark(struct bv_sources *sources, struct bv_error *err)
{
	struct bv_text line;
	bool is_postmark = false;

	while (!is_postmark) {
		if (!bv_input_look_line(&line, &sources->input, err))
			return false;
		if (line.size == 0)
			return false;
		is_postmark = bv_is_postmark(line);
		sources->line_count++;
		bv_input_take(&sources->input, line.size);
	}
	return true;
}

static bool next_mail(struct bv_source *out, struct bv_sources *sources, struct bv_arena *keep,
		      struct bv_error *err)
{
	struct bv_arena_mark mark;
	struct raw raw = {.bytes = {.keep = &sources->keep}};
	size_t before;
	bool is_read;

	if (sources->shape == SHAPE_MAILBOX && !take_postmark(sources, err))
		return false;
	mark = bv_arena_mark(&sources->keep);
	before = sources->line_count;
	is_read = sources->shape == SHAPE_MAILBOX ? read_mail(&raw, sources, err)
						  : read_rest(&raw, &sources->input, err);
	if (is_read) {
		out->mail = ++sources->mail_count;
		out->is_truncated = raw.is_truncated;
		bv_mail_text(out, raw_text(&raw), before + 1, keep, &sources->keep);
	}
	bv_arena_rewind(&sources->keep, mark);
	return is_read;
}

/*
 * One text
 */

static bool next_plain(struct bv_source *out, struct bv_sources *sources, struct bv_arena *keep,
		       struct bv_error *err)
{
	struct raw raw = {.bytes = {.keep = keep}};

	if (!read_rest(&raw, &sources->input, err))
		return false;
	out->text = raw_text(&raw);
	out->is_truncated = raw.is_truncated;
	return true;
}

static void number_lines(struct bv_decoded *out, struct bv_text text)
{
	for (size_t number = 1; text.size && !out->is_truncated; number++) {
		size_t end = bv_text_find_byte(text, '\n');
		struct bv_text line = end == SIZE_MAX ? text : bv_text_slice(text, 0, end + 1);

		bv_decoded_add(out, line, number);
		text = bv_text_from_offset(text, line.size);
	}
}

static bool next_page(struct bv_source *out, struct bv_sources *sources, struct bv_arena *keep,
		      struct bv_error *err)
{
	struct raw raw = {.bytes = {.keep = &sources->keep}};
	struct bv_decoded page, text;

	if (!read_rest(&raw, &sources->input, err))
		return false;
	bv_decoded_init(&page, &sources->keep);
	bv_decoded_init(&text, keep);
	number_lines(&page, raw_text(&raw));
	bv_html_read(&text, &page);
	out->text = bv_decoded_text(&text);
	out->line_numbers = text.numbers.items;
	out->line_number_count = text.numbers.count;
	out->is_truncated = raw.is_truncated || page.is_truncated || text.is_truncated;
	return true;
}

/*
 * The file
 */

/* Whole lines only, unless that is all there is. */
static struct bv_text whole_lines(struct bv_text text, bool is_all)
{
	while (!is_all && text.size && text.data[text.size - 1] != '\n')
		text.size--;
	return text;
}

static enum shape shape_of(struct bv_text text)
{
	struct bv_text rest = text, line = {0};

	while (is_blank_line(line) && bv_take_line(&rest, &line))
		;
	if (bv_is_postmark(line))
		return SHAPE_MAILBOX;
	if (bv_is_mail_head(text))
		return SHAPE_MAIL;
	return bv_is_html(text) ? SHAPE_PAGE : SHAPE_PLAIN;
}

static bool begin(struct bv_sources *sources, struct bv_error *err)
{
	const struct bv_text byte_order_mark = BV_TEXT("\xef\xbb\xbf");
	struct bv_text text;

	if (!bv_input_look(&text, &sources->input, err))
		return false;
	if (bv_take_prefix(&text, byte_order_mark))
		bv_input_take(&sources->input, byte_order_mark.size);
	sources->shape = shape_of(whole_lines(text, sources->input.is_at_end));
	sources->is_begun = true;
	return true;
}

bool bv_sources_open(struct bv_sources **out, const char *path, struct bv_error *err)
{
	struct bv_arena keep = {0};
	struct bv_sources *sources = bv_arena_alloc(&keep, 1, sizeof(*sources));

	*out = NULL;
	if (!bv_input_open(&sources->input, path, err)) {
		bv_arena_release(&keep);
		return false;
	}
	sources->keep = keep;
	*out = sources;
	return true;
}

void bv_sources_close(struct bv_sources *sources)
{
	struct bv_arena keep;

	if (!sources)
		return;
	bv_input_close(&sources->input);
	keep = sources->keep;
	bv_arena_release(&keep);
}

bool bv_sources_next(struct bv_source *out, struct bv_sources *sources, struct bv_arena *keep,
		     struct bv_error *err)
{
	static bool (*const next[])(struct bv_source *, struct bv_sources *, struct bv_arena *,
				    struct bv_error *) = {
		[SHAPE_PLAIN] = next_plain,
		[SHAPE_PAGE] = next_page,
		[SHAPE_MAIL] = next_mail,
		[SHAPE_MAILBOX] = next_mail,
	};
	bool is_first = !sources->is_begun;

	*out = (struct bv_source){0};
	out->name = sources->input.name;
	if (is_first && !begin(sources, err))
		return false;
	/* All but a mailbox hold one text. */
	if (!is_first && sources->shape != SHAPE_MAILBOX)
		return false;
	return next[sources->shape](out, sources, keep, err);
}

struct bv_text bv_source_label(const struct bv_source *source, struct bv_arena *keep)
{
	if (source->mail == 0)
		return bv_arena_copy(keep, bv_text_from(source->name));
	return bv_arena_print(keep, "%s:%zu", source->name, source->mail);
}
