/* SPDX-License-Identifier: GPL-2.0-only */
/* One walk over the commits near the log's, comparing titles. */
#include "case_private.h"
#include "kernel/subject.h"
#include "repo/history.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

#define WANTED_MAX    256
#define YEAR_SECONDS  ((uint64_t)365 * 24 * 60 * 60)
#define SUBJECT_LEAST 12 /* "x86: fix" says too little */

struct wanted {
	struct bv_revision_facts *facts;
	struct bv_text subject; /* canonical */
	size_t fitting;
	struct bv_oid id;
	struct bv_text found;
	enum bv_subject_match match;
};
struct wanted_list {
	struct wanted *items;
	size_t count, capacity;
};

static void collect_wanted(struct wanted_list *out, struct bv_facts *facts,
			   const struct bv_bisection *bisection, struct bv_arena *scratch)
{
	for (size_t i = 0; i < bisection->revisions.count && out->count < WANTED_MAX; i++) {
		const struct bv_revision *revision = &bisection->revisions.items[i];
		struct bv_text subject = bv_subject_canonical(revision->subject, scratch);
		struct wanted *wanted;

		if (revision->is_aside || facts->revisions[i].resolution != BV_RESOLUTION_NONE ||
		    facts->revisions[i].exists == BV_YES || revision->is_subject_cut ||
		    subject.size < SUBJECT_LEAST || !bv_text_is_hex(revision->written, 4, SIZE_MAX))
			continue;
		wanted = BV_APPEND(out, scratch);
		wanted->facts = &facts->revisions[i];
		wanted->subject = subject;
	}
}

/** The dates between which the log's commits lie, as far as they are here. */
static bool find_window(struct bv_dates *out, const struct bv_facts *facts, size_t count,
			struct bv_history *history)
{
	*out = (struct bv_dates){.since = UINT64_MAX};
	for (size_t i = 0; i < count; i++) {
		struct bv_commit commit;
		uint64_t seconds;

		if (facts->revisions[i].resolution == BV_RESOLUTION_NONE ||
		    bv_history_find(history, &facts->revisions[i].id, &commit) != BV_YES)
			continue;
		seconds = bv_history_date(history, commit);
		out->since = seconds < out->since ? seconds : out->since;
		out->until = seconds > out->until ? seconds : out->until;
	}
	return out->since <= out->until;
}

static void compare_with_wanted(struct wanted_list *list, const struct bv_oid *id,
				struct bv_text subject, struct bv_text canonical,
				struct bv_arena *keep)
{
	for (size_t i = 0; i < list->count; i++) {
		struct wanted *wanted = &list->items[i];
		enum bv_subject_match match = bv_subject_compare(wanted->subject, canonical);

		if (match != BV_SUBJECT_EQUAL && match != BV_SUBJECT_PATCH_PREFIX)
			continue;
		if (wanted->fitting++ > 0)
			continue;
		wanted->id = *id;
		wanted->match = match;
		wanted->found = bv_arena_copy(keep, subject);
	}
}

static bool read_titles(struct wanted_list *list, struct bv_tree *tree,
			const struct bv_dated_commits *commits, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	bool is_complete = true;

	for (size_t i = 0; i < commits->count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&scratch);
		struct bv_object object;

		if (bv_object_read_unchecked(&object, tree, &commits->items[i].id)) {
			struct bv_text subject =
				bv_message_subject(bv_object_message(object.bytes), &scratch);

			compare_with_wanted(list, &commits->items[i].id, subject,
					    bv_subject_canonical(subject, &scratch), keep);
		} else {
			is_complete = false;
		}
		bv_object_release(&object);
		bv_arena_rewind(&scratch, mark);
	}
	bv_arena_release(&scratch);
	return is_complete;
}

static void accept(struct wanted *wanted)
{
	struct bv_revision_facts *facts = wanted->facts;

	if (wanted->fitting != 1)
		return;
	facts->resolution = BV_RESOLUTION_SUBJECT;
	facts->is_commit = BV_YES;
	facts->id = wanted->id;
	facts->subject = wanted->found;
	facts->subject_match = wanted->match;
}

static void search(struct wanted_list *list, struct bv_facts *facts, struct bv_tree *tree,
		   size_t revision_count, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	struct bv_history *history = bv_tree_history(tree, &err);
	struct bv_dated_commits commits = {0};
	struct bv_dates window;
	struct bv_text why =
		BV_TEXT("none of the log's commits is here, so no title was looked for");
	bool is_done = false;

	if (history && find_window(&window, facts, revision_count, history)) {
		window.until += YEAR_SECONDS;
		is_done = bv_commits_since(&commits, tree, &window, &scratch, &why) == BV_YES;
		if (is_done && commits.count > BV_FIND_BY_SUBJECT_MAX) {
			why = BV_TEXT("too many commits to look for its title");
			is_done = false;
		}
		is_done = is_done && read_titles(list, tree, &commits, keep);
	}
	for (size_t i = 0; i < list->count; i++) {
		if (is_done)
			accept(&list->items[i]);
		else if (bv_text_is_empty(list->items[i].facts->why_unknown))
			list->items[i].facts->why_unknown = bv_arena_copy(keep, why);
	}
	bv_arena_release(&scratch);
}

void bv_tree_find_by_subject(struct bv_facts *facts, struct bv_tree *tree,
			     const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct wanted_list list = {0};

	collect_wanted(&list, facts, bisection, &scratch);
	if (list.count)
		search(&list, facts, tree, bisection->revisions.count, keep);
	bv_arena_release(&scratch);
}
