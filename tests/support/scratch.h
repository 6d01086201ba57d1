/* SPDX-License-Identifier: GPL-2.0-only */
/* A temporary folder to build repositories in, and git as the one who knows. */
#ifndef BV_SUPPORT_SCRATCH_H
#define BV_SUPPORT_SCRATCH_H

#include "base/arena.h"
#include "base/text.h"

struct bv_scratch {
	struct bv_arena keep;
	struct bv_text folder; /* ends in NUL */
};

/** Make the folder and an environment for git that is the same everywhere. */
struct bv_scratch bv_scratch_open(void);
/** Remove the folder. */
void bv_scratch_close(struct bv_scratch *scratch);

/**
 * Run a shell script in the folder; it must succeed.
 *
 * Meaning: what it prints, which may hold NUL bytes. "g MESSAGE" commits all files of the current
 *          folder at the next second.
 * Owner:   kept in @scratch.
 */
__attribute__((format(printf, 2, 3))) struct bv_text bv_scratch_run(struct bv_scratch *scratch,
								    const char *format, ...);
/** The same, but it may fail; true when it did not. */
bool bv_scratch_try(struct bv_scratch *scratch, struct bv_text *out, const char *script);
/** As bv_scratch_run(), without the line's end: for one id or name. */
__attribute__((format(printf, 2, 3))) struct bv_text bv_scratch_word(struct bv_scratch *scratch,
								     const char *format, ...);

/** A path below the folder, ending in NUL. */
const char *bv_scratch_path(struct bv_scratch *scratch, const char *name);

#endif
