/* SPDX-License-Identifier: GPL-2.0-only */
/* What people write of a bisection's result: words around a hash. */
#include "log/robots/regzbot_command.h"
#include "mail_private.h"

#include "base/banned.h"

#define HASH_DIGITS_LEAST 7
#define HASH_DIGITS_MOST  40
#define DATE_DIGITS       8

/* The words looked at around a hash. */
#define LINES_BEFORE    4
#define LINES_BEHIND    4
#define WORDS_MAX       512
#define WORDS_BETWEEN   12
#define WORDS_OF_DENIAL 4
#define WORDS_OF_OBJECT 6
#define SUBJECT_WORDS   32

struct word {
	struct bv_text text; /* without the punctuation around it */
	size_t index;        /* of its line */
	size_t offset;       /* behind it in that line */
	bool is_sentence_end;
};
struct words {
	struct word items[WORDS_MAX];
	size_t count;
};

/* "effaced" is a word and "20240131" a date. */
static bool is_hash(struct bv_text word)
{
	size_t digits = 0;

	if (!bv_text_is_hex(word, HASH_DIGITS_LEAST, HASH_DIGITS_MOST))
		return false;
	for (size_t i = 0; i < word.size; i++)
		digits += word.data[i] >= '0' && word.data[i] <= '9';
	return digits > 0 && !(digits == DATE_DIGITS && word.size == DATE_DIGITS);
}

static bool is_punctuation(char c)
{
	return bv_text_find_byte(BV_TEXT("\"'`()[]<>{},.:;!?*_#"), c) != SIZE_MAX;
}

/* The words of one line; a hash keeps its place in the line. */
static void add_words(struct words *words, const struct bv_lines *view, size_t index)
{
	struct bv_text rest = view->items[index].text;
	struct bv_text written;

	bv_take_blanks(&rest);
	while (words->count < WORDS_MAX && bv_take_word(&rest, &written)) {
		struct word *word = &words->items[words->count];
		struct bv_text text = written;
		char last = written.data[written.size - 1];

		while (text.size && is_punctuation(text.data[0]))
			text = bv_text_from_offset(text, 1);
		while (text.size && is_punctuation(text.data[text.size - 1]))
			text.size--;
		*word = (struct word){.text = text, .index = index};
		word->offset = (size_t)(text.data - view->items[index].text.data) + text.size;
		word->is_sentence_end = last == '.' || last == '?' || last == '!';
		words->count += text.size > 0 || word->is_sentence_end;
		bv_take_blanks(&rest);
	}
}

static bool is_word(const struct words *words, size_t at, struct bv_text text)
{
	return at < words->count && bv_text_equal_nocase(words->items[at].text, text);
}

/* "first bad commit" that ends in word @at. */
static bool is_first_bad(const struct words *words, size_t at)
{
	return at >= 2 && is_word(words, at, BV_TEXT("commit")) &&
	       is_word(words, at - 1, BV_TEXT("bad")) && is_word(words, at - 2, BV_TEXT("first"));
}

/* The sentence up to word @at denies or asks. */
static bool is_denied(const struct words *words, size_t at)
{
	for (size_t i = 0; i < WORDS_OF_DENIAL && i < at; i++) {
		const struct word *word = &words->items[at - 1 - i];

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
static size_t before_object(const struct words *words, size_t at)
{
	if (!is_word(words, at + 1, BV_TEXT("to")) && !is_word(words, at + 1, BV_TEXT("down")))
		return SIZE_MAX;
	for (size_t n = 0; n < WORDS_OF_OBJECT && n < at; n++) {
		const struct word *word = &words->items[at - n];

		if (word->is_sentence_end || is_hash(word->text) ||
		    bv_prose_is_denial(word->text) || bv_prose_ends_object(word->text))
			break;
		if (bv_prose_is_determiner(word->text) &&
		    is_word(words, at - n - 1, BV_TEXT("bisected")))
			return at - n - 1;
	}
	return SIZE_MAX;
}

static enum bv_prose_rank unless_denied(const struct words *words, size_t at,
					enum bv_prose_rank rank)
{
	return is_denied(words, at) ? BV_PROSE_NONE : rank;
}

/* What leads to the hash at word @hash. */
static enum bv_prose_rank rank_before(const struct words *words, size_t hash)
{
	bool is_pointing = false, is_causing = false;

	for (size_t n = 0; n < WORDS_BETWEEN && n < hash; n++) {
		size_t at = hash - 1 - n;
		const struct word *word = &words->items[at];
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
static enum bv_prose_rank rank_behind(const struct words *words, size_t at)
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
		    !is_word(words, at + n, BV_TEXT("first")) &&
		    !is_word(words, at + n, BV_TEXT("bad")))
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

/* The word behind the title in parentheses, if one stands behind the hash. */
static size_t behind_subject(const struct words *words, const struct bv_lines *view, size_t hash)
{
	const struct word *word = &words->items[hash];
	struct bv_text rest =
		bv_text_trim(bv_text_from_offset(view->items[word->index].text, word->offset));

	if (!bv_text_starts_with(rest, BV_TEXT("(")) && !bv_text_is_empty(rest))
		return hash + 1;
	for (size_t n = 1; n <= SUBJECT_WORDS && hash + n < words->count; n++) {
		word = &words->items[hash + n];
		rest = bv_text_from_offset(view->items[word->index].text, word->offset);
		if (n == 1 && !bv_text_starts_with(rest, BV_TEXT("\")")) &&
		    word->text.data > view->items[word->index].text.data &&
		    *(word->text.data - 1) != '"' && *(word->text.data - 1) != '(')
			return hash + 1;
		if (bv_text_starts_with(rest, BV_TEXT("\")")) ||
		    bv_text_starts_with(rest, BV_TEXT(")")))
			return hash + n + 1;
	}
	return hash + 1;
}

/* "Introduced by H" tells of a bisection only where one is spoken of. */
static bool speaks_of_bisecting(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (bv_prose_is_bisect(words->items[i].text))
			return true;
	return false;
}

static void take_hash(struct bv_prose_claim *best, const struct words *words, size_t hash,
		      const struct bv_lines *view, struct bv_arena *keep)
{
	const struct word *word = &words->items[hash];
	enum bv_prose_rank rank = rank_before(words, hash);

	if (rank > BV_PROSE_FIRST_BAD) {
		enum bv_prose_rank behind = rank_behind(words, behind_subject(words, view, hash));

		rank = behind < rank ? behind : rank;
	}
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
		if (digits == HASH_DIGITS_LEAST)
			return true;
	}
	return false;
}

void bv_prose_read(struct bv_prose_claim *out, const struct bv_lines *view, struct bv_arena *keep)
{
	*out = (struct bv_prose_claim){.rank = BV_PROSE_NONE};
	for (size_t i = 0; i < view->count; i++) {
		struct words words;
		size_t from = i < LINES_BEFORE ? 0 : i - LINES_BEFORE;

		/* "#regzbot inconclusive: it was bisected to H, which is a merge" */
		if (!has_hash(view->items[i].text) || bv_regzbot_is_told(view, i))
			continue;
		words.count = 0;
		for (size_t k = from; k < view->count && k <= i + LINES_BEHIND; k++)
			add_words(&words, view, k);
		for (size_t k = 0; k < words.count; k++)
			if (words.items[k].index == i && is_hash(words.items[k].text))
				take_hash(out, &words, k, view, keep);
	}
}
