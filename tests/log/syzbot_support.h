/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of syzkaller's logs share: reading a text or a file into a bisection. */
#ifndef BV_TESTS_SYZBOT_SUPPORT_H
#define BV_TESTS_SYZBOT_SUPPORT_H

#include <criterion/criterion.h>

#include "log/log.h"

/* A log read, with what it stands on. Release @keep at the end. */
struct reading {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisection *bisection;
};

static inline void read_source(struct reading *out)
{
	struct bv_bisections bisections;

	bv_log_read(&bisections, &out->source, &out->keep);
	cr_assert_eq(bisections.count, 1);
	out->bisection = bisections.items;
}

static inline struct reading read_text(struct bv_text text)
{
	struct reading out = {.source.text = text};

	read_source(&out);
	return out;
}

static inline struct reading read_file(const char *path)
{
	struct reading out = {0};
	struct bv_error err = {0};

	cr_assert(bv_source_read(&out.source, path, &out.keep, &err), "%s: %s", path, err.text);
	read_source(&out);
	return out;
}

/* How the log writes a revision; empty for none. */
static inline struct bv_text written(const struct bv_bisection *bisection,
				     struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(bisection, ref);

	return revision ? revision->written : (struct bv_text){0};
}

static inline bool is_written(const struct bv_bisection *bisection, struct bv_revision_ref ref,
			      const char *beginning)
{
	struct bv_text text = written(bisection, ref);

	if (!beginning)
		return bv_text_is_empty(text);
	return !bv_text_is_empty(text) && bv_text_starts_with(text, bv_text_from(beginning));
}

#endif
