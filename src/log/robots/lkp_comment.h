/* SPDX-License-Identifier: GPL-2.0-only */
/* What LKP writes behind its verdicts: the time, the verdict once more, and how the runs went. */
#ifndef BV_LOG_LKP_COMMENT_H
#define BV_LOG_LKP_COMMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "log/bisection.h"

/** What such a comment says. Units: runs. */
struct bv_lkp_comment {
	enum bv_verdict verdict; /* by its letter or sign; unknown without */
	uint64_t good, bad;
	bool has_dirty;
	uint64_t dirty;
	struct bv_text subject;
};

/** "20:07 ...": the robot writes the time behind its verdicts. */
bool bv_lkp_is_comment(struct bv_text comment);
/** Read all of @comment; false, with nothing to rely on in *out, when it is not the robot's. */
bool bv_lkp_comment_read(struct bv_lkp_comment *out, struct bv_text comment);
/** The title alone; empty for none. */
struct bv_text bv_lkp_comment_subject(struct bv_text comment);
/** The letter or sign alone; unknown for none. */
enum bv_verdict bv_lkp_comment_verdict(struct bv_text comment);

#endif
