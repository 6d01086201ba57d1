/* SPDX-License-Identifier: GPL-2.0-only */
/* What people write of a bisection's result: words around a hash. */
#include "log/robots/regzbot_command.h"
#include "mail_private.h"

#include "base/banned.h"

/* The words looked at around a hash. */
#define LINES_BEFORE    4
#define LINES_BEHIND    4
#define WORDS_BETWEEN   12
#define WORDS_OF_DENIAL 4
#define WORDS_OF_OBJECT 6

/* "first bad commit" that ends in word @at. */
static bool is_first_bad(const struct bv_prose_words *words, size_t at)
{
	return at >= 2 && bv_prose_is_word(words, at, BV_TEXT("commit")) &&
	       bv_prose_is_word(words, at - 1, BV_TEXT("bad")) &&
	       bv_prose_is_word(words, at - 2, BV_TEXT("first"));
}

/* The sentence up to word @at denies or asks. */
static bool is_denied(const struct bv_prose_words *words, size_t at)
{
	for (size_t i = 0; i < WORDS_OF_DENIAL && i < at; i++) {
		const struct bv_prose_word *word = &words->items[at - 1 - i];

		if (word->is_sentence_end)
			return false;
		if (bv_prose_is_denial(word->text))
			return true;
	}
	return false;
}

/*
 * "I bisected the hang on my laptop to": the word for bisecting before what was bisected, which
 * ends in word @at; SIZE_MAX where that is none.
 */
static size_t before_object(const struct bv_prose_words *words, size_t at)
{
	if (!bv_prose_is_word(words, at + 1, BV_TEXT("to")) &&
	    !bv_prose_is_word(words, at + 1, BV_TEXT("down")))
		return SIZE_MAX;
	for (size_t n = 0; n < WORDS_OF_OBJECT && n < at; n++) {
		const struct bv_prose_word *word = &words->items[at - n];

		if (word->is_sentence_end || bv_prose_is_hash(word->text) ||
		    bv_prose_is_denial(word->text) || bv_prose_ends_object(word->text))
			break;
		if (bv_prose_is_determiner(word->text) &&
		    bv_prose_is_word(words, at - n - 1, BV_TEXT("bisected")))
			return at - n - 1;
	}
	return SIZE_MAX;
}

static enum bv_prose_rank unless_denied(const struct bv_prose_words *words, size_t at,
					enum bv_prose_rank rank)
{
	return is_denied(words, at) ? BV_PROSE_NONE : rank;
}

/* What leads to the hash at word @hash. */
static enum bv_prose_rank rank_before(const struct bv_prose_words *words, size_t hash)
{
	bool is_pointing = false, is_causing = false;

	for (size_t n = 0; n < WORDS_BETWEEN && n < hash; n++) {
		size_t at = hash - 1 - n;
		const struct bv_prose_word *word = &words->items[at];
		enum bv_prose_link link = bv_prose_link_of(word->text);

		if (word->is_sentence_end)
			break;
		if (is_first_bad(words, at))
			return unless_denied(words, at - 2, BV_PROSE_FIRST_BAD);
		if (bv_prose_is_bisect(word->text) && (is_pointing || is_causing))
			return unless_denied(words, at, BV_PROSE_BISECTED);
		if (link == BV_PROSE_NO_LINK) {
			size_t bisected = before_object(words, at);

			if (bisected != SIZE_MAX)
				return unless_denied(words, bisected, BV_PROSE_BISECTED);
			if (is_causing && bv_prose_is_denial(word->text))
				return BV_PROSE_NONE;
			break;
		}
		is_pointing |= link == BV_PROSE_POINTS;
		is_causing |= link == BV_PROSE_CAUSES;
	}
	return is_causing ? BV_PROSE_CAUSED : BV_PROSE_NONE;
}

/* Behind the hash and its title: "is the first bad commit", "was identified by bisecting". */
static enum bv_prose_rank rank_behind(const struct bv_prose_words *words, size_t at)
{
	static const struct bv_text verbs[] = {
		BV_TEXT_INIT("is"),    BV_TEXT_INIT("was"),   BV_TEXT_INIT("as"),
		BV_TEXT_INIT("being"), BV_TEXT_INIT("seems"),
	};
	static const struct bv_text culprits[] = {
		BV_TEXT_INIT("culprit"),
		BV_TEXT_INIT("cause"),
		BV_TEXT_INIT("guilty"),
		BV_TEXT_INIT("offending"),
	};

	if (at >= words->count || !BV_PROSE_IS_ONE_OF(words->items[at].text, verbs))
		return BV_PROSE_NONE;
	for (size_t n = 1; n < WORDS_BETWEEN && at + n < words->count; n++) {
		struct bv_text word = words->items[at + n].text;

		if (is_first_bad(words, at + n))
			return BV_PROSE_FIRST_BAD;
		if (BV_PROSE_IS_ONE_OF(word, culprits))
			return BV_PROSE_CAUSED;
		if (bv_prose_is_bisect(word))
			return BV_PROSE_BISECTED;
		if (bv_prose_link_of(word) == BV_PROSE_NO_LINK &&
		    !bv_prose_is_word(words, at + n, BV_TEXT("first")) &&
		    !bv_prose_is_word(words, at + n, BV_TEXT("bad")))
			break;
	}
	return BV_PROSE_NONE;
}

/* H "TITLE", with a blank or a line's end between; without its end it may be anything. */
static struct bv_text quoted_subject(const struct bv_lines *view, size_t index, size_t offset,
				     struct bv_arena *keep)
{
	struct bv_text line = bv_text_from_offset(view->items[index].text, offset);
	struct bv_text rest, subject;

	if (line.size && line.data[0] != ' ' && line.data[0] != '\t')
		return (struct bv_text){0};
	rest = bv_view_join(view, index, offset, BV_TEXT("\"\n"), keep);
	if (bv_take_prefix(&rest, BV_TEXT("\"")) && bv_take_until(&rest, BV_TEXT("\""), &subject))
		return subject;
	return (struct bv_text){0};
}

struct bv_text bv_prose_subject(const struct bv_lines *view, size_t index, size_t offset,
				bool *is_cut, struct bv_arena *keep)
{
	struct bv_text line = bv_text_from_offset(view->items[index].text, offset);
	struct bv_text rest, subject;

	*is_cut = false;
	if (bv_take_prefix(&line, BV_TEXT("]")))
		bv_take_blanks(&line);
	rest = bv_view_join(view, index, offset, BV_TEXT("\")"), keep);
	if (!bv_take_prefix(&rest, BV_TEXT("(\"")))
		return quoted_subject(view, index, offset, keep);
	if (bv_take_until(&rest, BV_TEXT("\")"), &subject))
		return subject;
	*is_cut = true;
	line = bv_text_trim(line);
	return bv_take_prefix(&line, BV_TEXT("(\"")) ? line : (struct bv_text){0};
}

/* "Introduced by H" tells of a bisection only where one is spoken of. */
static bool speaks_of_bisecting(const struct bv_prose_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (bv_prose_is_bisect(words->items[i].text))
			return true;
	return false;
}

static void take_hash(struct bv_prose_claim *best, const struct bv_prose_words *words, size_t hash,
		      const struct bv_lines *view, struct bv_arena *keep)
{
	const struct bv_prose_word *word = &words->items[hash];
	enum bv_prose_rank rank = rank_before(words, hash);

	if (rank > BV_PROSE_FIRST_BAD) {
		enum bv_prose_rank behind =
			rank_behind(words, bv_prose_behind_subject(words, view, hash));

		rank = behind < rank ? behind : rank;
	}
	if (rank < BV_PROSE_DISOWNED && bv_disown_is_of(words, view, hash))
		rank = BV_PROSE_DISOWNED;
	if (rank >= best->rank || (rank == BV_PROSE_CAUSED && !speaks_of_bisecting(words)))
		return;
	best->rank = rank;
	best->commit.hash = word->text;
	best->commit.index = word->index;
	best->commit.subject = bv_prose_subject(view, word->index, word->offset,
						&best->commit.is_subject_cut, keep);
}

/* Does any word of the line look like a hash? Most lines of a mail have none. */
static bool has_hash(struct bv_text line)
{
	size_t digits = 0;

	for (size_t i = 0; i < line.size; i++) {
		digits = bv_text_is_hex(bv_text_slice(line, i, 1), 1, 1) ? digits + 1 : 0;
		if (digits == BV_PROSE_HASH_LEAST)
			return true;
	}
	return false;
}

void bv_prose_read(struct bv_prose_claim *out, const struct bv_lines *view, struct bv_arena *keep)
{
	*out = (struct bv_prose_claim){.rank = BV_PROSE_NONE};
	for (size_t i = 0; i < view->count; i++) {
		struct bv_prose_words words;
		size_t from = i < LINES_BEFORE ? 0 : i - LINES_BEFORE;

		/* "#regzbot inconclusive: it was bisected to H, which is a merge" */
		if (!has_hash(view->items[i].text) || bv_regzbot_is_told(view, i))
			continue;
		words.count = 0;
		for (size_t k = from; k < view->count && k <= i + LINES_BEHIND; k++)
			bv_prose_add_words(&words, view, k);
		for (size_t k = 0; k < words.count; k++)
			if (words.items[k].index == i && bv_prose_is_hash(words.items[k].text))
				take_hash(out, &words, k, view, keep);
	}
}
