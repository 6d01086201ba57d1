/* SPDX-License-Identifier: GPL-2.0-only */
/* A log's revisions as they were found, and its steps as git saw them. */
#include "replay.h"

#include "base/banned.h"

#define WRITTEN_SHOWN 40

const struct bv_revision_facts *bv_facts_revision(const struct bv_facts *facts,
						  struct bv_revision_ref ref)
{
	if (!facts->revisions || bv_revision_ref_is_none(ref))
		return NULL;
	return &facts->revisions[ref.number - 1];
}

bool bv_names_find(const struct bv_names *names, struct bv_revision_ref ref, struct bv_commit *out)
{
	const struct bv_revision_facts *found = bv_facts_revision(names->facts, ref);

	return found && found->resolution != BV_RESOLUTION_NONE &&
	       bv_history_find(names->history, &found->id, out) == BV_YES;
}

struct bv_text bv_names_why_not(const struct bv_names *names, struct bv_revision_ref ref,
				struct bv_arena *keep)
{
	const struct bv_revision *revision = bv_bisection_revision(names->bisection, ref);
	const struct bv_revision_facts *found = bv_facts_revision(names->facts, ref);
	bool is_missing = !found || found->exists == BV_NO || bv_text_is_empty(found->why_unknown);

	if (!revision)
		return (struct bv_text){0};
	return bv_arena_print(keep, "commit %.*s of line %zu %s%.*s",
			      BV_TEXT_ARG(bv_text_slice(revision->written, 0, WRITTEN_SHOWN)),
			      revision->line,
			      is_missing ? "is not in this tree" : "could not be looked up: ",
			      BV_TEXT_ARG(is_missing ? (struct bv_text){0} : found->why_unknown));
}

struct bv_revision_ref bv_step_marked(const struct bv_step *step)
{
	return bv_revision_ref_is_none(step->marked) ? step->revision : step->marked;
}

enum bv_verdict bv_step_word(const struct bv_step *step, const struct bv_bisection *bisection)
{
	return step->mark != BV_VERDICT_UNKNOWN ? step->mark
						: bv_verdict_of_git(bisection->kind, step->verdict);
}

struct bv_text bv_step_why_silent(const struct bv_step *step, struct bv_arena *keep)
{
	return bv_arena_print(keep, "the log does not say how the test at line %zu went",
			      step->line);
}
