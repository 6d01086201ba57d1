/* What a change to a path can do to the kernel image, from the path alone. */
#ifndef BV_CHECKS_PATH_CLASS_H
#define BV_CHECKS_PATH_CLASS_H

#include "base/text.h"

/** What a change to a file can do to the kernel image. */
enum bv_reach {
	BV_REACH_UNKNOWN = 0,
	BV_REACH_IMAGE,      /* can change it */
	BV_REACH_NEVER,      /* documentation and the like */
	BV_REACH_OTHER_ARCH, /* code of an architecture that was not built */
	BV_REACH_TOOLS,      /* tools, tests, samples: not in the image, but perhaps in a test */
	BV_REACH_VERSION     /* the version's name only */
};

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
