/* Intel's kernel test robot (0-day, LKP): the counts of its old logs. */
#include "lkp.h"

#include "log/builder.h"

#include "base/banned.h"

/* Of one test, whose longest seen has some hundreds, and of a log. */
#define RUNS_MAX        10000
#define RUNS_MAX_IN_ALL ((size_t)1 << 18)

static bool take_time(struct bv_text *rest)
{
	uint64_t hour, minute;

	return bv_take_uint(rest, &hour) && bv_take_prefix(rest, BV_TEXT(":")) &&
	       bv_take_uint(rest, &minute) && hour < 24 && minute < 60;
}

bool bv_lkp_is_comment(struct bv_text comment)
{
	return take_time(&comment);
}

static void add_run(struct bv_step *step, enum bv_outcome outcome, struct bv_text title,
		    size_t line, struct bv_arena *keep)
{
	struct bv_run *run = BV_APPEND(&step->runs, keep);

	run->outcome = outcome;
	run->title = title;
	run->line = line;
}

static size_t count_runs(const struct bv_bisection *out)
{
	size_t count = 0;

	for (size_t i = 0; i < out->steps.count; i++)
		count += out->steps.items[i].runs.count;
	return count;
}

void bv_lkp_add_runs(struct bv_bisection *out, const struct bv_lkp_counts *counts,
		     struct bv_text title, size_t line, struct bv_arena *keep)
{
	struct bv_step *step = &out->steps.items[out->steps.count - 1];
	uint64_t good = counts->good, bad = counts->bad;

	if (good > RUNS_MAX || bad > RUNS_MAX || count_runs(out) + good + bad > RUNS_MAX_IN_ALL)
		return;
	for (uint64_t i = 0; i < bad; i++)
		add_run(step, BV_OUTCOME_CRASHED, title, line, keep);
	for (uint64_t i = 0; i < good; i++)
		add_run(step, BV_OUTCOME_OK, (struct bv_text){0}, line, keep);
	step->runs_line = line;
}

/* A number, with the sign of the old form behind it. */
static bool take_count(struct bv_text *rest, uint64_t *out)
{
	struct bv_text at = *rest;

	bv_take_blanks(&at);
	if (!bv_take_uint(&at, out))
		return false;
	if (!bv_take_prefix(&at, BV_TEXT("+")))
		(void)bv_take_prefix(&at, BV_TEXT("-"));
	if (at.size && at.data[0] != ' ' && at.data[0] != '\t')
		return false;
	*rest = at;
	return true;
}

void bv_lkp_take_comment(struct bv_bisection *out, struct bv_text comment, struct bv_arena *keep)
{
	struct bv_step *step = &out->steps.items[out->steps.count - 1];
	struct bv_lkp_counts counts;
	bool has_dirty;
	uint64_t dirty, dirty_not_bad;

	if (!take_time(&comment))
		return;
	bv_take_blanks(&comment);
	has_dirty =
		bv_take_prefix(&comment, BV_TEXT("G ")) || bv_take_prefix(&comment, BV_TEXT("B "));
	if (!take_count(&comment, &counts.good) || !take_count(&comment, &counts.bad))
		return;
	if (has_dirty && (!take_count(&comment, &dirty) || !take_count(&comment, &dirty_not_bad)))
		return;
	if (has_dirty)
		step->dirty = BV_COUNT((size_t)dirty);
	bv_lkp_add_runs(out, &counts, (struct bv_text){0}, step->verdict_line, keep);
	bv_build_subject(out, step->revision, bv_text_trim(comment), false, step->verdict_line);
}
