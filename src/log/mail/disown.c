/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a mail says against a result: "this bisection is wrong", "please ignore this bisection".
 *
 * People answer a robot's result so, and take back their own. Only plain sentences count: a result
 * that nobody disowns is judged.
 */
#include "log/builder.h"
#include "mail_private.h"

#include "base/banned.h"

/* The words looked at around the word for bisecting. */
#define LINES_BEFORE   2
#define LINES_BEHIND   3
#define WORDS_TO_HASH  8
#define WORDS_DEGREE   3
#define WORDS_IGNORING 5
#define WORDS_DENYING  12

/* What is said against a bisection. */
struct disowning {
	struct bv_text hash; /* of the commit that it blamed; empty */
	size_t line;
	bool is_this; /* "this bisection": the mail's own, where it has one */
};

/* Where a sentence is being read. */
struct reader {
	const struct bv_prose_words *words;
	const struct bv_lines *view;
	size_t bisect; /* the word for bisecting */
	struct disowning *out;
};

static const struct bv_text wrongs[] = {
	BV_TEXT_INIT("wrong"),     BV_TEXT_INIT("bogus"),    BV_TEXT_INIT("incorrect"),
	BV_TEXT_INIT("invalid"),   BV_TEXT_INIT("nonsense"), BV_TEXT_INIT("misleading"),
	BV_TEXT_INIT("erroneous"), BV_TEXT_INIT("mistaken"), BV_TEXT_INIT("inaccurate"),
	BV_TEXT_INIT("retracted"),
};
static const struct bv_text results[] = {
	BV_TEXT_INIT("result"),
	BV_TEXT_INIT("results"),
	BV_TEXT_INIT("report"),
};
static const struct bv_text copulas[] = {
	BV_TEXT_INIT("is"),    BV_TEXT_INIT("was"),    BV_TEXT_INIT("were"), BV_TEXT_INIT("looks"),
	BV_TEXT_INIT("seems"), BV_TEXT_INIT("seemed"), BV_TEXT_INIT("went"), BV_TEXT_INIT("turned"),
};
static const struct bv_text degrees[] = {
	BV_TEXT_INIT("obviously"),  BV_TEXT_INIT("definitely"), BV_TEXT_INIT("clearly"),
	BV_TEXT_INIT("completely"), BV_TEXT_INIT("utterly"),    BV_TEXT_INIT("totally"),
	BV_TEXT_INIT("probably"),   BV_TEXT_INIT("likely"),     BV_TEXT_INIT("simply"),
	BV_TEXT_INIT("just"),       BV_TEXT_INIT("quite"),      BV_TEXT_INIT("indeed"),
	BV_TEXT_INIT("out"),        BV_TEXT_INIT("to"),         BV_TEXT_INIT("be"),
	BV_TEXT_INIT("an"),         BV_TEXT_INIT("a"),
};
static const struct bv_text behind_adjective[] = {
	BV_TEXT_INIT("result"), BV_TEXT_INIT("results"), BV_TEXT_INIT("report"),
	BV_TEXT_INIT("-"),      BV_TEXT_INIT("--"),
};
static const struct bv_text ignores[] = {
	BV_TEXT_INIT("ignore"),
	BV_TEXT_INIT("disregard"),
	BV_TEXT_INIT("retract"),
};
static const struct bv_text ignored[] = {
	BV_TEXT_INIT("this"),   BV_TEXT_INIT("that"),     BV_TEXT_INIT("the"),
	BV_TEXT_INIT("my"),     BV_TEXT_INIT("our"),      BV_TEXT_INIT("previous"),
	BV_TEXT_INIT("mail"),   BV_TEXT_INIT("earlier"),  BV_TEXT_INIT("last"),
	BV_TEXT_INIT("report"), BV_TEXT_INIT("syzbot's"), BV_TEXT_INIT("above"),
	BV_TEXT_INIT("email"),  BV_TEXT_INIT("result"),   BV_TEXT_INIT("of"),
};
static const struct bv_text doubts[] = {
	BV_TEXT_INIT("not"),      BV_TEXT_INIT("never"),   BV_TEXT_INIT("cannot"),
	BV_TEXT_INIT("if"),       BV_TEXT_INIT("unless"),  BV_TEXT_INIT("whether"),
	BV_TEXT_INIT("maybe"),    BV_TEXT_INIT("perhaps"), BV_TEXT_INIT("might"),
	BV_TEXT_INIT("possibly"), BV_TEXT_INIT("could"),   BV_TEXT_INIT("possible"),
	BV_TEXT_INIT("may"),      BV_TEXT_INIT("why"),
};

static bool is_wrong(const struct bv_prose_words *words, size_t at)
{
	return at < words->count && BV_PROSE_IS_ONE_OF(words->items[at].text, wrongs);
}

/* The sentence up to word @at denies, supposes or doubts. */
static bool is_doubted(const struct bv_prose_words *words, size_t at)
{
	for (size_t n = 1; n <= WORDS_DENYING && n <= at; n++) {
		const struct bv_prose_word *word = &words->items[at - n];

		if (word->is_sentence_end)
			break;
		if (BV_PROSE_IS_ONE_OF(word->text, doubts) ||
		    bv_text_ends_with(word->text, BV_TEXT("n't")))
			return true;
	}
	return false;
}

/* The sentence that goes on at word @at asks. */
static bool is_asked(const struct bv_prose_words *words, size_t at)
{
	for (; at < words->count; at++)
		if (words->items[at].is_sentence_end)
			return words->items[at].is_question;
	return false;
}

/* The word behind the commit that was blamed, where one follows word @at; else @at. */
static size_t behind_hash(const struct reader *reader, size_t at)
{
	const struct bv_prose_words *words = reader->words;

	for (size_t n = 0; n < WORDS_TO_HASH && at + n < words->count; n++) {
		struct bv_text word = words->items[at + n].text;

		if (bv_prose_is_hash(word)) {
			reader->out->hash = word;
			return words->items[at + n].is_sentence_end
				       ? words->count
				       : bv_prose_behind_subject(words, reader->view, at + n);
		}
		if (words->items[at + n].is_sentence_end ||
		    bv_prose_link_of(word) == BV_PROSE_NO_LINK)
			break;
	}
	return at;
}

/* "... but that is wrong": of a commit that is named, "which is wrong" may speak of the commit. */
static size_t behind_but(const struct bv_prose_words *words, size_t at)
{
	if (!bv_prose_is_word(words, at, BV_TEXT("but")))
		return at;
	at++;
	if (bv_prose_is_word(words, at, BV_TEXT("that")) ||
	    bv_prose_is_word(words, at, BV_TEXT("this")) ||
	    bv_prose_is_word(words, at, BV_TEXT("it")))
		at++;
	return at;
}

/* "is obviously wrong" at word @at. */
static bool is_called_wrong(const struct bv_prose_words *words, size_t at)
{
	if (at >= words->count || !BV_PROSE_IS_ONE_OF(words->items[at].text, copulas))
		return false;
	for (size_t n = 1; n <= WORDS_DEGREE + 1; n++) {
		if (is_wrong(words, at + n))
			return true;
		if (at + n >= words->count || words->items[at + n].is_clause_end ||
		    !BV_PROSE_IS_ONE_OF(words->items[at + n].text, degrees))
			break;
	}
	return false;
}

/* "The bisection result is wrong", "bisecting to H was wrong", "bisected to H, but that is wrong".
 */
static bool is_wrong_behind(const struct reader *reader)
{
	const struct bv_prose_words *words = reader->words;
	size_t at = reader->bisect + 1, but;

	if (words->items[reader->bisect].is_sentence_end)
		return false;
	while (at < words->count && BV_PROSE_IS_ONE_OF(words->items[at].text, results))
		at++;
	if (is_called_wrong(words, at))
		return true;
	at = behind_hash(reader, at);
	but = behind_but(words, at);
	/* Who bisected is its subject, not what it came to. */
	if (but == at && bv_prose_is_word(words, reader->bisect, BV_TEXT("bisected")))
		return false;
	return reader->out->hash.size > 0 && is_called_wrong(words, but);
}

/* "A bogus bisection result": but "a wrong bisect step" says nothing of the result. */
static bool is_wrong_before(const struct reader *reader)
{
	const struct bv_prose_words *words = reader->words;
	size_t at = reader->bisect;

	return at > 0 && is_wrong(words, at - 1) && !words->items[at - 1].is_clause_end &&
	       (words->items[at].is_clause_end || at + 1 == words->count ||
		BV_PROSE_IS_ONE_OF(words->items[at + 1].text, behind_adjective));
}

/* "Please ignore this bisection", "ignore my mail that bisected it to H". */
static bool is_ignored(const struct reader *reader)
{
	const struct bv_prose_words *words = reader->words;

	for (size_t n = 1; n <= WORDS_IGNORING && n <= reader->bisect; n++) {
		const struct bv_prose_word *word = &words->items[reader->bisect - n];

		if (BV_PROSE_IS_ONE_OF(word->text, ignores)) {
			(void)behind_hash(reader, reader->bisect + 1);
			return !word->is_clause_end;
		}
		if (word->is_clause_end || !BV_PROSE_IS_ONE_OF(word->text, ignored))
			break;
	}
	return false;
}

/* Is the bisection that word @at names disowned? */
static bool read_word(struct disowning *out, const struct bv_prose_words *words,
		      const struct bv_lines *view, size_t at)
{
	struct reader reader = {.words = words, .view = view, .bisect = at, .out = out};

	*out = (struct disowning){.line = view->items[words->items[at].index].number};
	if (!bv_prose_is_bisect(words->items[at].text) || is_doubted(words, at) ||
	    is_asked(words, at))
		return false;
	out->is_this = at > 0 && bv_prose_is_word(words, at - 1, BV_TEXT("this"));
	if (is_wrong_before(&reader)) {
		out->is_this = false;
		return true;
	}
	return is_ignored(&reader) || is_wrong_behind(&reader);
}

bool bv_disown_is_of(const struct bv_prose_words *words, const struct bv_lines *view, size_t hash)
{
	for (size_t n = 1; n <= WORDS_TO_HASH && n <= hash; n++) {
		struct disowning said;

		if (words->items[hash - n].is_sentence_end)
			break;
		if (read_word(&said, words, view, hash - n) &&
		    said.hash.data == words->items[hash].text.data)
			return true;
	}
	return false;
}

/*
 * Whose result it is
 */

static void disown(struct bv_bisections *all, const struct disowning *said)
{
	for (size_t i = 0; i < all->count; i++) {
		struct bv_bisection *one = &all->items[i];
		const struct bv_revision *blamed = bv_bisection_revision(one, one->claim.first_bad);
		bool is_meant = one->claim.is_quoted || said->is_this;

		if (!blamed || one->claim.disowned_line)
			continue;
		if (said->hash.size)
			is_meant = bv_id_is_same(said->hash, blamed->written);
		else if (all->count > 1)
			is_meant = is_meant && said->line >= one->first_line &&
				   said->line <= one->last_line;
		if (is_meant)
			one->claim.disowned_line = said->line;
	}
}

/* syzbot's command; its own mails of 2017 and 2018 explain it: "please reply with:". */
static bool is_invalid_command(const struct bv_lines *view, size_t index)
{
	struct bv_text line = bv_text_trim_end(view->items[index].text);
	struct bv_text above = {0};

	if (!bv_text_equal(line, BV_TEXT("#syz invalid")))
		return false;
	for (size_t i = index; i > 0 && bv_text_is_empty(above); i--)
		above = bv_text_trim(view->items[i - 1].text);
	return !bv_text_ends_with(above, BV_TEXT(":"));
}

static void read_line(struct bv_bisections *out, const struct bv_lines *view, size_t index)
{
	struct bv_prose_words words = {.count = 0};
	size_t from = index < LINES_BEFORE ? 0 : index - LINES_BEFORE;
	struct disowning said;

	for (size_t i = from; i < view->count && i <= index + LINES_BEHIND; i++)
		bv_prose_add_words(&words, view, i);
	for (size_t i = 0; i < words.count; i++)
		if (words.items[i].index == index && read_word(&said, &words, view, i))
			disown(out, &said);
}

static bool is_any_claimed(const struct bv_bisections *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].claim.ending == BV_ENDING_FIRST_BAD)
			return true;
	return false;
}

void bv_disown_find(struct bv_bisections *out, const struct bv_lines *lines, struct bv_text subject)
{
	struct disowning said = {.line = lines->count ? lines->items[0].number : 0};
	struct bv_arena scratch = {0};
	struct bv_lines view;

	if (!is_any_claimed(out))
		return;
	if (bv_text_contains_nocase(subject, BV_TEXT("[correction]")) ||
	    bv_text_contains_nocase(subject, BV_TEXT("[retraction]")))
		disown(out, &said);
	bv_view(&view, lines, 0, &scratch);
	for (size_t i = 0; i < view.count; i++) {
		said.line = view.items[i].number;
		if (bv_text_contains(view.items[i].text, BV_TEXT("isect")))
			read_line(out, &view, i);
		else if (is_invalid_command(&view, i))
			disown(out, &said);
	}
	bv_arena_release(&scratch);
}
