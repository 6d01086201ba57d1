/* SPDX-License-Identifier: GPL-2.0-only */
/* What a mail looks like from outside: postmarks between mails, and header lines. */
#include "source_private.h"

#include "base/banned.h"

static bool is_digit(struct bv_text text, size_t at)
{
	return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

/* The offset of the last colon that has something behind it, or SIZE_MAX. */
static size_t last_colon(struct bv_text line)
{
	for (size_t at = line.size; at > 0; at--)
		if (line.data[at - 1] == ':')
			return at - 1;
	return SIZE_MAX;
}

bool bv_is_postmark(struct bv_text line)
{
	struct bv_text rest;
	uint64_t year;
	size_t colon;

	if (!bv_text_starts_with(line, BV_TEXT("From ")))
		return false;
	colon = last_colon(line);
	if (colon == SIZE_MAX || colon < 4 || !is_digit(line, colon - 4) ||
	    !is_digit(line, colon - 2) || !is_digit(line, colon - 1) ||
	    !is_digit(line, colon + 1) || !is_digit(line, colon + 2))
		return false;
	rest = bv_text_from_offset(line, colon + 3);
	return bv_take_blanks(&rest) && bv_take_uint(&rest, &year) && year > 90;
}

bool bv_is_quoted_postmark(struct bv_text line)
{
	if (!bv_text_starts_with(line, BV_TEXT(">")))
		return false;
	while (bv_take_prefix(&line, BV_TEXT(">")))
		;
	return bv_text_starts_with(line, BV_TEXT("From "));
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

/* The name before the colon; empty when @line is no header line. */
static struct bv_text header_name(struct bv_text line)
{
	size_t size = 0;

	while (size < line.size && is_name_byte(line.data[size]))
		size++;
	if (size == line.size || line.data[size] != ':')
		return (struct bv_text){0};
	return bv_text_slice(line, 0, size);
}

/* "Name: value". Source: RFC 5322 section 2.2; ours are letters, digits, "-" and "_" only. */
static bool is_header_line(struct bv_text line)
{
	return !bv_text_is_empty(header_name(line));
}

/* Robots' reports begin with lines like "commit: H" and "date: 9 months ago", too. */
static bool is_name_of_mail(struct bv_text name)
{
	static const struct bv_text names[] = {
		BV_TEXT_INIT("From"),         BV_TEXT_INIT("Subject"),
		BV_TEXT_INIT("Message-ID"),   BV_TEXT_INIT("Received"),
		BV_TEXT_INIT("Return-Path"),  BV_TEXT_INIT("Delivered-To"),
		BV_TEXT_INIT("MIME-Version"), BV_TEXT_INIT("Content-Type"),
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bv_text_equal_nocase(name, names[i]))
			return true;
	return false;
}

static bool is_continuation(struct bv_text line)
{
	return line.size && (line.data[0] == ' ' || line.data[0] == '\t');
}

bool bv_is_mail_head(struct bv_text text)
{
	bool is_of_mail = false;
	bool is_first = true;
	struct bv_text line;

	while (bv_take_line(&text, &line) && line.size) {
		struct bv_text name = header_name(line);

		if (bv_text_is_empty(name) && (is_first || !is_continuation(line)))
			return false;
		is_of_mail |= is_name_of_mail(name);
		is_first = false;
	}
	return is_of_mail;
}

void bv_split_head(struct bv_text entity, struct bv_text *head, struct bv_text *body)
{
	struct bv_text rest = entity, line;

	*head = (struct bv_text){entity.data, 0};
	*body = entity;
	if (!bv_take_line(&rest, &line) || (line.size && !is_header_line(line)))
		return;
	while (line.size && bv_take_line(&rest, &line))
		;
	*body = rest;
	*head = bv_text_slice(entity, 0, entity.size - rest.size);
}
