/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a repository says beside its objects, mostly in small text files: whose objects it reads,
 * and what its history is against what its commits say: shallow, grafts, replace refs.
 */
#ifndef BV_REPO_OVERRIDES_H
#define BV_REPO_OVERRIDES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct git_repository;

/** A commit whose parents are other ones than it says. */
struct bv_graft {
	struct bv_oid commit;
	struct bv_oids parents;
};

struct bv_replacement {
	struct bv_oid from, to;
};

/** Each list is sorted by the commit it is about. */
struct bv_overrides {
	struct bv_oids shallow;
	struct {
		struct bv_graft *items;
		size_t count, capacity;
	} grafts;
	struct {
		struct bv_replacement *items;
		size_t count, capacity;
	} replacements;
};

/**
 * Read the overrides of @repository; of replace refs none unless git is to follow them there.
 *
 * Errors: a line or a ref that cannot be read is passed over, as git does.
 * Owner:  kept in @keep.
 * Source: git's shallow.c, is_repository_shallow(); commit.c, read_graft_line();
 *         replace-object.c, register_replace_ref().
 */
void bv_overrides_read(struct bv_overrides *out, struct git_repository *repository,
		       bool follows_replace_refs, struct bv_arena *keep);

/** Why git itself would go without a commit-graph here, in words; NULL when it would not. */
const char *bv_overrides_against_graph(const struct bv_overrides *overrides);

bool bv_overrides_is_shallow(const struct bv_overrides *overrides, const struct bv_oid *commit);
/** The graft of @commit, or NULL. */
const struct bv_graft *bv_overrides_graft(const struct bv_overrides *overrides,
					  const struct bv_oid *commit);
/** The object to read instead of @commit; itself when there is none. */
struct bv_oid bv_overrides_replacement(const struct bv_overrides *overrides,
				       const struct bv_oid *commit);

/**
 * List @objects and, depth first, the stores that info/alternates names.
 *
 * Owner:  kept in @keep.
 * Source: git's object-file.c, link_alt_odb_entries(): five levels, relative to the store.
 */
void bv_alternates_list(struct bv_texts *out, struct bv_text objects, struct bv_arena *keep);

/**
 * The bytes of the file at @path, up to @bytes_max of them.
 *
 * Errors: false when it is not there or cannot be read.
 * Owner:  kept in @keep.
 */
bool bv_small_file_read(struct bv_text *out, const char *path, size_t bytes_max,
			struct bv_arena *keep);

#endif
