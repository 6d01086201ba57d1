/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git bayesect's log and state: how often each commit failed and passed.
 *
 * Source: hauntsaninja/git_bayesect, git_bayesect.py, cli_log(), State.dump(), print_status(). It
 * calls no commit good or bad but weighs all runs; so the commits are tested, and not certain.
 */
#include "log/builder.h"
#include "state_file.h"

#include "base/banned.h"

static bool is_own(const struct bv_nodes *nodes)
{
	const struct bv_node *results = bv_node_member(nodes, &nodes->items[0], BV_TEXT("results"));

	return results && results->kind == BV_NODE_ARRAY &&
	       bv_node_member(nodes, &nodes->items[0], BV_TEXT("old_sha")) &&
	       bv_node_member(nodes, &nodes->items[0], BV_TEXT("new_sha"));
}

static const struct bv_nodes_shape shape = {
	.words = {BV_TEXT_INIT("\"old_sha\""), BV_TEXT_INIT("\"beta_priors\"")},
	.is_own = is_own,
};

/*
 * Runs
 */

struct reader {
	struct bv_state_file file;
	uint32_t *steps; /* of each revision, the number of its step; 0: none yet */
	size_t run_count;
};

static void begin(struct reader *reader)
{
	reader->steps =
		bv_arena_alloc(reader->file.keep, BV_REVISIONS_MAX + 1, sizeof(*reader->steps));
}

/* The step of @commit, which its first run makes. */
static struct bv_step *step_of(struct reader *reader, struct bv_text commit, size_t line)
{
	struct bv_bisection *out = reader->file.out;
	struct bv_revision_ref revision = bv_state_file_revision(&reader->file, commit, line);
	uint32_t *number = &reader->steps[revision.number];

	if (!bv_revision_ref_is_none(revision) && *number)
		return &out->steps.items[*number - 1];
	if (!bv_state_file_step(&reader->file, BV_PHASE_BISECT, BV_VERDICT_WEAK, commit, line))
		return NULL;
	*number = (uint32_t)out->steps.count;
	return &out->steps.items[out->steps.count - 1];
}

static void take_run(struct reader *reader, struct bv_text commit, enum bv_outcome outcome,
		     size_t line)
{
	struct bv_step *step = step_of(reader, commit, line);
	struct bv_run *run;

	if (!step)
		return;
	if (reader->run_count++ == BV_RUNS_MAX)
		reader->file.out->is_truncated = true;
	if (reader->run_count > BV_RUNS_MAX)
		return;
	run = BV_APPEND(&step->runs, reader->file.keep);
	run->outcome = outcome;
	run->line = line;
	step->runs_line = step->runs_line ? step->runs_line : line;
}

/* "pass", "fail" and "skip", and what else the program takes for them; false for other words. */
static bool take_result(struct reader *reader, struct bv_text word, struct bv_text commit,
			size_t line)
{
	if (bv_text_equal(word, BV_TEXT("pass")) || bv_text_equal(word, BV_TEXT("success")))
		take_run(reader, commit, BV_OUTCOME_OK, line);
	else if (bv_text_equal(word, BV_TEXT("fail")) || bv_text_equal(word, BV_TEXT("failure")))
		take_run(reader, commit, BV_OUTCOME_CRASHED, line);
	else if (bv_text_equal(word, BV_TEXT("skip")))
		(void)bv_state_file_step(&reader->file, BV_PHASE_BISECT, BV_VERDICT_SKIP, commit,
					 line);
	else
		return false;
	return true;
}

/*
 * The log: "git bayesect start --old H --new H", "git bayesect pass --commit H"
 */

static bool take_command(struct bv_text line, struct bv_text *word, struct bv_text *rest)
{
	*rest = bv_text_trim(bv_unquote(line));
	(void)bv_take_prefix(rest, BV_TEXT("$ "));
	return bv_take_prefix(rest, BV_TEXT("git bayesect ")) && bv_take_word(rest, word);
}

/* What follows "--NAME". */
static struct bv_text option(struct bv_text rest, struct bv_text name)
{
	struct bv_text word, value;

	while (bv_take_blanks(&rest) && bv_take_word(&rest, &word))
		if (bv_text_equal(word, name) && bv_take_blanks(&rest) &&
		    bv_take_word(&rest, &value))
			return value;
	return (struct bv_text){0};
}

/* "Bisection converged to 0123456789 (97.1%) after 42 observations" */
static bool take_converged(struct bv_text line, struct bv_text *commit)
{
	struct bv_text rest = bv_text_trim(bv_unquote(line));

	return bv_take_prefix(&rest, BV_TEXT("Bisection converged to ")) &&
	       bv_take_hex(&rest, 7, 40, commit) && bv_text_starts_with(rest, BV_TEXT(" ("));
}

static void take_line(struct reader *reader, const struct bv_line *line)
{
	struct bv_text word, rest, commit;

	if (take_converged(line->text, &commit)) {
		bv_state_file_blame(&reader->file, commit, "converged to", line->number);
		return;
	}
	if (!take_command(line->text, &word, &rest))
		return;
	if (bv_text_equal(word, BV_TEXT("start"))) {
		bv_state_file_end(&reader->file, BV_VERDICT_BAD, option(rest, BV_TEXT("--new")),
				  line->number);
		bv_state_file_end(&reader->file, BV_VERDICT_GOOD, option(rest, BV_TEXT("--old")),
				  line->number);
		reader->file.out->git.is_first_parent = true;
	} else if (!bv_text_is_empty(option(rest, BV_TEXT("--commit")))) {
		(void)take_result(reader, word, option(rest, BV_TEXT("--commit")), line->number);
	}
}

static bool is_telling(struct bv_text line)
{
	struct bv_text word, rest, commit;

	if (take_converged(line, &commit))
		return true;
	return take_command(line, &word, &rest) &&
	       ((bv_text_equal(word, BV_TEXT("start")) && option(rest, BV_TEXT("--old")).size) ||
		option(rest, BV_TEXT("--commit")).size);
}

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (is_telling(lines->items[i].text))
			return BV_CLAIM_STRONG;
	return BV_CLAIM_NONE;
}

static void read_log(struct bv_bisections *out, const struct bv_lines *lines,
		     const struct bv_producer *const *all, struct bv_arena *keep)
{
	struct reader reader = {.file = {.out = bv_build_part(out, lines, keep), .keep = keep}};

	(void)all;
	reader.file.out->kind = BV_KIND_BAYESECT;
	begin(&reader);
	for (size_t i = 0; i < lines->count; i++)
		take_line(&reader, &lines->items[i]);
}

/*
 * The state: "results": [["H", "fail"], ...]
 */

static void read_state(struct bv_state_file *file)
{
	struct reader reader = {.file = *file};
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *root = &nodes->items[0];
	const struct bv_node *old = bv_node_member(nodes, root, BV_TEXT("old_sha"));
	const struct bv_node *new = bv_node_member(nodes, root, BV_TEXT("new_sha"));
	const struct bv_node *results = bv_node_member(nodes, root, BV_TEXT("results"));
	const struct bv_node *pair;

	begin(&reader);
	bv_state_file_end(file, BV_VERDICT_BAD, new->text, new->line);
	bv_state_file_end(file, BV_VERDICT_GOOD, old->text, old->line);
	file->out->git.is_first_parent = true;
	for (pair = bv_node_first(nodes, results); pair;
	     pair = bv_node_next(nodes, results, pair)) {
		const struct bv_node *commit = bv_node_first(nodes, pair);
		const struct bv_node *word = commit ? bv_node_next(nodes, pair, commit) : NULL;

		if (!word || !take_result(&reader, word->text, commit->text, commit->line))
			bv_build_unknown(file->out, BV_TEXT("a result"), pair->line, file->keep);
	}
}

const struct bv_producer bv_producer_bayesect = {
	.kind = BV_KIND_BAYESECT,
	.recognise = recognise,
	.read = read_log,
	.shape = &shape,
	.read_state = read_state,
};
