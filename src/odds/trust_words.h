/* What commit and crash, and the crashes themselves, have in common: files, folders, names. */
#ifndef BV_CHECK_TRUST_WORDS_H
#define BV_CHECK_TRUST_WORDS_H

#include "case/case.h"

/**
 * How many of five links there are between the blamed commit and the crash.
 *
 * Meaning: a file of the final stack is one that it changes; ... lies in a folder that it changes;
 *          ... shares a telling word with its title or paths; so does the function in a title of
 *          the start test; that function stands in its message. Files that every crash passes
 *          through (entry code, allocators, sanitizers) and words that say little do not count.
 * Unknown: -1 without the commit's title and files.
 */
int bv_trust_links(const struct bv_case *c, struct bv_arena *keep);

/**
 * The share of bad verdicts in walk and bisection that no crash like the start's supports.
 *
 * Meaning: a crash is like the start's when it is of the title family, or the function in its title
 *          (the whole title, if it names none) shares a telling word with one of the start's:
 *          "kernel BUG at net/demo/a.c" is no stranger to "WARNING in demo_wait". What names the
 *          machine's fate is none of them.
 * Units:   0 to 1; 0 without bad verdicts.
 */
double bv_trust_strange(const struct bv_case *c, struct bv_arena *keep);

#endif
