/* SPDX-License-Identifier: GPL-2.0-only */
/* An audit's folder of pages: one for each judged bisection, and an index. */
#ifndef BV_CLI_AUDIT_PAGES_H
#define BV_CLI_AUDIT_PAGES_H

#include "base/error.h"
#include "report/index.h"
#include "report/report.h"

/** The folder; @is_wanted is false when nobody asked for pages. */
struct bv_pages {
	bool is_wanted;
	const char *folder; /* as the user named it */
	int descriptor;
	struct bv_text commit_url;
};

/**
 * Open @folder, and make it when it is missing.
 *
 * Errors: it cannot be made or is none.
 * Owner:  the caller closes; @folder is borrowed.
 */
BV_MUST_CHECK bool bv_pages_open(struct bv_pages *out, const char *folder, struct bv_error *err);
void bv_pages_close(struct bv_pages *pages);

/** Where a bisection was found, which is what its page is called by. */
struct bv_page_place {
	size_t path;      /* its place among those that are audited, from 0 */
	const char *name; /* the path */
	size_t mail;      /* 0: none */
	size_t part;
};
/**
 * "0012-log.txt.html", "0012.m3.p2-box.mbox.html": safe, and each its own.
 *
 * Owner: kept in @keep.
 */
struct bv_text bv_page_name(const struct bv_page_place *place, struct bv_arena *keep);

/** Write @report as the page @name. Errors: with the file and the reason. */
BV_MUST_CHECK bool bv_pages_write(const struct bv_pages *pages, struct bv_text name,
				  const struct bv_report *report, struct bv_error *err);
/** Write index.html. Sorts the rows. */
BV_MUST_CHECK bool bv_pages_write_index(const struct bv_pages *pages, struct bv_index *index,
					struct bv_error *err);

/*
 * From a worker to the parent: the rows of an answer, and what could not be written
 */

void bv_rows_pack(const struct bv_index *rows, const struct bv_error *problem,
		  struct bv_out_buffer *out);
/** Adds to @rows; false: that is none. Owner: kept in @keep. */
BV_MUST_CHECK bool bv_rows_unpack(struct bv_index *rows, struct bv_error *problem,
				  struct bv_text *rest, struct bv_arena *keep);

#endif
