/* What a change to a path can do to the kernel image, from the path alone. */
#ifndef BV_CHECKS_PATH_CLASS_H
#define BV_CHECKS_PATH_CLASS_H

#include "base/text.h"
#include "case/facts.h"

/**
 * Can a change to the file @path reach the image of a kernel built for @arch?
 *
 * Meaning: BV_REACH_IMAGE is the answer for everything that is not known to be harmless, so it
 *          means "can", not "does". A root Makefile is BV_REACH_IMAGE: whether only the version
 *          changed is in its contents.
 * Unknown: code of an architecture while @arch is empty; a path that git cut ("...").
 * Source:  the kernel's Makefile and Kbuild files; field notes of syzbot's wrong bisections.
 */
enum bv_reach bv_path_reach(struct bv_text path, struct bv_text arch);

#endif
