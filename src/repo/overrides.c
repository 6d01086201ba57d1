/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading shallow, info/grafts, refs/replace and info/alternates, and looking a commit up in them.
 */
#include "overrides.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

#define FILE_BYTES_MAX        ((size_t)16 << 20)
#define REPLACEMENTS_FOLLOWED 5 /* git's MAXREPLACEDEPTH */
#define REPLACE_PREFIX        "refs/replace/"
#define LEVELS_MAX            5
#define STORES_MAX            64
#define ALTERNATES_BYTES_MAX  ((size_t)64 << 10)

bool bv_small_file_read(struct bv_text *out, const char *path, size_t bytes_max,
			struct bv_arena *keep)
{
	FILE *file = fopen(path, "rb");
	struct {
		char *items;
		size_t count, capacity;
	} bytes = {0};
	char piece[4096];
	size_t size;
	bool is_read;

	if (!file)
		return false;
	while (bytes.count < bytes_max && (size = fread(piece, 1, sizeof(piece), file)) > 0)
		for (size_t i = 0; i < size && bytes.count < bytes_max; i++)
			*BV_APPEND(&bytes, keep) = piece[i];
	is_read = !ferror(file);
	(void)fclose(file);
	*out = (struct bv_text){bytes.items, bytes.count};
	return is_read;
}

/* Every list's elements begin with the commit's id. */
static int compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, BV_OID_BYTES);
}

static void sort(void *items, size_t count, size_t element_bytes)
{
	if (count > 1)
		qsort(items, count, element_bytes, compare_ids);
}

static const void *find(const struct bv_oid *id, const void *items, size_t count,
			size_t element_bytes)
{
	return count > 0 ? bsearch(id, items, count, element_bytes, compare_ids) : NULL;
}

static bool read_common_file(struct bv_text *out, git_repository *repository, const char *name,
			     struct bv_arena *keep)
{
	struct bv_text path =
		bv_arena_print(keep, "%s/%s", git_repository_commondir(repository), name);

	return bv_small_file_read(out, path.data, FILE_BYTES_MAX, keep);
}

static void read_shallow(struct bv_overrides *out, git_repository *repository,
			 struct bv_arena *keep)
{
	struct bv_text rest, line;
	struct bv_oid id;

	if (!read_common_file(&rest, repository, "shallow", keep))
		return;
	while (bv_take_line(&rest, &line))
		if (bv_oid_parse(&id, bv_text_trim_end(line)))
			*BV_APPEND(&out->shallow, keep) = id;
	sort(out->shallow.items, out->shallow.count, sizeof(*out->shallow.items));
}

/* "COMMIT PARENT..." */
static bool parse_graft(struct bv_graft *out, struct bv_text line, struct bv_arena *keep)
{
	struct bv_text word;
	struct bv_oid id;

	*out = (struct bv_graft){0};
	if (!bv_take_word(&line, &word) || !bv_oid_parse(&out->commit, word))
		return false;
	while (bv_take_blanks(&line) && bv_take_word(&line, &word)) {
		if (!bv_oid_parse(&id, word))
			return false;
		*BV_APPEND(&out->parents, keep) = id;
	}
	return true;
}

static void read_grafts(struct bv_overrides *out, git_repository *repository, struct bv_arena *keep)
{
	struct bv_text rest, line;
	struct bv_graft graft;

	if (!read_common_file(&rest, repository, "info/grafts", keep))
		return;
	while (bv_take_line(&rest, &line))
		if (!bv_text_starts_with(line, BV_TEXT("#")) && parse_graft(&graft, line, keep))
			*BV_APPEND(&out->grafts, keep) = graft;
	sort(out->grafts.items, out->grafts.count, sizeof(*out->grafts.items));
}

/*
 * Could there be one? libgit2 copies all refs to go through some of them, and a kernel tree can
 * have tens of thousands; where neither place of refs knows the prefix there is nothing to go
 * through.
 */
static bool may_be_replacing(git_repository *repository)
{
	struct bv_arena scratch = {0};
	struct bv_text path = bv_arena_print(&scratch, "%s/" REPLACE_PREFIX,
					     git_repository_commondir(repository));
	struct bv_text packed = {0};
	bool may_be = access(path.data, F_OK) == 0;

	if (!may_be && read_common_file(&packed, repository, "packed-refs", &scratch))
		may_be = packed.size == FILE_BYTES_MAX ||
			 bv_text_contains(packed, BV_TEXT(" " REPLACE_PREFIX));
	bv_arena_release(&scratch);
	return may_be;
}

static void add_replacement(struct bv_overrides *out, const git_reference *ref,
			    struct bv_arena *keep)
{
	struct bv_text from = bv_text_from(git_reference_name(ref));
	const git_oid *target = git_reference_target(ref);
	struct bv_replacement replacement;

	if (!target || !bv_take_prefix(&from, BV_TEXT(REPLACE_PREFIX)) ||
	    !bv_oid_parse(&replacement.from, from))
		return;
	memcpy(replacement.to.bytes, target->id, BV_OID_BYTES);
	*BV_APPEND(&out->replacements, keep) = replacement;
}

static void read_replacements(struct bv_overrides *out, git_repository *repository,
			      struct bv_arena *keep)
{
	git_reference_iterator *refs = NULL;
	git_reference *ref;

	if (getenv("GIT_NO_REPLACE_OBJECTS") || !may_be_replacing(repository) ||
	    git_reference_iterator_glob_new(&refs, repository, REPLACE_PREFIX "*") != 0)
		return;
	while (git_reference_next(&ref, refs) == 0) {
		add_replacement(out, ref, keep);
		git_reference_free(ref);
	}
	git_reference_iterator_free(refs);
	sort(out->replacements.items, out->replacements.count, sizeof(*out->replacements.items));
}

void bv_overrides_read(struct bv_overrides *out, git_repository *repository,
		       bool follows_replace_refs, struct bv_arena *keep)
{
	*out = (struct bv_overrides){0};
	read_shallow(out, repository, keep);
	read_grafts(out, repository, keep);
	if (follows_replace_refs)
		read_replacements(out, repository, keep);
}

const char *bv_overrides_against_graph(const struct bv_overrides *overrides)
{
	if (overrides->shallow.count > 0)
		return "not used, as in git: the clone is shallow";
	if (overrides->grafts.count > 0)
		return "not used, as in git: there are grafts";
	if (overrides->replacements.count > 0)
		return "not used, as in git: there are replace refs";
	return NULL;
}

bool bv_overrides_is_shallow(const struct bv_overrides *overrides, const struct bv_oid *commit)
{
	return find(commit, overrides->shallow.items, overrides->shallow.count,
		    sizeof(*overrides->shallow.items)) != NULL;
}

const struct bv_graft *bv_overrides_graft(const struct bv_overrides *overrides,
					  const struct bv_oid *commit)
{
	return find(commit, overrides->grafts.items, overrides->grafts.count,
		    sizeof(*overrides->grafts.items));
}

struct bv_oid bv_overrides_replacement(const struct bv_overrides *overrides,
				       const struct bv_oid *commit)
{
	struct bv_oid id = *commit;

	for (int i = 0; i < REPLACEMENTS_FOLLOWED; i++) {
		const struct bv_replacement *found =
			find(&id, overrides->replacements.items, overrides->replacements.count,
			     sizeof(*overrides->replacements.items));

		if (!found)
			break;
		id = found->to;
	}
	return id;
}

/*
 * Following info/alternates without recursion: an entry goes right behind the store that names it
 */

struct waiting {
	struct bv_text path;
	unsigned level;
};
struct waiting_list {
	struct waiting *items;
	size_t count, capacity;
};

static bool is_listed(const struct bv_texts *stores, struct bv_text path)
{
	for (size_t i = 0; i < stores->count; i++)
		if (bv_text_equal(stores->items[i], path))
			return true;
	return false;
}

/* Put the alternates of @store on the stack, the last one first, so that the first comes off first.
 */
static void push_alternates(struct waiting_list *waiting, struct waiting store,
			    struct bv_arena *keep)
{
	struct bv_text file = bv_arena_print(keep, "%.*s/info/alternates", BV_TEXT_ARG(store.path));
	struct bv_text rest, line;
	struct bv_texts paths = {0};

	if (!bv_small_file_read(&rest, file.data, ALTERNATES_BYTES_MAX, keep))
		return;
	while (paths.count < STORES_MAX && bv_take_line(&rest, &line)) {
		if (bv_text_is_empty(line) || line.data[0] == '#')
			continue;
		*BV_APPEND(&paths, keep) =
			line.data[0] == '/'
				? bv_arena_copy(keep, line)
				: bv_arena_print(keep, "%.*s/%.*s", BV_TEXT_ARG(store.path),
						 BV_TEXT_ARG(line));
	}
	for (size_t i = paths.count; i-- > 0;)
		*BV_APPEND(waiting, keep) = (struct waiting){paths.items[i], store.level + 1};
}

void bv_alternates_list(struct bv_texts *out, struct bv_text objects, struct bv_arena *keep)
{
	struct waiting_list waiting = {0};

	*BV_APPEND(&waiting, keep) = (struct waiting){objects, 0};
	while (waiting.count > 0 && out->count < STORES_MAX) {
		struct waiting store = waiting.items[--waiting.count];

		if (is_listed(out, store.path))
			continue;
		*BV_APPEND(out, keep) = store.path;
		if (store.level < LEVELS_MAX)
			push_alternates(&waiting, store, keep);
	}
}
