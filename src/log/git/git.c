/* SPDX-License-Identifier: GPL-2.0-only */
/* The reader of git's own texts: BISECT_LOG, terminal sessions, and both in one. */
#include "base/oid.h"
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

/* A printed commit with a long message, as people quote it. */
#define PRINT_LINES 64
/* Of an id at the end of a range: a short one may be a name. */
#define RANGE_DIGITS_LEAST 12

/* Only git writes such a line, or somebody who copies it. */
static bool is_telling(const struct bv_git_event *event)
{
	switch (event->kind) {
	case BV_GIT_STATE:
	case BV_GIT_FIRST_BAD_COMMENT:
	case BV_GIT_POSSIBLE_COMMENT:
	case BV_GIT_BISECTING:
	case BV_GIT_FIRST_BAD:
	case BV_GIT_ONLY_SKIPPED:
	case BV_GIT_COULD_BE:
	case BV_GIT_MERGE_BASE_BAD:
		return true;
	case BV_GIT_COMMAND:
		return bv_text_is_hex(bv_text_slice(event->arguments, 0, BV_OID_HEX), BV_OID_HEX,
				      BV_OID_HEX);
	case BV_GIT_NOTHING:
	case BV_GIT_UNKNOWN:
	case BV_GIT_STATUS:
	case BV_GIT_NOTE:
	case BV_GIT_ONLY_SKIPPED_COMMENT:
	case BV_GIT_OFFER:
	case BV_GIT_HASH:
	case BV_GIT_HEADER:
	case BV_GIT_FAILED:
	case BV_GIT_RUNNING:
	case BV_GIT_RUN_END:
	case BV_GIT_ROBOT:
		break;
	}
	return false;
}

static bool begins_print(const struct bv_lines *lines, size_t index)
{
	struct bv_text text = bv_text_trim(bv_unquote(lines->items[index].text));

	return bv_text_starts_with(text, BV_TEXT("commit ")) ||
	       bv_text_starts_with(text, BV_TEXT("diff-tree "));
}

/* "is the first bad commit", below a commit that is printed somewhere above. */
static bool ends_print(const struct bv_lines *lines, size_t index)
{
	struct bv_text text = bv_text_trim(bv_unquote(lines->items[index].text)), term;
	struct bv_arena scratch = {0};
	struct bv_git_event event;
	bool is_found = false;
	size_t at, first = index;

	if (!bv_git_take_conclusion(&text, &term))
		return false;
	while (first > 0 && index - first < PRINT_LINES && !begins_print(lines, first))
		first--;
	is_found = begins_print(lines, first) &&
		   bv_git_conclusion_below(&event, &at, lines, first, &scratch) && at == index;
	bv_arena_release(&scratch);
	return is_found;
}

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	enum bv_claim_strength strength = BV_CLAIM_NONE;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_git_event event;

		if (ends_print(lines, i))
			return BV_CLAIM_STRONG;
		if (!bv_git_classify(&event, lines->items[i].text))
			continue;
		if (is_telling(&event) || (bv_git_classify_glued(&event) && is_telling(&event)))
			return BV_CLAIM_STRONG;
		if (event.kind == BV_GIT_COMMAND)
			strength = BV_CLAIM_WEAK;
	}
	return strength;
}

/* A start command alone is the log of a bisection that has just begun. */
static enum bv_kind kind_of(const struct bv_bisection *out)
{
	if (out->kind != BV_KIND_UNKNOWN)
		return out->kind;
	if (out->steps.count || out->pending.line || out->claim.ending != BV_ENDING_NONE)
		return BV_KIND_SESSION;
	return out->git.line ? BV_KIND_GIT_LOG : BV_KIND_UNKNOWN;
}

/* Behind its last event begins the next bisection of the text, unless its lines stand before. */
static void pass_over(struct bv_bisection *out, struct bv_git_events *events, size_t count)
{
	size_t last = count ? events->items[count - 1].number : 0;

	if (count == events->count) {
		*events = (struct bv_git_events){0};
		return;
	}
	events->items += count;
	events->count -= count;
	if (events->items[0].number > last && events->items[0].number > out->first_line)
		out->last_line = events->items[0].number - 1;
}

static void name_aside(struct bv_git_build *build, struct bv_text id, size_t line)
{
	struct bv_revisions *revisions = &build->out->revisions;
	size_t known = revisions->count;

	if (!bv_text_is_hex(id, RANGE_DIGITS_LEAST, BV_OID_HEX))
		return;
	(void)bv_git_revision(build, id, line);
	if (revisions->count > known)
		revisions->items[known].is_aside = true;
}

/* "git bisect skip A..B" names two commits more. */
static void name_range_ends(struct bv_git_build *build)
{
	const struct bv_steps *steps = &build->out->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_revision *revision =
			bv_bisection_revision(build->out, steps->items[i].revision);
		struct bv_text end = revision->written, from;
		size_t line = revision->line;

		if (!bv_take_until(&end, BV_TEXT(".."), &from))
			continue;
		name_aside(build, from, line);
		name_aside(build, end, line);
	}
}

/*
 * Read the first bisection of *events, which are then those behind it; true when there is another.
 */
static bool read_part(struct bv_bisection *out, const struct bv_lines *lines,
		      struct bv_git_events *events, const struct bv_producer *const *all,
		      struct bv_arena *keep)
{
	struct bv_git_build build = {
		.out = out, .lines = lines, .events = events, .producers = all, .keep = keep};

	bv_git_find_part(&build.part, events);
	bv_git_find_terms(&build);
	if (build.part.log.to > build.part.log.from)
		bv_git_read_log(&build);
	else
		bv_git_read_session(&build);
	bv_git_finish_start(&build);
	bv_git_set_aside(&build, events);
	bv_git_read_claim(&build);
	name_range_ends(&build);
	out->kind = build.signer ? build.signer->kind : kind_of(out);
	if (build.signer && build.signer->enrich)
		build.signer->enrich(out, lines, keep);
	pass_over(out, events, build.part.all.to);
	for (size_t i = 0; i < events->count; i++)
		if (is_telling(&events->items[i]))
			return true;
	return false;
}

static void read_all(struct bv_bisections *out, const struct bv_lines *lines,
		     const struct bv_producer *const *all, struct bv_arena *keep)
{
	struct bv_lines unfilled = *lines;
	struct bv_git_events events;
	bool is_more;

	bv_git_unfill(&unfilled, keep);
	bv_git_scan(&events, &unfilled, all, keep);
	bv_git_drop_attempts(&events);
	do {
		struct bv_bisection *part = bv_build_part(out, lines, keep);

		if (out->count > 1)
			part->first_line = events.items[0].number;
		is_more = read_part(part, &unfilled, &events, all, keep);
	} while (is_more && out->count < BV_PARTS_MAX);
	out->items[out->count - 1].is_truncated |= is_more;
}

const struct bv_producer bv_producer_git = {.recognise = recognise, .read = read_all};
