/* What the blamed commit's files can do to the kernel: one class per file, one for the commit. */
#ifndef BV_CHECK_CULPRIT_DIFF_H
#define BV_CHECK_CULPRIT_DIFF_H

#include "check_private.h"

/** Ordered by how far a change reaches; a commit is as its farthest reaching file. */
enum bv_diff_class {
	BV_DIFF_NO_CODE = 0,
	BV_DIFF_OTHER_ARCH,
	BV_DIFF_TOOLS,
	BV_DIFF_COMMENTS,
	BV_DIFF_HELP_TEXT,
	BV_DIFF_VERSION,
	BV_DIFF_UNKNOWN,
	BV_DIFF_CODE
};

/** The class of the whole commit; UNKNOWN also when its file list is not complete. */
enum bv_diff_class bv_diff_class_of(const struct bv_check_run *run);

/* The checks, one per class. */
void bv_check_culprit_comment_only(struct bv_check_run *run);
void bv_check_culprit_help_text_only(struct bv_check_run *run);
void bv_check_culprit_no_code(struct bv_check_run *run);
void bv_check_culprit_other_arch(struct bv_check_run *run);
void bv_check_culprit_tools_only(struct bv_check_run *run);
void bv_check_culprit_version_only(struct bv_check_run *run);

#endif
