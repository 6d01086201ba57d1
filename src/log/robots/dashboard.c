/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The JSON of syzbot's dashboard: no bisection, but often saved in place of one.
 *
 * Source: syzkaller, dashboard/api/api.go, Bug.
 */
#include "log/builder.h"
#include "state_file.h"

#include "base/banned.h"

static bool is_own(const struct bv_nodes *nodes)
{
	const struct bv_node *root = &nodes->items[0];
	const struct bv_node *crashes = bv_node_member(nodes, root, BV_TEXT("crashes"));

	return crashes && crashes->kind == BV_NODE_ARRAY &&
	       bv_node_text(nodes, root, BV_TEXT("title")).size &&
	       bv_node_text(nodes, root, BV_TEXT("id")).size;
}

static const struct bv_nodes_shape shape = {
	.words = {BV_TEXT_INIT("\"crashes\""), BV_TEXT_INIT("\"title\""), BV_TEXT_INIT("\"id\"")},
	.is_own = is_own,
};

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	struct bv_arena scratch = {0};
	struct bv_nodes_found found = {0};
	enum bv_nodes_state state = bv_nodes_find(&found, lines, &shape, &scratch);

	bv_arena_release(&scratch);
	return state == BV_NODES_READ ? BV_CLAIM_STRONG : BV_CLAIM_NONE;
}

static void read_bug(struct bv_bisections *out, const struct bv_lines *lines,
		     const struct bv_producer *const *all, struct bv_arena *keep)
{
	(void)all;
	bv_build_part(out, lines, keep)->what_else =
		BV_TEXT("it is a bug of syzbot's dashboard, in JSON; its title goes with --title, "
			"beside the bisection's log");
}

const struct bv_producer bv_producer_dashboard = {
	.recognise = recognise,
	.read = read_bug,
};
