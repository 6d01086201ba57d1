/* The parsers, one per family of producers. */
#ifndef BV_LOG_PARSER_H
#define BV_LOG_PARSER_H

#include "bisection.h"
#include "source/line.h"

/** How sure a parser is that the lines are its own. */
enum bv_claim_strength {
	BV_CLAIM_NONE = 0,
	BV_CLAIM_WEAK,  /* some lines could be */
	BV_CLAIM_STRONG /* a line that only this producer writes */
};

/** A parser: total over any lines; what it does not understand it keeps as unknown lines. */
struct bv_parser {
	const char *name;
	enum bv_claim_strength (*recognise)(const struct bv_lines *lines);
	void (*parse)(struct bv_bisection *out, const struct bv_lines *lines,
		      struct bv_arena *keep);
};

extern const struct bv_parser bv_parser_syzbot; /* syzkaller's cause and fix logs */
extern const struct bv_parser bv_parser_git;    /* git's own logs and screen text */
extern const struct bv_parser bv_parser_mail;   /* a claim without a log */

#endif
