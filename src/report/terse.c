/* SPDX-License-Identifier: GPL-2.0-only */
/* One finding per line, for editors and scripts: the form of checkpatch.pl --terse. */
#include "report_private.h"

#include "base/banned.h"

/* An ASCII word of ours, as checkpatch has it. */
static void print_capitals(const char *word, struct bv_out *out)
{
	for (; *word; word++)
		bv_out_print(out, "%c", *word >= 'a' && *word <= 'z' ? *word - 'a' + 'A' : *word);
}

static void print_finding(const struct bv_report *report, const struct bv_finding *finding,
			  struct bv_out *out)
{
	bv_out_text(out, report->answer->place.file);
	if (finding->line)
		bv_out_print(out, ":%zu", finding->line);
	bv_out_print(out, ": ");
	print_capitals(bv_level_name(finding->level), out);
	bv_out_print(out, ": %s: ", finding->id);
	bv_out_text(out, finding->text);
	bv_out_print(out, "\n");
}

void bv_render_terse(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_check_result *result = report->answer->result;

	bv_out_text(out, report->answer->place.log);
	bv_out_print(out, ": VERDICT: ");
	print_capitals(bv_judgement_name(result->judgement), out);
	bv_out_print(out, ": ");
	bv_out_text(out, result->reason);
	bv_out_print(out, "\n");
	for (size_t i = 0; i < result->findings.count; i++)
		print_finding(report, &result->findings.items[i], out);
}

/* What no finding says: the commit, what was decided before, that nothing could be judged. */
static void print_why(const struct bv_decision *decision, struct bv_out *out)
{
	const struct bv_answer *answer = decision->answer;
	bool is_verdict = !decision->precedent && answer->verdict != BV_JUDGEMENT_UNDECIDED;
	struct bv_arena scratch = {0};

	bv_out_text(out, answer->place.file);
	bv_out_print(out, ": ERROR: ");
	if (is_verdict) {
		bv_out_text(out, answer->verdict_text);
		bv_out_print(out, ": ");
	}
	bv_out_text(out, bv_screen_text(is_verdict ? answer->headline : decision->why, &scratch));
	bv_out_print(out, "\n");
	bv_arena_release(&scratch);
}

static void print_stopped(const struct bv_decision *decision, struct bv_out *out)
{
	const struct bv_findings *findings = &decision->answer->result->findings;
	const struct bv_report report = {.answer = decision->answer};

	print_why(decision, out);
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].level >= BV_LEVEL_WARNING)
			print_finding(&report, &findings->items[i], out);
}

/*
 * What checkpatch.pl would print of a patch: what is wrong, and nothing of what is not. For b4 0.14
 * a line with "ERROR:" and any on standard error fails the patch, every other one warns.
 */
void bv_render_decided_terse(const struct bv_decided *decided, struct bv_out *out)
{
	if (!bv_text_is_empty(decided->why_unasked)) {
		bv_out_text(out, decided->mail);
		bv_out_print(out, ": WARNING: ");
		bv_out_text(out, decided->why_unasked);
		bv_out_print(out, "\n");
	}
	for (size_t i = 0; i < decided->decisions->count; i++)
		if (decided->decisions->items[i].ruling == BV_RULING_STOPPED)
			print_stopped(&decided->decisions->items[i], out);
}
