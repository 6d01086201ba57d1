/* SPDX-License-Identifier: GPL-2.0-only */
/* What every part needs: dice that fall the same for the same seed, and other programs' output. */
#ifndef DRAWN_TOOL_H
#define DRAWN_TOOL_H

#include <stdio.h>

#include "base/arena.h"

#define PAIRS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct dice {
	uint64_t state;
};
uint64_t dice_next(struct dice *dice);
/** From 0 to @count - 1. */
size_t dice_below(struct dice *dice, size_t count);
/** True in @percent of 100 cases. */
bool dice_chance(struct dice *dice, size_t percent);
/** As many hex digits, without the habits of a real id. Owner: kept in @keep. */
const char *dice_hex(struct dice *dice, size_t digits, struct bv_arena *keep);

/** Leave with a message: the test itself could not work. */
_Noreturn __attribute__((format(printf, 1, 2))) void pairs_die(const char *format, ...);

/** As printf, into @keep. */
__attribute__((format(printf, 2, 3))) const char *pairs_print(struct bv_arena *keep,
							      const char *format, ...);

/* A stream that becomes a text. */
struct memory {
	FILE *out;
	char *bytes;
	size_t size;
};
void memory_open(struct memory *memory);
/** Close it. Owner: the text is kept in @keep. */
struct bv_text memory_close(struct memory *memory, struct bv_arena *keep);

/** A new temporary folder, and an environment in which no user's configuration shows. */
const char *pairs_open_folder(struct bv_arena *keep);
void pairs_remove_folder(const char *folder);
void pairs_write_file(const char *path, struct bv_text bytes);
struct bv_text pairs_read_file(const char *path, struct bv_arena *keep);
/** What a shell script prints in @folder, and its exit status. */
struct bv_text pairs_shell(const char *folder, const char *script, int *status,
			   struct bv_arena *keep);

#endif
