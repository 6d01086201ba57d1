/* A set of texts: sorted once, asked often. */
#ifndef BV_CHECK_TEXT_SET_H
#define BV_CHECK_TEXT_SET_H

#include <stdbool.h>

#include "text.h"

/** Sort @texts without regard to ASCII case, and drop all but one of those that are equal so. */
void bv_text_set_make(struct bv_texts *texts);
/** Whether @texts, made by bv_text_set_make(), holds @text. */
bool bv_text_set_has(const struct bv_texts *texts, struct bv_text text);

#endif
