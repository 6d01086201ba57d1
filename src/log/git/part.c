/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which events tell of which bisection.
 *
 * Events are cut into blocks, each begun by a start command (and the comments above it, which
 * `git bisect start BAD GOOD` writes before itself) or by a replay. A block is a BISECT_LOG when it
 * holds state comments, or verdicts about full ids and no offers; else it is an attempt on the
 * screen, up to its reset.
 */
#include "base/oid.h"
#include "git_private.h"

#include "base/banned.h"

struct block {
	struct bv_git_span span;
	size_t comments, verdicts, full_ids, offers;
	size_t bisecting; /* of the offers, those that only git writes */
	size_t results, failures;
	size_t reset; /* index behind the first; 0: there is none */
};

static bool is_command(const struct bv_git_event *event, const char *word)
{
	return event->kind == BV_GIT_COMMAND && bv_text_equal(event->word, bv_text_from(word));
}

static bool begins_anew(const struct bv_git_event *event)
{
	return bv_git_is_start(event) || is_command(event, "replay");
}

/* Or the command that has a script give them. */
static bool is_verdict_command(const struct bv_git_event *event)
{
	bool is_own_term = !bv_git_is_known_word(event->word);

	if (event->kind != BV_GIT_COMMAND)
		return false;
	return bv_git_is_state_word(event->word) ||
	       ((is_own_term || is_command(event, "run")) && !bv_text_is_empty(event->arguments));
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
	if (begins_anew(event))
		return before->comments != index - before->span.from;
	return event->kind == BV_GIT_STATE && events->items[index - 1].kind != BV_GIT_STATE &&
	       is_above_start(events, index);
}

static bool is_result(enum bv_git_event_kind kind)
{
	return kind == BV_GIT_FIRST_BAD || kind == BV_GIT_FIRST_BAD_COMMENT ||
	       kind == BV_GIT_ONLY_SKIPPED || kind == BV_GIT_ONLY_SKIPPED_COMMENT ||
	       kind == BV_GIT_POSSIBLE_COMMENT || kind == BV_GIT_COULD_BE ||
	       kind == BV_GIT_MERGE_BASE_BAD;
}

/* Behind the reset it is over. */
static void count_end(struct block *block, const struct bv_git_event *event, size_t index)
{
	if (block->reset)
		return;
	block->results += is_result(event->kind);
	block->failures += event->kind == BV_GIT_FAILED;
	if (is_command(event, "reset"))
		block->reset = index + 1;
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
		count_end(&block, &events->items[i], i);
		block.span.to = i + 1;
	}
	return block;
}

/* A session, of which the text shows where it began. */
static bool is_attempt(const struct bv_git_events *events, const struct block *block)
{
	return begins_anew(&events->items[block->span.from]) && !is_log(block);
}

/* The command that begins it was run, and is no advice to run it. */
static bool has_begun(const struct bv_git_events *events, const struct block *block)
{
	const struct bv_git_event *first = &events->items[block->span.from];

	return has_steps(block) || block->results || block->failures ||
	       (bv_git_is_start(first) && !bv_text_is_empty(first->arguments));
}

/*
 * Nothing came of the attempt, and @next is another one: git forgets the first. What is typed
 * before a BISECT_LOG may be the same bisection, unless it was reset.
 */
static bool is_given_up(const struct bv_git_events *events, const struct block *block,
			const struct block *next)
{
	if (next->span.to == next->span.from || !is_attempt(events, block) || block->results ||
	    !has_begun(events, next))
		return false;
	if (block->reset)
		return true;
	if (is_log(next))
		return false;
	return block->failures || !has_steps(block) ||
	       !bv_git_is_start(&events->items[next->span.from]);
}

void bv_git_drop_attempts(struct bv_git_events *events)
{
	size_t kept = 0, from = 0;

	while (from < events->count) {
		struct block block = next_block(events, from);
		struct block next = next_block(events, block.span.to);
		size_t at = from;

		if (is_given_up(events, &block, &next))
			at = block.reset ? block.reset : block.span.to;
		from = block.span.to;
		while (at < from)
			events->items[kept++] = events->items[at++];
	}
	events->count = kept;
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
		has_session |=
			has_steps(&block) || (is_attempt(events, &block) && block.results > 0);
		from = out->all.to = block.span.to;
	}
}
