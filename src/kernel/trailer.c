/* SPDX-License-Identifier: GPL-2.0-only */
/* Trailers, by syzkaller's patterns rather than git's: any line of the message can be one. */
#include "trailer.h"

#include "base/banned.h"

/* "Reviewed-anything: ", "Signed-and-reviewed-by: " ... */
static const struct bv_text roles[] = {
	BV_TEXT_INIT("Reviewed"),
	BV_TEXT_INIT("Acked"),
	BV_TEXT_INIT("Tested"),
};

static bool is_letter_or_dash(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/* What follows the line's last ": ", as a greedy "^Role\-.*: (.*)$" gives it. */
static bool take_last_value(struct bv_text line, struct bv_text *out)
{
	size_t at = SIZE_MAX;

	for (size_t from = 0; (from = bv_text_find(line, BV_TEXT(": "), from)) != SIZE_MAX; from++)
		at = from;
	if (at == SIZE_MAX)
		return false;
	*out = bv_text_from_offset(line, at + 2);
	return true;
}

/* "^[A-Za-z-]+\-and\-[Rr]eviewed\-.*: " */
static bool has_second_role(struct bv_text line, struct bv_text role)
{
	size_t end = 0, at;

	while (end < line.size && is_letter_or_dash(line.data[end]))
		end++;
	line = bv_text_slice(line, 0, end);
	at = bv_text_find(line, BV_TEXT("-and-"), 1);
	if (at == SIZE_MAX)
		return false;
	line = bv_text_from_offset(line, at + 5);
	return line.size > role.size &&
	       bv_text_equal_nocase(bv_text_slice(line, 0, role.size), role) &&
	       line.data[role.size] == '-';
}

static bool take_trailer(struct bv_text line, bool is_with_cc, struct bv_text *out)
{
	struct bv_text rest = line;

	if (bv_take_prefix(&rest, BV_TEXT("Signed-off-by: ")) ||
	    (is_with_cc &&
	     (bv_take_prefix(&rest, BV_TEXT("Cc: ")) || bv_take_prefix(&rest, BV_TEXT("CC: "))))) {
		*out = rest;
		return true;
	}
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		rest = line;
		if ((bv_take_prefix(&rest, roles[i]) && bv_text_starts_with(rest, BV_TEXT("-"))) ||
		    has_second_role(line, roles[i]))
			return take_last_value(line, out);
	}
	return false;
}

/* A dot-atom on both sides of one "@"; who quotes or brackets a part is believed. */
static bool is_address(struct bv_text address)
{
	static const char specials[] = "()<>:;\\, \"";
	struct bv_text rest = address, local;

	if (!bv_take_until(&rest, BV_TEXT("@"), &local))
		return false;
	if (bv_text_starts_with(local, BV_TEXT("\"")) || bv_text_starts_with(rest, BV_TEXT("[")))
		return bv_text_find_byte(address, ' ') == SIZE_MAX;
	for (size_t i = 0; i + 1 < sizeof(specials); i++)
		if (bv_text_find_byte(address, specials[i]) != SIZE_MAX)
			return false;
	return bv_text_find_byte(rest, '@') == SIZE_MAX;
}

/* "Name <a@b>" or "a@b", the whole of it: what Go's mail.ParseAddress takes. */
static bool parse_address(struct bv_text value, struct bv_text *out)
{
	struct bv_text name, address = bv_text_trim(value);

	if (bv_text_ends_with(address, BV_TEXT(">"))) {
		if (!bv_take_until(&address, BV_TEXT("<"), &name))
			return false;
		address.size--;
		/* Outside of quotes these are not allowed in a name. */
		if (!bv_text_starts_with(bv_text_trim(name), BV_TEXT("\"")) &&
		    (bv_text_contains(name, BV_TEXT(",")) || bv_text_contains(name, BV_TEXT("@")) ||
		     bv_text_contains(name, BV_TEXT(":")) || bv_text_contains(name, BV_TEXT("["))))
			return false;
	}
	*out = address;
	return is_address(address);
}

static void add_address(struct bv_texts *out, struct bv_text value, struct bv_arena *keep)
{
	struct bv_text address;

	if (!parse_address(value, &address) ||
	    bv_text_equal_nocase(address, BV_TEXT("stable@vger.kernel.org")))
		return;
	*BV_APPEND(out, keep) = address;
}

void bv_trailer_recipients(struct bv_texts *out, struct bv_text author, struct bv_text message,
			   bool is_with_cc, struct bv_arena *keep)
{
	struct bv_text line, value;

	add_address(out, author, keep);
	while (bv_take_line(&message, &line))
		if (take_trailer(line, is_with_cc, &value))
			add_address(out, value, keep);
}

/*
 * People
 */

/* What addresses of lists and robots have in them. */
static const struct bv_text of_nobody[] = {
	BV_TEXT_INIT("@vger.kernel.org"),           BV_TEXT_INIT("@lists."),
	BV_TEXT_INIT("@googlegroups.com"),          BV_TEXT_INIT("@kvack.org"),
	BV_TEXT_INIT("@syzkaller.appspotmail.com"), BV_TEXT_INIT("stable@kernel.org"),
};

static bool is_nobody(struct bv_text address)
{
	for (size_t i = 0; i < sizeof(of_nobody) / sizeof(of_nobody[0]); i++)
		if (bv_text_contains(address, of_nobody[i]))
			return true;
	return false;
}

static bool is_known(const struct bv_people *people, struct bv_text address)
{
	for (size_t i = 0; i < people->count; i++)
		if (bv_text_equal_nocase(people->items[i].address, address))
			return true;
	return false;
}

static void add_person(struct bv_people *out, struct bv_text role, struct bv_text value,
		       struct bv_arena *keep)
{
	struct bv_text rest = value, name = {0}, address;

	if (!parse_address(value, &address) || is_nobody(address) || is_known(out, address))
		return;
	(void)bv_take_until(&rest, BV_TEXT("<"), &name);
	*BV_APPEND(out, keep) = (struct bv_person){bv_text_trim(name), address, role};
}

/* "Reviewed-by: Ada <ada@example.org>": the role and the rest. */
static bool take_role(struct bv_text line, struct bv_text *role, struct bv_text *value)
{
	size_t end = 0;

	while (end < line.size && is_letter_or_dash(line.data[end]))
		end++;
	*role = bv_text_slice(line, 0, end);
	*value = bv_text_from_offset(line, end);
	return bv_take_prefix(value, BV_TEXT(":")) &&
	       (bv_text_equal_nocase(*role, BV_TEXT("Cc")) ||
		(role->size > 3 &&
		 bv_text_equal_nocase(bv_text_from_offset(*role, role->size - 3), BV_TEXT("-by"))));
}

void bv_trailer_people(struct bv_people *out, struct bv_text author, struct bv_text message,
		       struct bv_arena *keep)
{
	struct bv_text line, role, value;

	add_person(out, BV_TEXT("author"), author, keep);
	while (bv_take_line(&message, &line))
		if (take_role(bv_text_trim(line), &role, &value))
			add_person(out, role, value, keep);
}
