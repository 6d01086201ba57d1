/* SPDX-License-Identifier: GPL-2.0-only */
#include "damage.h"

#include <string.h>

#define ID_DIGITS 40

void damage_open(struct damage *damage, struct bv_text text)
{
	const struct bisect_record *record = &damage->story->record;
	struct bv_text line;

	damage->lines = (struct bv_texts){0};
	damage->told = (struct bisect_told){.count = record->step_count, .changed = TREE_NONE};
	memcpy(damage->told.steps, record->steps, sizeof(record->steps));
	damage->other = TREE_NONE;
	while (bv_take_line(&text, &line))
		*BV_APPEND(&damage->lines, damage->keep) = line;
}

struct bv_text damage_text(const struct damage *damage)
{
	size_t size = 0, at = 0;
	char *bytes;

	for (size_t i = 0; i < damage->lines.count; i++)
		size += damage->lines.items[i].size + 1;
	bytes = bv_arena_alloc(damage->keep, size + 1, 1);
	for (size_t i = 0; i < damage->lines.count; i++) {
		struct bv_text line = damage->lines.items[i];

		if (line.size > 0)
			memcpy(bytes + at, line.data, line.size);
		at += line.size + 1;
		bytes[at - 1] = '\n';
	}
	return (struct bv_text){bytes, size};
}

size_t damage_draw_line(const struct damage *damage, bool (*fits)(struct bv_text line))
{
	size_t found = TREE_NONE, count = 0;

	for (size_t i = 0; i < damage->lines.count; i++)
		if (fits(damage->lines.items[i]) && dice_below(damage->dice, ++count) == 0)
			found = i;
	return found;
}

size_t damage_draw_prefix(const struct damage *damage, const char *prefix)
{
	size_t found = TREE_NONE, count = 0;

	for (size_t i = 0; i < damage->lines.count; i++)
		if (bv_text_starts_with(damage->lines.items[i], bv_text_from(prefix)) &&
		    dice_below(damage->dice, ++count) == 0)
			found = i;
	return found;
}

void damage_replace(struct damage *damage, size_t line, size_t from, size_t size, const char *with)
{
	struct bv_text *text = &damage->lines.items[line];

	*text = bv_text_from(pairs_print(damage->keep, "%.*s%s%.*s",
					 BV_TEXT_ARG(bv_text_slice(*text, 0, from)), with,
					 BV_TEXT_ARG(bv_text_from_offset(*text, from + size))));
}

void damage_drop(struct damage *damage, size_t line, size_t count)
{
	struct bv_texts *lines = &damage->lines;

	memmove(lines->items + line, lines->items + line + count,
		(lines->count - line - count) * sizeof(*lines->items));
	lines->count -= count;
}

void damage_insert(struct damage *damage, size_t line, struct bv_text text)
{
	struct bv_texts *lines = &damage->lines;

	(void)BV_APPEND(lines, damage->keep);
	memmove(lines->items + line + 1, lines->items + line,
		(lines->count - line - 1) * sizeof(*lines->items));
	lines->items[line] = text;
}

/* One byte of that alphabet becomes another of it. */
static bool change_byte(struct damage *damage, size_t line, size_t from, size_t size,
			const char *alphabet)
{
	struct bv_text part = bv_text_slice(damage->lines.items[line], from, size);
	size_t found = TREE_NONE, count = 0, letters = strlen(alphabet);
	char with[2] = {0};

	for (size_t i = 0; i < part.size; i++)
		if (part.data[i] && strchr(alphabet, part.data[i]) &&
		    dice_below(damage->dice, ++count) == 0)
			found = i;
	if (found == TREE_NONE)
		return false;
	do
		with[0] = alphabet[dice_below(damage->dice, letters)];
	while (with[0] == part.data[found]);
	damage_replace(damage, line, from + found, 1, with);
	return true;
}

bool damage_digit(struct damage *damage, size_t line, size_t from, size_t size)
{
	return change_byte(damage, line, from, size, "0123456789");
}

bool damage_letter(struct damage *damage, size_t line, size_t from, size_t size)
{
	return change_byte(damage, line, from, size, "abcdefghijklmnopqrstuvwxyz");
}

static bool is_hex_at(struct bv_text line, size_t at)
{
	return at < line.size && bv_text_is_hex(bv_text_slice(line, at, 1), 1, 1);
}

/* A whole id that begins there, not a part of something longer. */
static size_t commit_at(const struct damage *damage, struct bv_text line, size_t at)
{
	if ((at > 0 && is_hex_at(line, at - 1)) || is_hex_at(line, at + ID_DIGITS))
		return TREE_NONE;
	return tree_find(damage->tree, bv_text_slice(line, at, ID_DIGITS));
}

bool damage_next_named(const struct damage *damage, struct named *at)
{
	struct named next = *at;

	if (next.commit != TREE_NONE)
		next.offset++;
	for (; next.line < damage->lines.count; next.line++, next.offset = 0) {
		struct bv_text line = damage->lines.items[next.line];

		for (; next.offset + ID_DIGITS <= line.size; next.offset++) {
			next.commit = commit_at(damage, line, next.offset);
			if (next.commit == TREE_NONE)
				continue;
			*at = next;
			return true;
		}
	}
	return false;
}

bool damage_draw_named(const struct damage *damage, struct named *out)
{
	struct named at = {.commit = TREE_NONE};
	size_t count = 0;

	while (damage_next_named(damage, &at))
		if (dice_below(damage->dice, ++count) == 0)
			*out = at;
	return count > 0;
}

bool damage_rename(struct damage *damage, size_t from, size_t to, const char *hex, const char *with)
{
	bool found = false;

	for (size_t i = from; i < to && i < damage->lines.count; i++) {
		size_t at = 0;

		while ((at = bv_text_find(damage->lines.items[i], bv_text_from(hex), at)) !=
		       SIZE_MAX) {
			damage_replace(damage, i, at, strlen(hex), with);
			at += strlen(with);
			found = true;
		}
	}
	return found;
}

size_t damage_draw_commit(const struct damage *damage, size_t but)
{
	size_t commit;

	do
		commit = dice_below(damage->dice, damage->tree->count);
	while (commit == but);
	return commit;
}

/* "git bisect good H", "$ git bisect good" and "# git bisect good H": a verdict, not the start. */
static bool is_mark(struct bv_text line)
{
	(void)(bv_take_prefix(&line, BV_TEXT("$ ")) || bv_take_prefix(&line, BV_TEXT("# ")));
	return bv_take_prefix(&line, BV_TEXT("git bisect ")) &&
	       !bv_text_starts_with(line, BV_TEXT("start")) &&
	       !bv_text_starts_with(line, BV_TEXT("run"));
}

static bool is_offer(struct bv_text line)
{
	struct bv_text hex;

	return bv_take_prefix(&line, BV_TEXT("[")) && bv_take_hex(&line, 40, 40, &hex) &&
	       bv_text_starts_with(line, BV_TEXT("] "));
}

struct step_lines damage_step(const struct damage *damage, size_t step)
{
	const struct bisect_record *record = &damage->story->record;
	const char *hex = damage->tree->commits[record->steps[step].commit].hex;
	struct step_lines found = {TREE_NONE, TREE_NONE, TREE_NONE};
	size_t typed = 0;

	for (size_t i = 0; i < damage->lines.count; i++) {
		struct bv_text line = damage->lines.items[i];
		bool is_named = bv_text_contains(line, bv_text_from(hex));

		if (is_offer(line) && is_named)
			found.offer = i;
		if (is_mark(line) && is_named)
			found.mark = i;
		if (bv_text_starts_with(line, BV_TEXT("$ git bisect ")) &&
		    ++typed == record->start_count + step + 1 && is_mark(line))
			found.mark = i;
		if (is_named && bv_text_starts_with(line, BV_TEXT("# ")) && i > 0 &&
		    bv_text_contains(line, BV_TEXT(": [")) &&
		    !bv_text_starts_with(line, BV_TEXT("# first ")))
			found.comment = i;
	}
	return found;
}

size_t damage_end_of_steps(const struct damage *damage)
{
	for (size_t i = 0; i < damage->lines.count; i++) {
		struct bv_text line = damage->lines.items[i], hex;

		if (bv_text_starts_with(line, BV_TEXT("# first ")) ||
		    bv_text_starts_with(line, BV_TEXT("# only skipped")) ||
		    bv_text_starts_with(line, BV_TEXT("There are only 'skip'ped")))
			return i;
		if (bv_take_hex(&line, 40, 40, &hex) &&
		    bv_text_starts_with(line, BV_TEXT(" is the first ")))
			return i;
	}
	return damage->lines.count;
}

bool damage_print(const struct damage *damage, size_t *first, size_t *count)
{
	for (size_t i = damage->lines.count; i-- > 0;) {
		struct bv_text line = damage->lines.items[i], hex;

		if (!bv_take_prefix(&line, BV_TEXT("commit ")) ||
		    !bv_take_hex(&line, 40, 40, &hex) || line.size > 0)
			continue;
		*first = i;
		for (*count = 1; i + *count < damage->lines.count; ++*count) {
			line = damage->lines.items[i + *count];
			/* The diffstat's rows and the message are indented. */
			if (line.size > 0 && line.data[0] != ' ' && *count > 4)
				break;
		}
		return true;
	}
	return false;
}
