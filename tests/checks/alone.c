/* SPDX-License-Identifier: GPL-2.0-only */
/* What is said of a git log alone, without a tree: whole, its last lines, its ends. */
#include <criterion/criterion.h>
#include <string.h>

#include "checks/check.h"
#include "log/log.h"

#define A          "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B          "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"
#define C          "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
#define D          "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4"
#define BAD(x)     "# bad: [" x "] x\ngit bisect bad " x "\n"
#define GOOD(x)    "# good: [" x "] x\ngit bisect good " x "\n"
#define FIRST(x)   "# first bad commit: [" x "] x\n"
#define OFFER(x)   "Bisecting: 3 revisions left to test after this (roughly 2 steps)\n[" x "] x\n"
#define STARTED(x) "git bisect start\n" x

struct judged {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections all;
	struct bv_told told;
	struct bv_case c;
	struct bv_check_result result;
};

static void judge(struct judged *out, const char *text)
{
	*out = (struct judged){.source = {.text = bv_text_from(text)}};
	bv_log_read(&out->all, &out->source, &out->keep);
	bv_case_open(&out->c, &out->all.items[0], &out->told, NULL, &out->keep);
	bv_checks_run(&out->result, &out->c, &out->keep);
}

static bool has_fired(const struct judged *judged, const char *id)
{
	for (size_t i = 0; i < judged->result.findings.count; i++)
		if (strcmp(judged->result.findings.items[i].id, id) == 0)
			return true;
	return false;
}

Test(alone, tests_that_lead_to_the_claim)
{
	static const struct {
		const char *name, *text;
		enum bv_judgement judgement;
		bool is_not_bad; /* culprit.not-bad fires */
	} rows[] = {
		{"whole", STARTED(BAD(A) GOOD(B) BAD(C) GOOD(D) FIRST(C)), BV_JUDGEMENT_CONSISTENT,
		 false},
		{"the bad end", STARTED(BAD(A) GOOD(B) GOOD(C) FIRST(A)), BV_JUDGEMENT_CONSISTENT,
		 false},
		{"nothing between the ends", STARTED(BAD(A) GOOD(B) FIRST(A)),
		 BV_JUDGEMENT_CONSISTENT, false},
		{"another was tested", STARTED(BAD(A) GOOD(B) BAD(C) FIRST(D)),
		 BV_JUDGEMENT_DOUBTFUL, true},
		{"copied before the last test",
		 STARTED(BAD(A) GOOD(B) BAD(C)) D " is the first bad commit\n",
		 BV_JUDGEMENT_UNDECIDED, false},
		{"the last lines", GOOD(D) FIRST(C), BV_JUDGEMENT_UNDECIDED, false},
		{"the last lines, with the blamed one", BAD(C) FIRST(C), BV_JUDGEMENT_UNDECIDED,
		 false},
		{"the ends only", BAD(A) GOOD(B) FIRST(C), BV_JUDGEMENT_UNDECIDED, false},
		{"the ends only, started", STARTED(BAD(A) GOOD(B) FIRST(C)), BV_JUDGEMENT_UNDECIDED,
		 false},
		{"most verdicts are missing",
		 "$ git bisect start v2 v1\n" OFFER(A) OFFER(B) OFFER(C) C
		 " is the first bad commit\n",
		 BV_JUDGEMENT_UNDECIDED, false},
		{"half of them",
		 "$ git bisect start v2 v1\n" OFFER(A) OFFER(C) "$ git bisect bad\n" C
								" is the first bad commit\n",
		 BV_JUDGEMENT_CONSISTENT, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct judged judged;

		judge(&judged, rows[i].text);
		cr_expect_eq(judged.result.judgement, rows[i].judgement, "%s: %s", rows[i].name,
			     bv_judgement_name(judged.result.judgement));
		cr_expect_eq(has_fired(&judged, "culprit.not-bad"), rows[i].is_not_bad, "%s",
			     rows[i].name);
		bv_arena_release(&judged.keep);
	}
}

/* One end is no range, and no test of a beginning that is not there. */
Test(alone, last_lines_have_no_range)
{
	struct judged judged;
	const struct bv_bisection *log;

	judge(&judged, GOOD(D) FIRST(C));
	log = &judged.all.items[0];
	cr_expect_eq(log->git.good.count, 0);
	cr_assert_eq(log->steps.count, 1);
	cr_expect_eq(log->steps.items[0].phase, BV_PHASE_UNKNOWN);
	cr_expect_eq(log->steps.items[0].verdict, BV_VERDICT_GOOD);
	bv_arena_release(&judged.keep);
}

#define NAMED(bad, good, words)                                                                    \
	"# bad: [" A "] " bad "\n# good: [" B "] " good "\ngit bisect start " words "\n" BAD(C)    \
		GOOD(D) FIRST(C)

/* A release's tag and the title that git gives its commit are of one release. */
Test(alone, the_start_command_beside_its_comments)
{
	static const struct {
		const char *text;
		bool has_fired;
	} rows[] = {
		{NAMED("Linux 5.15", "Linux 5.14-rc1", "'v5.15' 'v5.14-rc1'"), false},
		{NAMED("Linux 5.15", "Linux 5.14", "'v5.14' 'v5.15'"), true},
		{NAMED("Linux 5.15", "Linux 5.14", "'v5.15' 'v5.14-rc1'"), true},
		{NAMED("Linux 5.15", "Linux 5.14", "'master' 'demo-v5.14'"), false},
		{NAMED("demo: free it", "Merge tag 'x'", "'v5.14' 'v5.15'"), false},
		{NAMED("demo: free it", "Linux 5.14", "'master' 'v5.14'"), false},
		{NAMED("demo: free it", "Linux 5.14", "'v5.14' 'master'"), true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct judged judged;

		judge(&judged, rows[i].text);
		cr_expect_eq(has_fired(&judged, "range.start-differs"), rows[i].has_fired, "%s",
			     rows[i].text);
		bv_arena_release(&judged.keep);
	}
}
