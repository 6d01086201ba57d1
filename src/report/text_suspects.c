/* SPDX-License-Identifier: GPL-2.0-only */
/* The row on suspects: which of the commits that are left to look at first, and why. */
#include "report_private.h"

#include "base/banned.h"

/* What the list is worth: on a drawn history, see README. */
#define BY_STACK                                                                                   \
	"a list to begin with, no finding: on a drawn history the cause was among the first ten "  \
	"in 4 of 5"
#define BY_NAMES "the log's stack names no files of this bug, so this is by names of functions"
#define BY_TITLE "the log has no stack, so this is by the functions that titles name"

static const char *what_by(const struct bv_report *report)
{
	if (report->answer->suspects.has_stack)
		return BY_STACK;
	return bv_text_is_empty(report->answer->c->bisection->claim.crash_report) ? BY_TITLE
										  : BY_NAMES;
}

static const char *range_words(const struct bv_suspects *suspects)
{
	return suspects->is_whole_range ? "that were bisected" : "left";
}

static struct bv_text unread_words(const struct bv_suspects *suspects, struct bv_arena *scratch)
{
	struct bv_text unread = {0}, unsearched = {0};
	const char *sections =
		suspects->are_sections_left_out ? "; sections of MAINTAINERS took too long" : "";

	if (suspects->unread > 0)
		unread =
			bv_arena_print(scratch, "; the changes of %zu commit%s cannot be read here",
				       suspects->unread, bv_screen_plural(suspects->unread));
	if (suspects->unsearched > 0)
		unsearched = bv_arena_print(scratch, "; the oldest %zu were not searched",
					    suspects->unsearched);
	return bv_arena_print(scratch, "%.*s%.*s%s", BV_TEXT_ARG(unread), BV_TEXT_ARG(unsearched),
			      sections);
}

static void print_suspect(const struct bv_suspect *suspect, struct bv_out *out,
			  struct bv_arena *scratch)
{
	struct bv_oid_hex hex = bv_oid_hex(&suspect->id);
	struct bv_text reason = bv_screen_text(suspect->reason, scratch);
	struct bv_text subject = bv_screen_text(suspect->subject, scratch);
	struct bv_text row = bv_arena_print(scratch, "%.*s %.*s%s%.*s", BV_SHORT_DIGITS, hex.digits,
					    BV_TEXT_ARG(subject), subject.size ? " - " : "",
					    BV_TEXT_ARG(reason));

	bv_screen_label(out, "");
	bv_out_folded(out, row, BV_LABEL_COLUMNS, BV_LABEL_COLUMNS + 2);
}

static void print_list(const struct bv_report *report, size_t most, struct bv_out *out,
		       struct bv_arena *scratch)
{
	const struct bv_suspects *suspects = &report->answer->suspects;
	size_t shown = suspects->count;
	struct bv_text more = {0};

	if (shown > most) {
		shown = most;
		more = bv_arena_print(scratch, ", and %zu more with -v", suspects->count - shown);
	}
	bv_screen_row(out, "suspects",
		      bv_arena_print(scratch, "of %zu commit%s %s, worth a look first%.*s: %s%.*s",
				     suspects->commit_count,
				     bv_screen_plural(suspects->commit_count),
				     range_words(suspects), BV_TEXT_ARG(more), what_by(report),
				     BV_TEXT_ARG(unread_words(suspects, scratch))));
	for (size_t i = 0; i < shown; i++)
		print_suspect(&suspects->items[i], out, scratch);
}

/* Where nothing is shared nothing is said, but for what could not be looked at. */
void bv_render_suspects(const struct bv_report *report, size_t most, struct bv_out *out)
{
	const struct bv_suspects *suspects = &report->answer->suspects;
	struct bv_arena scratch = {0};

	if (suspects->count > 0)
		print_list(report, most, out, &scratch);
	else if (report->is_verbose && !bv_text_is_empty(suspects->why_not))
		bv_screen_row(out, "suspects",
			      bv_arena_print(&scratch, "not looked for: %.*s",
					     BV_TEXT_ARG(suspects->why_not)));
	else if (suspects->is_asked &&
		 (report->is_verbose || suspects->unread + suspects->unsearched > 0))
		bv_screen_row(
			out, "suspects",
			bv_arena_print(&scratch,
				       "none found that shares a place with the crash, of %zu "
				       "commit%s %s%.*s",
				       suspects->commit_count,
				       bv_screen_plural(suspects->commit_count),
				       range_words(suspects),
				       BV_TEXT_ARG(unread_words(suspects, &scratch))));
	bv_arena_release(&scratch);
}
