/* A file that a commit changes. */
#ifndef BV_KERNEL_CHANGED_FILE_H
#define BV_KERNEL_CHANGED_FILE_H

#include "base/error.h"
#include "content.h"

enum bv_file_status {
	BV_FILE_UNKNOWN = 0,
	BV_FILE_ADDED,
	BV_FILE_DELETED,
	BV_FILE_MODIFIED,
	BV_FILE_MODE_CHANGED,
	BV_FILE_RENAMED
};

struct bv_file_change {
	struct bv_text path;
	struct bv_text old_path; /* of a rename, else empty */
	enum bv_file_status status;
	struct bv_count added, deleted; /* lines, as `git show --stat` counts; unknown for binary */
	enum bv_answer is_binary;
	struct bv_text old_id, new_id; /* hex; empty where there is none */
	struct bv_text old_mode, new_mode;
	enum bv_content content;
};
struct bv_file_changes {
	struct bv_file_change *items;
	size_t count, capacity;
};

#endif
