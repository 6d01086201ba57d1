/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * VIXI's result nodes, in which git bisect's verdicts are kept.
 *
 * Source: kernelci/kci-bisect, contrib/vixi/bisect.py, _add_result_node(): both ends are tested
 * first, and stand first.
 */
#include "log/builder.h"
#include "state_file.h"

#include "base/banned.h"

static const struct bv_node *data_of(const struct bv_nodes *nodes)
{
	return bv_node_member(nodes, &nodes->items[0], BV_TEXT("data"));
}

static bool is_own(const struct bv_nodes *nodes)
{
	return bv_text_equal(bv_node_text(nodes, &nodes->items[0], BV_TEXT("kind")),
			     BV_TEXT("vixi.bisect")) &&
	       bv_node_member(nodes, data_of(nodes), BV_TEXT("history"));
}

static const struct bv_nodes_shape shape = {
	.words = {BV_TEXT_INIT("\"vixi.bisect\""), BV_TEXT_INIT("\"history\"")},
	.is_own = is_own,
};

/* {"sha1": "H", "subject": "T", ...} */
static const struct bv_node *take_revision(struct bv_state_file *file, const struct bv_node *at)
{
	const struct bv_node *revision = bv_node_member(&file->nodes, at, BV_TEXT("revision"));
	const struct bv_node *sha1 = bv_node_member(&file->nodes, revision, BV_TEXT("sha1"));
	const struct bv_node *subject = bv_node_member(&file->nodes, revision, BV_TEXT("subject"));

	if (sha1 && subject)
		bv_build_subject(file->out, bv_state_file_revision(file, sha1->text, sha1->line),
				 subject->text, false, subject->line);
	return sha1;
}

/* The first good and the first bad one are the ends. */
static void take_test(struct bv_state_file *file, const struct bv_node *test)
{
	const struct bv_git_start *git = &file->out->git;
	enum bv_verdict verdict =
		bv_state_file_verdict(bv_node_text(&file->nodes, test, BV_TEXT("result")));
	const struct bv_node *sha1 = take_revision(file, test);

	if (!sha1)
		return;
	if ((verdict == BV_VERDICT_BAD && !git->bad_line) ||
	    (verdict == BV_VERDICT_GOOD && !git->good_line))
		bv_state_file_end(file, verdict, sha1->text, sha1->line);
	else
		(void)bv_state_file_step(file, BV_PHASE_BISECT, verdict, sha1->text, sha1->line);
}

/* The node's name has the commit, where nobody tested it: "bisect:H". */
static void take_result(struct bv_state_file *file)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *sha1 = take_revision(file, data_of(nodes));
	const struct bv_node *name = bv_node_member(nodes, &nodes->items[0], BV_TEXT("name"));
	struct bv_text commit = name ? name->text : (struct bv_text){0};

	if (sha1)
		bv_state_file_blame(file, sha1->text, "revision", sha1->line);
	else if (bv_take_prefix(&commit, BV_TEXT("bisect:")))
		bv_state_file_blame(file, commit, "name", name->line);
}

static void read_node(struct bv_state_file *file)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *history = bv_node_member(nodes, data_of(nodes), BV_TEXT("history"));
	const struct bv_node *test;

	for (test = bv_node_first(nodes, history); test; test = bv_node_next(nodes, history, test))
		take_test(file, test);
	take_result(file);
	file->out->arch = bv_node_text(
		nodes, bv_node_member(nodes, data_of(nodes), BV_TEXT("params")), BV_TEXT("arch"));
}

const struct bv_producer bv_producer_vixi = {
	.kind = BV_KIND_VIXI,
	.shape = &shape,
	.read_state = read_node,
};
