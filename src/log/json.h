/* SPDX-License-Identifier: GPL-2.0-only */
/* JSON as producers read it: the state files and results that bisection tools leave. */
#ifndef BV_LOG_JSON_H
#define BV_LOG_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "source/line.h"

/** The longest JSON that is read; the state of a bisection has some kilobytes. Units: bytes. */
#define BV_JSON_BYTES_MAX ((size_t)4 << 20)

enum bv_node_kind {
	BV_NODE_OTHER = 0, /* a number, true, false, null */
	BV_NODE_STRING,
	BV_NODE_ARRAY,
	BV_NODE_OBJECT
};

struct bv_node {
	enum bv_node_kind kind;
	struct bv_text name; /* of a member of an object */
	struct bv_text text; /* of a string, decoded */
	size_t line;         /* where its name or its text stands; else where the one before did */
	size_t end;          /* index behind its last descendant */
};

/** The values in the order of the text: a value's descendants follow it, the root is the first. */
struct bv_nodes {
	struct bv_node *items;
	size_t count, capacity;
};

enum bv_nodes_state {
	BV_NODES_NONE = 0,
	BV_NODES_READ,
	BV_NODES_DAMAGED /* the text begins as JSON, but is none up to its end */
};

/** More words than any shape has, one free. */
#define BV_NODES_WORDS 4

/** By what a producer knows its own. */
struct bv_nodes_shape {
	struct bv_text words[BV_NODES_WORDS]; /* that such a text holds, as it is written */
	bool (*is_own)(const struct bv_nodes *nodes);
};

/** What was found. */
struct bv_nodes_found {
	enum bv_nodes_state state;
	const struct bv_nodes_shape *shape; /* NULL of BV_NODES_NONE */
	struct bv_nodes nodes;              /* of BV_NODES_READ */
	struct bv_text damage;              /* of BV_NODES_DAMAGED: "it ends in the middle" */
	size_t damage_line;
};

/**
 * The first JSON object in @lines that has one of @shapes, which NULL ends, in a file of its own or
 * among other lines.
 *
 * Meaning: an object begins a line, behind quoting and blanks. Where none is whole, but the text
 *          begins with one and has a shape's words, the first such shape's is damaged: cut, with a
 *          name twice in one object, no UTF-8, nested too deep, or longer than BV_JSON_BYTES_MAX.
 *          The text is read once, however many shapes are asked for.
 * Owner:   kept in @keep.
 */
void bv_nodes_find(struct bv_nodes_found *out, const struct bv_lines *lines,
		   const struct bv_nodes_shape *const *shapes, struct bv_arena *keep);

/** The member @name of the object @at; NULL when it has none. Owner: borrowed. */
const struct bv_node *bv_node_member(const struct bv_nodes *nodes, const struct bv_node *at,
				     struct bv_text name);
/** The member's text; empty when there is none, or it is no string. */
struct bv_text bv_node_text(const struct bv_nodes *nodes, const struct bv_node *at,
			    struct bv_text name);
/** The first element or member of @at, and the one behind @child; NULL when there is none. */
const struct bv_node *bv_node_first(const struct bv_nodes *nodes, const struct bv_node *at);
const struct bv_node *bv_node_next(const struct bv_nodes *nodes, const struct bv_node *at,
				   const struct bv_node *child);

#endif
