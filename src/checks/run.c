/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of checks, and running it: what a check needs first, then the check. */
#include <string.h>

#include "base/nearest.h"
#include "check_private.h"

#include "base/banned.h"

#define FAMILY_FILES 8

/* The families in order of their ids. */
static const struct bv_check_family *const families[][FAMILY_FILES] = {
	{&bv_family_commit},
	{&bv_family_crash},
	{&bv_family_culprit, &bv_family_culprit_diff, &bv_family_culprit_later,
	 &bv_family_culprit_place, &bv_family_culprit_print, &bv_family_culprit_stat,
	 &bv_family_culprit_sums, &bv_family_culprit_modes},
	{&bv_family_fix},
	{&bv_family_flaky, &bv_family_flaky_said},
	{&bv_family_kernel},
	{&bv_family_log},
	{&bv_family_mail},
	{&bv_family_odds},
	{&bv_family_range},
	{&bv_family_step, &bv_family_step_otherwise, &bv_family_step_rules, &bv_family_step_sign},
	{&bv_family_walk},
};

#define FAMILY_COUNT (sizeof(families) / sizeof(families[0]))

static size_t count_of(const struct bv_check_family *const *files)
{
	size_t count = 0;

	for (size_t i = 0; i < FAMILY_FILES; i++)
		count += files[i] ? files[i]->count : 0;
	return count;
}

size_t bv_check_count(void)
{
	size_t count = 0;

	for (size_t i = 0; i < FAMILY_COUNT; i++)
		count += count_of(families[i]);
	return count;
}

/* The file whose next row has the least id; so many rows of each are @taken. */
static size_t next_file(const struct bv_check_family *const *files, const size_t *taken)
{
	const char *least = NULL;
	size_t next = 0;

	for (size_t i = 0; i < FAMILY_FILES; i++) {
		if (!files[i] || taken[i] == files[i]->count)
			continue;
		if (least && strcmp(least, files[i]->checks[taken[i]].id) < 0)
			continue;
		least = files[i]->checks[taken[i]].id;
		next = i;
	}
	return next;
}

/* A family's files are one list to the reader: the next row is the one of the least id. */
static const struct bv_check *row_of(const struct bv_check_family *const *files, size_t index)
{
	size_t taken[FAMILY_FILES] = {0};
	size_t file;

	while (index--)
		taken[next_file(files, taken)]++;
	file = next_file(files, taken);
	return &files[file]->checks[taken[file]];
}

const struct bv_check *bv_check_at(size_t index)
{
	for (size_t i = 0; i < FAMILY_COUNT; i++) {
		if (index < count_of(families[i]))
			return row_of(families[i], index);
		index -= count_of(families[i]);
	}
	return NULL;
}

const struct bv_check *bv_check_find(struct bv_text id)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const struct bv_check *check = bv_check_at(i);

		if (check && bv_text_equal(bv_text_from(check->id), id))
			return check;
	}
	return NULL;
}

static bool has_steps(const struct bv_bisection *bisection, bool (*is_one)(const struct bv_step *))
{
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (is_one(&bisection->steps.items[i]))
			return true;
	return false;
}

static bool is_bisect_step(const struct bv_step *step)
{
	return step->phase == BV_PHASE_BISECT;
}

static bool is_walk_step(const struct bv_step *step)
{
	return step->phase == BV_PHASE_WALK;
}

static bool has_signature(const struct bv_step *step)
{
	return !bv_text_is_empty(step->signature);
}

static bool has_dirty(const struct bv_step *step)
{
	return step->dirty.is_known;
}

/* Needs that only some kinds of logs can meet. */
#define OF_ONE_KIND                                                                                \
	(BV_NEED_FIX | BV_NEED_SYZBOT | BV_NEED_WALK | BV_NEED_DIRTY | BV_NEED_GITS_PICKS |        \
	 BV_NEED_LINUX | BV_NEED_MAIL)

struct missing_need {
	struct bv_text why; /* empty: nothing is missing */
	bool does_not_apply;
};

static struct missing_need missing_need(const struct bv_check_run *run, unsigned needs)
{
	const struct bv_bisection *log = run->c->bisection;
	bool is_claimed = log->claim.ending == BV_ENDING_FIRST_BAD;
	bool is_unfinished = log->claim.ending == BV_ENDING_NONE;
	bool is_read = run->c->facts.culprit.is_read == BV_YES;
	bool has_runs = has_steps(log, bv_step_is_judged);
	struct bv_text why_not_read = bv_text_is_empty(run->c->facts.culprit.why_unknown)
					      ? BV_TEXT("the blamed commit is not in the tree")
					      : run->c->facts.culprit.why_unknown;
	const struct bv_revision_facts *blamed =
		bv_facts_revision(&run->c->facts, log->claim.first_bad);
	const struct {
		unsigned need;
		bool is_met;
		struct bv_text why;
	} rows[] = {
		{BV_NEED_FIX, bv_case_is_fix(run->c), BV_TEXT("this is no fix bisection")},
		{BV_NEED_SYZBOT, bv_kind_is_syzbot(log->kind),
		 BV_TEXT("the log is not syzkaller's, whose rule this is")},
		{BV_NEED_DIRTY, has_steps(log, has_dirty),
		 BV_TEXT("the log does not count dirty runs, as LKP does")},
		{BV_NEED_GITS_PICKS, bv_kind_has_gits_picks(log->kind),
		 BV_TEXT("its producer chose what to test, not git")},
		{BV_NEED_LINUX, bv_case_is_linux(run->c) != BV_NO,
		 BV_TEXT("the tree is not Linux's, whose rule this is")},
		{BV_NEED_CLAIM, is_claimed, BV_TEXT("the log names no first bad commit")},
		{BV_NEED_BISECTION, has_steps(log, is_bisect_step),
		 BV_TEXT("the log has no bisection step")},
		{BV_NEED_RUNS, has_runs, BV_TEXT("the log does not say how the runs went")},
		{BV_NEED_SIGNATURES, has_steps(log, has_signature),
		 BV_TEXT("the log has no kernel signatures")},
		{BV_NEED_WALK, has_steps(log, is_walk_step),
		 BV_TEXT("the log has no release walk")},
		{BV_NEED_PRINT, log->claim.print.line != 0,
		 BV_TEXT("the log does not print the blamed commit")},
		{BV_NEED_TREE, run->c->facts.tree.is_open, BV_WHY_NO_TREE},
		{BV_NEED_CULPRIT, is_read, why_not_read},
		{BV_NEED_ITSELF, !blamed || blamed->resolution != BV_RESOLUTION_SUBJECT,
		 BV_TEXT("the tree has another commit with the blamed one's title")},
		{BV_NEED_FILES, run->c->files.count > 0,
		 BV_TEXT("neither the log nor the tree lists the blamed commit's files")},
		{BV_NEED_FAMILY, run->c->family.members.count > 0,
		 BV_TEXT("no title says which bug this is about")},
		{BV_NEED_ODDS, run->result->odds.is_known, run->result->odds.why_unknown},
		{BV_NEED_MAIL, !bv_text_is_empty(run->c->told->announced),
		 BV_TEXT("no mail about this log was given")},
		{BV_NEED_RECIPIENTS, log->claim.recipients_line != 0,
		 BV_TEXT("the log names no recipients")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((needs & rows[i].need) && !rows[i].is_met)
			return (struct missing_need){
				rows[i].why,
				(rows[i].need & OF_ONE_KIND) ||
					(rows[i].need == BV_NEED_CLAIM && is_unfinished)};
	return (struct missing_need){0};
}

static void report_missing(struct bv_check_run *run, const struct missing_need *missing)
{
	struct bv_not_runs *not_run = &run->result->not_run;

	bv_check_not_run(run, "%.*s", BV_TEXT_ARG(missing->why));
	not_run->items[not_run->count - 1].does_not_apply = missing->does_not_apply;
}

static void run_check(struct bv_check_run *run, const struct bv_check *check)
{
	struct missing_need missing = missing_need(run, check->needs);

	run->check = check;
	run->is_reported_not_run = false;
	if (bv_level_told(run->c->told, bv_text_from(check->id)) == BV_LEVEL_OFF)
		bv_check_not_run(run, "%s",
				 run->c->told->assumptions.count &&
						 bv_text_starts_with(bv_text_from(check->id),
								     BV_TEXT("step."))
					 ? "not made with --assume, or turned off"
					 : "turned off");
	else if (!bv_text_is_empty(missing.why))
		report_missing(run, &missing);
	else
		check->run(run);
}

void bv_checks_run_table(struct bv_check_run *run)
{
	const struct bv_check *check;

	for (size_t i = 0; (check = bv_check_at(i)) != NULL; i++)
		run_check(run, check);
}

static const char *id_at(size_t index)
{
	const struct bv_check *check = bv_check_at(index);

	return check ? check->id : NULL;
}

bool bv_check_levels_add(struct bv_check_levels *levels, struct bv_text id, struct bv_text level,
			 struct bv_arena *keep, struct bv_error *err)
{
	enum bv_level value;
	bool is_known = bv_check_find(id) != NULL;
	struct bv_check_level *added;

	/* "culprit.*": any check whose id begins with "culprit." */
	for (size_t i = 0; !is_known && i < bv_check_count(); i++) {
		struct bv_text known = bv_text_from(bv_check_at(i)->id);

		is_known = bv_text_ends_with(id, BV_TEXT(".*")) &&
			   bv_text_starts_with(known, bv_text_slice(id, 0, id.size - 1));
	}
	if (!is_known) {
		const char *meant = bv_nearest_word(id, id_at);

		(void)bv_fail(err, BV_ERROR_USAGE, "there is no check '%.*s'", BV_TEXT_ARG(id));
		if (meant)
			(void)bv_fail_advice(err, "did you mean %s?", meant);
		return bv_fail_advice(err, "git bisect-verify explain lists them");
	}
	if (!bv_level_parse(&value, level)) {
		(void)bv_fail(err, BV_ERROR_USAGE, "'%.*s' is no level", BV_TEXT_ARG(level));
		return bv_fail_advice(err, "say one of: off, note, warning, error, default");
	}
	added = BV_APPEND(levels, keep);
	added->id = id;
	added->level = value;
	return true;
}
