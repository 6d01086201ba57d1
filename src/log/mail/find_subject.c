/* SPDX-License-Identifier: GPL-2.0-only */
/* The blamed commit's title, from anywhere in the text that names the commit with one. */
#include "log/builder.h"
#include "log/git/git_private.h"
#include "mail_private.h"

#include "base/banned.h"

#define ID_DIGITS_LEAST 7
#define ID_DIGITS_MOST  40

/* The printed commit that begins at @index. */
static struct bv_text printed_title(const struct bv_lines *view, size_t index,
				    struct bv_arena *keep)
{
	struct bv_bisection scratch = {0};
	struct bv_text line = bv_text_trim(view->items[index].text);

	if (!bv_text_starts_with(line, BV_TEXT("commit ")))
		return (struct bv_text){0};
	(void)bv_git_print(&scratch, view, index, keep);
	return scratch.claim.print.subject;
}

/* Where the next id of at least seven digits stands in @line, from *at on; *at is behind it. */
static bool take_id(struct bv_text line, size_t *at, struct bv_text *id)
{
	while (*at < line.size) {
		struct bv_text rest = bv_text_from_offset(line, *at);

		if (bv_take_hex(&rest, 1, ID_DIGITS_MOST, id))
			*at += id->size;
		else
			++*at;
		if (id->size >= ID_DIGITS_LEAST)
			return true;
		*id = (struct bv_text){0};
	}
	return false;
}

/* The title that the line of @index prints with @commit, where it names that first. */
static struct bv_text title_at(const struct bv_lines *view, size_t index, struct bv_text commit,
			       struct bv_arena *keep)
{
	struct bv_arena_mark mark = bv_arena_mark(keep);
	struct bv_text line = view->items[index].text, id = {0}, title;
	bool is_cut = false;
	size_t at = 0;

	do {
		if (!take_id(line, &at, &id))
			return (struct bv_text){0};
	} while (!bv_id_is_same(id, commit));
	title = bv_prose_subject(view, index, at, &is_cut, keep);
	if (is_cut)
		title = (struct bv_text){0};
	if (bv_text_is_empty(title))
		title = printed_title(view, index, keep);
	if (bv_text_is_empty(title))
		bv_arena_rewind(keep, mark);
	return title;
}

void bv_title_find(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_revision_ref ref = out->claim.first_bad;
	const struct bv_revision *blamed = bv_bisection_revision(out, ref);
	struct bv_lines view;

	if (!blamed || !bv_text_is_empty(blamed->subject) ||
	    !bv_text_is_hex(blamed->written, ID_DIGITS_LEAST, ID_DIGITS_MOST))
		return;
	bv_view(&view, lines, BV_QUOTE_DEPTH_ANY, keep);
	for (size_t i = 0; i < view.count; i++) {
		struct bv_text title = title_at(&view, i, blamed->written, keep);

		if (bv_text_is_empty(title))
			continue;
		bv_build_subject(out, ref, title, false, view.items[i].number);
		return;
	}
}
