/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git's configuration, as git itself gives it: its files and what they include, git -c, and the
 * environment.
 */
#ifndef BV_REPO_CONFIG_H
#define BV_REPO_CONFIG_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

struct git_repository;

struct bv_config_entry {
	struct bv_text key;    /* as git gives it: section and name in lower case */
	struct bv_text value;  /* ends in NUL; absent for a key that stands alone, which is true */
	struct bv_text origin; /* "file:PATH", "command line:"; empty where git was not asked */
};

struct bv_config {
	struct bv_config_entry *items; /* in git's order: the last one of a key wins */
	size_t count, capacity;
	struct bv_text said; /* git's warnings, lines; of what it could not read, for instance */
};

/**
 * Read the configuration that git has for @repository, or with NULL in the current directory.
 *
 * Meaning: asks `git config --list` once. Without git to ask, or when it does not know the format
 *          of @repository, libgit2 reads the files, and nothing else.
 * Errors:  BV_ERROR_CONFIG with git's own words when git could not read it.
 * Owner:   kept in @keep.
 * Source:  git-config(1), FILES, SCOPES and ENVIRONMENT.
 */
BV_MUST_CHECK bool bv_config_read(struct bv_config *out, struct git_repository *repository,
				  struct bv_arena *keep, struct bv_error *err);

/** The entry of @key that counts; NULL: there is none. */
const struct bv_config_entry *bv_config_find(const struct bv_config *config, struct bv_text key);

/** What git understands by @value where it wants true or false; false: neither. */
BV_MUST_CHECK bool bv_config_parse_bool(bool *out, struct bv_text value);

/** @value as a path: "~/x" with the home folder. Owner: kept in @keep. */
struct bv_text bv_config_path(struct bv_text value, struct bv_arena *keep);

/** Whether @key is true, in *out; left as it was when it is not set. Errors: it is neither. */
BV_MUST_CHECK bool bv_config_is_true(bool *out, const struct bv_config *config, struct bv_text key,
				     struct bv_error *err);

/** Where something was set. */
struct bv_config_place {
	struct bv_text name; /* a file, "command line", or "git config" for want of better */
	size_t line;         /* 0: unknown */
};
/** Where @entry of @config was set. Owner: kept in @keep. */
struct bv_config_place bv_config_place_of(const struct bv_config *config,
					  const struct bv_config_entry *entry,
					  struct bv_arena *keep);

/**
 * config_line.c: the line on which @key is set in the file @text for the time @index, from 0.
 *
 * Unknown: 0 when it is not set so often, or the file is not as git has them.
 * Source:  git-config(1), CONFIGURATION FILE; git's config.c, git_parse_source().
 */
size_t bv_config_line(struct bv_text text, struct bv_text key, size_t index);

/**
 * The values of @key that no repository can set: of the system, the user, the command line.
 *
 * Meaning: paths come out as git has them, "~/x" with the home folder. False when there is no git
 *          to ask.
 * Errors:  as above.
 * Owner:   kept in @keep.
 */
bool bv_config_protected(struct bv_texts *out, const char *key, struct bv_arena *keep,
			 struct bv_error *err);

#endif
