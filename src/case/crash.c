/* SPDX-License-Identifier: GPL-2.0-only */
/* The crash: how it shows in the start test, and by what a message is known to be about it. */
#include "case_private.h"

#include "base/banned.h"

/* Some twenty runs have no more titles; who writes more wants the search to take long. */
#define TITLES_MAX 1024

static void see_title(struct bv_start_test *test, struct bv_text title, struct bv_arena *keep)
{
	size_t at = 0;

	while (at < test->titles.count && !bv_text_equal(test->titles.items[at].title, title))
		at++;
	if (at == TITLES_MAX)
		return;
	if (at == test->titles.count)
		BV_APPEND(&test->titles, keep)->title = title;
	test->titles.items[at].runs++;
}

void bv_start_test_read(struct bv_start_test *out, const struct bv_bisection *bisection,
			struct bv_arena *keep)
{
	*out = (struct bv_start_test){0};
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (!bv_bisection_is_start_test(bisection, step))
			continue;
		out->line = out->line ? out->line : step->line;
		out->runs += step->runs.count;
		out->crashed += bv_step_count(step, BV_OUTCOME_CRASHED);
		out->passed += bv_step_count(step, BV_OUTCOME_OK);
		for (size_t j = 0; j < step->runs.count; j++)
			if (step->runs.items[j].outcome == BV_OUTCOME_CRASHED)
				see_title(out, step->runs.items[j].title, keep);
	}
	for (size_t i = 0; i < out->titles.count; i++)
		bv_title_family_add(&out->family, out->titles.items[i].title, keep);
}

/*
 * Words
 */

/* Hex digits behind "syzbot+": 20, so that a name cut short is still one of its own. */
#define REPORT_DIGITS_LEAST 16

/* "Reported-by: syzbot+0123456789abcdef@...": the name that syzbot gave the bug. */
static void add_report_name(struct bv_texts *out, const struct bv_bisection *log,
			    struct bv_arena *keep)
{
	for (size_t i = 0; i < log->remarks.count; i++) {
		const struct bv_remark *remark = &log->remarks.items[i];
		size_t begin = bv_text_find(remark->value, BV_TEXT("syzbot+"), 0);
		size_t end = begin == SIZE_MAX ? SIZE_MAX : begin + BV_TEXT("syzbot+").size;
		size_t first_digit = end;

		while (end < remark->value.size &&
		       bv_text_is_hex(bv_text_slice(remark->value, end, 1), 1, 1))
			end++;
		if (begin != SIZE_MAX && end - first_digit >= REPORT_DIGITS_LEAST)
			*BV_APPEND(out, keep) = bv_text_slice(remark->value, begin, end - begin);
	}
}

/* Titles that say where: others fit too many crashes. */
static void add_titles(struct bv_crash_words *out, const struct bv_title_family *family,
		       struct bv_arena *keep)
{
	for (size_t i = 0; i < family->parts.count; i++) {
		const struct bv_title_parts *parts = &family->parts.items[i];

		if (parts->is_place_unknown || bv_text_equal(parts->function, parts->title))
			continue;
		*BV_APPEND(&out->names, keep) = parts->title;
		*BV_APPEND(&out->functions, keep) = parts->function;
	}
}

void bv_crash_words_find(struct bv_crash_words *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_title_family family = {0};

	*out = (struct bv_crash_words){0};
	bv_title_family_join(&family, &c->start.family, keep);
	bv_title_family_add(&family, c->log->bug_title, keep);
	bv_title_family_add(&family, c->log->claim.crash_title, keep);
	bv_title_family_join(&family, &c->reported, keep);
	add_report_name(&out->names, c->log, keep);
	for (size_t i = 0; i < c->told->fix_titles.count; i++)
		*BV_APPEND(&out->names, keep) = c->told->fix_titles.items[i];
	add_titles(out, &family, keep);
}

bool bv_case_is_bug(const struct bv_case *c, struct bv_text name, struct bv_arena *keep)
{
	struct bv_texts ids = {0};

	for (size_t i = 0; i < c->reported.members.count; i++)
		if (bv_text_equal(bv_title_normal(name),
				  bv_title_normal(c->reported.members.items[i])))
			return true;
	add_report_name(&ids, c->log, keep);
	for (size_t i = 0; i < ids.count; i++)
		if (bv_text_equal(name, ids.items[i]))
			return true;
	return false;
}
