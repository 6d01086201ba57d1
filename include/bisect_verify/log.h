/* From bytes to bisections: sources and parsers. */
#ifndef BISECT_VERIFY_LOG_H
#define BISECT_VERIFY_LOG_H

#include <bisect_verify/arena.h>
#include <bisect_verify/bisection.h>
#include <bisect_verify/error.h>
#include <bisect_verify/text.h>

/** What is read of one source, at most. */
#define BV_LOG_BYTES_MAX ((size_t)32 << 20)
#define BV_LOG_LINES_MAX ((size_t)1 << 20)

/** The bytes of a file, a pipe or standard input. */
struct bv_source {
	char name[256]; /* as the user wrote it; "-" becomes "<stdin>" */
	struct bv_text text;
	bool is_truncated; /* there was more than BV_LOG_BYTES_MAX */
};

/**
 * Read @path whole, "-" being standard input.
 *
 * Errors: not there, a directory, not readable. Past BV_LOG_BYTES_MAX the rest is left unread.
 * Owner:  kept in @keep.
 */
BV_MUST_CHECK bool bv_source_read(struct bv_source *out, const char *path, struct bv_arena *keep,
				  struct bv_error *err);

struct bv_bisections {
	struct bv_bisection *items;
	size_t count, capacity;
};

/**
 * Find and read every bisection in @source.
 *
 * Meaning: always at least one; text that holds none gives one of kind BV_KIND_UNKNOWN.
 * Errors:  none; any bytes give a model, with what was not understood in its unknown lines.
 * Owner:   kept in @keep; texts borrow from the source, which must outlive the model.
 */
void bv_log_read(struct bv_bisections *out, const struct bv_source *source, struct bv_arena *keep);

/**
 * Assume another verdict for every test of @revision: a release's tag, a hash or its beginning.
 *
 * Meaning: the model then says @verdict wherever the log said something else.
 * Units:   the steps that were changed; 0: the log has no test of it.
 */
size_t bv_bisection_assume(struct bv_bisection *bisection, struct bv_text revision,
			   enum bv_verdict verdict);

#endif
