/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libbisect_verify: re-read the argument of a kernel bisection.
 *
 * Open a tree (or none), judge texts, render what was found. Handles are opaque. The contract for
 * data is the JSON that bisect_verify_render() gives: see bisect-verify-2.schema.json, which is
 * installed beside the library. What is not in this header is no part of the library.
 *
 * Nothing is ever written to the tree, and no network is used. The library starts no thread and
 * takes no lock: use it from one thread at a time, or from processes. Opening a tree runs git once,
 * as a child that is waited for, to read its configuration.
 */
#ifndef BISECT_VERIFY_H
#define BISECT_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version that this header belongs to. */
#define BISECT_VERIFY_VERSION "0.1.0"
/** The version of the library that runs. Owner: static. */
const char *bisect_verify_version(void);

/** A tree, and what is told beside the logs. */
struct bisect_verify;

/** Owner: the caller frees it. */
struct bisect_verify *bisect_verify_new(void);
/** NULL is fine. Results must be freed before. */
void bisect_verify_free(struct bisect_verify *verifier);

/**
 * What the last function that returned false or NULL could not do: what, where, and what to do, in
 * one line; empty when none did.
 *
 * Owner: @verifier's, until the next call.
 */
const char *bisect_verify_error(const struct bisect_verify *verifier);

/**
 * Judge by the tree at @path, a work tree or a bare repository; without this the logs alone are
 * judged.
 *
 * Errors: false when it cannot be opened, or when one is open already.
 */
bool bisect_verify_open_tree(struct bisect_verify *verifier, const char *path);

/** The title of the bug that was reported; NULL: it is not known, and the texts may say it. */
void bisect_verify_tell_title(struct bisect_verify *verifier, const char *title);
/**
 * The architecture that was built, "amd64", "x86_64" or "x86" alike; NULL: it is not known.
 *
 * Errors: false for a name that is not known.
 */
bool bisect_verify_tell_arch(struct bisect_verify *verifier, const char *arch);
/**
 * Give a check, or with "family.*" a family of checks, another level: "off", "note", "warning" or
 * "error".
 *
 * Errors: false when there is no such check or level.
 */
bool bisect_verify_set_level(struct bisect_verify *verifier, const char *check, const char *level);

/** The tool's word on a bisection; it never says "correct". */
enum bisect_verify_verdict {
	BISECT_VERIFY_UNDECIDED = 0, /* nothing is claimed, or nothing could be judged */
	BISECT_VERIFY_CONSISTENT,    /* nothing was found against it */
	BISECT_VERIFY_DOUBTFUL,      /* the log does not carry its conclusion */
	BISECT_VERIFY_REFUTED        /* it cannot be, or contradicts itself */
};

/** The bisections of a text, judged. */
struct bisect_verify_results;

/**
 * Judge what the file @path holds, "-" being standard input: a log, a terminal session, a mail or a
 * mailbox.
 *
 * Meaning: one result for each bisection, and one for a text that holds none.
 * Errors:  NULL when it cannot be read. A bad log is no error: it has findings.
 * Owner:   the caller frees the results.
 */
struct bisect_verify_results *bisect_verify_judge_file(struct bisect_verify *verifier,
						       const char *path);
/**
 * The same of @size bytes that need no decoding, called @name in reports. Owner: @bytes are copied.
 */
struct bisect_verify_results *bisect_verify_judge_text(struct bisect_verify *verifier,
						       const char *name, const char *bytes,
						       size_t size);
/** NULL is fine. */
void bisect_verify_results_free(struct bisect_verify_results *results);

/** How many there are; at least one. */
size_t bisect_verify_count(const struct bisect_verify_results *results);
/** Of the result @index, below that count. */
enum bisect_verify_verdict bisect_verify_verdict(const struct bisect_verify_results *results,
						 size_t index);
/** Constant words, as the JSON has them: "refuted". */
const char *bisect_verify_verdict_name(enum bisect_verify_verdict verdict);

/**
 * The report on the result @index as "text", "terse", "json", "json-line", "html" or "mail".
 *
 * Meaning: control characters and escape sequences of the log do not come through.
 * Errors:  NULL for another format.
 * Owner:   @results'; ends in NUL.
 */
const char *bisect_verify_render(struct bisect_verify_results *results, size_t index,
				 const char *format);

#ifdef __cplusplus
}
#endif

#endif
