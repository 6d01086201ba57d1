/* Names as C has them: letters, digits and underscores. */
#ifndef BV_TREE_C_NAME_H
#define BV_TREE_C_NAME_H

#include <stdbool.h>

#include "base/text.h"

/** Is @name in @text, and not as a part of a longer name? */
bool bv_c_name_is_in(struct bv_text text, struct bv_text name);

#endif
