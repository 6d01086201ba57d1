/* SPDX-License-Identifier: GPL-2.0-only */
/* Claims in mails: who makes them, and in which words. */
#ifndef BV_LOG_MAIL_PRIVATE_H
#define BV_LOG_MAIL_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "log/producer.h"
#include "source/line.h"

/** A mail being read, the lines of one quoting depth at a time. */
struct bv_mail_reader {
	struct bv_bisection *out;
	const struct bv_lines *view;
	bool is_quoted;
	bool has_disowned;   /* a result was left alone, as the mail disowns it */
	bool takes_disowned; /* there is no other */
	struct bv_arena *keep;
};

/* Claims of texts without a log, whoever makes them (mail.c) */

/** Somebody claims a result here. */
bool bv_mail_is_claim(const struct bv_lines *lines);
/**
 * The line behind @index with which the next of several claims begins.
 *
 * Meaning: an index into @lines; their count when there is no further one.
 */
size_t bv_mail_split(const struct bv_lines *lines, size_t index);
/** The claim of @lines. */
bv_producer_read bv_mail_read;

/**
 * The claim of the text around a log that states no result itself; the kind stays the log's.
 */
void bv_mail_add_claim(struct bv_bisection *log, const struct bv_lines *lines,
		       struct bv_arena *keep);

/**
 * What the mail claims in its own words, where that is another commit than the one of @log, which
 * it quotes. False when it does not.
 */
bool bv_mail_read_own(struct bv_bisection *out, const struct bv_bisection *log,
		      const struct bv_lines *lines, struct bv_arena *keep);

/* What they have in common (claim.c) */

/** A commit as the mail names it. */
struct bv_mail_commit {
	struct bv_text hash;
	struct bv_text subject;
	bool is_subject_cut;
	size_t index; /* of the view's line */
};

/** State that it was @commit; that is the mail's claim unless it has one. */
void bv_mail_blame(struct bv_mail_reader *reader, enum bv_statement_kind kind,
		   const struct bv_mail_commit *commit);

/** "Fixes: 0123456789ab ("title")" at the view's line @index: its statement. False for others. */
bool bv_mail_take_fixes(struct bv_mail_reader *reader, size_t index);
/** "NAME: VALUE" becomes a remark when @names has the name. Owner: borrowed from the view. */
bool bv_mail_take_remark(struct bv_mail_reader *reader, const struct bv_text *names, size_t count,
			 size_t index);

struct bv_prose_words;

/*
 * prose.c: what people write of a bisection's result: "bisected to 0123456789ab", and its kin.
 */

/** How plainly a sentence names the commit; a lower one is preferred. */
enum bv_prose_rank {
	BV_PROSE_FIRST_BAD = 0, /* "the first bad commit is H", "H is the first bad commit" */
	BV_PROSE_BISECTED,      /* "bisected to H", "git bisect blames H" */
	BV_PROSE_CAUSED,        /* "introduced by commit H": where bisecting is spoken of nearby */
	BV_PROSE_DISOWNED,      /* "bisecting to H was wrong": the mail claims another, or none */
	BV_PROSE_NONE
};

struct bv_prose_claim {
	enum bv_prose_rank rank;
	struct bv_mail_commit commit;
};

/**
 * The claim of @view, the first of the plainest; rank BV_PROSE_NONE when it makes none.
 *
 * Meaning: between the word for bisecting and the hash stand only words that lead from one to the
 *          other ("points to commit"), in one sentence, without "not": a mail that asks for a
 *          bisection, or lists commits that were tested, claims nothing.
 * Owner:   texts are borrowed from the view, or kept in @keep.
 */
void bv_prose_read(struct bv_prose_claim *out, const struct bv_lines *view, struct bv_arena *keep);

/**
 * The title behind a hash, which ends at @offset of the view's line @index: ("TITLE"), or "TITLE"
 * behind a blank.
 *
 * Meaning: *is_cut when its end is not there. Empty when there is none.
 */
struct bv_text bv_prose_subject(const struct bv_lines *view, size_t index, size_t offset,
				bool *is_cut, struct bv_arena *keep);

/*
 * prose_words.c: the words of sentences about bisections: what each does there.
 */

/** Units: digits. */
#define BV_PROSE_HASH_LEAST 7
#define BV_PROSE_WORDS_MAX  512

struct bv_prose_word {
	struct bv_text text; /* without the punctuation around it */
	size_t index;        /* of its line */
	size_t offset;       /* behind it in that line */
	bool is_sentence_end;
	bool is_clause_end; /* a comma counts, too */
	bool is_question;
};
/** The words of some lines. */
struct bv_prose_words {
	struct bv_prose_word items[BV_PROSE_WORDS_MAX];
	size_t count;
};

/** The words of the view's line @index, behind those that are there. */
void bv_prose_add_words(struct bv_prose_words *out, const struct bv_lines *view, size_t index);
/** Word @at is there, and is @text, without case. */
bool bv_prose_is_word(const struct bv_prose_words *words, size_t at, struct bv_text text);
/** Hex digits, some of them decimal ones, and no date. */
bool bv_prose_is_hash(struct bv_text word);
/** The word behind the title in parentheses, if one stands behind the hash at word @hash. */
size_t bv_prose_behind_subject(const struct bv_prose_words *words, const struct bv_lines *view,
			       size_t hash);

/** What a word between "bisect" and the hash does. */
enum bv_prose_link {
	BV_PROSE_NO_LINK = 0,
	BV_PROSE_FILLS,  /* says nothing of its own */
	BV_PROSE_POINTS, /* leads to the commit */
	BV_PROSE_CAUSES  /* ... and blames it */
};
enum bv_prose_link bv_prose_link_of(struct bv_text word);

/** "bisect", "Bisection", "bisecting": but not "bisectable". */
bool bv_prose_is_bisect(struct bv_text word);
/** Of sentences that deny, ask or wish. */
bool bv_prose_is_denial(struct bv_text word);
/** "the", "my": with it begins what somebody bisected. */
bool bv_prose_is_determiner(struct bv_text word);
/** A word with which something else begins than what was bisected: "from", "went", "that". */
bool bv_prose_ends_object(struct bv_text word);

/** Without case. */
bool bv_prose_is_one_of(struct bv_text word, const struct bv_text *list, size_t count);
#define BV_PROSE_IS_ONE_OF(word, list)                                                             \
	bv_prose_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/*
 * disown.c: what a mail says against a result: "this bisection is wrong", "please ignore it"
 */

/** The sentence says that bisecting to the hash at word @hash was wrong. */
bool bv_disown_is_of(const struct bv_prose_words *words, const struct bv_lines *view, size_t hash);

/**
 * Note of each result of the mail where the mail itself says not to trust it.
 *
 * Meaning: a sentence that names a commit is about that one; else about what the mail quotes, and
 *          about its own result only where it says "this bisection". A question, an "if" and a
 *          "may" say nothing.
 */
void bv_disown_find(struct bv_bisections *out, const struct bv_lines *lines,
		    struct bv_text subject);

/*
 * find_subject.c: the blamed commit's title, wherever the text has it
 */

/**
 * Give the blamed commit a title where its claim printed none.
 *
 * Meaning: H ("TITLE"), H "TITLE" and a printed commit, the first of them in @lines, however deep
 *          it is quoted; a title whose end is missing is none.
 * Owner:   kept in @keep, or borrowed from @lines.
 */
void bv_title_find(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep);

/*
 * asides.c: what a mail names besides
 */

/**
 * The commits that the mail names in its own words: H ("TITLE"), "Fixes: H ("TITLE")", "#regzbot
 * introduced: H" and printed ones. Those that the bisection did not name are @is_aside.
 *
 * Units: ids of at least twelve digits.
 * Owner: kept in @keep, or borrowed from @lines.
 */
void bv_asides_find(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep);

#endif
