/* SPDX-License-Identifier: GPL-2.0-only */
/* The start command: terms, options, paths, and the ends of the range. */
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

#define ABBREVIATION_LEAST 7
#define COMMIT_DIGITS_MOST 64

/* What the words of a start command are. */
struct start_words {
	struct bv_texts plain; /* revisions, then paths */
	size_t before_dashes;  /* how many of them stand before "--" */
	bool has_dashes;
	bool is_first_parent;
	struct bv_git_terms terms;
};

/* "--term-bad=X" or "--term-bad X". */
static bool take_term_option(struct start_words *words, struct bv_text word, struct bv_text *rest,
			     struct bv_arena *keep)
{
	const struct {
		struct bv_text name;
		struct bv_text *term;
	} options[] = {
		{BV_TEXT("--term-good"), &words->terms.good},
		{BV_TEXT("--term-old"), &words->terms.good},
		{BV_TEXT("--term-bad"), &words->terms.bad},
		{BV_TEXT("--term-new"), &words->terms.bad},
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		struct bv_text value = word;

		if (!bv_take_prefix(&value, options[i].name))
			continue;
		if (bv_take_prefix(&value, BV_TEXT("=")))
			*options[i].term = value;
		else if (bv_text_is_empty(value))
			(void)bv_git_take_shell_word(rest, options[i].term, keep);
		else
			continue;
		return true;
	}
	return false;
}

static void split_words(struct start_words *out, struct bv_text rest, struct bv_arena *keep)
{
	struct bv_text word;

	*out = (struct start_words){0};
	while (bv_git_take_shell_word(&rest, &word, keep)) {
		if (out->has_dashes || !bv_text_starts_with(word, BV_TEXT("--"))) {
			*BV_APPEND(&out->plain, keep) = word;
			out->before_dashes += !out->has_dashes;
		} else if (bv_text_equal(word, BV_TEXT("--"))) {
			out->has_dashes = true;
		} else if (bv_text_equal(word, BV_TEXT("--first-parent"))) {
			out->is_first_parent = true;
		} else {
			/* --no-checkout and the like do not change what is tested. */
			(void)take_term_option(out, word, &rest, keep);
		}
	}
}

/* The first of the words that people use for @verdict, in the order in which they used them. */
static struct bv_text used_word(const struct bv_git_build *build, struct bv_text usual,
				struct bv_text other)
{
	struct bv_git_span span = build->part.all;

	for (size_t i = span.from; i < span.to; i++) {
		struct bv_text word = build->events->items[i].word;

		if (bv_text_equal(word, usual) || bv_text_equal(word, other))
			return word;
	}
	return usual;
}

/* The term of the conclusion: what is first is bad. */
static struct bv_text concluded_word(const struct bv_git_build *build)
{
	struct bv_git_span span = build->part.all;

	for (size_t i = span.from; i < span.to; i++) {
		const struct bv_git_event *event = &build->events->items[i];

		if (event->kind == BV_GIT_FIRST_BAD || event->kind == BV_GIT_FIRST_BAD_COMMENT)
			return event->word;
	}
	return (struct bv_text){0};
}

/* A term of the user's own other than @bad. */
static struct bv_text other_own_word(const struct bv_git_build *build, struct bv_text bad)
{
	struct bv_git_span span = build->part.all;

	for (size_t i = span.from; i < span.to; i++) {
		const struct bv_git_event *event = &build->events->items[i];

		if (event->kind == BV_GIT_STATE && !bv_git_is_state_word(event->word) &&
		    !bv_text_equal(event->word, bad))
			return event->word;
	}
	return (struct bv_text){0};
}

/* Where the start command stands that counts: in the log, unless that has none. */
static struct bv_git_span span_of_start(const struct bv_git_build *build)
{
	for (size_t i = build->part.log.from; i < build->part.log.to; i++)
		if (bv_git_is_start(&build->events->items[i]))
			return build->part.log;
	return build->part.all;
}

void bv_git_find_terms(struct bv_git_build *build)
{
	struct bv_git_terms *terms = &build->terms;
	struct bv_git_span span = span_of_start(build);

	for (size_t i = span.from; i < span.to && bv_text_is_empty(terms->bad); i++) {
		struct start_words words;

		if (!bv_git_is_start(&build->events->items[i]) ||
		    !bv_text_contains(build->events->items[i].arguments, BV_TEXT("--term-")))
			continue;
		split_words(&words, build->events->items[i].arguments, build->keep);
		*terms = words.terms;
	}
	if (bv_text_is_empty(terms->bad) && bv_text_is_empty(terms->good)) {
		struct bv_text bad = concluded_word(build);

		if (!bv_text_is_empty(bad) && !bv_git_is_state_word(bad)) {
			terms->bad = bad;
			terms->good = other_own_word(build, bad);
		}
	}
	if (bv_text_is_empty(terms->bad))
		terms->bad = used_word(build, BV_TEXT("bad"), BV_TEXT("new"));
	if (bv_text_is_empty(terms->good))
		terms->good = used_word(build, BV_TEXT("good"), BV_TEXT("old"));
}

enum bv_verdict bv_git_verdict(const struct bv_git_terms *terms, struct bv_text word)
{
	const struct {
		struct bv_text word;
		enum bv_verdict verdict;
	} words[] = {
		{terms->good, BV_VERDICT_GOOD},     {terms->bad, BV_VERDICT_BAD},
		{BV_TEXT("skip"), BV_VERDICT_SKIP}, {BV_TEXT("good"), BV_VERDICT_GOOD},
		{BV_TEXT("bad"), BV_VERDICT_BAD},   {BV_TEXT("old"), BV_VERDICT_GOOD},
		{BV_TEXT("new"), BV_VERDICT_BAD},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal(words[i].word, word))
			return words[i].verdict;
	return BV_VERDICT_UNKNOWN;
}

/* Git writes the start's ends as comments above its line. */
static size_t count_comments_above(const struct bv_git_build *build,
				   const struct bv_git_event *start)
{
	size_t count = 0;

	while (start - count > build->events->items && (start - count - 1)->kind == BV_GIT_STATE)
		count++;
	return count;
}

/* With both ends given git offers a commit at once. */
static bool is_offer_next(const struct bv_git_build *build, const struct bv_git_event *start)
{
	size_t next = (size_t)(start - build->events->items) + 1;

	return next < build->part.all.to && (build->events->items[next].kind == BV_GIT_BISECTING ||
					     build->events->items[next].kind == BV_GIT_OFFER);
}

/*
 * How many of the words name the ends; git itself takes the first that is no revision for a path.
 * Of the ends that git was satisfied with at once, two may have any name.
 */
static size_t count_revisions(const struct bv_git_build *build, const struct bv_git_event *start,
			      const struct start_words *words, size_t comments)
{
	size_t count = is_offer_next(build, start) ? 2 : 0;

	if (words->has_dashes)
		return words->before_dashes;
	if (comments > count)
		count = comments;
	if (count > words->plain.count)
		return words->plain.count;
	while (comments == 0 && count < words->plain.count &&
	       bv_git_is_revision(words->plain.items[count]) &&
	       bv_text_find_byte(words->plain.items[count], '/') == SIZE_MAX)
		count++;
	return count;
}

/* git writes what was typed below what it took it for. */
static void keep_typed(struct bv_git_build *build, const struct start_words *words, size_t count,
		       size_t line)
{
	for (size_t i = 0; i < count; i++) {
		struct bv_text word = words->plain.items[i];
		struct bv_revision_ref ref = {0};

		if (bv_text_is_hex(word, ABBREVIATION_LEAST, COMMIT_DIGITS_MOST))
			ref = bv_git_revision(build, word, line);
		*BV_APPEND(&build->out->git.typed, build->keep) = ref;
		*BV_APPEND(&build->out->git.typed_words, build->keep) = word;
	}
}

void bv_git_take_start(struct bv_git_build *build, const struct bv_git_event *event)
{
	struct bv_git_start *git = &build->out->git;
	size_t comments = count_comments_above(build, event);
	struct start_words words;
	size_t revisions;

	split_words(&words, event->arguments, build->keep);
	revisions = count_revisions(build, event, &words, comments);
	git->line = event->number;
	git->arguments = event->arguments;
	git->is_first_parent = words.is_first_parent;
	git->path_count = words.plain.count - revisions;
	git->paths = git->path_count ? words.plain.items + revisions : NULL;
	git->typed.count = git->typed_words.count = 0;
	if (comments > 0 && comments == revisions)
		keep_typed(build, &words, revisions, event->number);
	for (size_t i = 0; comments == 0 && i + git->path_count < words.plain.count; i++)
		(void)bv_git_add_step(build,
				      bv_git_revision(build, words.plain.items[i], event->number),
				      i == 0 ? BV_VERDICT_BAD : BV_VERDICT_GOOD, event->number);
}

/* Still looking for the ends, or told with the start command itself? Git offers nothing before. */
static bool is_start_step(const struct bv_git_start *git, const struct bv_step *step,
			  bool is_offered)
{
	if (is_offered)
		return false;
	return (git->line && step->line <= git->line) || !git->bad_line || !git->good_line;
}

/*
 * The text has the bisection's beginning: its start command, or what git says only as long as it
 * waits for the ends.
 */
static bool is_start_shown(const struct bv_git_build *build)
{
	struct bv_git_span span = build->part.all;

	for (size_t i = span.from; i < span.to; i++)
		if (build->events->items[i].kind == BV_GIT_STATUS)
			return true;
	return build->out->git.line != 0;
}

/* The first verdicts of a piece are not the ends: what was marked before is not shown. */
static void forget_start(struct bv_bisection *out)
{
	struct bv_git_start *git = &out->git;

	for (size_t i = 0; i < out->steps.count; i++)
		if (out->steps.items[i].phase == BV_PHASE_START)
			out->steps.items[i].phase = BV_PHASE_UNKNOWN;
	git->bad = (struct bv_revision_ref){0};
	git->good.count = 0;
	git->bad_line = git->good_line = 0;
}

void bv_git_finish_start(struct bv_git_build *build)
{
	struct bv_bisection *out = build->out;
	struct bv_git_start *git = &out->git;
	bool *is_known = bv_arena_alloc(build->keep, out->revisions.count + 1, sizeof(*is_known));
	bool is_offered = false;

	for (size_t i = 0; i < out->steps.count; i++) {
		struct bv_step *step = &out->steps.items[i];

		is_offered |= step->offer.line != 0;
		step->phase = step->offer.is_merge_base ? BV_PHASE_MERGE_BASE : BV_PHASE_BISECT;
		if (!is_start_step(git, step, is_offered))
			continue;
		step->phase = BV_PHASE_START;
		if (step->verdict == BV_VERDICT_BAD) {
			git->bad = step->marked;
			git->bad_line = step->verdict_line;
		} else if (step->verdict == BV_VERDICT_GOOD && !is_known[step->marked.number]) {
			is_known[step->marked.number] = true;
			*BV_APPEND(&git->good, build->keep) = step->marked;
			if (!git->good_line)
				git->good_line = step->verdict_line;
		}
	}
	if (!is_start_shown(build))
		forget_start(out);
	git->bad_term = build->terms.bad;
	git->good_term = build->terms.good;
}
