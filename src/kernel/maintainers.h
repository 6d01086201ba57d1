/* SPDX-License-Identifier: GPL-2.0-only */
/* MAINTAINERS: which of its sections a file belongs to. */
#ifndef BV_KERNEL_MAINTAINERS_H
#define BV_KERNEL_MAINTAINERS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

struct bv_maintainers_pattern {
	struct bv_text text;
	size_t depth;      /* slashes, and one more unless it ends in one */
	bool is_exclusion; /* X: */
};
struct bv_maintainers_section {
	struct bv_text name;
	size_t first_pattern, pattern_count;
};
struct bv_maintainers {
	struct {
		struct bv_maintainers_section *items;
		size_t count, capacity;
	} sections;
	struct {
		struct bv_maintainers_pattern *items;
		size_t count, capacity;
	} patterns;
	size_t wildcard_count;
	size_t dropped; /* patterns that are too long, or too many */
};

/** A longer path belongs to no section. Units: bytes. */
#define BV_MAINTAINERS_PATH_MAX ((size_t)512)

/**
 * Read the sections of @text, with their F: and X: patterns; N: and K:, regular expressions on
 * names and contents, are passed over.
 *
 * Meaning: a section is a line that is no "F: ..." and the lines of that form below it. Any bytes
 *          are some list of sections.
 * Owner:   kept in @keep; texts borrow from @text.
 * Source:  the kernel's scripts/get_maintainer.pl, read_maintainer_file() and
 *          find_starting_index().
 */
void bv_maintainers_read(struct bv_maintainers *out, struct bv_text text, struct bv_arena *keep);

/**
 * Does @path belong to the section number @section?
 *
 * Meaning: some F: pattern fits and no X: pattern does. '*' is any bytes, '?' is one, a slash
 *          too, and "[a-c]" one of these; with a slash at its end a pattern fits all below, else as
 * many slashes as it has. A pattern that names a folder without its slash fits what is below, as if
 * it had it.
 *          @depth is that of the last F: pattern that fits; 0 for one that begins with '*', which
 *          is everybody's.
 * Source:  get_maintainer.pl, get_maintainers() and file_match_pattern().
 */
bool bv_maintainers_has(const struct bv_maintainers *maintainers, size_t section,
			struct bv_text path, size_t *depth);

#endif
