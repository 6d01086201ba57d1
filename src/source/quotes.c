/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a mail repeats of the mails before it, where no ">" says so.
 *
 * Outlook and its kin put the whole mail that is answered below its head, without any mark; some
 * people quote with bars. All of it gets "> " here, so that nobody else has to know.
 */
#include "line.h"
#include "source_private.h"

#include "base/banned.h"

/* Outlook's line has 32. */
#define UNDERSCORES_LEAST 8
/* "From:", "Sent:", "To:" and "Subject:" are four; one may be missing. */
#define FIELDS_LEAST 3
/* Longer than the names of those fields in any language. Units: bytes. */
#define FIELD_NAME_MOST 24
/* More than any head that a mail program copies. */
#define FIELDS_MOST 16

struct line {
	struct bv_text text;
	size_t number;
};
struct lines {
	struct line *items;
	size_t count, capacity;
};

bool bv_subject_is_forward(struct bv_text subject)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("fwd:"), BV_TEXT_INIT("fw:"),   BV_TEXT_INIT("wg:"),
		BV_TEXT_INIT("tr:"),  BV_TEXT_INIT("[fwd:"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal_nocase(bv_text_slice(subject, 0, words[i].size), words[i]))
			return true;
	return false;
}

bool bv_subject_is_reply(struct bv_text subject)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("re:"),
		BV_TEXT_INIT("aw:"),
		BV_TEXT_INIT("sv:"),
		BV_TEXT_INIT("antw:"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal_nocase(bv_text_slice(subject, 0, words[i].size), words[i]))
			return true;
	return false;
}

bool bv_is_attribution(struct bv_text line)
{
	static const struct bv_text ends[] = {
		BV_TEXT_INIT(" wrote:"),
		BV_TEXT_INIT(" writes:"),
		BV_TEXT_INIT(" schrieb:"),
		BV_TEXT_INIT(" a écrit :"),
	};

	line = bv_text_trim_end(line);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (bv_text_ends_with(line, ends[i]))
			return true;
	return bv_text_equal(line, BV_TEXT("wrote:"));
}

static bool is_blank(struct bv_text line)
{
	return bv_text_is_empty(bv_text_trim(line));
}

/* "From: Ada", "De : Ada". */
static bool is_field(struct bv_text line)
{
	struct bv_text name;

	return bv_take_until(&line, BV_TEXT(":"), &name) && name.size > 0 &&
	       name.size <= FIELD_NAME_MOST &&
	       bv_text_find_byte(bv_text_trim_end(name), ' ') == SIZE_MAX && line.size &&
	       line.data[0] == ' ';
}

static bool is_underscores(struct bv_text line)
{
	line = bv_text_trim(line);
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] != '_')
			return false;
	return line.size >= UNDERSCORES_LEAST;
}

/* "-----Original Message-----", "----- Original Message -----". */
static bool is_original_message(struct bv_text line)
{
	line = bv_text_trim(line);
	if (!bv_text_starts_with(line, BV_TEXT("-----")))
		return false;
	while (bv_take_prefix(&line, BV_TEXT("-")))
		;
	while (bv_text_ends_with(line, BV_TEXT("-")))
		line.size--;
	return bv_text_equal_nocase(bv_text_trim(line), BV_TEXT("Original Message"));
}

/* Behind the head of a mail in a mail, which begins at @at; *count is how many fields it has. */
static size_t pass_fields(const struct lines *lines, size_t at, size_t *count)
{
	*count = 0;
	while (at < lines->count && is_blank(lines->items[at].text))
		at++;
	while (at < lines->count && *count < FIELDS_MOST && is_field(lines->items[at].text)) {
		++*count;
		at++;
		/* A list of addresses may go on. */
		while (at < lines->count && !is_blank(lines->items[at].text) &&
		       bv_indentation(lines->items[at].text) > 0)
			at++;
	}
	return at;
}

/* Newer programs leave the line above the head away. */
static bool is_bare_head(const struct lines *lines, size_t at)
{
	return at + 2 < lines->count &&
	       bv_text_starts_with(lines->items[at].text, BV_TEXT("From: ")) &&
	       bv_text_starts_with(lines->items[at + 1].text, BV_TEXT("Sent: ")) &&
	       bv_text_starts_with(lines->items[at + 2].text, BV_TEXT("To: "));
}

/*
 * All from line @at on is the mail that is answered. Where its lines are quoted as well, the
 * answers stand between them.
 */
static bool begins_original(const struct lines *lines, size_t at)
{
	struct bv_text line = lines->items[at].text;
	bool is_named = is_original_message(line);
	bool is_bare = is_bare_head(lines, at);
	size_t fields, behind;

	if (!is_named && !is_bare && !is_underscores(line))
		return false;
	behind = pass_fields(lines, is_bare ? at : at + 1, &fields);
	while (behind < lines->count && is_blank(lines->items[behind].text))
		behind++;
	if (behind < lines->count && bv_quote_depth(lines->items[behind].text) > 0)
		return false;
	return is_named || fields >= FIELDS_LEAST;
}

/* "| " in front of a line; a row of a table ends in a bar, too. */
static bool is_barred(struct bv_text line)
{
	if (!bv_text_starts_with(line, BV_TEXT("|")))
		return false;
	line = bv_text_trim(bv_text_from_offset(line, 1));
	return !bv_text_ends_with(line, BV_TEXT("|"));
}

/* True where a line is quoted with ">": nobody quotes in two ways, and what has bars is then own.
 */
static bool list_lines(struct lines *out, const struct bv_decoded *from, struct bv_arena *scratch)
{
	struct bv_decoded_cursor cursor = bv_decoded_read(from);
	bool is_quoting = false;
	struct line line;

	while (bv_decoded_take_line(&cursor, &line.text, &line.number)) {
		is_quoting |= bv_quote_depth(line.text) > 0;
		*BV_APPEND(out, scratch) = line;
	}
	return is_quoting;
}

void bv_quotes_mark(struct bv_decoded *out, const struct bv_decoded *from,
		    const struct bv_mime_head *mail, struct bv_arena *scratch)
{
	struct lines lines = {0};
	bool has_bars = !list_lines(&lines, from, scratch);
	bool is_reply = mail->is_reply;
	bool is_original = false;

	for (size_t i = 0; i < lines.count; i++) {
		struct bv_text text = lines.items[i].text;
		size_t number = lines.items[i].number;
		bool is_bar;

		is_reply |= bv_is_attribution(text);
		if (!is_original && !mail->is_forward)
			is_original = begins_original(&lines, i);
		is_bar = is_reply && has_bars && is_barred(text);
		if (is_original || is_bar)
			bv_decoded_add(out, BV_TEXT("> "), number);
		if (is_bar) {
			text = bv_text_from_offset(text, 1);
			(void)bv_take_prefix(&text, BV_TEXT(" "));
		}
		bv_decoded_add(out, text, number);
		bv_decoded_add(out, BV_TEXT("\n"), number);
	}
}
