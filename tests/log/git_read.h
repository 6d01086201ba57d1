/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading a text as the program does, for the tests of git's logs. */
#ifndef BV_TESTS_LOG_GIT_READ_H
#define BV_TESTS_LOG_GIT_READ_H

#include <criterion/criterion.h>

#include "log/log.h"

struct git_read {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections all;
	const struct bv_bisection *first;
};

static inline void git_read_text(struct git_read *out, struct bv_text text)
{
	*out = (struct git_read){.source = {.name = "test", .text = text}};
	bv_log_read(&out->all, &out->source, &out->keep);
	out->first = &out->all.items[0];
}

static inline void git_read_file(struct git_read *out, const char *path)
{
	struct bv_error err = {0};

	*out = (struct git_read){0};
	cr_assert(bv_source_read(&out->source, path, &out->keep, &err), "%s: %s", path, err.text);
	bv_log_read(&out->all, &out->source, &out->keep);
	out->first = &out->all.items[0];
}

static inline void git_read_release(struct git_read *read)
{
	bv_arena_release(&read->keep);
}

/* As written; empty for none. */
static inline struct bv_text git_written(const struct git_read *read, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(read->first, ref);

	return revision ? revision->written : (struct bv_text){0};
}

/* The revision is spelt like this, or abbreviated to this. */
static inline bool git_is(const struct git_read *read, struct bv_revision_ref ref,
			  const char *beginning)
{
	struct bv_text written = git_written(read, ref);

	return written.size && bv_text_starts_with(written, bv_text_from(beginning));
}

/* "GBS?": one letter for each step's verdict. */
static inline const char *git_verdicts(const struct git_read *read, enum bv_phase phase)
{
	static char letters[256];
	static const char of[] = {'?', 'G', 'B', 'S'};
	size_t count = 0;

	for (size_t i = 0; i < read->first->steps.count && count < sizeof(letters) - 1; i++)
		if (read->first->steps.items[i].phase == phase)
			letters[count++] = of[read->first->steps.items[i].verdict];
	letters[count] = 0;
	return letters;
}

#endif
