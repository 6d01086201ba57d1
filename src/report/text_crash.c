/* Which crash the bisection is about: a reader asks first how the blamed commit could cause it. */
#include "render.h"
#include "screen.h"

#include "base/banned.h"

/* The one that came most often, and how many others there were. */
static struct bv_text start_words(const struct bv_start_test *test, struct bv_arena *scratch)
{
	const struct bv_seen_title *most = &test->titles.items[0];
	size_t others = test->titles.count - 1;
	struct bv_text rest = {0};

	for (size_t i = 1; i < test->titles.count; i++)
		if (test->titles.items[i].runs > most->runs)
			most = &test->titles.items[i];
	if (others)
		rest = bv_arena_print(scratch, ", and %zu other title%s", others,
				      bv_screen_plural(others));
	return bv_arena_print(scratch, "\"%.*s\" in %zu of %zu runs of the start%.*s",
			      BV_TEXT_ARG(bv_screen_text(most->title, scratch)), most->runs,
			      test->runs, BV_TEXT_ARG(rest));
}

void bv_render_crash(const struct bv_report *report, struct bv_out *out)
{
	struct bv_text reported = report->c->title;
	struct bv_arena scratch = {0};
	struct bv_text words = {0};

	if (report->c->start.titles.count > 0)
		words = start_words(&report->c->start, &scratch);
	if (!bv_text_is_empty(reported))
		words = bv_arena_print(&scratch, "\"%.*s\" was reported%s%.*s",
				       BV_TEXT_ARG(bv_screen_text(reported, &scratch)),
				       words.size ? "; " : "", BV_TEXT_ARG(words));
	if (!bv_text_is_empty(words))
		bv_screen_row(out, "crash", words);
	bv_arena_release(&scratch);
}
