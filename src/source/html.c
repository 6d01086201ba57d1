/* SPDX-License-Identifier: GPL-2.0-only */
/* A web page as the text that a reader sees. */
#include "source_private.h"

#include "base/banned.h"

/* Longer is no entity: "&CounterClockwiseContourIntegral;" has 33 bytes. */
#define ENTITY_BYTES_MAX 40
/* Deeper quotes are shown as this deep. */
#define QUOTE_DEPTH_MAX 16

struct page {
	struct bv_decoded *out;
	struct bv_text skipped_until; /* in a script or the like: the name of its end tag */
	bool is_broken;               /* a tag on this line has begun a block */
	bool is_in_tag, is_in_comment;
	char quote; /* in a tag's attribute: what ends it */
	size_t quote_depth;
	size_t number; /* of the line that is read */
};

/*
 * Text
 */

/* Each line of a quotation says so. */
static void put(struct page *page, struct bv_text text)
{
	size_t marks = page->out->is_in_line ? 0 : page->quote_depth;

	for (size_t i = 0; i < marks; i++)
		bv_decoded_add(page->out, BV_TEXT("> "), page->number);
	bv_decoded_add(page->out, text, page->number);
}

static bool put_code_point(struct page *page, uint64_t point)
{
	char bytes[4];
	size_t size = 0;

	if (point == 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		return false;
	if (point < 0x80) {
		bytes[size++] = (char)point;
	} else if (point < 0x800) {
		bytes[size++] = (char)(0xc0 | point >> 6);
		bytes[size++] = (char)(0x80 | (point & 0x3f));
	} else if (point < 0x10000) {
		bytes[size++] = (char)(0xe0 | point >> 12);
		bytes[size++] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[size++] = (char)(0x80 | (point & 0x3f));
	} else {
		bytes[size++] = (char)(0xf0 | point >> 18);
		bytes[size++] = (char)(0x80 | (point >> 12 & 0x3f));
		bytes[size++] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[size++] = (char)(0x80 | (point & 0x3f));
	}
	put(page, (struct bv_text){bytes, size});
	return true;
}

static uint64_t hex_value(struct bv_text digits)
{
	uint64_t value = 0;

	for (size_t i = 0; i < digits.size; i++) {
		char digit = digits.data[i];

		value = value * 16 +
			(uint64_t)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
	}
	return value;
}

/* "#60" or "#x3c", without the marks around it. */
static bool put_numeric(struct page *page, struct bv_text name)
{
	uint64_t point;

	if (!bv_take_prefix(&name, BV_TEXT("#")))
		return false;
	if (bv_take_prefix(&name, BV_TEXT("x")) || bv_take_prefix(&name, BV_TEXT("X")))
		return bv_text_is_hex(name, 1, 6) && put_code_point(page, hex_value(name));
	return bv_take_uint(&name, &point) && bv_text_is_empty(name) && put_code_point(page, point);
}

/* The entities that logs need; a rarer one stays as it is written. */
static bool put_named(struct page *page, struct bv_text name)
{
	static const struct {
		struct bv_text name, text;
	} entities[] = {
		{BV_TEXT_INIT("lt"), BV_TEXT_INIT("<")},
		{BV_TEXT_INIT("gt"), BV_TEXT_INIT(">")},
		{BV_TEXT_INIT("amp"), BV_TEXT_INIT("&")},
		{BV_TEXT_INIT("quot"), BV_TEXT_INIT("\"")},
		{BV_TEXT_INIT("apos"), BV_TEXT_INIT("'")},
		{BV_TEXT_INIT("nbsp"), BV_TEXT_INIT(" ")},
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (bv_text_equal_nocase(name, entities[i].name)) {
			put(page, entities[i].text);
			return true;
		}
	}
	return false;
}

static void take_entity(struct page *page, struct bv_text *rest)
{
	struct bv_text window = bv_text_slice(*rest, 1, ENTITY_BYTES_MAX), name;

	if (bv_take_until(&window, BV_TEXT(";"), &name) &&
	    (put_numeric(page, name) || put_named(page, name))) {
		*rest = bv_text_from_offset(*rest, name.size + 2);
		return;
	}
	put(page, bv_text_slice(*rest, 0, 1));
	*rest = bv_text_from_offset(*rest, 1);
}

/*
 * Tags
 */

/* The letters and digits at the start of @tag. */
static struct bv_text tag_name(struct bv_text tag)
{
	size_t size = 0;

	while (size < tag.size && tag.data[size] != ' ' && tag.data[size] != '\t' &&
	       tag.data[size] != '/' && tag.data[size] != '>')
		size++;
	return bv_text_slice(tag, 0, size);
}

static bool is_one_of(struct bv_text name, const struct bv_text *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(name, names[i]))
			return true;
	return false;
}

static void enter_tag(struct page *page, struct bv_text tag)
{
	static const struct bv_text blocks[] = {
		BV_TEXT_INIT("br"), BV_TEXT_INIT("p"),          BV_TEXT_INIT("div"),
		BV_TEXT_INIT("tr"), BV_TEXT_INIT("li"),         BV_TEXT_INIT("pre"),
		BV_TEXT_INIT("h1"), BV_TEXT_INIT("h2"),         BV_TEXT_INIT("h3"),
		BV_TEXT_INIT("h4"), BV_TEXT_INIT("blockquote"),
	};
	static const struct bv_text unseen[] = {
		BV_TEXT_INIT("script"),
		BV_TEXT_INIT("style"),
		BV_TEXT_INIT("title"),
	};
	bool is_end = bv_take_prefix(&tag, BV_TEXT("/"));
	struct bv_text name = tag_name(tag);

	if (!is_end && is_one_of(name, unseen, sizeof(unseen) / sizeof(unseen[0])))
		page->skipped_until = name;
	if (is_one_of(name, blocks, sizeof(blocks) / sizeof(blocks[0]))) {
		bv_decoded_end_line(page->out);
		page->is_broken = true;
	}
	if (!bv_text_equal_nocase(name, BV_TEXT("blockquote")))
		return;
	if (!is_end && page->quote_depth < QUOTE_DEPTH_MAX)
		page->quote_depth++;
	else if (is_end && page->quote_depth)
		page->quote_depth--;
}

/* To the end tag, as far as the line goes. */
static void skip(struct page *page, struct bv_text *rest)
{
	struct bv_text skipped;

	while (bv_take_until(rest, BV_TEXT("</"), &skipped)) {
		if (bv_text_equal_nocase(tag_name(*rest), page->skipped_until)) {
			page->skipped_until = (struct bv_text){0};
			page->is_in_tag = true;
			return;
		}
	}
	*rest = (struct bv_text){0};
}

/* Through the tag, as far as the line goes; a ">" in an attribute does not end it. */
static void take_tag(struct page *page, struct bv_text *rest)
{
	size_t at = 0;

	for (; at < rest->size; at++) {
		char byte = rest->data[at];

		if (page->quote && byte == page->quote)
			page->quote = '\0';
		else if (!page->quote && (byte == '"' || byte == '\'') && at > 0 &&
			 rest->data[at - 1] == '=')
			page->quote = byte;
		else if (!page->quote && byte == '>')
			break;
	}
	page->is_in_tag = at == rest->size;
	*rest = bv_text_from_offset(*rest, at + 1);
}

static bool begins_tag(struct bv_text rest)
{
	char next = rest.size > 1 ? rest.data[1] : '\0';

	return next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
	       (next >= 'A' && next <= 'Z');
}

static void take_mark(struct page *page, struct bv_text *rest)
{
	if (bv_take_prefix(rest, BV_TEXT("<!--"))) {
		page->is_in_comment = true;
	} else if (begins_tag(*rest)) {
		*rest = bv_text_from_offset(*rest, 1);
		enter_tag(page, *rest);
		take_tag(page, rest);
	} else {
		put(page, bv_text_slice(*rest, 0, 1));
		*rest = bv_text_from_offset(*rest, 1);
	}
}

static void take_plain(struct page *page, struct bv_text *rest)
{
	size_t size = 0;

	while (size < rest->size && rest->data[size] != '<' && rest->data[size] != '&')
		size++;
	put(page, bv_text_slice(*rest, 0, size));
	*rest = bv_text_from_offset(*rest, size);
}

static void read_line(struct page *page, struct bv_text rest)
{
	struct bv_text comment;

	while (rest.size) {
		if (page->is_in_comment) {
			page->is_in_comment = !bv_take_until(&rest, BV_TEXT("-->"), &comment);
			if (page->is_in_comment)
				return;
		} else if (page->is_in_tag) {
			take_tag(page, &rest);
		} else if (!bv_text_is_empty(page->skipped_until)) {
			skip(page, &rest);
		} else if (rest.data[0] == '<') {
			take_mark(page, &rest);
		} else if (rest.data[0] == '&') {
			take_entity(page, &rest);
		} else {
			take_plain(page, &rest);
		}
	}
}

/* The end of a line within a tag is none of the text, nor is one behind a tag that ended it. */
static bool is_seen_line_end(const struct page *page)
{
	if (page->is_in_tag || page->is_in_comment || !bv_text_is_empty(page->skipped_until))
		return false;
	return page->out->is_in_line || !page->is_broken;
}

bool bv_is_html(struct bv_text text)
{
	static const struct bv_text beginnings[] = {
		BV_TEXT_INIT("<!DOCTYPE html"), BV_TEXT_INIT("<html"), BV_TEXT_INIT("<head"),
		BV_TEXT_INIT("<body"),          BV_TEXT_INIT("<pre"),
	};

	text = bv_text_trim(text);
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (bv_text_equal_nocase(bv_text_slice(text, 0, beginnings[i].size), beginnings[i]))
			return true;
	return false;
}

void bv_html_read(struct bv_decoded *out, const struct bv_decoded *from)
{
	struct bv_decoded_cursor cursor = bv_decoded_read(from);
	struct page page = {.out = out};
	struct bv_text line;

	while (bv_decoded_take_line(&cursor, &line, &page.number)) {
		page.is_broken = false;
		read_line(&page, line);
		if (is_seen_line_end(&page))
			put(&page, BV_TEXT("\n"));
	}
	bv_decoded_end_line(out);
}
