/* SPDX-License-Identifier: GPL-2.0-only */
/* Damage to what git prints about the blamed commit: author, date, message, diffstat. */
#include <string.h>

#include "damage.h"

/* Any line of the printed commit that fits, or TREE_NONE. */
static size_t draw_printed(const struct damage *damage, bool (*fits)(struct bv_text line))
{
	size_t first, count, found = TREE_NONE, fitting = 0;

	if (!damage_print(damage, &first, &count))
		return TREE_NONE;
	for (size_t i = first; i < first + count; i++)
		if (fits(damage->lines.items[i]) && dice_below(damage->dice, ++fitting) == 0)
			found = i;
	return found;
}

static bool is_author(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("Author: ")) &&
	       bv_text_contains(line, BV_TEXT(" <"));
}

bool damage_author_name(struct damage *damage)
{
	size_t line = draw_printed(damage, is_author), from = strlen("Author: ");

	return line != TREE_NONE &&
	       damage_letter(damage, line, from,
			     bv_text_find(damage->lines.items[line], BV_TEXT(" <"), 0) - from);
}

bool damage_author_mail(struct damage *damage)
{
	size_t line = draw_printed(damage, is_author), from;

	if (line == TREE_NONE)
		return false;
	from = bv_text_find(damage->lines.items[line], BV_TEXT(" <"), 0);
	return damage_letter(damage, line, from, SIZE_MAX - from);
}

bool damage_author_other(struct damage *damage)
{
	size_t line = draw_printed(damage, is_author);
	const struct tree_person *author;

	if (line == TREE_NONE)
		return false;
	author = damage->tree->commits[damage_draw_commit(damage, TREE_NONE)].author;
	if (bv_text_contains(damage->lines.items[line], bv_text_from(author->mail)))
		return false;
	damage->lines.items[line] = bv_text_from(
		pairs_print(damage->keep, "Author: %s <%s>", author->name, author->mail));
	return true;
}

static bool is_date(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("Date:   "));
}

bool damage_date_time(struct damage *damage)
{
	size_t line = draw_printed(damage, is_date);

	return line != TREE_NONE && damage_digit(damage, line, 0, SIZE_MAX);
}

bool damage_date_words(struct damage *damage)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	size_t line = draw_printed(damage, is_date);
	bool is_day = dice_chance(damage->dice, 50);
	size_t from = strlen("Date:   ") + (is_day ? 0 : 4);
	const char *with =
		is_day ? days[dice_below(damage->dice, 7)] : months[dice_below(damage->dice, 12)];

	if (line == TREE_NONE || bv_text_contains(damage->lines.items[line], bv_text_from(with)))
		return false;
	damage_replace(damage, line, from, 3, with);
	return true;
}

static bool is_message(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("    ")) && bv_text_trim(line).size > 0;
}

bool damage_message_edit(struct damage *damage)
{
	size_t line = draw_printed(damage, is_message);

	return line != TREE_NONE && damage_letter(damage, line, 0, SIZE_MAX);
}

bool damage_message_drop(struct damage *damage)
{
	size_t line = draw_printed(damage, is_message);

	if (line == TREE_NONE)
		return false;
	damage_drop(damage, line, 1);
	return true;
}

bool damage_message_add(struct damage *damage)
{
	size_t line = draw_printed(damage, is_message);

	if (line == TREE_NONE)
		return false;
	damage_insert(damage, line + 1,
		      BV_TEXT("    Reviewed-by: Nobody Such <nobody@example.org>"));
	return true;
}

static bool is_row(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT(" ")) &&
	       !bv_text_starts_with(line, BV_TEXT("  ")) && bv_text_contains(line, BV_TEXT(" | "));
}

bool damage_stat_count(struct damage *damage)
{
	size_t line = draw_printed(damage, is_row);

	return line != TREE_NONE &&
	       damage_digit(damage, line,
			    bv_text_find(damage->lines.items[line], BV_TEXT(" | "), 0),
			    SIZE_MAX / 2);
}

/* A plus becomes a minus, or the other way round. */
bool damage_stat_bar(struct damage *damage)
{
	size_t line = draw_printed(damage, is_row), bar, at;
	struct bv_text text;

	if (line == TREE_NONE)
		return false;
	text = damage->lines.items[line];
	bar = bv_text_find(text, BV_TEXT(" | "), 0);
	at = bar + dice_below(damage->dice, text.size - bar);
	while (at < text.size && text.data[at] != '+' && text.data[at] != '-')
		at++;
	if (at == text.size)
		return false;
	damage_replace(damage, line, at, 1, text.data[at] == '+' ? "-" : "+");
	return true;
}

bool damage_stat_path(struct damage *damage)
{
	size_t line = draw_printed(damage, is_row);

	return line != TREE_NONE &&
	       damage_letter(damage, line, 0,
			     bv_text_find(damage->lines.items[line], BV_TEXT(" | "), 0));
}

static bool is_sum(struct bv_text line)
{
	return bv_text_contains(line, BV_TEXT(" changed, "));
}

bool damage_stat_sum(struct damage *damage)
{
	size_t line = draw_printed(damage, is_sum);

	return line != TREE_NONE && damage_digit(damage, line, 0, SIZE_MAX);
}

bool damage_stat_drop(struct damage *damage)
{
	size_t line = draw_printed(damage, is_row);

	if (line == TREE_NONE)
		return false;
	damage_drop(damage, line, 1);
	return true;
}

static bool is_mode(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT(" create mode ")) ||
	       bv_text_starts_with(line, BV_TEXT(" delete mode "));
}

bool damage_stat_mode_drop(struct damage *damage)
{
	size_t line = draw_printed(damage, is_mode);

	if (line == TREE_NONE)
		return false;
	damage_drop(damage, line, 1);
	return true;
}

bool damage_stat_mode_edit(struct damage *damage)
{
	size_t line = draw_printed(damage, is_mode);

	return line != TREE_NONE && damage_letter(damage, line, 0, SIZE_MAX);
}
