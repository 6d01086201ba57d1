/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kci-bisect's campaigns: its output contract bco-output/v1.
 *
 * Source: kernelci/kci-bisect, docs/contracts/bco-output.md. It chooses the commits itself, several
 * in a round where it likes; "weak" is a commit that was tested without being certain.
 */
#include "log/builder.h"
#include "state_file.h"

#include "base/banned.h"

static bool is_own(const struct bv_nodes *nodes)
{
	return bv_text_equal(bv_node_text(nodes, &nodes->items[0], BV_TEXT("contract_version")),
			     BV_TEXT("bco-output/v1"));
}

static const struct bv_nodes_shape shape = {
	.words = {BV_TEXT_INIT("\"bco-output/v1\"")},
	.is_own = is_own,
};

/* "good": {"commit": "H"} */
static const struct bv_node *commit_of(const struct bv_state_file *file, const struct bv_node *at,
				       struct bv_text name)
{
	return bv_node_member(&file->nodes, bv_node_member(&file->nodes, at, name),
			      BV_TEXT("commit"));
}

static const struct bv_node *boundaries_of(const struct bv_state_file *file, const char *which)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *campaign =
		bv_node_member(nodes, &nodes->items[0], BV_TEXT("campaign"));

	return bv_node_member(nodes, bv_node_member(nodes, campaign, BV_TEXT("search_boundaries")),
			      bv_text_from(which));
}

/* The boundaries after the last good or bad decision, or of the range that could not be narrowed.
 */
static void take_last_ends(struct bv_state_file *file, const struct bv_node *ends)
{
	struct bv_claim *claim = &file->out->claim;
	const struct bv_node *good = commit_of(file, ends, BV_TEXT("good"));
	const struct bv_node *bad = commit_of(file, ends, BV_TEXT("bad"));

	if (good) {
		claim->last_good = bv_state_file_revision(file, good->text, good->line);
		claim->last_good_line = good->line;
	}
	if (bad) {
		claim->last_bad = bv_state_file_revision(file, bad->text, bad->line);
		claim->last_bad_line = bad->line;
	}
}

static void take_campaign(struct bv_state_file *file)
{
	static const struct bv_text remarks[] = {BV_TEXT_INIT("campaign_id"),
						 BV_TEXT_INIT("status"),
						 BV_TEXT_INIT("regression_type"), BV_TEXT_INIT("")};
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *campaign =
		bv_node_member(nodes, &nodes->items[0], BV_TEXT("campaign"));
	const struct bv_node *ends = boundaries_of(file, "initial");
	const struct bv_node *good = commit_of(file, ends, BV_TEXT("good"));
	const struct bv_node *bad = commit_of(file, ends, BV_TEXT("bad"));

	if (bad)
		bv_state_file_end(file, BV_VERDICT_BAD, bad->text, bad->line);
	if (good)
		bv_state_file_end(file, BV_VERDICT_GOOD, good->text, good->line);
	bv_state_file_remarks(file, campaign, remarks);
	file->out->arch = bv_node_text(nodes, bv_node_member(nodes, campaign, BV_TEXT("scope")),
				       BV_TEXT("arch"));
}

/* One that its policy gave up was tested without a decision; one without a test is asked for. */
static void take_step(struct bv_state_file *file, const struct bv_node *step)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *commit = bv_node_member(nodes, step, BV_TEXT("commit"));
	const struct bv_node *decision = bv_node_member(nodes, step, BV_TEXT("decision"));
	struct bv_text status = bv_node_text(nodes, step, BV_TEXT("status"));
	struct bv_offer *pending = &file->out->pending;

	if (!commit)
		return;
	if (decision && decision->kind == BV_NODE_OBJECT)
		(void)bv_state_file_step(
			file, BV_PHASE_BISECT,
			bv_state_file_verdict(bv_node_text(nodes, decision, BV_TEXT("value"))),
			commit->text, commit->line);
	else if (bv_text_equal(status, BV_TEXT("exhausted")))
		(void)bv_state_file_step(file, BV_PHASE_BISECT, BV_VERDICT_WEAK, commit->text,
					 commit->line);
	else
		*pending = (struct bv_offer){
			.revision = bv_state_file_revision(file, commit->text, commit->line),
			.line = commit->line,
		};
}

static void end_without_commit(struct bv_state_file *file, enum bv_ending ending,
			       const struct bv_node *at, struct bv_text words)
{
	struct bv_claim *claim = &file->out->claim;

	claim->ending = ending;
	claim->line = at->line;
	claim->text = words;
}

/* "not_confirmed: SUMMARY" */
static struct bv_text with_summary(struct bv_state_file *file, const struct bv_node *outcome,
				   struct bv_text result)
{
	const struct bv_nodes *nodes = &file->nodes;
	struct bv_text summary = bv_node_text(
		nodes, bv_node_member(nodes, outcome, BV_TEXT("rationale")), BV_TEXT("summary"));

	return bv_arena_print(file->keep, "%.*s%s%.*s", BV_TEXT_ARG(result),
			      summary.size ? ": " : "", BV_TEXT_ARG(summary));
}

static void take_outcome(struct bv_state_file *file, const struct bv_node *outcome)
{
	const struct bv_node *result = bv_node_member(&file->nodes, outcome, BV_TEXT("result"));
	const struct bv_node *culprit = commit_of(file, outcome, BV_TEXT("culprit"));

	if (!result || bv_text_is_empty(result->text))
		return;
	if (bv_text_equal(result->text, BV_TEXT("narrowed_range"))) {
		end_without_commit(file, BV_ENDING_RANGE, result, result->text);
		take_last_ends(file, bv_node_member(&file->nodes, outcome, BV_TEXT("range")));
	} else if (culprit && bv_text_equal(result->text, BV_TEXT("single_culprit"))) {
		bv_state_file_blame(file, culprit->text, "culprit", culprit->line);
	} else {
		end_without_commit(file, BV_ENDING_UNRESOLVED, result,
				   with_summary(file, outcome, result->text));
	}
}

static void take_failure(struct bv_state_file *file, const struct bv_node *failure)
{
	struct bv_text message = bv_node_text(&file->nodes, failure, BV_TEXT("message"));

	if (failure && failure->kind == BV_NODE_OBJECT)
		end_without_commit(file, BV_ENDING_ERROR, failure, message);
}

static void read_output(struct bv_state_file *file)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *root = &nodes->items[0];
	const struct bv_node *steps = bv_node_member(nodes, root, BV_TEXT("steps"));
	const struct bv_node *step;

	take_campaign(file);
	for (step = steps ? bv_node_first(nodes, steps) : NULL; step;
	     step = bv_node_next(nodes, steps, step))
		take_step(file, step);
	take_last_ends(file, boundaries_of(file, "latest"));
	take_outcome(file, bv_node_member(nodes, root, BV_TEXT("outcome")));
	take_failure(file, bv_node_member(nodes, root, BV_TEXT("failure")));
}

const struct bv_producer bv_producer_kci_bisect = {
	.kind = BV_KIND_KCI_BISECT,
	.shape = &shape,
	.read_state = read_output,
};
