/* The words of sentences about bisections: what each does there. */
#ifndef BV_LOG_PROSE_WORDS_H
#define BV_LOG_PROSE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/** What a word between "bisect" and the hash does. */
enum bv_prose_link {
	BV_PROSE_NO_LINK = 0,
	BV_PROSE_FILLS,  /* says nothing of its own */
	BV_PROSE_POINTS, /* leads to the commit */
	BV_PROSE_CAUSES  /* ... and blames it */
};
enum bv_prose_link bv_prose_link_of(struct bv_text word);

/** "bisect", "Bisection", "bisecting": but not "bisectable". */
bool bv_prose_is_bisect(struct bv_text word);
/** Of sentences that deny, ask or wish. */
bool bv_prose_is_denial(struct bv_text word);
/** "the", "my": with it begins what somebody bisected. */
bool bv_prose_is_determiner(struct bv_text word);
/** A word with which something else begins than what was bisected: "from", "went", "that". */
bool bv_prose_ends_object(struct bv_text word);

/** Without case. */
bool bv_prose_is_one_of(struct bv_text word, const struct bv_text *list, size_t count);
#define BV_PROSE_IS_ONE_OF(word, list)                                                             \
	bv_prose_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

#endif
