/* SPDX-License-Identifier: GPL-2.0-only */
/* Damage to what only syzkaller prints. */
#include <string.h>

#include "damage.h"

#define SIGNATURE_DIGITS 64

static bool has_end_signature(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("culprit signature: ")) ||
	       bv_text_starts_with(line, BV_TEXT("parent  signature: "));
}

bool damage_sig_end_digit(struct damage *damage)
{
	size_t line = damage_draw_line(damage, has_end_signature);

	return line != TREE_NONE &&
	       damage_digit(damage, line, strlen("culprit signature: "), SIGNATURE_DIGITS);
}

/* A kernel's signature that the text has twice becomes another in one place. */
bool damage_sig_differs(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "kernel signature: "), others = 0;
	struct bv_text signature;

	if (line == TREE_NONE)
		return false;
	signature = bv_text_from_offset(damage->lines.items[line], strlen("kernel signature: "));
	for (size_t i = 0; i < damage->lines.count; i++)
		others += i != line && bv_text_contains(damage->lines.items[i], signature);
	if (others == 0)
		return false;
	damage->line = line;
	damage_replace(damage, line, strlen("kernel signature: "), signature.size,
		       dice_hex(damage->dice, SIGNATURE_DIGITS, damage->keep));
	return true;
}

bool damage_parent_other(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "parent commit ");
	struct bv_text hex;
	size_t parent;

	if (line == TREE_NONE)
		return false;
	hex = bv_text_slice(damage->lines.items[line], strlen("parent commit "), 40);
	parent = tree_find(damage->tree, hex);
	return damage_rename(damage, line, line + 2,
			     pairs_print(damage->keep, "%.*s", BV_TEXT_ARG(hex)),
			     damage->tree->commits[damage_draw_commit(damage, parent)].hex);
}

/* A title of another type: of another bug. */
static const char *other_title(const struct damage *damage)
{
	size_t title =
		(damage->story->robot.title + 1 + dice_below(damage->dice, STORY_TITLES - 1)) %
		STORY_TITLES;
	struct bv_text format = bv_text_from(story_titles[title].format);

	return pairs_print(damage->keep, "%.*sother_inode_lookup", (int)format.size - 2,
			   format.data);
}

bool damage_title_at_end(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "crash: ");

	if (line == TREE_NONE)
		return false;
	damage->lines.items[line] =
		bv_text_from(pairs_print(damage->keep, "crash: %s", other_title(damage)));
	return true;
}

static bool starts_test(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("testing commit "));
}

/* From one test on every run shows another title. */
bool damage_titles_from_step(struct damage *damage)
{
	size_t first = damage_draw_line(damage, starts_test);
	const char *title = story_title(damage->story, damage->keep), *other = other_title(damage);

	return first != TREE_NONE &&
	       damage_rename(damage, first, damage->lines.count, title, other);
}

static bool is_of_all(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("all runs: ")) &&
	       (bv_text_contains(line, BV_TEXT(": OK")) ||
		bv_text_contains(line, BV_TEXT(": crashed: ")));
}

/* "all runs: OK" was a crash, or the other way round; what follows stays. */
bool damage_runs_turned(struct damage *damage)
{
	size_t line = damage_draw_line(damage, is_of_all);
	bool is_ok;

	if (line == TREE_NONE)
		return false;
	is_ok = bv_text_contains(damage->lines.items[line], BV_TEXT(": OK"));
	damage->lines.items[line] =
		bv_text_from(is_ok ? pairs_print(damage->keep, "all runs: crashed: %s",
						 story_title(damage->story, damage->keep))
				   : "all runs: OK");
	return true;
}

bool damage_run_line_drop(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "run #");

	if (line == TREE_NONE)
		return false;
	damage_drop(damage, line, 1);
	return true;
}

/* Any quoted address of "recipients (to): [...]". */
static bool draw_recipient(struct damage *damage, const char *prefix, size_t *line,
			   struct bv_text *out)
{
	struct bv_text rest, before, mail;
	size_t count = 0;

	*line = damage_draw_prefix(damage, prefix);
	if (*line == TREE_NONE)
		return false;
	rest = damage->lines.items[*line];
	while (bv_take_until(&rest, BV_TEXT("\""), &before) &&
	       bv_take_until(&rest, BV_TEXT("\""), &mail))
		if (dice_below(damage->dice, ++count) == 0)
			*out = mail;
	damage->recipient = *out;
	return count > 0;
}

bool damage_recipient_edit(struct damage *damage)
{
	size_t line;
	struct bv_text mail;

	return draw_recipient(damage, "recipients (to): ", &line, &mail) &&
	       damage_letter(damage, line, (size_t)(mail.data - damage->lines.items[line].data),
			     mail.size);
}

static void drop_recipient(struct damage *damage, size_t line, struct bv_text mail)
{
	struct bv_text text = damage->lines.items[line];
	size_t from = (size_t)(mail.data - text.data) - 1, size = mail.size + 2;

	/* Its blank goes with it. */
	if (text.data[from - 1] == ' ' && text.data[from - 2] == '"') {
		from--;
		size++;
	} else if (text.data[from + size] == ' ')
		size++;
	damage_replace(damage, line, from, size, "");
}

bool damage_recipient_drop(struct damage *damage)
{
	size_t line;
	struct bv_text mail;

	if (!draw_recipient(damage, "recipients (to): ", &line, &mail))
		return false;
	drop_recipient(damage, line, mail);
	return true;
}

bool damage_recipient_to_cc(struct damage *damage)
{
	size_t line, cc = damage_draw_prefix(damage, "recipients (cc): "), end;
	struct bv_text mail;

	if (cc == TREE_NONE || !draw_recipient(damage, "recipients (to): ", &line, &mail))
		return false;
	end = damage->lines.items[cc].size - 1;
	damage_replace(damage, cc, end, 0,
		       pairs_print(damage->keep, "%s\"%.*s\"",
				   damage->lines.items[cc].data[end - 1] == '[' ? "" : " ",
				   BV_TEXT_ARG(mail)));
	drop_recipient(damage, line, mail);
	return true;
}

bool damage_tests_count(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "revisions tested: ");

	return line != TREE_NONE &&
	       damage_digit(damage, line, 0,
			    bv_text_find(damage->lines.items[line], BV_TEXT(","), 0));
}

/* The kernels took longer to build than all of it took. */
bool damage_times(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "revisions tested: "), at;

	if (line == TREE_NONE)
		return false;
	at = bv_text_find(damage->lines.items[line], BV_TEXT("(build: "), 0);
	if (at == SIZE_MAX)
		return false;
	damage_replace(damage, line, at + strlen("(build: "), 0, "99h");
	return true;
}

static const char *other_tag(const struct damage *damage, struct bv_text tag)
{
	const struct tree *tree = damage->tree;
	const char *other;

	do
		other = tree->commits[tree->releases[dice_below(damage->dice, tree->release_count)]]
				.tag;
	while (bv_text_equal(bv_text_from(other), tag));
	return other;
}

bool damage_release_other(struct damage *damage)
{
	const char *prefix = "testing release ";
	size_t line = damage_draw_prefix(damage, prefix);
	struct bv_text tag;

	if (line == TREE_NONE)
		return false;
	tag = bv_text_from_offset(damage->lines.items[line], strlen(prefix));
	damage_replace(damage, line, strlen(prefix), tag.size, other_tag(damage, tag));
	return true;
}

bool damage_picked(struct damage *damage)
{
	size_t line = damage_draw_prefix(damage, "picked [");

	return line != TREE_NONE && damage_digit(damage, line, 0, SIZE_MAX);
}

static bool is_chance(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("false negative chance: ")) ||
	       bv_text_starts_with(line, BV_TEXT("accumulated error probability: "));
}

/* The first digit: a chance is at most one. */
bool damage_chance(struct damage *damage)
{
	size_t line = damage_draw_line(damage, is_chance), at;

	if (line == TREE_NONE)
		return false;
	at = bv_text_find(damage->lines.items[line], BV_TEXT("."), 0);
	return damage_digit(damage, line, at + 1, 1);
}
