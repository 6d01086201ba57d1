/* SPDX-License-Identifier: GPL-2.0-only */
/* odds.long-tail: which tests make a tail, and what it hangs on. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "checks/check.h"
#include "log/log.h"

#define ID(c)    c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c
#define BAD(c)   "# bad: [" ID(c) "] x\ngit bisect bad " ID(c) "\n"
#define GOOD(c)  "# good: [" ID(c) "] x\ngit bisect good " ID(c) "\n"
#define SKIP(c)  "# skip: [" ID(c) "] x\ngit bisect skip " ID(c) "\n"
#define FIRST(c) "# first bad commit: [" ID(c) "] x\n"
#define STARTED  "git bisect start\n" BAD("a") GOOD("b")
#define GOODS    GOOD("1") GOOD("2") GOOD("3") GOOD("4") GOOD("5")
#define BADS     BAD("1") BAD("2") BAD("3") BAD("4") BAD("5")
#define ALL      "the last 6 tests were all "
#define CHANCE   " (halving does so once in 32)"
#define IF_THE   ": if the "
#define AGAIN    " is wrong, so is all after it: test it again"
#define SAME_BUG ", and see whether all these show the same bug"

struct judged {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections all;
	struct bv_told told;
	struct bv_case c;
	struct bv_check_result result;
};

static void judge(struct judged *judged, const char *text)
{
	judged->source.text = bv_text_from(text);
	bv_log_read(&judged->all, &judged->source, &judged->keep);
	bv_case_open(&judged->c, &judged->all.items[0], &judged->told, NULL, &judged->keep);
	bv_checks_run(&judged->result, &judged->c, &judged->keep);
}

static const struct bv_finding *find(const struct judged *judged)
{
	for (size_t i = 0; i < judged->result.findings.count; i++)
		if (strcmp(judged->result.findings.items[i].id, "odds.long-tail") == 0)
			return &judged->result.findings.items[i];
	return NULL;
}

static bool was_run(const struct judged *judged)
{
	for (size_t i = 0; i < judged->result.not_run.count; i++)
		if (strcmp(judged->result.not_run.items[i].id, "odds.long-tail") == 0)
			return false;
	return true;
}

Test(tail, what_it_hangs_on)
{
	static const struct {
		const char *text, *said; /* NULL: nothing */
	} rows[] = {
		{STARTED BAD("c") GOODS GOOD("6") FIRST("c"),
		 ALL "good" CHANCE IF_THE "bad of cccccccccccc (line 7)" AGAIN},
		{STARTED BAD("c") GOODS FIRST("c"), NULL},
		{STARTED GOOD("c") BADS BAD("6") FIRST("6"),
		 ALL "bad" CHANCE IF_THE "good of cccccccccccc (line 7)" AGAIN SAME_BUG},
		/* The end itself, when no test went the other way. */
		{STARTED GOODS GOOD("6") FIRST("a"),
		 ALL "good, so the cause is aaaaaaaaaaaa itself, if its one bad test (line 3) is "
		     "right: test it again"},
		{STARTED BADS BAD("6") FIRST("6"), ALL
		 "bad" IF_THE "good of bbbbbbbbbbbb that it began with (line 5)" AGAIN SAME_BUG},
		/* Skipped tests neither count nor end it, but git no longer halves then. */
		{STARTED BAD("c") GOODS SKIP("d") GOOD("6") SKIP("e") FIRST("c"),
		 ALL "good" IF_THE "bad of cccccccccccc (line 7)" AGAIN},
		{STARTED BAD("c") GOODS SKIP("d") SKIP("e") FIRST("c"), NULL},
		/* One test told twice is one. */
		{STARTED BAD("c") GOODS GOOD("5") FIRST("c"), NULL},
		/* In progress. */
		{STARTED BAD("c") GOODS GOOD("6"),
		 "the last 6 tests so far were all good" CHANCE IF_THE
		 "bad of cccccccccccc (line 7)" AGAIN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct judged judged = {0};
		const struct bv_finding *finding;

		judge(&judged, rows[i].text);
		finding = find(&judged);
		cr_expect(was_run(&judged), "%zu", i);
		cr_expect_eq(!finding, !rows[i].said, "%zu", i);
		if (finding && rows[i].said) {
			cr_expect_str_eq(finding->text.data, rows[i].said, "%zu: %s", i,
					 finding->text.data);
			/* How often people's logs are right is not known. */
			cr_expect_eq(finding->level, BV_LEVEL_NOTE, "%zu", i);
			cr_expect_eq(finding->commits.count, 1, "%zu", i);
		}
		bv_arena_release(&judged.keep);
	}
}

/* A piece of a log: what the tail hangs on is not in it. */
Test(tail, the_other_verdict_is_not_shown)
{
	struct judged judged = {0};

	judge(&judged, GOODS GOOD("6") FIRST("c"));
	cr_expect_not(find(&judged));
	cr_expect_not(was_run(&judged));
	bv_arena_release(&judged.keep);
}

#define OFFER(c) "Bisecting: 9 revisions left to test after this (roughly 3 steps)\n[" ID(c) "] x\n"
#define TOLD(c)  OFFER(c) "$ git bisect good\n"

/* A test without a verdict may have gone either way. */
Test(tail, a_test_whose_verdict_is_not_told)
{
	static const char *const texts[] = {
		"$ git bisect start " ID("a") " " ID("b") "\n" TOLD("1") TOLD("2") TOLD("3")
			TOLD("4") TOLD("5") TOLD("6") ID("a") " is the first bad commit\n",
		"$ git bisect start " ID("a") " " ID("b") "\n" TOLD("1") OFFER("2") TOLD("3")
			TOLD("4") TOLD("5") TOLD("6") TOLD("7") TOLD("8")
				ID("a") " is the first bad commit\n",
	};

	for (size_t i = 0; i < 2; i++) {
		struct judged judged = {0};

		judge(&judged, texts[i]);
		cr_expect_eq(!find(&judged), i == 1, "%zu", i);
		cr_expect_eq(was_run(&judged), i == 0, "%zu", i);
		bv_arena_release(&judged.keep);
	}
}

/* Who tested it again has been heard, whatever came of it. */
Test(tail, the_user_knows_better)
{
	static const struct {
		const char *revision;
		enum bv_verdict verdict;
		bool is_said;
	} rows[] = {
		{ID("c"), BV_VERDICT_BAD, false}, {ID("c"), BV_VERDICT_GOOD, false},
		{ID("3"), BV_VERDICT_BAD, false}, {ID("3"), BV_VERDICT_GOOD, true},
		{ID("d"), BV_VERDICT_BAD, true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct judged judged = {0};
		struct bv_assumption assumption = {.revision = bv_text_from(rows[i].revision),
						   .verdict = rows[i].verdict};

		judged.told.assumptions = (struct bv_assumptions){&assumption, 1, 1};
		judge(&judged, STARTED GOOD("d") BAD("c") GOODS GOOD("6") FIRST("c"));
		cr_expect_eq(find(&judged) != NULL, rows[i].is_said, "%zu", i);
		bv_arena_release(&judged.keep);
	}
}

/* Longer than any chance is worth telling. */
Test(tail, very_long)
{
	static char text[8192] = STARTED BAD("c");
	struct judged judged = {0};
	const struct bv_finding *finding;

	for (unsigned i = 0; i < 70; i++) {
		size_t used = strlen(text);

		(void)snprintf(text + used, sizeof(text) - used, "git bisect good %040x\n", i + 1);
	}
	judge(&judged, text);
	finding = find(&judged);
	cr_assert(finding);
	cr_expect_str_eq(
		finding->text.data,
		"the last 70 tests so far were all good (halving does so less than once in "
		"1048576): if the bad of cccccccccccc (line 7)" AGAIN);
	bv_arena_release(&judged.keep);
}
