/* SPDX-License-Identifier: GPL-2.0-only */
/* Commits by their bytes: headers, signatures, titles. */
#include <string.h>

#include "object.h"

#include "base/banned.h"

#define ZONE_MAX 9999

static bool is_blank_line(struct bv_text line)
{
	return bv_text_is_empty(bv_text_trim(line));
}

struct bv_text bv_object_message(struct bv_text bytes)
{
	size_t end = bv_text_find(bytes, BV_TEXT("\n\n"), 0);

	return end == SIZE_MAX ? (struct bv_text){0} : bv_text_from_offset(bytes, end + 2);
}

static struct bv_text without_blank_lines_around(struct bv_text message)
{
	struct bv_text rest = message, line;

	while (bv_take_line(&rest, &line)) {
		if (!is_blank_line(line))
			break;
		message = rest;
	}
	return bv_text_trim_end(message);
}

struct bv_text bv_message_subject(struct bv_text message, struct bv_arena *keep)
{
	struct bv_text rest = without_blank_lines_around(message), line;
	struct bv_text paragraph = rest;
	size_t size = 0;
	char *joined;

	if (bv_text_find_byte(rest, '\n') == SIZE_MAX)
		return rest;
	while (bv_take_line(&rest, &line) && !is_blank_line(line))
		size += line.size + 1;
	joined = bv_arena_alloc(keep, size + 1, 1);
	size = 0;
	rest = paragraph;
	while (bv_take_line(&rest, &line) && !is_blank_line(line)) {
		line = bv_text_trim_end(line);
		if (size)
			joined[size++] = ' ';
		memcpy(joined + size, line.data, line.size);
		size += line.size;
	}
	return (struct bv_text){joined, size};
}

static size_t find_last_byte(struct bv_text text, char byte)
{
	for (size_t i = text.size; i > 0; i--)
		if (text.data[i - 1] == byte)
			return i - 1;
	return SIZE_MAX;
}

/** "seconds zone"; when one of them is not there git shows the first second of 1970. */
static void take_time(struct bv_signature *out, struct bv_text rest)
{
	uint64_t seconds, zone;
	bool is_negative;

	(void)bv_take_blanks(&rest);
	if (!bv_take_uint(&rest, &seconds))
		return;
	(void)bv_take_blanks(&rest);
	is_negative = bv_text_starts_with(rest, BV_TEXT("-"));
	if (!is_negative && !bv_text_starts_with(rest, BV_TEXT("+")))
		return;
	rest = bv_text_from_offset(rest, 1);
	if (!bv_take_uint(&rest, &zone))
		return;
	out->date.seconds = seconds;
	out->date.zone.is_negative = is_negative;
	out->date.zone.hours_minutes = zone <= ZONE_MAX ? (unsigned)zone : 0;
}

/* git's ident.c, split_ident_line(): the mail ends at the first '>', the time starts at the last.
 */
static struct bv_signature parse_signature(struct bv_text line)
{
	struct bv_signature signature = {0};
	size_t open = bv_text_find_byte(line, '<');
	struct bv_text mail;
	size_t close, last;

	if (open == SIZE_MAX)
		return signature;
	signature.name = bv_text_trim(bv_text_slice(line, 0, open));
	mail = bv_text_from_offset(line, open + 1);
	close = bv_text_find_byte(mail, '>');
	if (close == SIZE_MAX)
		return signature;
	signature.mail = bv_text_slice(mail, 0, close);
	last = find_last_byte(mail, '>');
	take_time(&signature, bv_text_from_offset(mail, last + 1));
	return signature;
}

static void take_header(struct bv_commit_object *out, struct bv_text line)
{
	if (bv_take_prefix(&line, BV_TEXT("author "))) {
		out->author = parse_signature(line);
	} else if (bv_take_prefix(&line, BV_TEXT("committer "))) {
		out->committer = parse_signature(line);
	} else if (bv_take_prefix(&line, BV_TEXT("encoding "))) {
		out->encoding = line;
	}
}

/* "NAME <ADDRESS> SECONDS ZONE": the number behind the last '>', whatever follows it. */
static uint64_t walked_date(struct bv_text person)
{
	size_t last = find_last_byte(person, '>');
	struct bv_text rest;
	uint64_t date;

	if (last == SIZE_MAX)
		return 0;
	rest = bv_text_from_offset(person, last + 1);
	return bv_take_blanks(&rest) && bv_take_uint(&rest, &date) ? date : 0;
}

static bool take_id_line(struct bv_text *rest, struct bv_text prefix, struct bv_oid *out)
{
	struct bv_text at = *rest, line;

	if (!bv_text_starts_with(at, prefix) || !bv_take_line(&at, &line) ||
	    !bv_oid_parse(out, bv_text_from_offset(line, prefix.size)))
		return false;
	*rest = at;
	return true;
}

bool bv_commit_parse_links(struct bv_commit_object *out, struct bv_text bytes,
			   struct bv_arena *keep)
{
	struct bv_text rest = bytes, line;
	struct bv_oid parent;

	*out = (struct bv_commit_object){0};
	if (!take_id_line(&rest, BV_TEXT("tree "), &out->tree))
		return false;
	while (take_id_line(&rest, BV_TEXT("parent "), &parent))
		*BV_APPEND(&out->parents, keep) = parent;
	if (bv_text_starts_with(rest, BV_TEXT("author ")) && bv_take_line(&rest, &line) &&
	    bv_text_starts_with(rest, BV_TEXT("committer ")) && bv_take_line(&rest, &line))
		out->walked_date = walked_date(line);
	return true;
}

bool bv_commit_parse(struct bv_commit_object *out, struct bv_text bytes, struct bv_arena *keep)
{
	struct bv_text rest = bytes, line;

	if (!bv_commit_parse_links(out, bytes, keep))
		return false;
	/* Lines of a signature or a merged tag go on with a blank, so no prefix fits them. */
	while (bv_take_line(&rest, &line) && !bv_text_is_empty(line))
		take_header(out, line);
	out->message = without_blank_lines_around(bv_object_message(bytes));
	out->subject = bv_message_subject(out->message, keep);
	return true;
}

struct bv_text bv_signature_person(const struct bv_signature *signature, struct bv_arena *keep)
{
	return bv_arena_print(keep, "%.*s <%.*s>", BV_TEXT_ARG(signature->name),
			      BV_TEXT_ARG(signature->mail));
}
