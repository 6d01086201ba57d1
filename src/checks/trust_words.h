/* What the blamed commit and the crash have in common: files, folders, names. */
#ifndef BV_CHECK_TRUST_WORDS_H
#define BV_CHECK_TRUST_WORDS_H

#include "check_private.h"

/**
 * How many of five links there are between the blamed commit and the crash.
 *
 * Meaning: a file of the final stack is one that it changes; ... lies in a folder that it changes;
 *          ... shares a telling word with its title or paths; so does the function in a title of
 *          the start test; that function stands in its message. Files that every crash passes
 *          through (entry code, allocators, sanitizers) and words that say little do not count.
 * Unknown: -1 without the commit's title and files.
 */
int bv_trust_links(const struct bv_check_run *run);

/** The message of the blamed commit, as the tree or the log has it; may be empty. */
struct bv_text bv_trust_message(const struct bv_check_run *run);
/** Its title; may be empty. */
struct bv_text bv_trust_subject(const struct bv_check_run *run);

#endif
