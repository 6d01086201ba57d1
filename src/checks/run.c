/* Running the table: needs first, then the checks, then the judgement. */
#include <stdarg.h>

#include "check_private.h"
#include "judge.h"
#include "odds/trust_evidence.h"

#include "base/banned.h"

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
#define OF_ONE_KIND (BV_NEED_FIX | BV_NEED_SYZBOT | BV_NEED_WALK | BV_NEED_DIRTY)

struct missing_need {
	struct bv_text why; /* empty: nothing is missing */
	bool does_not_apply;
};

static struct missing_need missing_need(const struct bv_check_run *run, unsigned needs)
{
	const struct bv_bisection *log = run->c->bisection;
	bool is_fix = log->kind == BV_KIND_SYZBOT_FIX;
	bool is_claimed = log->claim.ending == BV_ENDING_FIRST_BAD;
	bool is_read = run->c->facts.culprit.is_read == BV_YES;
	bool has_runs = has_steps(log, bv_step_is_judged);
	struct bv_text why_not_read = bv_text_is_empty(run->c->facts.culprit.why_unknown)
					      ? BV_TEXT("the blamed commit is not in the tree")
					      : run->c->facts.culprit.why_unknown;
	const struct {
		unsigned need;
		bool is_met;
		struct bv_text why;
	} rows[] = {
		{BV_NEED_FIX, is_fix, BV_TEXT("this is no fix bisection")},
		{BV_NEED_SYZBOT, bv_kind_is_syzbot(log->kind),
		 BV_TEXT("the log is not syzkaller's, whose rule this is")},
		{BV_NEED_DIRTY, has_steps(log, has_dirty),
		 BV_TEXT("the log does not count dirty runs, as LKP does")},
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
		{BV_NEED_TREE, run->c->facts.tree.is_open, BV_TEXT("no tree")},
		{BV_NEED_CULPRIT, is_read, why_not_read},
		{BV_NEED_FILES, run->c->files.count > 0,
		 BV_TEXT("neither the log nor the tree lists the blamed commit's files")},
		{BV_NEED_FAMILY, run->c->family.members.count > 0,
		 BV_TEXT("no title says which bug this is about")},
		{BV_NEED_ODDS, run->result->odds.is_known, run->result->odds.why_unknown},
		{BV_NEED_RECIPIENTS, log->claim.recipients_line != 0,
		 BV_TEXT("the log names no recipients")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((needs & rows[i].need) && !rows[i].is_met)
			return (struct missing_need){rows[i].why, rows[i].need & OF_ONE_KIND};
	return (struct missing_need){0};
}

/* The user's level for @id, the last that names it or its family. */
static enum bv_level level_setting(const struct bv_told *told, struct bv_text id)
{
	enum bv_level level = BV_LEVEL_DEFAULT;

	for (size_t i = 0; i < told->levels.count; i++) {
		struct bv_text name = told->levels.items[i].id;
		bool is_family = bv_text_ends_with(name, BV_TEXT(".*"));

		if (is_family)
			name.size--;
		if (is_family ? bv_text_starts_with(id, name) : bv_text_equal(id, name))
			level = told->levels.items[i].level;
	}
	return level;
}

static struct bv_finding *add(struct bv_check_run *run, enum bv_level level, size_t line,
			      struct bv_text text)
{
	struct bv_finding *finding = BV_APPEND(&run->result->findings, run->keep);
	struct bv_text id = bv_text_from(run->check->info.id);
	enum bv_level wanted = level_setting(run->c->told, id);

	finding->id = run->check->info.id;
	finding->level = wanted == BV_LEVEL_DEFAULT ? level : wanted;
	finding->line = line;
	finding->text = text;
	return finding;
}

/* vsnprintf lives in stdio, which this floor does without: the arena prints for us. */
#define PRINT_TEXT(text, run, format)                                                              \
	do {                                                                                       \
		va_list arguments;                                                                 \
		va_start(arguments, format);                                                       \
		(text) = bv_arena_vprint((run)->keep, (format), arguments);                        \
		va_end(arguments);                                                                 \
	} while (0)

struct bv_finding *bv_finding_add(struct bv_check_run *run, size_t line, const char *format, ...)
{
	struct bv_text text;

	PRINT_TEXT(text, run, format);
	return add(run, run->check->info.level, line, text);
}

struct bv_finding *bv_finding_add_at(struct bv_check_run *run, enum bv_level level, size_t line,
				     const char *format, ...)
{
	struct bv_text text;

	PRINT_TEXT(text, run, format);
	return add(run, level, line, text);
}

void bv_check_not_run(struct bv_check_run *run, const char *format, ...)
{
	struct bv_not_run *not_run;
	struct bv_text text;

	if (run->is_reported_not_run)
		return;
	run->is_reported_not_run = true;
	PRINT_TEXT(text, run, format);
	not_run = BV_APPEND(&run->result->not_run, run->keep);
	not_run->id = run->check->info.id;
	not_run->why = text;
}

void bv_finding_commit(struct bv_check_run *run, struct bv_finding *finding,
		       struct bv_revision_ref ref)
{
	if (!bv_revision_ref_is_none(ref))
		*BV_APPEND(&finding->commits, run->keep) =
			bv_case_full_name(run->c, ref, run->keep);
}

static struct bv_text full_hex(const struct bv_check_run *run, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	return bv_arena_copy(run->keep, bv_text_from(hex.digits));
}

void bv_finding_oid(struct bv_check_run *run, struct bv_finding *finding, const struct bv_oid *oid)
{
	*BV_APPEND(&finding->commits, run->keep) = full_hex(run, oid);
}

struct bv_text bv_oid_name(const struct bv_check_run *run, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	return bv_arena_copy(run->keep, bv_text_slice(bv_text_from(hex.digits), 0, 12));
}

bool bv_is_left_known(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (!range->candidates_left.is_known)
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
	else if (range->is_left_inferred)
		bv_check_not_run(run, "the log does not say how each test went");
	return range->candidates_left.is_known && !range->is_left_inferred;
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
	if (level_setting(run->c->told, bv_text_from(check->info.id)) == BV_LEVEL_OFF)
		bv_check_not_run(run, "turned off");
	else if (!bv_text_is_empty(missing.why))
		report_missing(run, &missing);
	else
		check->run(run);
}

void bv_checks_run(struct bv_check_result *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_check_run run = {.c = c, .result = out, .keep = keep};

	*out = (struct bv_check_result){0};
	bv_odds_find(&out->odds, c, keep);
	bv_trust_find(&out->trust, c, &out->odds, keep);
	if (out->trust.is_known)
		bv_odds_take_trust(&out->odds, out->trust.chance, keep);
	for (size_t i = 0; i < bv_check_count(); i++)
		run_check(&run, bv_check_row_at(i));
	bv_findings_sort(&out->findings);
	bv_judge(&run);
}
