/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The model as stable text: what a log was understood to say, for people and for tests.
 *
 * One fact a line, "NAME VALUE"; what the log does not say has no line. A revision is "#NUMBER",
 * spelt out in the list of revisions.
 */
#include "report_private.h"

#include "base/banned.h"

static void print_text(struct bv_out *out, const char *name, struct bv_text text)
{
	if (bv_text_is_empty(text))
		return;
	bv_out_print(out, "%s ", name);
	bv_out_text(out, text);
	bv_out_print(out, "\n");
}

static void print_flag(struct bv_out *out, const char *name, bool is_set)
{
	if (is_set)
		bv_out_print(out, "%s\n", name);
}

static void print_number(struct bv_out *out, const char *name, struct bv_count count)
{
	if (count.is_known)
		bv_out_print(out, "%s %zu\n", name, count.value);
}

static void print_line(struct bv_out *out, size_t line)
{
	if (line)
		bv_out_print(out, " line %zu", line);
}

static void print_ref(struct bv_out *out, const char *name, struct bv_revision_ref ref, size_t line)
{
	if (bv_revision_ref_is_none(ref))
		return;
	bv_out_print(out, "%s #%u", name, (unsigned)ref.number);
	print_line(out, line);
	bv_out_print(out, "\n");
}

static void print_refs(struct bv_out *out, const char *name, const struct bv_revision_refs *refs,
		       size_t line)
{
	if (refs->count == 0)
		return;
	bv_out_print(out, "%s", name);
	for (size_t i = 0; i < refs->count; i++)
		bv_out_print(out, " #%u", (unsigned)refs->items[i].number);
	print_line(out, line);
	bv_out_print(out, "\n");
}

static void print_texts(struct bv_out *out, const char *name, const struct bv_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		print_text(out, name, texts->items[i]);
}

static void print_revisions(const struct bv_bisection *log, struct bv_out *out)
{
	for (size_t i = 0; i < log->revisions.count; i++) {
		const struct bv_revision *revision = &log->revisions.items[i];

		bv_out_print(out, revision->is_aside ? "aside #%zu " : "revision #%zu ", i + 1);
		bv_out_text(out, revision->written);
		print_line(out, revision->line);
		bv_out_print(out, "\n");
		print_text(out, revision->is_subject_cut ? "  title begins" : "  title",
			   revision->subject);
		if (revision->other_subject_line)
			bv_out_print(out, "  other title line %zu\n", revision->other_subject_line);
	}
}

static void print_start(const struct bv_bisection *log, struct bv_out *out)
{
	const struct bv_git_start *git = &log->git;

	if (git->line)
		bv_out_print(out, "git start line %zu\n", git->line);
	print_text(out, "git arguments", git->arguments);
	print_ref(out, "git bad", git->bad, git->bad_line);
	print_refs(out, "git good", &git->good, git->good_line);
	for (size_t i = 0; i < git->path_count; i++)
		print_text(out, "git path", git->paths[i]);
	print_flag(out, "git first-parent", git->is_first_parent);
	print_text(out, "git good term", git->good_term);
	print_text(out, "git bad term", git->bad_term);
}

static void print_runs(const struct bv_step *step, struct bv_out *out)
{
	size_t count = 1;

	/* Equal neighbours in one line: a robot may have made hundreds. */
	for (size_t i = 0; i < step->runs.count; i += count) {
		const struct bv_run *run = &step->runs.items[i];

		count = 1;
		while (i + count < step->runs.count &&
		       step->runs.items[i + count].outcome == run->outcome &&
		       bv_text_equal(step->runs.items[i + count].title, run->title))
			count++;
		bv_out_print(out, "  run %s x%zu", bv_outcome_name(run->outcome), count);
		print_line(out, run->line);
		if (!bv_text_is_empty(run->title)) {
			bv_out_print(out, " ");
			bv_out_text(out, run->title);
		}
		bv_out_print(out, "\n");
	}
}

static void print_offer(const struct bv_offer *offer, const char *name, struct bv_out *out)
{
	if (!offer->line)
		return;
	bv_out_print(out, "%s #%u line %zu", name, (unsigned)offer->revision.number, offer->line);
	if (offer->revisions_left.is_known)
		bv_out_print(out, " left %zu", offer->revisions_left.value);
	if (offer->steps_left.is_known)
		bv_out_print(out, " steps %zu", offer->steps_left.value);
	bv_out_print(out, "%s\n", offer->is_merge_base ? " merge base" : "");
}

static const char *or_unknown(const char *word)
{
	return word ? word : "unknown";
}

static void print_step(const struct bv_step *step, const char *name, size_t index,
		       struct bv_out *out)
{
	bv_out_print(out, "%s %zu %s #%u %s line %zu", name, index + 1,
		     or_unknown(bv_phase_name(step->phase)), (unsigned)step->revision.number,
		     or_unknown(bv_verdict_name(step->verdict)), step->line);
	if (step->verdict_line && step->verdict_line != step->line)
		bv_out_print(out, " verdict line %zu", step->verdict_line);
	bv_out_print(out, "\n");
	if (!bv_revision_ref_equal(step->marked, step->revision))
		print_ref(out, "  marked", step->marked, 0);
	if (step->mark != step->verdict)
		bv_out_print(out, "  mark %s\n", or_unknown(bv_verdict_name(step->mark)));
	if (step->sign != BV_VERDICT_UNKNOWN && step->sign != step->mark)
		bv_out_print(out, "  sign %s\n", or_unknown(bv_verdict_name(step->sign)));
	print_text(out, "  release", step->release);
	print_text(out, "  compiler", step->compiler);
	print_text(out, "  signature", step->signature);
	print_flag(out, "  runs inferred", step->is_runs_inferred);
	print_number(out, "  dirty", step->dirty);
	print_flag(out, "  build failed", step->is_build_failed);
	print_text(out, "  build error", step->build_error);
	print_text(out, "  representative crash", step->representative_crash);
	print_text(out, "  false negative", step->false_negative);
	print_offer(&step->offer, "  offer", out);
	print_runs(step, out);
}

static void print_statements(const struct bv_statements *statements, struct bv_out *out)
{
	static const char *const kinds[] = {
		[BV_STATEMENT_NONE] = "none",       [BV_STATEMENT_GIT] = "git",
		[BV_STATEMENT_HEADER] = "header",   [BV_STATEMENT_PRODUCER] = "producer",
		[BV_STATEMENT_COMMENT] = "comment", [BV_STATEMENT_MAIL] = "mail",
		[BV_STATEMENT_FIXES] = "fixes",     [BV_STATEMENT_REGZBOT] = "regzbot",
		[BV_STATEMENT_PROSE] = "prose",
	};

	for (size_t i = 0; i < statements->count; i++) {
		const struct bv_statement *statement = &statements->items[i];

		bv_out_print(out, "statement %s%s #%u", kinds[statement->kind],
			     statement->is_quoted ? " quoted" : "",
			     (unsigned)statement->revision.number);
		print_line(out, statement->line);
		bv_out_print(out, "\n");
		print_text(out, "  title", statement->subject);
	}
}

static void print_print(const struct bv_commit_print *print, struct bv_out *out)
{
	struct bv_text message = print->message;
	struct bv_text line;

	print_ref(out, "print", print->revision, print->line);
	print_text(out, "  author", print->author);
	print_text(out, "  date", print->date);
	print_text(out, "  merge", print->merge);
	while (bv_take_line(&message, &line))
		print_text(out, "  message", line);
	for (size_t i = 0; i < print->stat.count; i++) {
		const struct bv_changed_file *row = &print->stat.items[i];

		print_text(out, "  stat old", row->old_path);
		print_text(out, row->is_binary == BV_YES ? "  stat binary" : "  stat", row->path);
		print_number(out, "    changed", row->changed);
	}
	for (size_t i = 0; i < print->raw.count; i++) {
		bv_out_print(out, "  raw %c ", bv_file_status_letter(print->raw.items[i].status));
		bv_out_text(out, print->raw.items[i].path);
		bv_out_print(out, "\n");
	}
	for (size_t i = 0; i < print->patch.count; i++) {
		print_text(out, "  patch old", print->patch.items[i].old_path);
		print_text(out, "  patch", print->patch.items[i].path);
	}
	print_flag(out, "  patch whole", print->is_patch_whole);
	print_number(out, "  files", print->files_changed);
	print_number(out, "  insertions", print->insertions);
	print_number(out, "  deletions", print->deletions);
}

static void print_claim(const struct bv_claim *claim, struct bv_out *out)
{
	bv_out_print(out, "ending %s", bv_words_ending(claim->ending));
	print_line(out, claim->line);
	bv_out_print(out, "\n");
	print_text(out, "  text", claim->text);
	print_flag(out, "  quoted", claim->is_quoted);
	if (claim->disowned_line)
		bv_out_print(out, "  disowned line %zu\n", claim->disowned_line);
	print_ref(out, "blames", claim->first_bad, 0);
	print_refs(out, "could be", &claim->could_be, 0);
	print_ref(out, "last good", claim->last_good, claim->last_good_line);
	print_ref(out, "last bad", claim->last_bad, claim->last_bad_line);
	print_statements(&claim->statements, out);
	print_print(&claim->print, out);
	print_text(out, "culprit signature", claim->culprit_signature);
	print_text(out, "parent signature", claim->parent_signature);
	print_ref(out, "untested parent", claim->untested_parent, 0);
	print_flag(out, "flagged flaky", claim->is_flagged_flaky);
	print_number(out, "revisions tested", claim->revisions_tested);
	print_text(out, "total time", claim->total_time);
	print_text(out, "false negative", claim->false_negative);
	print_text(out, "error probability", claim->error_probability);
	print_text(out, "repro chance", claim->repro_chance);
	print_texts(out, "to", &claim->recipients_to);
	print_texts(out, "cc", &claim->recipients_cc);
	print_text(out, "crash", claim->crash_title);
	print_flag(out, "reverified", claim->is_reverified);
	print_flag(out, "reverted", claim->is_reverted);
}

static void print_lines(const char *name, const struct bv_unknown_lines *lines, struct bv_out *out)
{
	for (size_t i = 0; i < lines->count; i++) {
		bv_out_print(out, "%s line %zu ", name, lines->items[i].line);
		bv_out_text(out, lines->items[i].text);
		bv_out_print(out, "\n");
	}
}

static void print_rest(const struct bv_bisection *log, struct bv_out *out)
{
	for (size_t i = 0; i < log->remarks.count; i++) {
		const struct bv_remark *remark = &log->remarks.items[i];

		bv_out_print(out, "remark line %zu ", remark->line);
		bv_out_text(out, remark->name);
		bv_out_print(out, ": ");
		bv_out_text(out, remark->value);
		bv_out_print(out, "\n");
	}
	print_lines("unnamed", &log->unnamed_verdicts, out);
	print_lines("unknown", &log->unknown_lines, out);
	print_flag(out, "truncated", log->is_truncated);
	print_flag(out, "cut", log->is_cut);
	print_flag(out, "binary", log->is_binary);
	print_text(out, "what else", log->what_else);
	print_text(out, "damage", log->damage);
	print_number(out, "damage line",
		     (struct bv_count){log->damage_line != 0, log->damage_line});
}

void bv_report_dump_model(const struct bv_bisection *log, struct bv_out *out)
{
	bv_out_print(out, "bisection %zu %s\n", log->part, bv_kind_name(log->kind));
	if (log->era.is_known)
		bv_out_print(out, "era %u to %u\n", log->era.oldest, log->era.newest);
	print_text(out, "host", log->host);
	print_text(out, "started", log->started);
	print_text(out, "bug", log->bug_title);
	print_text(out, "arch", log->arch);
	print_ref(out, "start", log->start, 0);
	print_ref(out, "start again", log->start_again, log->start_again_line);
	print_ref(out, "head", log->head, 0);
	print_start(log, out);
	print_texts(out, "picked", &log->picked);
	print_number(out, "release tags", log->release_tags);
	for (size_t i = 0; i < log->steps.count; i++)
		print_step(&log->steps.items[i], "step", i, out);
	for (size_t i = 0; i < log->retests.count; i++)
		print_step(&log->retests.items[i], "retest", i, out);
	print_offer(&log->pending, "pending", out);
	print_claim(&log->claim, out);
	print_revisions(log, out);
	print_rest(log, out);
}
