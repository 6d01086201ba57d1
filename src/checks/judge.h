/* From findings to the tool's word on the log. */
#ifndef BV_CHECK_JUDGE_H
#define BV_CHECK_JUDGE_H

#include "check_private.h"

/** Errors first, then warnings, then notes; by line within a level, then by id. */
void bv_findings_sort(struct bv_findings *findings);

/**
 * Fill in the judgement and its reason, from the findings.
 *
 * Meaning: nothing claimed is undecided, whatever was found. Else an error of culprit.*, kernel.*
 *          or range.* refutes; any other error, and a warning, makes doubtful; no step to judge is
 *          undecided; the rest is consistent. Notes never count. Where the tests say too little,
 * the reason says whether a tree was asked for the blamed commit, and has it.
 */
void bv_judge(struct bv_check_run *run);

#endif
