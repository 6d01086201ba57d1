/* From findings to the tool's word on the log. */
#ifndef BV_CHECK_JUDGE_H
#define BV_CHECK_JUDGE_H

#include <bisect_verify/check.h>

/** Errors first, then warnings, then notes; by line within a level, then by id. */
void bv_findings_sort(struct bv_findings *findings);

/**
 * The judgement and its reason.
 *
 * Meaning: nothing claimed is undecided, whatever was found. Else an error of culprit.*, kernel.*
 * or range.* refutes; any other error, and a warning, makes doubtful; no step to judge is
 *          undecided; the rest is consistent. Notes never count.
 */
void bv_judge(struct bv_check_result *result, const struct bv_check_input *input);

#endif
