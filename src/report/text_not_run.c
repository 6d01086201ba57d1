/* What was not looked at: checks that could not be made, by reason. */
#include "render.h"
#include "screen.h"
#include "words.h"

#include "base/banned.h"

/* On the first screen. */
#define REASONS_SHOWN_MAX 3

/* One reason, with the checks that have it. */
struct reason {
	struct bv_text why;
	struct bv_texts ids;
};
struct reasons {
	struct reason *items;
	size_t count, capacity;
};

static struct reason *find_reason(struct reasons *reasons, struct bv_text why,
				  struct bv_arena *keep)
{
	struct reason *reason;

	for (size_t i = 0; i < reasons->count; i++)
		if (bv_text_equal(reasons->items[i].why, why))
			return &reasons->items[i];
	reason = BV_APPEND(reasons, keep);
	reason->why = why;
	return reason;
}

static void group(struct reasons *out, const struct bv_report *report, struct bv_arena *keep)
{
	const struct bv_not_runs *not_run = &report->result->not_run;

	for (size_t i = 0; i < not_run->count; i++) {
		struct bv_text id = bv_text_from(not_run->items[i].id);
		struct reason *reason;

		if (not_run->items[i].does_not_apply && !report->is_verbose)
			continue;
		reason = find_reason(out, not_run->items[i].why, keep);
		*BV_APPEND(&reason->ids, keep) = id;
	}
}

static void print_reason(struct bv_out *out, const char *label, const struct reason *reason,
			 bool is_verbose, struct bv_arena *keep)
{
	struct bv_text ids = bv_words_checks(&reason->ids, is_verbose, keep);

	bv_screen_label(out, label);
	bv_out_folded(out,
		      bv_arena_print(keep, "%zu check%s (%.*s): %.*s", reason->ids.count,
				     bv_screen_plural(reason->ids.count), BV_TEXT_ARG(ids),
				     BV_TEXT_ARG(bv_screen_text(reason->why, keep))),
		      BV_LABEL_COLUMNS, BV_LABEL_COLUMNS);
}

static size_t reasons_shown(const struct bv_report *report, const struct reasons *reasons)
{
	if (report->is_verbose || reasons->count <= REASONS_SHOWN_MAX)
		return reasons->count;
	return REASONS_SHOWN_MAX;
}

void bv_render_not_run(const struct bv_report *report, struct bv_out *out)
{
	struct bv_arena scratch = {0};
	struct reasons reasons = {0};
	size_t shown, other_checks = 0;

	group(&reasons, report, &scratch);
	shown = reasons_shown(report, &reasons);
	for (size_t i = 0; i < shown; i++)
		print_reason(out, i ? "" : "not run", &reasons.items[i], report->is_verbose,
			     &scratch);
	for (size_t i = shown; i < reasons.count; i++)
		other_checks += reasons.items[i].ids.count;
	if (other_checks)
		bv_screen_row(out, "",
			      bv_arena_print(&scratch,
					     "%zu more for other reasons; --verbose names them",
					     other_checks));
	bv_arena_release(&scratch);
}
