/* SPDX-License-Identifier: GPL-2.0-only */
/* The index of an audit's pages. */
#ifndef BV_REPORT_INDEX_H
#define BV_REPORT_INDEX_H

#include "answer/answer.h"
#include "base/out.h"

#define BV_INDEX_NO_TRUST 101u

/** A row: all that is kept of a judged bisection. Its texts are short. */
struct bv_index_row {
	struct bv_text page; /* the name of its file */
	struct bv_text log;
	enum bv_judgement verdict;
	struct bv_text verdict_text;
	unsigned trust_percent; /* BV_INDEX_NO_TRUST: not known */
	struct bv_text commit, subject;
	struct bv_text date;    /* "2021-09-24", when it was bisected */
	bool is_date_of_commit; /* no: when the blamed commit was written */
	struct bv_text subsystem;
};
struct bv_index {
	struct bv_index_row *items;
	size_t count, capacity;
	size_t not_judged; /* could not be read, or were lost */
};

/** All of a row but its page. Owner: borrows from @answer, or kept in @keep. */
void bv_index_row_make(struct bv_index_row *out, const struct bv_answer *answer,
		       struct bv_arena *keep);
/** Print the index as a page. Sorts the rows: the gravest first, then the least trusted. */
void bv_report_render_index(struct bv_index *index, struct bv_text commit_url, struct bv_out *out);

#endif
