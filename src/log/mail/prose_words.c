/* SPDX-License-Identifier: GPL-2.0-only */
/* The words of sentences about bisections. */
#include "mail_private.h"

#include "base/banned.h"

#define HASH_DIGITS_MOST 40
#define DATE_DIGITS      8
/* A title has no more. */
#define SUBJECT_WORDS 32

/* Is @word one of @list, which has blanks between them? */
static bool is_listed(struct bv_text word, struct bv_text list)
{
	struct bv_text listed;

	while (bv_take_blanks(&list) && bv_take_word(&list, &listed))
		if (bv_text_equal_nocase(word, listed))
			return true;
	return false;
}

static const struct {
	enum bv_prose_link link;
	struct bv_text words;
} links[] = {
	{BV_PROSE_FILLS,
	 BV_TEXT_INIT(
		 "a and another at attempt back be been being brought bug by change commit "
		 "commit-id crash down error failure final following four fourth git hang has i in "
		 "is "
		 "issue it last me new on one out patch problem regression round run second seems "
		 "session started that the third this three time try two up us was we with")},
	{BV_PROSE_POINTS,
	 BV_TEXT_INIT(
		 "blame blamed blames blaming ended found gave gives identified identifies landed "
		 "lands lead leading leads led pointed pointing points produced result resulted "
		 "results revealed reveals said says showed shows to")},
	{BV_PROSE_CAUSES, BV_TEXT_INIT("broke broken caused culprit introduced offending")},
};

enum bv_prose_link bv_prose_link_of(struct bv_text word)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (is_listed(word, links[i].words))
			return links[i].link;
	return BV_PROSE_NO_LINK;
}

bool bv_prose_is_bisect(struct bv_text word)
{
	return is_listed(word, BV_TEXT("bisect bisected bisecting bisection bisections bisects "
				       "git-bisect bisected/narrowed"));
}

bool bv_prose_is_denial(struct bv_text word)
{
	return is_listed(word, BV_TEXT("not cannot could can please possible if should would will "
				       "might may")) ||
	       bv_text_ends_with(word, BV_TEXT("n't"));
}

bool bv_prose_is_determiner(struct bv_text word)
{
	return is_listed(word, BV_TEXT("a an her his its my our that the their these this those "
				       "your"));
}

bool bv_prose_ends_object(struct bv_text word)
{
	return is_listed(word, BV_TEXT("according after against and back before between but by "
				       "compared due from go goes going got led need next or "
				       "prior related relative reset reverted since so then "
				       "till until up went what when where which while why "
				       "without"));
}

bool bv_prose_is_one_of(struct bv_text word, const struct bv_text *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(word, list[i]))
			return true;
	return false;
}

/* "effaced" is a word and "20240131" a date. */
bool bv_prose_is_hash(struct bv_text word)
{
	size_t digits = 0;

	if (!bv_text_is_hex(word, BV_PROSE_HASH_LEAST, HASH_DIGITS_MOST))
		return false;
	for (size_t i = 0; i < word.size; i++)
		digits += word.data[i] >= '0' && word.data[i] <= '9';
	return digits > 0 && !(digits == DATE_DIGITS && word.size == DATE_DIGITS);
}

static bool is_one_of(char c, struct bv_text list)
{
	return bv_text_find_byte(list, c) != SIZE_MAX;
}

void bv_prose_add_words(struct bv_prose_words *out, const struct bv_lines *view, size_t index)
{
	static const struct bv_text punctuation = BV_TEXT_INIT("\"'`()[]<>{},.:;!?*_#");
	struct bv_text rest = view->items[index].text;
	struct bv_text written;

	bv_take_blanks(&rest);
	while (out->count < BV_PROSE_WORDS_MAX && bv_take_word(&rest, &written)) {
		struct bv_prose_word *word = &out->items[out->count];
		struct bv_text text = written;
		char last = written.data[written.size - 1];

		while (text.size && is_one_of(text.data[0], punctuation))
			text = bv_text_from_offset(text, 1);
		while (text.size && is_one_of(text.data[text.size - 1], punctuation))
			text.size--;
		*word = (struct bv_prose_word){.text = text, .index = index};
		word->offset = (size_t)(text.data - view->items[index].text.data) + text.size;
		word->is_sentence_end = is_one_of(last, BV_TEXT(".?!"));
		word->is_clause_end = is_one_of(last, BV_TEXT(".?!,;:"));
		word->is_question = last == '?';
		out->count += text.size > 0 || word->is_sentence_end;
		bv_take_blanks(&rest);
	}
}

bool bv_prose_is_word(const struct bv_prose_words *words, size_t at, struct bv_text text)
{
	return at < words->count && bv_text_equal_nocase(words->items[at].text, text);
}

size_t bv_prose_behind_subject(const struct bv_prose_words *words, const struct bv_lines *view,
			       size_t hash)
{
	const struct bv_prose_word *word = &words->items[hash];
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
