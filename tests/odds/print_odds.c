/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * print_odds LOG [TITLE]: the counts and the odds of a log, with all digits, for other programs to
 * compute again. Columns are parted by tabs.
 */
#include <inttypes.h>
#include <stdio.h>

#include "case/case.h"
#include "log/log.h"
#include "odds/odds.h"

static void print_tested(const struct bv_odds *odds, const struct bv_bisection *log)
{
	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];
		const struct bv_step *step = &log->steps.items[tested->step];
		const struct bv_revision *revision = bv_bisection_revision(log, tested->revision);
		const char *verdict = bv_verdict_name(tested->verdict);

		printf("tested\t%zu\t%.*s\t%s\t%s\t%d\t%.*s\t", i, BV_TEXT_ARG(revision->written),
		       bv_phase_name(tested->phase), verdict ? verdict : "-", tested->is_placed,
		       BV_TEXT_ARG(step->signature.size ? step->signature : BV_TEXT("-")));
		if (step->offer.revisions_left.is_known)
			printf("%" PRIu64 "\n", (uint64_t)step->offer.revisions_left.value);
		else
			printf("-\n");
	}
}

static void print_reading(const struct bv_odds *odds, const struct bv_reading *reading)
{
	printf("reading\t%s\t%.*s\n", bv_reading_kind_name(reading->kind),
	       BV_TEXT_ARG(reading->title.size ? reading->title : BV_TEXT("-")));
	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tally *tally = &reading->tallies[i];

		printf("tally\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\n", i, tally->on, tally->rival,
		       tally->noise, tally->unfit, tally->ok);
	}
	for (size_t i = 0; i < BV_MODEL_COUNT; i++)
		printf("blamed\t%zu\t%.17g\n", i, reading->posteriors[i].ln_blamed);
	for (size_t i = 0; i < odds->tested_count; i++)
		printf("wrong\t%zu\t%.17g\t%.17g\n", i,
		       reading->posteriors[BV_MODEL_COMPETING].ln_wrong[i],
		       reading->posteriors[BV_MODEL_STRICT].ln_wrong[i]);
	printf("first\t%zd\t%d\t%.17g\n", (ssize_t)reading->first_wrong.tested,
	       reading->first_wrong.reason, reading->first_wrong.ln_holds);
	printf("plan\t%zd\t%d\t%.17g\t%zu\t%.17g\n",
	       reading->candidates.is_known ? (ssize_t)reading->candidates.value : -1,
	       reading->is_lost_in_walk, reading->rate, reading->runs_to_believe,
	       reading->runs_expected);
}

int main(int argument_count, char **arguments)
{
	struct bv_bisections bisections = {0};
	struct bv_source source = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct bv_told told = {0};
	struct bv_case c;
	struct bv_odds odds;

	if (argument_count < 2 || !bv_source_read(&source, arguments[1], &keep, &err)) {
		fprintf(stderr, "%s\n", argument_count < 2 ? "which log?" : err.text);
		return 1;
	}
	bv_log_read(&bisections, &source, &keep);
	told.title = bv_text_from(argument_count > 2 ? arguments[2] : NULL);
	bv_case_open(&c, &bisections.items[0], &told, NULL, &keep);
	/* The prototype weighs the runs alone. */
	c.files = (struct bv_case_files){0};
	bv_odds_find(&odds, &c, &keep);
	print_tested(&odds, &bisections.items[0]);
	if (!odds.is_known)
		printf("unknown\t%.*s\n", BV_TEXT_ARG(odds.why_unknown));
	for (size_t i = 0; odds.is_known && i < odds.readings.count; i++)
		print_reading(&odds, &odds.readings.items[i]);
	for (size_t i = 0; i < odds.wrongs.count; i++)
		printf("wrongs\t%zu\t%zu\t%zd\t%d\t%.17g\n", i, odds.wrongs.items[i].verdict.tested,
		       (ssize_t)odds.wrongs.items[i].reading, odds.wrongs.items[i].verdict.reason,
		       odds.wrongs.items[i].verdict.ln_holds);
	bv_arena_release(&keep);
	return 0;
}
