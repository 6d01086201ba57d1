/* SPDX-License-Identifier: GPL-2.0-only */
/* How suspects are found: the crash's places, and what a commit changes of them. */
#ifndef BV_CASE_SUSPECTS_PRIVATE_H
#define BV_CASE_SUSPECTS_PRIVATE_H

#include "kernel/maintainers.h"
#include "repo/diff.h"
#include "suspects.h"

/** Sections of MAINTAINERS that hold a frame's file: three or four a file. */
#define BV_PLACES_SECTIONS_MAX 64

/** Where the crash was. */
struct bv_places {
	struct bv_frames frames;
	/* Of each frame: 0 where it is in the first file that frames name, 1 in the second one,
	 * else 2. */
	unsigned nearness[BV_FRAMES_MAX];
	bool has_files;               /* some frame names one */
	struct bv_maintainers *whole; /* NULL: none could be read */
	struct {
		size_t section, frame;
	} sections[BV_PLACES_SECTIONS_MAX];
	size_t section_count;
	size_t patterns_tried;
};

/** So many patterns of MAINTAINERS are tried for all commits together: half a second. */
#define BV_PLACES_PATTERNS_MAX ((size_t)20000000)

/** The best that a commit shares with them. */
struct bv_share {
	enum bv_shared level;
	unsigned nearness; /* of the frame; the least is the nearest */
	size_t frame;      /* index */
	size_t section;    /* number in MAINTAINERS */
};

/**
 * Find the places of the crash of @c, with the sections of the MAINTAINERS in the tree @root.
 *
 * Owner: kept in @keep; texts borrow from @c.
 */
void bv_places_find(struct bv_places *out, const struct bv_case *c, const struct bv_oid *root,
		    struct bv_arena *keep);

/** What @changes share with the places by their names. */
struct bv_share bv_places_share(struct bv_places *places, const struct bv_tree_changes *changes);

/** Reading files, until they are too many. */
struct bv_places_reader {
	struct bv_tree *tree;
	size_t bytes_read;
	bool is_unread; /* some file could not be read */
};
/** Units: bytes. 1,000 commits of Linux have a tenth of it. */
#define BV_PLACES_BYTES_MAX ((size_t)1 << 30)

/**
 * The first frame whose function @changes change, or SIZE_MAX.
 *
 * Unknown: reader->is_unread is set when some file could not be read.
 */
size_t bv_places_changed_function(const struct bv_places *places,
				  const struct bv_tree_changes *changes,
				  struct bv_places_reader *reader);

/** "changes foo(), 2nd frame". Owner: kept in @keep. */
struct bv_text bv_places_reason(const struct bv_places *places, struct bv_share share,
				struct bv_arena *keep);

#endif
