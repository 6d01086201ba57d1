/* SPDX-License-Identifier: GPL-2.0-only */
/* How a function says that it could not work, in three parts: what, where, what to do. */
#ifndef BISECT_VERIFY_ERROR_H
#define BISECT_VERIFY_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define BV_MUST_CHECK __attribute__((warn_unused_result))

enum bv_error_kind {
	BV_ERROR_NONE = 0,
	BV_ERROR_USAGE,      /* the caller's words: exit status 129 */
	BV_ERROR_INPUT,      /* a log that cannot be read */
	BV_ERROR_REPOSITORY, /* a tree that cannot be opened or read */
	BV_ERROR_CONFIG,     /* git's configuration: not readable, or a bad value */
	BV_ERROR_LIMIT,      /* more than we are willing to take */
	BV_ERROR_INTERNAL
};

/** Owned by the caller, initialised with {0}. The first error wins; later ones are dropped. */
struct bv_error {
	enum bv_error_kind kind;
	size_t line;      /* in @source, 0 when none */
	char source[256]; /* file, tree or commit */
	char text[256];   /* what, one line */
	char advice[256]; /* what to do, may be empty */
};

/** Record an error unless there is one. Always false, so that a caller can return it. */
__attribute__((format(printf, 3, 4))) bool bv_fail(struct bv_error *err, enum bv_error_kind kind,
						   const char *format, ...);
/** Where the error happened; kept unless already set. Always false. */
bool bv_fail_at(struct bv_error *err, const char *source, size_t line);
/** What the user can do; kept unless already set. Always false. */
__attribute__((format(printf, 2, 3))) bool bv_fail_advice(struct bv_error *err, const char *format,
							  ...);

/** A programmer's mistake ends the process, in release builds too. */
#define BV_ASSERT(condition)                                                                       \
	((condition) ? (void)0 : bv_assertion_failed(#condition, __FILE__, __LINE__))
_Noreturn void bv_assertion_failed(const char *condition, const char *file, int line);

/** A question that can stay open. Unknown is never "fine". */
enum bv_truth {
	BV_UNKNOWN = 0,
	BV_NO,
	BV_YES
};

/** A number that can be unknown; zeroed memory is unknown. */
struct bv_count {
	bool is_known;
	size_t value;
};
#define BV_COUNT(number) ((struct bv_count){true, (number)})

#endif
