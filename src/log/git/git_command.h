/* The words of a git bisect command. */
#ifndef BV_LOG_GIT_COMMAND_H
#define BV_LOG_GIT_COMMAND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

/**
 * The next word of a command line, shell quotes undone.
 *
 * Source: git's quote.c, sq_dequote(): 'it'\''s' is "it's".
 * Owner:  borrowed from *rest; kept in @keep where quotes stood inside the word.
 */
bool bv_git_take_shell_word(struct bv_text *rest, struct bv_text *out, struct bv_arena *keep);

/** Can @word name a revision, and does it look like nothing else (a path, a word of prose)? */
bool bv_git_is_revision(struct bv_text word);

/** Every git has this command of git bisect: a state that is no term of the user's own, or other.
 */
bool bv_git_is_known_word(struct bv_text word);

#endif
