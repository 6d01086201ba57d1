/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking for values of JSON that was read. */
#include "json.h"

#include "base/banned.h"

const struct bv_node *bv_node_first(const struct bv_nodes *nodes, const struct bv_node *at)
{
	size_t index = (size_t)(at - nodes->items) + 1;

	return index < at->end ? &nodes->items[index] : NULL;
}

const struct bv_node *bv_node_next(const struct bv_nodes *nodes, const struct bv_node *at,
				   const struct bv_node *child)
{
	return child->end < at->end ? &nodes->items[child->end] : NULL;
}

const struct bv_node *bv_node_member(const struct bv_nodes *nodes, const struct bv_node *at,
				     struct bv_text name)
{
	const struct bv_node *child;

	if (!at || at->kind != BV_NODE_OBJECT)
		return NULL;
	for (child = bv_node_first(nodes, at); child; child = bv_node_next(nodes, at, child))
		if (bv_text_equal(child->name, name))
			return child;
	return NULL;
}

struct bv_text bv_node_text(const struct bv_nodes *nodes, const struct bv_node *at,
			    struct bv_text name)
{
	const struct bv_node *member = bv_node_member(nodes, at, name);

	return member ? member->text : (struct bv_text){0};
}
