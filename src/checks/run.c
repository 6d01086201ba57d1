/* Running the table: needs first, then the checks, then the judgement. */
#include <stdarg.h>

#include "check_private.h"
#include "judge.h"

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

/* What is missing of @needs, in words; NULL when nothing is. */
static const char *missing_need(const struct bv_check_run *run, unsigned needs)
{
	const struct bv_bisection *log = run->bisection;
	bool is_fix = log->kind == BV_KIND_SYZBOT_FIX;
	bool is_claimed = log->claim.ending == BV_ENDING_FIRST_BAD;
	bool is_read = run->facts->culprit.is_read == BV_YES;
	bool has_runs = has_steps(log, bv_step_is_judged);
	const struct {
		unsigned need;
		bool is_met;
		const char *why;
	} rows[] = {
		{BV_NEED_FIX, is_fix, "this is no fix bisection"},
		{BV_NEED_SYZBOT, is_fix || log->kind == BV_KIND_SYZBOT_CAUSE,
		 "the log is not syzkaller's, whose rule this is"},
		{BV_NEED_CLAIM, is_claimed, "the log names no first bad commit"},
		{BV_NEED_BISECTION, has_steps(log, is_bisect_step),
		 "the log has no bisection step"},
		{BV_NEED_RUNS, has_runs, "the log does not say how the runs went"},
		{BV_NEED_SIGNATURES, has_steps(log, has_signature),
		 "the log has no kernel signatures"},
		{BV_NEED_WALK, has_steps(log, is_walk_step), "the log has no release walk"},
		{BV_NEED_PRINT, log->claim.print.line != 0,
		 "the log does not print the blamed commit"},
		{BV_NEED_TREE, run->facts->tree.is_open, "no tree"},
		{BV_NEED_CULPRIT, is_read, "the blamed commit is not in the tree"},
		{BV_NEED_FILES, run->evidence.files.count > 0,
		 "neither the log nor the tree lists the blamed commit's files"},
		{BV_NEED_FAMILY, run->evidence.family.members.count > 0,
		 "no title says which bug this is about"},
		{BV_NEED_RECIPIENTS, log->claim.recipients_line != 0,
		 "the log names no recipients"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((needs & rows[i].need) && !rows[i].is_met)
			return rows[i].why;
	return NULL;
}

/* The user's level for @id, the last that names it or its family. */
static enum bv_level level_setting(const struct bv_settings_for_checks *settings, struct bv_text id)
{
	enum bv_level level = BV_LEVEL_DEFAULT;

	for (size_t i = 0; i < settings->level_count; i++) {
		struct bv_text name = settings->levels[i].id;
		bool is_family = bv_text_ends_with(name, BV_TEXT(".*"));

		if (is_family)
			name.size--;
		if (is_family ? bv_text_starts_with(id, name) : bv_text_equal(id, name))
			level = settings->levels[i].level;
	}
	return level;
}

static struct bv_finding *add(struct bv_check_run *run, enum bv_level level, size_t line,
			      struct bv_text text)
{
	struct bv_finding *finding = BV_APPEND(&run->result->findings, run->keep);
	struct bv_text id = bv_text_from(run->check->info.id);
	enum bv_level wanted = level_setting(run->settings, id);

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
		*BV_APPEND(&finding->commits, run->keep) = bv_commit_full_name(run, ref);
}

void bv_finding_oid(struct bv_check_run *run, struct bv_finding *finding, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	*BV_APPEND(&finding->commits, run->keep) =
		bv_arena_copy(run->keep, bv_text_from(hex.digits));
}

struct bv_text bv_oid_name(const struct bv_check_run *run, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	return bv_arena_copy(run->keep, bv_text_slice(bv_text_from(hex.digits), 0, 12));
}

struct bv_text bv_commit_full_name(const struct bv_check_run *run, struct bv_revision_ref ref)
{
	const struct bv_revision_facts *facts = bv_facts_revision(run->facts, ref);
	const struct bv_revision *revision = bv_bisection_revision(run->bisection, ref);

	if (facts && facts->resolution != BV_RESOLUTION_NONE) {
		struct bv_oid_hex hex = bv_oid_hex(&facts->id);

		return bv_arena_copy(run->keep, bv_text_from(hex.digits));
	}
	return revision ? revision->written : BV_TEXT("(none)");
}

struct bv_text bv_commit_name(const struct bv_check_run *run, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(run->bisection, ref);

	if (!revision)
		return BV_TEXT("(none)");
	if (bv_text_is_hex(revision->written, 13, 64))
		return bv_text_slice(revision->written, 0, 12);
	return revision->written;
}

enum bv_verdict bv_step_verdict(const struct bv_check_run *run, size_t step_index)
{
	const struct bv_step *step = &run->bisection->steps.items[step_index];
	const struct bv_step_facts *facts = bv_step_facts_at(run, step_index);

	if (step->verdict != BV_VERDICT_UNKNOWN || !facts)
		return step->verdict;
	return facts->verdict;
}

const struct bv_step_facts *bv_step_facts_at(const struct bv_check_run *run, size_t step_index)
{
	return run->facts->steps ? &run->facts->steps[step_index] : NULL;
}

enum bv_answer bv_same_commit(const struct bv_check_run *run, struct bv_revision_ref a,
			      struct bv_revision_ref b)
{
	const struct bv_revision_facts *left = bv_facts_revision(run->facts, a);
	const struct bv_revision_facts *right = bv_facts_revision(run->facts, b);
	const struct bv_revision *first = bv_bisection_revision(run->bisection, a);
	const struct bv_revision *second = bv_bisection_revision(run->bisection, b);

	if (!first || !second)
		return BV_UNKNOWN;
	if (bv_revision_ref_equal(a, b))
		return BV_YES;
	if (left && right && left->resolution != BV_RESOLUTION_NONE &&
	    right->resolution != BV_RESOLUTION_NONE)
		return bv_oid_equal(&left->id, &right->id) ? BV_YES : BV_NO;
	/* Two hex spellings differ, or one shortens the other. */
	if (bv_text_is_hex(first->written, 4, 64) && bv_text_is_hex(second->written, 4, 64)) {
		size_t size = first->written.size < second->written.size ? first->written.size
									 : second->written.size;

		return bv_text_equal_nocase(bv_text_slice(first->written, 0, size),
					    bv_text_slice(second->written, 0, size))
			       ? BV_YES
			       : BV_NO;
	}
	return BV_UNKNOWN;
}

static void run_check(struct bv_check_run *run, const struct bv_check *check)
{
	const char *missing = missing_need(run, check->needs);

	run->check = check;
	run->is_reported_not_run = false;
	if (level_setting(run->settings, bv_text_from(check->info.id)) == BV_LEVEL_OFF)
		bv_check_not_run(run, "turned off");
	else if (missing)
		bv_check_not_run(run, "%s", missing);
	else
		check->run(run);
}

void bv_checks_run(struct bv_check_result *out, const struct bv_check_input *input,
		   struct bv_arena *keep)
{
	struct bv_check_run run = {
		.bisection = input->bisection,
		.facts = input->facts,
		.settings = input->settings,
		.result = out,
		.keep = keep,
	};

	*out = (struct bv_check_result){0};
	bv_evidence_collect(&run.evidence, input->bisection, input->facts, input->settings, keep);
	for (size_t i = 0; i < bv_check_count(); i++)
		run_check(&run, bv_check_row_at(i));
	bv_findings_sort(&out->findings);
	bv_judge(out, input->bisection, keep);
}
