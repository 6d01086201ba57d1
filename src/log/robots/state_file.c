/* SPDX-License-Identifier: GPL-2.0-only */
/* What the readers of JSON state files have in common: from their words to steps and claims. */
#include "state_file.h"

#include "log/builder.h"

#include "base/banned.h"

/* Longer names no repository has. Units: bytes. */
#define NAME_BYTES_MAX 256

void bv_state_file_read(struct bv_bisections *out, const struct bv_lines *lines,
			const struct bv_producer *producer, const struct bv_nodes_found *found,
			struct bv_arena *keep)
{
	struct bv_bisection *part = bv_build_part(out, lines, keep);
	struct bv_state_file file = {part, found->nodes, keep};

	part->kind = producer->kind;
	/* JSON says itself where it ends, be there a line end or not. */
	part->is_cut = false;
	if (found->state == BV_NODES_READ) {
		producer->read_state(&file);
	} else {
		part->damage = found->damage;
		part->damage_line = found->damage_line;
	}
}

enum bv_verdict bv_state_file_verdict(struct bv_text word)
{
	static const enum bv_verdict verdicts[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD, BV_VERDICT_SKIP,
						   BV_VERDICT_WEAK};

	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++)
		if (bv_text_equal(word, bv_text_from(bv_verdict_name(verdicts[i]))))
			return verdicts[i];
	return BV_VERDICT_UNKNOWN;
}

static bool is_name(struct bv_text written)
{
	if (bv_text_is_empty(written) || written.size > NAME_BYTES_MAX || written.data[0] == '-')
		return false;
	for (size_t i = 0; i < written.size; i++)
		if ((unsigned char)written.data[i] <= ' ' || written.data[i] == '\x7f')
			return false;
	return true;
}

struct bv_revision_ref bv_state_file_revision(struct bv_state_file *file, struct bv_text written,
					      size_t line)
{
	if (!is_name(written))
		return (struct bv_revision_ref){0};
	return bv_build_revision(file->out, written, line, file->keep);
}

struct bv_step *bv_state_file_step(struct bv_state_file *file, enum bv_phase phase,
				   enum bv_verdict verdict, struct bv_text written, size_t line)
{
	struct bv_revision_ref revision = bv_state_file_revision(file, written, line);
	struct bv_step *step = NULL;

	if (bv_revision_ref_is_none(revision) || verdict == BV_VERDICT_UNKNOWN)
		bv_build_unknown(file->out, written, line, file->keep);
	else
		step = bv_build_step(file->out, file->keep);
	if (!step)
		return NULL;
	step->revision = step->marked = revision;
	step->phase = phase;
	step->verdict = verdict;
	step->mark = bv_verdict_is_mark(verdict) ? verdict : BV_VERDICT_UNKNOWN;
	step->line = step->verdict_line = line;
	return step;
}

void bv_state_file_end(struct bv_state_file *file, enum bv_verdict verdict, struct bv_text written,
		       size_t line)
{
	struct bv_git_start *git = &file->out->git;
	struct bv_step *step;

	if (bv_text_is_empty(written))
		return;
	step = bv_state_file_step(file, BV_PHASE_START, verdict, written, line);
	if (!step)
		return;
	git->good_term = BV_TEXT("good");
	git->bad_term = BV_TEXT("bad");
	if (verdict == BV_VERDICT_BAD) {
		git->bad = step->revision;
		git->bad_line = line;
	} else if (verdict == BV_VERDICT_GOOD) {
		*BV_APPEND(&git->good, file->keep) = step->revision;
		git->good_line = git->good_line ? git->good_line : line;
	}
}

void bv_state_file_blame(struct bv_state_file *file, struct bv_text written, const char *name,
			 size_t line)
{
	struct bv_claim *claim = &file->out->claim;
	struct bv_revision_ref revision = bv_state_file_revision(file, written, line);

	if (bv_revision_ref_is_none(revision))
		return;
	claim->ending = BV_ENDING_FIRST_BAD;
	claim->first_bad = revision;
	claim->line = line;
	claim->text = bv_arena_print(file->keep, "%s: %.*s", name, BV_TEXT_ARG(written));
	bv_build_statement(file->out, BV_STATEMENT_PRODUCER, revision, (struct bv_text){0}, line,
			   file->keep);
}

void bv_state_file_remarks(struct bv_state_file *file, const struct bv_node *at,
			   const struct bv_text *names)
{
	for (; names->size; names++) {
		const struct bv_node *member = bv_node_member(&file->nodes, at, *names);

		if (member)
			bv_build_remark(file->out, *names, member->text, member->line, file->keep);
	}
}
