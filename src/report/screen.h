/* Rows of the first screen: a label, then text folded beside it. */
#ifndef BV_REPORT_SCREEN_H
#define BV_REPORT_SCREEN_H

#include "base/arena.h"
#include "base/out.h"

/** Where the text beside a label starts. Units: columns. */
#define BV_LABEL_COLUMNS 10
/** What a level takes with the blanks behind it. Units: columns. */
#define BV_LEVEL_COLUMNS 9

/**
 * @text fit for a row: at most some lines long, line ends and NUL made visible.
 *
 * Meaning: a screen is for reading; the JSON has the whole text.
 * Owner:   kept in @keep.
 */
struct bv_text bv_screen_text(struct bv_text text, struct bv_arena *keep);

/** Print @label padded to the text's column; an empty one continues the row above. */
void bv_screen_label(struct bv_out *out, const char *label);
/** Print a whole row. */
void bv_screen_row(struct bv_out *out, const char *label, struct bv_text text);

/** "s" unless @count is 1. */
const char *bv_screen_plural(size_t count);

#endif
