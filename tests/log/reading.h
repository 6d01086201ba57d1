/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading a text or a file as the program does. */
#ifndef BV_TESTS_LOG_READING_H
#define BV_TESTS_LOG_READING_H

#include <criterion/criterion.h>

#include "log/log.h"

/* A log read, with what it stands on. Release @keep at the end. */
struct reading {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections all;
	const struct bv_bisection *bisection; /* the first of @all */
};

static inline void read_source(struct reading *out)
{
	bv_log_read(&out->all, &out->source, &out->keep);
	out->bisection = &out->all.items[0];
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

#endif
