/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a crash was, and what of it a commit changes: functions, files, folders, sections. */
#include "case_private.h"
#include "kernel/content.h"
#include "suspects_private.h"

#include "base/banned.h"

/* Linux 6.1's has 650 kB. Units: bytes. */
#define MAINTAINERS_BYTES_MAX ((size_t)8 << 20)
#define FILE_BYTES_MAX        ((size_t)4 << 20)
/* A change to more files is about everything; its sections say nothing. */
#define SECTION_FILES_MAX 100
/* Files of a commit that are searched for a function of which no file is known. */
#define SEARCHED_FILES_MAX 20

/*
 * The places
 */

/* The stack that the log ends with is another bug's in some logs. */
static bool is_report_of_bug(const struct bv_case *c)
{
	const struct bv_claim *claim = &c->bisection->claim;

	return bv_text_is_empty(claim->crash_title) || c->family.members.count == 0 ||
	       bv_title_family_has(&c->family, claim->crash_title);
}

static void find_frames(struct bv_frames *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_crash_words words;

	bv_crash_words_find(&words, c, keep);
	if (is_report_of_bug(c))
		bv_frames_find(out, c->bisection->claim.crash_report, &words.functions, keep);
	if (out->count > 0)
		return;
	for (size_t i = 0; i < words.functions.count; i++) {
		struct bv_frame frame = {.function = words.functions.items[i]};

		bv_frames_add(out, &frame, keep);
	}
}

static void add_section(struct bv_places *places, size_t section, size_t frame)
{
	for (size_t i = 0; i < places->section_count; i++)
		if (places->sections[i].section == section)
			return;
	if (places->section_count == BV_PLACES_SECTIONS_MAX)
		return;
	places->sections[places->section_count].section = section;
	places->sections[places->section_count++].frame = frame;
}

static void find_sections(struct bv_places *places)
{
	size_t depth;

	for (size_t i = 0; i < places->frames.count; i++)
		for (size_t j = 0; j < places->whole->sections.count; j++)
			if (bv_maintainers_has(places->whole, j, places->frames.items[i].file,
					       &depth) &&
			    depth > 0)
				add_section(places, j, i);
}

/*
 * Of 145 right results whose cause changes a file of the frames it is the first of them in 79, the
 * second in 34, and any of eight others in 32.
 */
static void rank_files(struct bv_places *places)
{
	const struct bv_frame *items = places->frames.items;
	unsigned files = 0;

	for (size_t i = 0; i < places->frames.count; i++) {
		size_t first = 0;

		while (!bv_text_equal(items[first].file, items[i].file))
			first++;
		places->nearness[i] = first < i ? places->nearness[first] : files;
		files += first == i && files < 2;
	}
}

static void read_maintainers(struct bv_places *places, struct bv_tree *tree,
			     const struct bv_oid *root, struct bv_arena *keep)
{
	struct bv_object blob = {0};
	struct bv_oid id;

	if (bv_tree_root_file(&id, tree, root, BV_TEXT("MAINTAINERS")) == BV_YES &&
	    bv_object_read(&blob, tree, &id, MAINTAINERS_BYTES_MAX) == BV_YES) {
		places->whole = bv_arena_alloc(keep, 1, sizeof(*places->whole));
		bv_maintainers_read(places->whole, bv_arena_copy(keep, blob.bytes), keep);
		find_sections(places);
	}
	bv_object_release(&blob);
}

void bv_places_find(struct bv_places *out, const struct bv_case *c, const struct bv_oid *root,
		    struct bv_arena *keep)
{
	*out = (struct bv_places){0};
	find_frames(&out->frames, c, keep);
	for (size_t i = 0; i < out->frames.count; i++)
		out->has_files |= !bv_text_is_empty(out->frames.items[i].file);
	rank_files(out);
	if (out->has_files && bv_case_is_linux(c) != BV_NO)
		read_maintainers(out, c->tree, root, keep);
}

/*
 * Names
 */

static void take_better(struct bv_share *best, const struct bv_places *places,
			struct bv_share share)
{
	share.nearness = places->nearness[share.frame];
	if (share.level > best->level || (share.level == best->level && share.frame < best->frame))
		*best = share;
}

/* What many subsystems have in common is no folder to share. */
static bool is_wide_folder(struct bv_text folder)
{
	return bv_text_is_empty(folder) || bv_text_starts_with(folder, BV_TEXT("include/"));
}

static void share_names(struct bv_share *best, const struct bv_places *places, struct bv_text path)
{
	struct bv_text folder = bv_directory_of(path);

	for (size_t i = 0; i < places->frames.count; i++) {
		struct bv_text file = places->frames.items[i].file;

		if (bv_text_is_empty(file))
			continue;
		if (bv_text_equal(file, path))
			take_better(best, places,
				    (struct bv_share){.level = BV_SHARED_FILE, .frame = i});
		else if (!is_wide_folder(folder) && bv_text_equal(bv_directory_of(file), folder))
			take_better(best, places,
				    (struct bv_share){.level = BV_SHARED_FOLDER, .frame = i});
	}
}

static void share_sections(struct bv_share *best, struct bv_places *places, struct bv_text path)
{
	size_t depth;

	for (size_t i = 0; i < places->section_count; i++) {
		struct bv_share share = {.level = BV_SHARED_SECTION,
					 .frame = places->sections[i].frame,
					 .section = places->sections[i].section};

		if (best->level == BV_SHARED_SECTION && best->frame <= share.frame)
			return;
		if (places->patterns_tried > BV_PLACES_PATTERNS_MAX)
			return;
		places->patterns_tried +=
			places->whole->sections.items[share.section].pattern_count;
		if (bv_maintainers_has(places->whole, share.section, path, &depth) && depth > 0)
			take_better(best, places, share);
	}
}

struct bv_share bv_places_share(struct bv_places *places, const struct bv_tree_changes *changes)
{
	struct bv_share best = {0};

	for (size_t i = 0; i < changes->count; i++)
		share_names(&best, places, changes->items[i].path);
	for (size_t i = 0; i < changes->count && changes->count <= SECTION_FILES_MAX; i++)
		if (best.level <= BV_SHARED_SECTION)
			share_sections(&best, places, changes->items[i].path);
	return best;
}

/*
 * Functions
 */

/* Read a side that is a file; one that is not there is empty. */
static bool open_side(struct bv_object *out, struct bv_places_reader *reader,
		      const struct bv_tree_side *side)
{
	*out = (struct bv_object){0};
	if ((side->mode & BV_MODE_TYPE) != BV_MODE_FILE)
		return true;
	if (reader->bytes_read > BV_PLACES_BYTES_MAX)
		return false;
	if (bv_object_read(out, reader->tree, &side->id, FILE_BYTES_MAX) != BV_YES)
		return false;
	reader->bytes_read += out->bytes.size;
	return true;
}

static bool is_function_changed(struct bv_text path, struct bv_text old, struct bv_text new,
				struct bv_text name)
{
	struct bv_text before = bv_c_function_find(old, name);
	struct bv_text after = bv_c_function_find(new, name);

	if (bv_text_equal(before, after))
		return false;
	return bv_content_compare(path, before, after) == BV_CONTENT_CODE;
}

static bool is_source(struct bv_text path)
{
	return bv_text_ends_with(path, BV_TEXT(".c")) || bv_text_ends_with(path, BV_TEXT(".h"));
}

/* Is @path where the frame is, or, while that is not known, can it be? */
static bool can_hold(const struct bv_frame *frame, struct bv_text path)
{
	if (bv_text_is_empty(frame->function))
		return false;
	return bv_text_is_empty(frame->file) || bv_text_equal(frame->file, path);
}

/* The first frame before @before whose function is changed, else @before. */
static size_t search_change(const struct bv_places *places, const struct bv_tree_change *change,
			    struct bv_places_reader *reader, size_t before)
{
	struct bv_object old = {0}, new = {0};
	size_t count = before < places->frames.count ? before : places->frames.count;
	bool can_be_here[BV_FRAMES_MAX] = {false};
	bool is_wanted = false, is_there = false, is_read;
	size_t found = before;

	for (size_t i = 0; i < count; i++) {
		can_be_here[i] = can_hold(&places->frames.items[i], change->path);
		is_wanted |= can_be_here[i];
	}
	if (!is_wanted || !is_source(change->path))
		return before;
	is_read = open_side(&new, reader, &change->new);
	/* What it takes away whole it does not break. */
	for (size_t i = 0; i < count; i++)
		is_there |= can_be_here[i] &&
			    bv_text_contains(new.bytes, places->frames.items[i].function);
	if (is_there)
		is_read = open_side(&old, reader, &change->old) && is_read;
	for (size_t i = count; is_there && is_read && i-- > 0;)
		if (can_be_here[i] && is_function_changed(change->path, old.bytes, new.bytes,
							  places->frames.items[i].function))
			found = i;
	reader->is_unread |= !is_read;
	bv_object_release(&old);
	bv_object_release(&new);
	return found;
}

size_t bv_places_changed_function(const struct bv_places *places,
				  const struct bv_tree_changes *changes,
				  struct bv_places_reader *reader)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < changes->count; i++)
		if (places->has_files || i < SEARCHED_FILES_MAX)
			found = search_change(places, &changes->items[i], reader, found);
	return found;
}

/*
 * Words
 */

static const char *ordinal(size_t number)
{
	static const char *const endings[] = {"th", "st", "nd", "rd"};

	return number < 4 ? endings[number] : endings[0];
}

struct bv_text bv_places_reason(const struct bv_places *places, struct bv_share share,
				struct bv_arena *keep)
{
	const struct bv_frame *frame = &places->frames.items[share.frame];
	struct bv_text where = {0}, what;

	if (places->has_files)
		where = bv_arena_print(keep, ", %zu%s frame", share.frame + 1,
				       ordinal(share.frame + 1));
	switch (share.level) {
	case BV_SHARED_FUNCTION:
		return bv_arena_print(keep, "changes %.*s()%.*s", BV_TEXT_ARG(frame->function),
				      BV_TEXT_ARG(where));
	case BV_SHARED_FILE:
		return bv_arena_print(keep, "changes %.*s%.*s", BV_TEXT_ARG(frame->file),
				      BV_TEXT_ARG(where));
	case BV_SHARED_FOLDER:
		what = bv_directory_of(frame->file);
		return bv_arena_print(keep, "in %.*s%.*s", BV_TEXT_ARG(what), BV_TEXT_ARG(where));
	case BV_SHARED_SECTION:
		what = places->whole->sections.items[share.section].name;
		return bv_arena_print(keep, "in section %.*s of MAINTAINERS%.*s",
				      BV_TEXT_ARG(bv_text_slice(what, 0, 100)), BV_TEXT_ARG(where));
	case BV_SHARED_NOTHING:
		break;
	}
	return (struct bv_text){0};
}
