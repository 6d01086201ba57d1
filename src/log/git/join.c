/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Wrapped lines: the rest of a subject, of a start command, of a verdict.
 *
 * A subject is only joined with the lines behind it where the text shows that it was wrapped:
 * between a comment and its command nothing else is expected; behind an offer there may be a
 * program's output, so at least two offers must look wrapped and none otherwise.
 */
#include <string.h>

#include "base/oid.h"
#include "git_private.h"

#include "base/banned.h"

#define CONTINUATION_LINES_MAX 6
#define OFFERS_FOR_PROOF       2

/* How the text at hand was wrapped. */
struct wrapping {
	size_t comments;      /* with lines between them and their command */
	size_t brackets;      /* that stand alone, their comment on the line above */
	size_t fits, misfits; /* lines behind other events that could, or could not, go on */
	bool is_unwrapped;    /* a longer line than any mail program leaves */
	bool has_bare;        /* a line behind a comment goes on without "# " */
};

struct joiner {
	struct bv_git_events *events;
	const struct bv_lines *lines;
	struct wrapping wrapping;
	struct bv_arena *keep;
};

static struct bv_text line_at(const struct joiner *joiner, size_t index)
{
	return bv_unquote(joiner->lines->items[index].text);
}

/* The index of the first line that is the next event's. */
static size_t next_index(const struct joiner *joiner, size_t event)
{
	return event + 1 < joiner->events->count ? joiner->events->items[event + 1].index
						 : joiner->lines->count;
}

static bool has_subject(const struct bv_git_event *event)
{
	return event->kind == BV_GIT_STATE || event->kind == BV_GIT_OFFER ||
	       event->kind == BV_GIT_FIRST_BAD_COMMENT || event->kind == BV_GIT_POSSIBLE_COMMENT;
}

/* Behind git's comment: somebody's own remark ("# ****"), or the rest of a hashed wrap. */
static bool is_hashed(struct bv_text *line)
{
	bv_take_blanks(line);
	if (!bv_take_prefix(line, BV_TEXT("#")))
		return false;
	bv_take_blanks(line);
	return true;
}

static bool begins_with_word(struct bv_text text)
{
	return text.size && text.data[0] != '*' && text.data[0] != '-' && text.data[0] != '=' &&
	       text.data[0] != '#';
}

/* "user@host:~/linux$", with nothing typed behind it. */
static bool is_bare_prompt(struct bv_text line)
{
	line = bv_text_trim(line);
	return line.size &&
	       bv_text_find_byte(BV_TEXT("$#%>"), line.data[line.size - 1]) != SIZE_MAX &&
	       bv_text_contains(line, BV_TEXT("@"));
}

/* A line with a prompt in it, or a separator. */
static bool is_boundary(struct bv_text line)
{
	return is_bare_prompt(line) || bv_text_contains(line, BV_TEXT("$ ")) ||
	       bv_text_starts_with(line, BV_TEXT("--")) ||
	       bv_text_starts_with(line, BV_TEXT("```")) ||
	       bv_text_starts_with(line, BV_TEXT("==="));
}

/* "[H]" alone: its title had no room, or was set below it. */
static bool is_bare_bracket(struct bv_text line)
{
	struct bv_text rest = bv_text_trim(line);
	struct bv_text revision, subject;

	return bv_git_take_bracket(&rest, BV_OID_HEX, &revision, &subject) &&
	       bv_text_is_empty(subject);
}

/* The part of the line at @index that can go on with @previous; false when none. */
static bool take_continuation(const struct joiner *joiner, size_t index, struct bv_text previous,
			      struct bv_text *out)
{
	struct bv_text line = line_at(joiner, index);

	*out = bv_text_trim(line);
	if (is_hashed(&line)) {
		if (joiner->wrapping.has_bare || !begins_with_word(line))
			return false;
		*out = bv_text_trim_end(line);
	}
	return !bv_text_is_empty(*out) && !is_boundary(*out) &&
	       (bv_could_continue(previous, *out) || is_bare_bracket(previous));
}

static bool is_blank_line(const struct joiner *joiner, size_t index)
{
	return bv_text_is_empty(bv_text_trim(line_at(joiner, index)));
}

static bool ends_in_hyphen(struct bv_text line)
{
	return bv_text_ends_with(bv_text_trim_end(line), BV_TEXT("-"));
}

/*
 * How many lines behind @event go on with it; *is_ended when something follows that cannot: an
 * event, a blank line, somebody's remark.
 */
static size_t count_continuation(const struct joiner *joiner, size_t event, bool *is_ended)
{
	size_t first = joiner->events->items[event].index + 1;
	size_t end = next_index(joiner, event);
	struct bv_text previous = line_at(joiner, first - 1);
	struct bv_text part;
	size_t at = first;

	while (at < end && at - first < CONTINUATION_LINES_MAX && !ends_in_hyphen(previous) &&
	       take_continuation(joiner, at, previous, &part)) {
		previous = line_at(joiner, at);
		at++;
	}
	*is_ended = at >= end || is_blank_line(joiner, at) || is_bare_prompt(line_at(joiner, at));
	if (!*is_ended) {
		part = line_at(joiner, at);
		*is_ended = is_hashed(&part);
	}
	return at - first;
}

/* Nobody's title is "Merge", or ends in a colon; a mail's next line was lost here. */
static bool looks_unfinished(struct bv_text subject)
{
	return bv_text_equal(subject, BV_TEXT("Merge")) || bv_text_ends_with(subject, BV_TEXT(":"));
}

static void survey_event(struct joiner *joiner, size_t index)
{
	const struct bv_git_event *event = &joiner->events->items[index];
	struct wrapping *wrapping = &joiner->wrapping;
	struct bv_text line = line_at(joiner, event->index);
	struct bv_text next;
	size_t end = next_index(joiner, index);

	wrapping->is_unwrapped |= bv_is_unwrapped(line);
	if (event->index + 1 >= end || is_blank_line(joiner, event->index + 1))
		return;
	next = line_at(joiner, event->index + 1);
	if (event->kind != BV_GIT_STATE) {
		if (bv_could_continue(line, next) && !is_boundary(next))
			wrapping->fits++;
		else
			wrapping->misfits++;
	} else if (bv_could_continue(line, next)) {
		wrapping->comments++;
		wrapping->has_bare |= !is_hashed(&next);
	}
}

static bool is_wrapped_text(const struct joiner *joiner)
{
	return joiner->wrapping.comments > 0 || joiner->wrapping.brackets > 0 ||
	       (joiner->wrapping.fits >= OFFERS_FOR_PROOF && joiner->wrapping.misfits == 0);
}

/* What the line at @index adds: itself, without blanks and "#". */
static struct bv_text part_at(const struct joiner *joiner, size_t index)
{
	struct bv_text line = line_at(joiner, index);
	struct bv_text part = line;

	return bv_text_trim(is_hashed(&part) ? part : line);
}

/* @whole and the lines from @first to @last, one blank between them. */
static struct bv_text join_lines(const struct joiner *joiner, struct bv_text whole, size_t first,
				 size_t last)
{
	size_t size = whole.size;
	char *bytes;

	for (size_t i = first; i <= last; i++)
		size += 1 + part_at(joiner, i).size;
	bytes = bv_arena_alloc(joiner->keep, size + 1, 1);
	size = whole.size;
	if (size)
		memcpy(bytes, whole.data, size);
	for (size_t i = first; i <= last; i++) {
		struct bv_text part = part_at(joiner, i);

		if (part.size == 0)
			continue;
		if (size)
			bytes[size++] = ' ';
		memcpy(bytes + size, part.data, part.size);
		size += part.size;
	}
	return (struct bv_text){bytes, size};
}

/* A text that was filled as a paragraph has the next command on the title's line. */
static struct bv_text before_command(struct bv_text subject)
{
	struct bv_text rest = subject, before;

	return bv_take_until(&rest, BV_TEXT(" git bisect "), &before) ? before : subject;
}

/* "[H] TITLE" that git did not offer: a sentence may go on behind the title. */
static bool is_in_prose(const struct joiner *joiner, size_t index)
{
	return joiner->events->items[index].kind == BV_GIT_OFFER &&
	       (index == 0 || joiner->events->items[index - 1].kind != BV_GIT_BISECTING);
}

/* More of the paragraph stands below, and is nothing of git's. */
static bool goes_on(const struct joiner *joiner, size_t index)
{
	size_t next = joiner->events->items[index].index + 1;

	return next < next_index(joiner, index) && !is_blank_line(joiner, next);
}

static void join_subject(struct joiner *joiner, size_t index)
{
	struct bv_git_event *event = &joiner->events->items[index];
	bool is_ended = true;
	size_t lines = count_continuation(joiner, index, &is_ended);

	if (lines && is_in_prose(joiner, index)) {
		event->is_subject_cut = true;
		return;
	}

	/* A word was broken, at a hyphen that may or may not be its own: no way to tell. */
	if (ends_in_hyphen(line_at(joiner, event->index + lines)) && !is_ended) {
		event->is_subject_cut = true;
		return;
	}
	if (lines == 0) {
		/* The text may end where a wrapped line began. */
		event->is_subject_cut |= is_ended &&
					 next_index(joiner, index) == joiner->lines->count &&
					 is_wrapped_text(joiner);
		return;
	}
	if (!is_ended || !(event->kind == BV_GIT_STATE || is_wrapped_text(joiner))) {
		event->is_subject_cut = true;
		return;
	}
	event->subject = before_command(
		join_lines(joiner, event->subject, event->index + 1, event->index + lines));
}

/* "# bad:" with the bracket on the next line. */
static void join_bracket(struct joiner *joiner, struct bv_git_event *event,
			 struct bv_git_event *next)
{
	if (!bv_text_is_empty(event->revision) || next->kind != BV_GIT_OFFER)
		return;
	joiner->wrapping.brackets++;
	event->revision = next->revision;
	event->subject = next->subject;
	event->index = next->index;
	next->kind = BV_GIT_NOTHING;
}

/*
 * "git bisect good" with the id on the next line. Where it was typed, git's answer must stand right
 * below: a hash alone may be of the next commit too.
 */
static void join_verdict(const struct bv_git_events *events, struct bv_git_event *event)
{
	struct bv_git_event *next = event + 1;
	const struct bv_git_event *answer = event + 2;
	bool is_answered = answer < events->items + events->count &&
			   answer->kind == BV_GIT_BISECTING && answer->index == next->index + 1;

	if (!bv_text_is_empty(event->arguments) || next->kind != BV_GIT_HASH ||
	    (event->is_typed && !is_answered))
		return;
	event->arguments = next->revision;
	next->kind = BV_GIT_NOTHING;
}

static void reclassify(struct bv_git_event *event, struct bv_text text,
		       bool (*classify)(struct bv_git_event *out, struct bv_text text))
{
	struct bv_git_event again = {0};

	if (!classify(&again, text))
		return;
	again.text = text;
	again.index = event->index;
	again.number = event->number;
	*event = again;
}

/* "git bisect start 'A' 'B'" with quoted arguments on the lines that follow. */
static void join_start(struct joiner *joiner, size_t index)
{
	struct bv_git_event *event = &joiner->events->items[index];
	size_t end = next_index(joiner, index);
	size_t last = event->index;

	while (last + 1 < end &&
	       bv_text_starts_with(bv_text_trim(line_at(joiner, last + 1)), BV_TEXT("'")))
		last++;
	if (last > event->index)
		reclassify(event, join_lines(joiner, event->text, event->index + 1, last),
			   bv_git_classify_command);
}

/* "(roughly" with "13 steps)" on the next line. */
static void join_steps(struct joiner *joiner, size_t index)
{
	struct bv_git_event *event = &joiner->events->items[index];

	if (event->index + 1 < next_index(joiner, index) &&
	    (bv_text_ends_with(event->text, BV_TEXT("this")) ||
	     bv_text_ends_with(event->text, BV_TEXT("(roughly"))))
		reclassify(event,
			   join_lines(joiner, event->text, event->index + 1, event->index + 1),
			   bv_git_classify_screen);
}

static void join_parts(struct joiner *joiner, size_t index)
{
	struct bv_git_events *events = joiner->events;
	struct bv_git_event *event = &events->items[index];
	bool is_adjacent =
		index + 1 < events->count && events->items[index + 1].index == event->index + 1;

	if (event->kind == BV_GIT_BISECTING)
		join_steps(joiner, index);
	else if (bv_git_is_start(event))
		join_start(joiner, index);
	else if (is_adjacent && event->kind == BV_GIT_COMMAND && bv_git_is_state_word(event->word))
		join_verdict(events, event);
	else if (is_adjacent && has_subject(event))
		join_bracket(joiner, event, event + 1);
}

static void drop_joined(struct bv_git_events *events)
{
	size_t kept = 0;

	for (size_t i = 0; i < events->count; i++)
		if (events->items[i].kind != BV_GIT_NOTHING)
			events->items[kept++] = events->items[i];
	events->count = kept;
}

void bv_git_join(struct bv_git_events *events, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct joiner joiner = {.events = events, .lines = lines, .keep = keep};

	for (size_t i = 0; i < events->count; i++)
		join_parts(&joiner, i);
	drop_joined(events);
	for (size_t i = 0; i < events->count; i++)
		if (has_subject(&events->items[i]))
			survey_event(&joiner, i);
	for (size_t i = 0; i < events->count && !joiner.wrapping.is_unwrapped; i++)
		if (has_subject(&events->items[i]))
			join_subject(&joiner, i);
	for (size_t i = 0; i < events->count; i++)
		events->items[i].is_subject_cut |= looks_unfinished(events->items[i].subject) ||
						   (is_in_prose(&joiner, i) && goes_on(&joiner, i));
}
