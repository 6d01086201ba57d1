/* Which crash the bisection is about: a reader asks first how the blamed commit could cause it. */
#include "render.h"
#include "screen.h"

#include "base/banned.h"

/* The titles of the start test's runs. A start test has some twenty runs. */
#define TITLES_MAX 32

struct seen_title {
	struct bv_text title;
	size_t runs;
};
struct start_test {
	struct seen_title titles[TITLES_MAX];
	size_t title_count, runs;
};

static void see(struct start_test *test, struct bv_text title)
{
	size_t at = 0;

	while (at < test->title_count && !bv_text_equal(test->titles[at].title, title))
		at++;
	if (at == TITLES_MAX)
		return;
	if (at == test->title_count)
		test->titles[test->title_count++].title = title;
	test->titles[at].runs++;
}

static void read_start(struct start_test *test, const struct bv_bisection *log)
{
	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (!bv_bisection_is_start_test(log, step))
			continue;
		test->runs += step->runs.count;
		for (size_t run = 0; run < step->runs.count; run++)
			if (step->runs.items[run].outcome == BV_OUTCOME_CRASHED)
				see(test, step->runs.items[run].title);
	}
}

/* The one that came most often, and how many others there were. */
static struct bv_text start_words(const struct start_test *test, struct bv_arena *scratch)
{
	const struct seen_title *most = &test->titles[0];
	size_t others = test->title_count - 1;
	struct bv_text rest = {0};

	for (size_t i = 1; i < test->title_count; i++)
		if (test->titles[i].runs > most->runs)
			most = &test->titles[i];
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
	struct start_test test = {0};
	struct bv_arena scratch = {0};
	struct bv_text words = {0};

	read_start(&test, report->c->bisection);
	if (test.title_count > 0)
		words = start_words(&test, &scratch);
	if (!bv_text_is_empty(reported))
		words = bv_arena_print(&scratch, "\"%.*s\" was reported%s%.*s",
				       BV_TEXT_ARG(bv_screen_text(reported, &scratch)),
				       words.size ? "; " : "", BV_TEXT_ARG(words));
	if (!bv_text_is_empty(words))
		bv_screen_row(out, "crash", words);
	bv_arena_release(&scratch);
}
