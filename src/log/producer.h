/* SPDX-License-Identifier: GPL-2.0-only */
/* Who writes texts about bisections: a row for each producer, with all that is special to it. */
#ifndef BV_LOG_PRODUCER_H
#define BV_LOG_PRODUCER_H

#include "log.h"
#include "source/line.h"

struct bv_mail_reader;
struct bv_nodes_found;
struct bv_nodes_shape;
struct bv_producer;
struct bv_state_file;

/** How sure a producer is that the lines are its own. */
enum bv_claim_strength {
	BV_CLAIM_NONE = 0,
	BV_CLAIM_WEAK,  /* some lines could be */
	BV_CLAIM_STRONG /* a line that only this producer writes */
};

/**
 * Add the bisections of @lines to @out, at least one.
 *
 * Meaning: total over any lines; what is not understood is kept as unknown lines. @all is the table
 *          of producers, for the robots that write into others' logs.
 */
typedef void bv_producer_read(struct bv_bisections *out, const struct bv_lines *lines,
			      const struct bv_producer *const *all, struct bv_arena *keep);

/** More words than any row has, one free. */
#define BV_PRODUCER_WORDS 4

/** One producer. What it does not do is NULL, or empty. */
struct bv_producer {
	/** Of the bisections that it claims, or whose git log it comments; unknown: no other. */
	enum bv_kind kind;

	/* Logs of its own */

	enum bv_claim_strength (*recognise)(const struct bv_lines *lines);
	/**
	 * The line behind @index with which the next log begins, or the next mail's claim.
	 *
	 * Meaning: an index into @lines; their count when there is no further one.
	 */
	size_t (*split)(const struct bv_lines *lines, size_t index);
	bv_producer_read *read;

	/* State files, in JSON; what the texts in a program's files and logs say is no claim */

	/** By what it knows its own. */
	const struct bv_nodes_shape *shape;
	/** Add what the file says to its bisection. */
	void (*read_state)(struct bv_state_file *file);

	/* Mails that claim a result */

	/** It claims nothing without one of these. */
	struct bv_text words[BV_PRODUCER_WORDS];
	/** False when it claims nothing in the reader's view, and nothing was recorded. */
	bool (*claim)(struct bv_mail_reader *reader);

	/* Other texts */

	/** What @lines are, when nobody finds a bisection in them: "it is ..."; empty for others'.
	 */
	struct bv_text (*what_else)(const struct bv_lines *lines);

	/* What it adds to a log of git's */

	/** A line that begins so says that the log was made by it. */
	struct bv_text signature;
	/** Read what stands around that log. */
	void (*enrich)(struct bv_bisection *out, const struct bv_lines *lines,
		       struct bv_arena *keep);
	/**
	 * It writes such a comment behind its verdicts.
	 *
	 * Meaning: what such a robot writes behind git's conclusion are tests of the result.
	 */
	bool (*is_comment)(struct bv_text comment);
	/** Read what its comment says of the newest step. */
	void (*take_comment)(struct bv_bisection *out, struct bv_text comment,
			     struct bv_arena *keep);
	/** The title of the commit in it; empty where it has none. */
	struct bv_text (*comment_subject)(struct bv_text comment);
	/** The verdict that it states once more; unknown where it states none that we know. */
	enum bv_verdict (*comment_verdict)(struct bv_text comment);
};

extern const struct bv_producer bv_producer_syzbot;     /* syzkaller's cause and fix logs */
extern const struct bv_producer bv_producer_kci_dev;    /* KernelCI's, for one's own computer */
extern const struct bv_producer bv_producer_kci_bisect; /* KernelCI's campaigns */
extern const struct bv_producer bv_producer_vixi;
extern const struct bv_producer bv_producer_bayesect;     /* git bayesect */
extern const struct bv_producer bv_producer_dashboard;    /* syzbot's: a bug in JSON */
extern const struct bv_producer bv_producer_git;          /* git's own logs and screen text */
extern const struct bv_producer bv_producer_syzbot_mails; /* what syzbot announces */
extern const struct bv_producer bv_producer_lkp;          /* Intel's kernel test robot */
extern const struct bv_producer bv_producer_kernelci;
extern const struct bv_producer bv_producer_regzbot;
extern const struct bv_producer bv_producer_people;
extern const struct bv_producer bv_producer_ai_patch;

/** All of them, ended by NULL. Who is asked first stands first: of claims, the plainest. */
extern const struct bv_producer *const bv_producers[];

/**
 * Whose log or state file @lines are: the first of the strongest; NULL when nobody claims them.
 *
 * Meaning: with @must_be_sure only BV_CLAIM_STRONG counts. @out is the JSON in @lines; it is the
 *          answer's where the shapes are the same. A damaged file is one only of who bisects.
 * Owner:   kept in @keep.
 */
const struct bv_producer *bv_producer_choose(struct bv_nodes_found *out,
					     const struct bv_lines *lines, bool must_be_sure,
					     struct bv_arena *keep);

#endif
