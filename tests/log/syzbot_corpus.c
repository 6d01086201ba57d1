/* SPDX-License-Identifier: GPL-2.0-only */
/* The 1,472 published logs, where they are at hand: what they say, and that nothing is lost. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log/syzbot/verdict_rule.h"
#include "reading.h"

#define LOGS     BV_SHARED "/data/syzbot/logs"
#define LOGS_MAX 4096

/* Call @visit with every log; how many there were. */
static size_t visit_logs(void (*visit)(const char *name, const struct reading *log, void *total),
			 void *total)
{
	DIR *folder = opendir(LOGS);
	struct dirent *entry;
	size_t count = 0;

	if (!folder)
		cr_skip_test("skipped: the logs are not here");
	while ((entry = readdir(folder)) && count < LOGS_MAX) {
		char path[1024];
		struct reading log;

		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), LOGS "/%s", entry->d_name);
		log = read_file(path);
		cr_assert_eq(log.all.count, 1, "%s", path);
		visit(entry->d_name, &log, total);
		bv_arena_release(&log.keep);
		count++;
	}
	(void)closedir(folder);
	return count;
}

struct marks {
	size_t all, agreeing;
};

static void compare_marks(const char *name, const struct reading *log, void *total)
{
	struct marks *marks = total;
	const struct bv_bisection *b = log->bisection;
	bool is_flaky = false;

	for (size_t i = 0; i < b->steps.count; i++) {
		const struct bv_step *step = &b->steps.items[i];
		enum bv_verdict by_rule = bv_verdict_rule(step, b->era, is_flaky);

		is_flaky = bv_flaky_after(step, b->era, is_flaky);
		if (step->mark == BV_VERDICT_UNKNOWN)
			continue;
		marks->all++;
		if (by_rule == step->verdict)
			marks->agreeing++;
		else
			(void)printf("%s:%zu: rule %d, mark %d\n", name, step->verdict_line,
				     (int)by_rule, (int)step->verdict);
	}
}

Test(syzbot_corpus, the_rule_of_the_time_gives_the_marks)
{
	struct marks marks = {0};
	size_t count = visit_logs(compare_marks, &marks);

	cr_expect_eq(count, 1472);
	cr_expect_gt(marks.all, 14000);
	cr_expect_geq(marks.agreeing * 1000, marks.all * 999, "%zu of %zu", marks.agreeing,
		      marks.all);
}

/* The hash behind "first bad commit: " at the beginning of a line. */
static struct bv_text search_result(struct bv_text text)
{
	struct bv_text line;

	while (bv_take_line(&text, &line))
		if (bv_take_prefix(&line, BV_TEXT("first bad commit: ")))
			return bv_text_slice(line, 0, 40);
	return (struct bv_text){0};
}

static void compare_claims(const char *name, const struct reading *log, void *total)
{
	size_t *claims = total;
	struct bv_text searched = search_result(log->source.text);

	*claims += !bv_text_is_empty(searched);
	cr_expect(bv_text_equal(searched, written(log->bisection, log->bisection->claim.first_bad)),
		  "%s", name);
}

Test(syzbot_corpus, the_claim_is_what_a_search_finds)
{
	size_t claims = 0;

	(void)visit_logs(compare_claims, &claims);
	cr_expect_eq(claims, 662);
}

static size_t count_tested(const struct bv_bisection *bisection)
{
	size_t tested = 0;

	for (size_t i = 0; i < bisection->steps.count; i++)
		tested += bisection->steps.items[i].runs.count > 0;
	return tested;
}

/* What was stored of a run that failed may be a compiler's text only; whole logs say all. */
static void count_unknown(const char *name, const struct reading *log, void *total)
{
	size_t *unknown = total;
	const struct bv_bisection *b = log->bisection;

	*unknown += b->unknown_lines.count;
	cr_expect_not(b->is_binary, "%s", name);
	if (strncmp(name, "Log_", 4) != 0)
		return;
	cr_expect(b->kind == BV_KIND_SYZBOT_CAUSE && b->era.is_known, "%s", name);
	cr_expect(b->claim.ending != BV_ENDING_NONE && !b->is_cut, "%s", name);
	/* Failed builds counted until 2020, even one that failed before it could be named. */
	cr_expect(count_tested(b) <= b->claim.revisions_tested.value &&
			  b->claim.revisions_tested.value <= b->steps.count + 1,
		  "%s: %zu of %zu", name, b->claim.revisions_tested.value, b->steps.count);
}

Test(syzbot_corpus, every_line_is_understood)
{
	size_t unknown = 0;

	(void)visit_logs(count_unknown, &unknown);
	cr_expect_eq(unknown, 0);
}
