/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Several results in one text: git concludes a bisection once, so that two sentences about
 * different commits tell of two bisections. The steps of the text belong to one of them only.
 */
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

/* What speaks for a sentence, the weightier one greater. */
#define IS_OWN 1U
#define IS_BAD 2U

struct chooser {
	struct bv_git_build *build;
	const enum bv_verdict *last; /* of each revision, by number */
};

static const struct bv_git_event *event_at(const struct bv_git_build *build, size_t index)
{
	return &build->events->items[index];
}

static bool is_about(const struct bv_git_event *event, struct bv_text commit)
{
	return event->kind == BV_GIT_FIRST_BAD && bv_id_is_same(event->revision, commit);
}

/* The log's own last word, the last one of several. */
static struct bv_text comment_of(const struct bv_git_build *build)
{
	struct bv_text commit = {0};

	for (size_t i = build->part.all.from; i < build->part.all.to; i++)
		if (event_at(build, i)->kind == BV_GIT_FIRST_BAD_COMMENT)
			commit = event_at(build, i)->revision;
	return commit;
}

/* Owner: kept. */
static enum bv_verdict *last_verdicts(const struct bv_git_build *build)
{
	const struct bv_steps *steps = &build->out->steps;
	enum bv_verdict *last = bv_arena_alloc(build->keep, BV_REVISIONS_MAX + 1, sizeof(*last));

	for (size_t i = 0; i < steps->count; i++)
		last[steps->items[i].revision.number] = steps->items[i].verdict;
	return last;
}

/*
 * How well the steps carry what @event says: they end in a verdict of bad, or they do not say. A
 * person's own words go before what is quoted.
 */
static unsigned rank_of(struct chooser *chooser, const struct bv_git_event *event)
{
	struct bv_git_build *build = chooser->build;
	struct bv_revision_ref ref =
		bv_git_names_find(&build->names, build->out, event->revision, build->keep);
	bool is_bad = chooser->last[ref.number] == BV_VERDICT_BAD;
	bool is_own = bv_quote_depth(build->lines->items[event->index].text) == 0;

	return (is_bad ? IS_BAD : 0U) + (is_own ? IS_OWN : 0U);
}

/* The commit that this part's steps lead to, by its best sentence. */
static struct bv_text choose(struct bv_git_build *build)
{
	struct chooser chooser = {.build = build, .last = last_verdicts(build)};
	struct bv_text chosen = {0};
	unsigned best = 0;

	for (size_t i = build->part.all.from; i < build->part.all.to; i++) {
		const struct bv_git_event *event = event_at(build, i);
		unsigned rank;

		if (event->kind != BV_GIT_FIRST_BAD)
			continue;
		rank = rank_of(&chooser, event);
		/* Steps that lead to two went on behind the first. */
		if (!bv_text_is_empty(chosen) && (rank < best || (rank == best && rank < IS_BAD)))
			continue;
		best = rank;
		chosen = event->revision;
	}
	return chosen;
}

/* Do the sentences name more than one commit? */
static bool has_several(const struct bv_git_build *build)
{
	const struct bv_git_event *first = NULL;

	for (size_t i = build->part.all.from; i < build->part.all.to; i++) {
		const struct bv_git_event *event = event_at(build, i);

		if (event->kind != BV_GIT_FIRST_BAD)
			continue;
		if (first && !is_about(event, first->revision))
			return true;
		first = first ? first : event;
	}
	return false;
}

/* The sentences that are not about @commit, each with the commit printed below it. Owner: kept. */
static bool *find_others(const struct bv_git_build *build, struct bv_text commit)
{
	struct bv_git_span span = build->part.all;
	bool *is_other = bv_arena_alloc(build->keep, span.to, sizeof(*is_other));

	for (size_t i = span.from; i < span.to; i++) {
		const struct bv_git_event *event = event_at(build, i);

		if (event->kind == BV_GIT_FIRST_BAD)
			is_other[i] = !is_about(event, commit);
		else if (event->kind == BV_GIT_HEADER && i > span.from)
			is_other[i] = is_other[i - 1];
	}
	return is_other;
}

/* How much earlier what stood at @index stands when the others before it are gone. */
static size_t count_before(const bool *is_other, size_t index)
{
	size_t count = 0;

	for (size_t i = 0; i < index; i++)
		count += is_other[i];
	return count;
}

/* Put the others behind all events, so that they are further parts of the text. */
static void move_others(struct bv_git_build *build, struct bv_git_events *events,
			const bool *is_other)
{
	struct bv_git_part *part = &build->part;
	struct bv_git_event *moved =
		bv_arena_alloc(build->keep, events->count, sizeof(*events->items));
	size_t kept = 0, others = events->count - count_before(is_other, part->all.to);

	for (size_t i = 0; i < events->count; i++)
		if (i < part->all.to && is_other[i])
			moved[others++] = events->items[i];
		else
			moved[kept++] = events->items[i];
	part->log.from -= count_before(is_other, part->log.from);
	part->log.to -= count_before(is_other, part->log.to);
	part->all.to -= count_before(is_other, part->all.to);
	events->items = moved;
	events->capacity = events->count;
}

void bv_git_set_aside(struct bv_git_build *build, struct bv_git_events *events)
{
	struct bv_text commit;

	if (!has_several(build))
		return;
	commit = comment_of(build);
	if (bv_text_is_empty(commit))
		commit = choose(build);
	move_others(build, events, find_others(build, commit));
}
