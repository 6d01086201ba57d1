/* SPDX-License-Identifier: GPL-2.0-only */
/* Damaged ids and subjects, and what the range and the result are said to be. */
#include <string.h>

#include "damage.h"

#define ID_DIGITS    40
#define SHORT_DIGITS 7

static const char *spoil(const struct damage *damage, const char *hex)
{
	char *spoilt = (char *)(uintptr_t)pairs_print(damage->keep, "%s", hex);
	size_t at = dice_below(damage->dice, strlen(hex));

	do
		spoilt[at] = "0123456789abcdef"[dice_below(damage->dice, 16)];
	while (spoilt[at] == hex[at]);
	return spoilt;
}

bool damage_hash_digit_one(struct damage *damage)
{
	struct named at;

	if (!damage_draw_named(damage, &at))
		return false;
	damage_replace(damage, at.line, at.offset, ID_DIGITS,
		       spoil(damage, damage->tree->commits[at.commit].hex));
	return true;
}

bool damage_hash_digit_all(struct damage *damage)
{
	struct named at;
	const char *hex;

	if (!damage_draw_named(damage, &at))
		return false;
	hex = damage->tree->commits[at.commit].hex;
	return damage_rename(damage, 0, damage->lines.count, hex, spoil(damage, hex));
}

static bool draw_other(struct damage *damage)
{
	if (!damage_draw_named(damage, &damage->renamed))
		return false;
	damage->other = damage_draw_commit(damage, damage->renamed.commit);
	return true;
}

bool damage_hash_other_one(struct damage *damage)
{
	if (!draw_other(damage))
		return false;
	damage_replace(damage, damage->renamed.line, damage->renamed.offset, ID_DIGITS,
		       damage->tree->commits[damage->other].hex);
	return true;
}

bool damage_hash_other_all(struct damage *damage)
{
	const struct tree_commit *commits = damage->tree->commits;

	return draw_other(damage) &&
	       damage_rename(damage, 0, damage->lines.count, commits[damage->renamed.commit].hex,
			     commits[damage->other].hex);
}

/* A run of hex digits that abbreviates a commit of the tree. */
static bool is_short(const struct damage *damage, struct bv_text word)
{
	if (word.size < SHORT_DIGITS || word.size >= ID_DIGITS)
		return false;
	for (size_t c = 0; c < damage->tree->count; c++)
		if (memcmp(damage->tree->commits[c].hex, word.data, word.size) == 0)
			return true;
	return false;
}

bool damage_hash_short(struct damage *damage)
{
	size_t line = TREE_NONE, from = 0, size = 0, count = 0;
	struct bv_text word;

	for (size_t i = 0; i < damage->lines.count; i++) {
		struct bv_text text = damage->lines.items[i], rest = text;

		while (rest.size > 0) {
			if (!bv_take_hex(&rest, 1, SIZE_MAX, &word)) {
				rest = bv_text_from_offset(rest, 1);
				continue;
			}
			if (!is_short(damage, word) || dice_below(damage->dice, ++count) > 0)
				continue;
			line = i;
			from = (size_t)(word.data - text.data);
			size = word.size;
		}
	}
	if (line == TREE_NONE)
		return false;
	word = bv_text_slice(damage->lines.items[line], from, size);
	damage_replace(damage, line, from, size,
		       spoil(damage, pairs_print(damage->keep, "%.*s", BV_TEXT_ARG(word))));
	return true;
}

/* A place where the subject of a commit stands behind its id. */
static bool draw_subject(const struct damage *damage, struct named *out, size_t *from)
{
	struct named at = {.commit = TREE_NONE};
	size_t count = 0;

	while (damage_next_named(damage, &at)) {
		struct bv_text subject = bv_text_from(damage->tree->commits[at.commit].subject);
		size_t found = bv_text_find(damage->lines.items[at.line], subject, at.offset);

		if (found == SIZE_MAX || dice_below(damage->dice, ++count) > 0)
			continue;
		*out = at;
		*from = found;
	}
	return count > 0;
}

bool damage_subject_one(struct damage *damage)
{
	struct named at;
	size_t from;

	return draw_subject(damage, &at, &from) &&
	       damage_letter(damage, at.line, from,
			     strlen(damage->tree->commits[at.commit].subject));
}

bool damage_subject_other(struct damage *damage)
{
	const struct tree_commit *commits = damage->tree->commits;
	struct named at;
	size_t from, other;

	if (!draw_subject(damage, &at, &from))
		return false;
	do
		other = damage_draw_commit(damage, at.commit);
	while (strcmp(commits[other].subject, commits[at.commit].subject) == 0);
	damage_replace(damage, at.line, from, strlen(commits[at.commit].subject),
		       commits[other].subject);
	return true;
}

bool damage_subject_swap(struct damage *damage)
{
	const struct tree_commit *commits = damage->tree->commits;
	struct named a, b;
	size_t from_a, from_b;

	if (!draw_subject(damage, &a, &from_a))
		return false;
	for (size_t tries = 0; tries < 8; tries++) {
		if (!draw_subject(damage, &b, &from_b) || a.line == b.line ||
		    strcmp(commits[a.commit].subject, commits[b.commit].subject) == 0)
			continue;
		damage_replace(damage, a.line, from_a, strlen(commits[a.commit].subject),
			       commits[b.commit].subject);
		damage_replace(damage, b.line, from_b, strlen(commits[b.commit].subject),
			       commits[a.commit].subject);
		return true;
	}
	return false;
}

/* The result names another commit, with its own subject where one is printed beside it. */
bool damage_claim_other(struct damage *damage)
{
	const struct tree_commit *commits = damage->tree->commits;
	size_t culprit = damage->story->record.culprit, first = damage_end_of_steps(damage);

	if (culprit == TREE_NONE || first == damage->lines.count)
		return false;
	damage->renamed = (struct named){first, 0, culprit};
	damage->other = damage_draw_commit(damage, culprit);
	if (!damage_rename(damage, first, damage->lines.count, commits[culprit].hex,
			   commits[damage->other].hex))
		return false;
	(void)damage_rename(damage, first, damage->lines.count, commits[culprit].subject,
			    commits[damage->other].subject);
	return true;
}

/* "git bisect start ...", and where the two ends stand in it. */
static bool find_ends(const struct damage *damage, size_t *line, struct bv_text *bad,
		      struct bv_text *good)
{
	struct bv_text rest, word, text;

	for (size_t i = 0; i < damage->lines.count; i++) {
		size_t at = bv_text_find(damage->lines.items[i], BV_TEXT("git bisect start "), 0);

		if (at == SIZE_MAX || at > 2)
			continue;
		text = damage->lines.items[i];
		rest = bv_text_from_offset(text, at + strlen("git bisect start "));
		*bad = *good = (struct bv_text){0};
		while (bv_take_blanks(&rest) && bv_take_word(&rest, &word)) {
			if (bv_text_starts_with(word, BV_TEXT("-")) ||
			    bv_text_starts_with(word, BV_TEXT("'-")))
				continue;
			if (!bad->data)
				*bad = word;
			else if (!good->data)
				*good = word;
		}
		*line = i;
		if (good->data)
			return true;
	}
	return false;
}

bool damage_range_start(struct damage *damage)
{
	struct bv_text bad, good, end, text;
	size_t line;
	const char *hex, *quote;

	if (!find_ends(damage, &line, &bad, &good))
		return false;
	end = dice_chance(damage->dice, 50) ? bad : good;
	damage->other = damage_draw_commit(damage, TREE_NONE);
	damage->is_good_end = end.data == good.data;
	hex = damage->tree->commits[damage->other].hex;
	if (bv_text_contains(end, bv_text_from(hex)))
		return false;
	quote = bv_text_starts_with(end, BV_TEXT("'")) ? "'" : "";
	damage_replace(damage, line, (size_t)(end.data - damage->lines.items[line].data), end.size,
		       pairs_print(damage->keep, "%s%s%s", quote, hex, quote));
	text = damage->lines.items[line];
	(void)bv_take_prefix(&text, BV_TEXT("$ "));
	damage->told.start = pairs_print(damage->keep, "%.*s", BV_TEXT_ARG(text));
	return true;
}

bool damage_range_swapped(struct damage *damage)
{
	struct bv_text bad, good, text;
	size_t line;

	if (!find_ends(damage, &line, &bad, &good))
		return false;
	text = damage->lines.items[line];
	damage_replace(damage, line, (size_t)(bad.data - text.data),
		       (size_t)(good.data + good.size - bad.data),
		       pairs_print(damage->keep, "%.*s %.*s", BV_TEXT_ARG(good), BV_TEXT_ARG(bad)));
	return true;
}
