/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The decision: may a mail go out?
 *
 * Made of the answers of what the mail says and of what the log behind it says, and of what the
 * user decided before. Formats print it and decide nothing.
 */
#ifndef BV_DECISION_H
#define BV_DECISION_H

#include "answer.h"
#include "kernel/trailer.h"

/** What the user decided before about a commit, a check or a bug. */
struct bv_precedent {
	struct bv_text
		what; /* a commit's digits, a check's id or "family.*", a bug's title or id */
	struct bv_text reason; /* in the user's words */
	bool is_invalid;       /* found not to be the cause; else: mails about it may go out */
};
struct bv_precedents {
	struct bv_precedent *items;
	size_t count, capacity;
};

/** What the user wants of mails. */
struct bv_policy {
	bool does_doubtful_stop, does_refuted_stop, does_undecided_stop;
	struct bv_precedents precedents; /* later ones win, but none over an invalid one */
};

enum bv_ruling {
	BV_RULING_SILENT = 0, /* it goes out */
	BV_RULING_SAID,       /* it goes out, with a word */
	BV_RULING_STOPPED
};

/** Whether the log behind a mail was looked at. */
enum bv_behind {
	BV_BEHIND_NONE = 0, /* the mail brings its tests, or links no log */
	BV_BEHIND_JUDGED,
	BV_BEHIND_NO_FOLDER, /* nobody said where logs are */
	BV_BEHIND_NOT_FOUND  /* it is not where logs are */
};

/** What is asked about: one bisection of a mail. Everything is borrowed. */
struct bv_mail_question {
	const struct bv_answer *mail; /* what the mail itself says */
	const struct bv_answer *log;  /* what the log behind it says; NULL: none was judged */
	enum bv_behind behind;
	struct bv_text sender;             /* the address that it comes from; may be empty */
	const struct bv_texts *recipients; /* whom the mail goes to: addresses */
};

struct bv_decision {
	enum bv_ruling ruling;
	const struct bv_answer *answer;       /* that decided: the mail's, or its log's */
	const struct bv_precedent *precedent; /* that decided; NULL: none */
	enum bv_behind behind;
	bool is_by_log;        /* @answer is the log's */
	bool is_judged;        /* tests were looked at, and not only what the mail prints */
	struct bv_text why;    /* one sentence: why it goes out or not */
	struct bv_text unseen; /* what was not looked at, and how it would be; may be empty */
	/* Of the mail's recipients, those whom the blamed commit names, without the sender; and how
	 * many recipients there are. */
	struct bv_people blamed_people;
	size_t recipient_count;
};

struct bv_decisions {
	struct bv_decision *items;
	size_t count, capacity;
};

/**
 * Decide.
 *
 * Meaning: unknown stops nothing, unless the policy says so.
 * Owner:   kept in @keep; borrows from all that is given.
 */
void bv_decide(struct bv_decision *out, const struct bv_policy *policy,
	       const struct bv_mail_question *question, struct bv_arena *keep);

/** Constant words: "silent", "said", "stopped". */
const char *bv_ruling_name(enum bv_ruling ruling);

#endif
