/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The JSON of syzbot's dashboard: no bisection, but often saved in place of one, and told beside
 * one.
 *
 * Source: syzkaller, dashboard/api/api.go, Bug.
 */
#include "log/bug_file.h"
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

static void read_bug(struct bv_state_file *file)
{
	file->out->what_else = BV_TEXT(
		"it is a bug of syzbot's dashboard, in JSON: name it with --bug, beside the "
		"bisection's log");
}

/*
 * Told beside a log
 */

static void add_once(struct bv_texts *list, struct bv_text text, struct bv_arena *keep)
{
	for (size_t i = 0; i < list->count; i++)
		if (bv_text_equal(list->items[i], text))
			return;
	if (text.size)
		*BV_APPEND(list, keep) = text;
}

/* The texts @name of the objects in the member @list of the bug. */
static void list_texts(struct bv_texts *out, const struct bv_nodes *nodes, struct bv_text list,
		       struct bv_text name, struct bv_arena *keep)
{
	const struct bv_node *all = bv_node_member(nodes, &nodes->items[0], list);
	const struct bv_node *one = all ? bv_node_first(nodes, all) : NULL;

	for (; one; one = bv_node_next(nodes, all, one))
		add_once(out, bv_node_text(nodes, one, name), keep);
}

static bool fail_kind(struct bv_error *err, const struct bv_nodes_found *found, const char *path)
{
	if (found->state == BV_NODES_DAMAGED)
		(void)bv_fail(err, BV_ERROR_INPUT, "this JSON is damaged: %.*s",
			      BV_TEXT_ARG(found->damage));
	else
		(void)bv_fail(err, BV_ERROR_INPUT, "this is no bug of syzbot's dashboard");
	(void)bv_fail_at(err, path, found->damage_line);
	return bv_fail_advice(err, "save the bug's page with &json=1 added to its address");
}

bool bv_bug_file_read(struct bv_bug_file *out, const char *path, struct bv_arena *keep,
		      struct bv_error *err)
{
	const struct bv_nodes_shape *const shapes[] = {&shape, NULL};
	struct bv_source source;
	struct bv_lines lines;
	struct bv_nodes_found found;
	struct bv_texts architectures = {0};

	*out = (struct bv_bug_file){0};
	if (!bv_source_read(&source, path, keep, err))
		return false;
	bv_lines_split(&lines, &source, keep);
	bv_nodes_find(&found, &lines, shapes, keep);
	if (found.state != BV_NODES_READ)
		return fail_kind(err, &found, source.name);
	out->title = bv_node_text(&found.nodes, &found.nodes.items[0], BV_TEXT("title"));
	list_texts(&out->crash_titles, &found.nodes, BV_TEXT("crashes"), BV_TEXT("title"), keep);
	list_texts(&out->fix_titles, &found.nodes, BV_TEXT("fix-commits"), BV_TEXT("title"), keep);
	list_texts(&architectures, &found.nodes, BV_TEXT("crashes"), BV_TEXT("architecture"), keep);
	if (architectures.count == 1)
		out->architecture = architectures.items[0];
	return true;
}

const struct bv_producer bv_producer_dashboard = {
	.shape = &shape,
	.read_state = read_bug,
};
