/* Lists of strings as Go prints them with %q. */
#ifndef BV_LOG_GO_QUOTE_H
#define BV_LOG_GO_QUOTE_H

#include <stdbool.h>

#include "base/arena.h"
#include "log/bisection.h"

/**
 * Read ["a@b" "c@d"] into @out, unquoted.
 *
 * Meaning: false, and @out untouched, when @text is no such list from beginning to end.
 * Owner:   kept in @keep.
 * Source:  Go's strconv.Quote() and fmt's %q of []string.
 */
bool bv_go_quoted_list(struct bv_texts *out, struct bv_text text, struct bv_arena *keep);

#endif
