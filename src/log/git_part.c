/*
 * Which events tell of which bisection.
 *
 * Events are cut into blocks, each begun by a start command (and the comments above it, which
 * `git bisect start BAD GOOD` writes before itself). A block is a BISECT_LOG when it holds state
 * comments, or verdicts about full ids and no offers.
 */
#include <bisect_verify/oid.h>

#include "git_build.h"

#include "base/banned.h"

struct block {
	struct bv_git_span span;
	size_t comments, verdicts, full_ids, offers;
	size_t bisecting; /* of the offers, those that only git writes */
};

static bool is_verdict_command(const struct bv_git_event *event)
{
	return event->kind == BV_GIT_COMMAND &&
	       (bv_git_is_state_word(event->word) || !bv_text_is_empty(event->arguments)) &&
	       !bv_git_is_start(event);
}

/* Does a run of comments, begun at @index, end in a start command with arguments? */
static bool is_above_start(const struct bv_git_events *events, size_t index)
{
	while (index < events->count && events->items[index].kind == BV_GIT_STATE)
		index++;
	return index < events->count && bv_git_is_start(&events->items[index]) &&
	       !bv_text_is_empty(events->items[index].arguments);
}

/* A block begins at @index, the one before having got so far. */
static bool begins_block(const struct bv_git_events *events, size_t index,
			 const struct block *before)
{
	const struct bv_git_event *event = &events->items[index];

	if (index == before->span.from)
		return false;
	/* Comments above their start command have begun the block already. */
	if (bv_git_is_start(event))
		return before->comments != index - before->span.from;
	return event->kind == BV_GIT_STATE && events->items[index - 1].kind != BV_GIT_STATE &&
	       is_above_start(events, index);
}

static void count_event(struct block *block, const struct bv_git_event *event)
{
	if (event->kind == BV_GIT_STATE)
		block->comments++;
	else if (event->kind == BV_GIT_OFFER || event->kind == BV_GIT_BISECTING)
		block->offers++;
	else if (is_verdict_command(event))
		block->verdicts++;
	block->bisecting += event->kind == BV_GIT_BISECTING;
	if (is_verdict_command(event) &&
	    bv_text_is_hex(bv_text_slice(event->arguments, 0, BV_OID_HEX), BV_OID_HEX, BV_OID_HEX))
		block->full_ids++;
}

static bool is_log(const struct block *block)
{
	return block->comments > 0 || (block->full_ids > 0 && block->offers == 0);
}

/* "[H] TITLE" alone is how people name a commit, too. */
static bool has_steps(const struct block *block)
{
	return block->comments + block->verdicts + block->bisecting > 0;
}

/* The block that begins at @from. */
static struct block next_block(const struct bv_git_events *events, size_t from)
{
	struct block block = {.span = {from, from}};

	for (size_t i = from; i < events->count && !begins_block(events, i, &block); i++) {
		count_event(&block, &events->items[i]);
		block.span.to = i + 1;
	}
	return block;
}

void bv_git_find_part(struct bv_git_part *out, const struct bv_git_events *events)
{
	bool has_session = false;

	*out = (struct bv_git_part){0};
	for (size_t from = 0; from < events->count;) {
		struct block block = next_block(events, from);
		bool is_done = out->log.to > out->log.from;

		/* A second log, or a session behind a log or another session, is the next part. */
		if (has_steps(&block) && (is_done || (has_session && !is_log(&block))))
			return;
		if (is_log(&block))
			out->log = block.span;
		has_session |= has_steps(&block);
		from = out->all.to = block.span.to;
	}
}
