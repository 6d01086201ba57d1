/* SPDX-License-Identifier: GPL-2.0-only */
/* Commits that a mail names besides its result, with their titles: each can be mistyped. */
#include "log/builder.h"
#include "log/git/git_private.h"
#include "log/robots/regzbot_command.h"
#include "mail_private.h"

#include "base/banned.h"

/* With fewer digits another object of a large tree can be meant. */
#define ID_DIGITS_LEAST 12
#define ID_DIGITS_MOST  40
/* No mail on a bisection names more. */
#define ASIDES_MAX 64

struct reader {
	struct bv_bisection *out;
	const struct bv_lines *view;
	size_t count;
	struct bv_arena *keep;
};

static void add(struct reader *reader, size_t index, struct bv_text id, struct bv_text title)
{
	struct bv_revisions *revisions = &reader->out->revisions;
	size_t line = reader->view->items[index].number, known = revisions->count;
	struct bv_revision_ref ref;

	if (id.size < ID_DIGITS_LEAST || reader->count == ASIDES_MAX)
		return;
	reader->count++;
	ref = bv_build_abbreviated(reader->out, id, line, reader->keep);
	/* What the bisection names itself keeps the title that it has there. */
	if (revisions->count == known)
		return;
	revisions->items[known].is_aside = true;
	bv_build_subject(reader->out, ref, title, false, line);
}

/* The next id of the line from *at on, a word of its own; *at is behind it. */
static bool take_id(struct bv_text line, size_t *at, struct bv_text *id)
{
	bool is_inside = false;

	while (*at < line.size) {
		struct bv_text rest = bv_text_from_offset(line, *at);
		char c = rest.data[0];

		if (!is_inside && bv_take_hex(&rest, 1, ID_DIGITS_MOST, id)) {
			*at += id->size;
			if (id->size >= ID_DIGITS_LEAST)
				return true;
		} else {
			++*at;
		}
		is_inside = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			    (c >= 'A' && c <= 'Z') || c == '/' || c == '=' || c == '-';
	}
	return false;
}

/* H ("TITLE") */
static void read_titled(struct reader *reader, size_t index)
{
	struct bv_text line = reader->view->items[index].text, id;
	size_t at = 0;

	while (take_id(line, &at, &id)) {
		bool is_cut = false;
		struct bv_text title =
			bv_prose_subject(reader->view, index, at, &is_cut, reader->keep);

		if (!is_cut && !bv_text_is_empty(title))
			add(reader, index, id, title);
	}
}

/* "#regzbot introduced: H" */
static void read_command(struct reader *reader, size_t index)
{
	struct bv_text line = reader->view->items[index].text, id;
	struct bv_regzbot_command command;

	for (size_t from = 0; bv_regzbot_take(&command, line, from); from = command.end)
		if (command.word == BV_REGZBOT_INTRODUCED &&
		    bv_take_hex(&command.arguments, ID_DIGITS_LEAST, ID_DIGITS_MOST, &id) &&
		    bv_text_is_empty(command.arguments))
			add(reader, index, id, (struct bv_text){0});
}

/* The commit that is printed from @index on, if one is; behind it. Its message is not the mail's.
 */
static size_t read_print(struct reader *reader, size_t index)
{
	struct bv_text rest = reader->view->items[index].text, id;
	struct bv_bisection scratch = {0};
	size_t behind;

	if (!bv_take_prefix(&rest, BV_TEXT("commit ")) ||
	    !bv_take_hex(&rest, ID_DIGITS_MOST, ID_DIGITS_MOST, &id) ||
	    !bv_git_is_header_of_print(reader->view, index))
		return index;
	behind = bv_git_print(&scratch, reader->view, index, reader->keep);
	add(reader, index, id, scratch.claim.print.subject);
	return behind;
}

void bv_asides_find(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_lines view;
	struct reader reader = {.out = out, .view = &view, .keep = keep};

	bv_view(&view, lines, 0, keep);
	for (size_t i = 0; i < view.count;) {
		size_t behind = read_print(&reader, i);

		if (behind > i) {
			i = behind;
			continue;
		}
		read_titled(&reader, i);
		read_command(&reader, i);
		i++;
	}
}
