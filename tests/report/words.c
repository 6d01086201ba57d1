/* SPDX-License-Identifier: GPL-2.0-only */
/* The heading's facts: when a log was made, and how many revisions it tested. */
#include <criterion/criterion.h>

#include "log/syzbot/syzbot_era.h"
#include "report/draft.h"
#include "report/report_private.h"

#include "base/banned.h"

static const struct year_row {
	const char *name;
	const char *started;
	struct bv_era era;
	const char *years;
} year_rows[] = {
	{"nothing is known", "", {false, 0, 0}, ""},
	{"the log gives the day",
	 "2022-08-01 09:00:00 +0000 UTC",
	 {true, BV_ERA_FIRST, BV_ERA_LAST},
	 "2022"},
	{"no day at all", "20220-08", {false, 0, 0}, ""},
	{"an era within a year",
	 "",
	 {true, BV_ERA_2021_02_TWENTY_RUNS, BV_ERA_2021_02_TWENTY_RUNS},
	 "2021"},
	{"an era ends when the next begins",
	 "",
	 {true, BV_ERA_2019_12_PARENT, BV_ERA_2019_12_PARENT},
	 "2019 to 2020"},
	{"the last era is open", "", {true, BV_ERA_2023_08_PICKED, BV_ERA_LAST}, "2023 or later"},
	{"no such era", "", {true, 0, BV_ERA_COUNT}, ""},
};

Test(words, years)
{
	for (size_t i = 0; i < sizeof(year_rows) / sizeof(year_rows[0]); i++) {
		const struct year_row *row = &year_rows[i];
		struct bv_arena keep = {0};
		struct bv_bisection bisection = {.era = row->era,
						 .started = bv_text_from(row->started)};
		struct bv_text years = bv_words_years(&bisection, &keep);

		cr_expect(bv_text_equal(years, bv_text_from(row->years)), "%s: %.*s", row->name,
			  BV_TEXT_ARG(years));
		bv_arena_release(&keep);
	}
}

Test(words, a_revision_tested_twice_counts_once)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

	(void)draft_step(draft, BV_PHASE_START, "v6.1", BV_VERDICT_BAD);
	(void)draft_step(draft, BV_PHASE_WALK, "v6.1", BV_VERDICT_BAD);
	(void)draft_step(draft, BV_PHASE_WALK, "v6.0", BV_VERDICT_GOOD);
	(void)draft_step(draft, BV_PHASE_BUILD, "v5.19", BV_VERDICT_UNKNOWN);
	(void)draft_step(draft, BV_PHASE_PRETENDED, "v5.18", BV_VERDICT_BAD);
	cr_expect(bv_words_tested_count(&draft->bisection) == 2);
	bv_arena_release(&keep);
}

Test(words, a_range_is_named_by_the_releases_tested)
{
	static const char hash[] = "6100000011112222333344445555666677778888";
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_WALK, hash, BV_VERDICT_BAD);
	struct bv_text name = bv_words_name(&draft->report, step->revision);

	cr_expect(bv_text_equal(name, BV_TEXT("610000001111")));
	step->release = BV_TEXT("v6.1");
	name = bv_words_name(&draft->report, step->revision);
	cr_expect(bv_text_equal(name, BV_TEXT("v6.1")));
	bv_arena_release(&keep);
}

Test(words, checks_are_named_once_and_many_by_their_families)
{
	static const struct {
		const char *ids[5];
		bool is_whole;
		const char *row;
	} rows[] = {
		{{"flaky.skips"}, false, "flaky.skips"},
		{{"flaky.skips", "flaky.skips", "flaky.no-test", "step.rule"},
		 false,
		 "flaky.skips, flaky.no-test, step.rule"},
		{{"flaky.skips", "flaky.no-test", "step.rule", "mail.to"},
		 false,
		 "flaky.*, step.*, mail.*"},
		{{"flaky.skips", "flaky.no-test", "step.rule", "mail.to"},
		 true,
		 "flaky.skips, flaky.no-test, step.rule, mail.to"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_texts ids = {0};
		struct bv_text row;

		for (size_t k = 0; rows[i].ids[k]; k++)
			*BV_APPEND(&ids, &keep) = bv_text_from(rows[i].ids[k]);
		row = bv_words_checks(&ids, rows[i].is_whole, &keep);
		cr_expect(bv_text_equal(row, bv_text_from(rows[i].row)), "%.*s", BV_TEXT_ARG(row));
		bv_arena_release(&keep);
	}
}

/* Git's word for a merge base says "bad" of one that has changed already, whatever the change. */
Test(words, a_bad_merge_base)
{
	static const struct {
		enum bv_kind kind;
		const char *term;
		enum bv_outcome outcome; /* of the merge base's runs */
		const char *words;
	} rows[] = {
		{BV_KIND_SESSION, "bad", BV_OUTCOME_UNKNOWN, "has the bug already\n"},
		{BV_KIND_SESSION, "", BV_OUTCOME_UNKNOWN, "has the bug already\n"},
		{BV_KIND_SESSION, "fixed", BV_OUTCOME_UNKNOWN,
		 "at a merge base that is fixed already\n"},
		{BV_KIND_SYZBOT_FIX, "bad", BV_OUTCOME_OK,
		 "at a merge base without the crash: the bug is"},
		{BV_KIND_SYZBOT_FIX, "bad", BV_OUTCOME_CRASHED,
		 "at a merge base that was marked bad\n"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", rows[i].kind, &keep);
		struct bv_out_buffer buffer = {.keep = &keep};
		struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
		struct bv_step *base =
			draft_step(draft, BV_PHASE_MERGE_BASE, "v6.1", BV_VERDICT_GOOD);

		base->mark = BV_VERDICT_BAD;
		draft_runs(draft, base, 10, rows[i].outcome, "");
		draft->bisection.git.bad_term = bv_text_from(rows[i].term);
		draft->bisection.claim.ending = BV_ENDING_MERGE_BASE_BAD;
		bv_report_render(&draft->report, bv_format_at(0), &out);
		cr_expect(bv_text_contains((struct bv_text){buffer.items, buffer.count},
					   bv_text_from(rows[i].words)),
			  "row %zu: %.*s", i, (int)buffer.count, buffer.items);
		bv_arena_release(&keep);
	}
}
