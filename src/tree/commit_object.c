/* Commits: headers, signatures, titles, dates. */
#include "commit_object.h"

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
	out->seconds = seconds;
	out->is_zone_negative = is_negative;
	out->zone_hours_minutes = zone <= ZONE_MAX ? (unsigned)zone : 0;
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

static void take_header(struct bv_commit_object *out, struct bv_text line, struct bv_arena *keep)
{
	struct bv_oid id;

	if (bv_take_prefix(&line, BV_TEXT("parent "))) {
		if (bv_oid_parse(&id, line))
			*BV_APPEND(&out->parents, keep) = id;
	} else if (bv_take_prefix(&line, BV_TEXT("author "))) {
		out->author = parse_signature(line);
	} else if (bv_take_prefix(&line, BV_TEXT("committer "))) {
		out->committer = parse_signature(line);
	} else if (bv_take_prefix(&line, BV_TEXT("encoding "))) {
		out->encoding = line;
	}
}

bool bv_commit_parse(struct bv_commit_object *out, struct bv_text bytes, struct bv_arena *keep)
{
	struct bv_text rest = bytes, line;

	*out = (struct bv_commit_object){0};
	if (!bv_take_line(&rest, &line) || !bv_take_prefix(&line, BV_TEXT("tree ")) ||
	    !bv_oid_parse(&out->tree, line))
		return false;
	/* Lines of a signature or a merged tag go on with a blank, so no prefix fits them. */
	while (bv_take_line(&rest, &line) && !bv_text_is_empty(line))
		take_header(out, line, keep);
	out->message = without_blank_lines_around(bv_object_message(bytes));
	out->subject = bv_message_subject(out->message, keep);
	return true;
}

enum bv_answer bv_commit_read(struct bv_commit_object *out, git_odb *odb, const struct bv_oid *id,
			      struct bv_arena *keep)
{
	struct bv_object object;
	enum bv_answer answer = bv_object_read(&object, odb, id, BV_OBJECT_BYTES_MAX);

	if (answer == BV_YES && object.type != GIT_OBJECT_COMMIT)
		answer = BV_NO;
	if (answer == BV_YES && !bv_commit_parse(out, bv_arena_copy(keep, object.bytes), keep))
		answer = BV_UNKNOWN;
	bv_object_release(&object);
	return answer;
}

struct bv_text bv_signature_person(const struct bv_signature *signature, struct bv_arena *keep)
{
	return bv_arena_print(keep, "%.*s <%.*s>", BV_TEXT_ARG(signature->name),
			      BV_TEXT_ARG(signature->mail));
}

struct civil_date {
	uint64_t year;
	unsigned month, day; /* from 1 */
};

/* Howard Hinnant's civil_from_days(), for days since 1970: years begin in March, in eras of 400. */
static struct civil_date civil_from_days(uint64_t days)
{
	uint64_t shifted = days + 719468;
	uint64_t era = shifted / 146097;
	unsigned day_of_era = (unsigned)(shifted % 146097);
	unsigned year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	unsigned day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	unsigned march_month = (5 * day_of_year + 2) / 153;
	struct civil_date date = {
		.year = era * 400 + year_of_era,
		.month = march_month < 10 ? march_month + 3 : march_month - 9,
		.day = day_of_year - (153 * march_month + 2) / 5 + 1,
	};

	if (date.month <= 2)
		date.year++;
	return date;
}

/**
 * The seconds that the person's clock showed. Where they leave the years 1970 to 9999 git overflows
 * or gives up; then nothing is meant, and it is the first second in no zone.
 */
static uint64_t local_seconds(const struct bv_signature *signature, unsigned *zone)
{
	uint64_t seconds = signature->seconds, shift;

	*zone = signature->zone_hours_minutes;
	shift = ((uint64_t)(*zone / 100) * 60 + *zone % 100) * 60;
	if (seconds < UINT64_C(253402300800) - shift &&
	    (!signature->is_zone_negative || seconds >= shift))
		return signature->is_zone_negative ? seconds - shift : seconds + shift;
	*zone = 0;
	return 0;
}

struct bv_text bv_signature_date(const struct bv_signature *signature, struct bv_arena *keep)
{
	static const char *const weekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const uint64_t day_seconds = 24 * 60 * 60;
	unsigned zone;
	uint64_t seconds = local_seconds(signature, &zone);
	uint64_t days = seconds / day_seconds;
	unsigned second_of_day = (unsigned)(seconds % day_seconds);
	struct civil_date date = civil_from_days(days);

	return bv_arena_print(keep, "%s %s %u %02u:%02u:%02u %llu %c%04u", weekdays[days % 7],
			      months[date.month - 1], date.day, second_of_day / 3600,
			      second_of_day / 60 % 60, second_of_day % 60,
			      (unsigned long long)date.year,
			      signature->is_zone_negative && zone ? '-' : '+', zone);
}
