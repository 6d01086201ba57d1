/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes are a MAINTAINERS, a crash report, and a file of C: what is found in them lies in them.
 */
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "kernel/content.h"
#include "kernel/crash.h"
#include "kernel/maintainers.h"

static bool is_within(struct bv_text part, struct bv_text whole)
{
	return part.size == 0 ||
	       (part.data >= whole.data && part.data + part.size <= whole.data + whole.size);
}

/* The first line is the path. */
static void read_maintainers(struct bv_text text, struct bv_arena *keep)
{
	struct bv_maintainers maintainers;
	struct bv_text path = {0}, rest = text;
	size_t depth;

	(void)bv_take_line(&rest, &path);
	bv_maintainers_read(&maintainers, rest, keep);
	for (size_t i = 0; i < maintainers.sections.count; i++) {
		BV_ASSERT(is_within(maintainers.sections.items[i].name, rest));
		(void)bv_maintainers_has(&maintainers, i, path, &depth);
	}
}

static void read_crash(struct bv_text text, struct bv_arena *keep)
{
	static const struct bv_texts nobody;
	struct bv_frames frames = {0};

	bv_frames_find(&frames, text, &nobody, keep);
	BV_ASSERT(frames.count <= BV_FRAMES_MAX);
	for (size_t i = 0; i < frames.count; i++) {
		struct bv_text function = frames.items[i].function;

		BV_ASSERT(is_within(frames.items[i].file, text) && is_within(function, text));
		BV_ASSERT(is_within(bv_c_function_find(text, function), text));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_text text = {(const char *)bytes, size};
	struct bv_arena keep = {0};

	read_maintainers(text, &keep);
	read_crash(text, &keep);
	bv_arena_release(&keep);
	return 0;
}
