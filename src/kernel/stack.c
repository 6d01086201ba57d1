/* SPDX-License-Identifier: GPL-2.0-only */
/* Stack traces: only "path/file.c:123" counts, as syzkaller's symboliser prints it. */
#include "crash.h"

#include "base/banned.h"

bool bv_stack_take_file(struct bv_text *rest, struct bv_text *out)
{
	struct bv_text line;

	while (bv_take_line(rest, &line)) {
		size_t colon = line.size;

		while (colon > 0 && line.data[colon - 1] != ':')
			colon--;
		if (colon < 2 || colon >= line.size || line.data[colon] < '0' ||
		    line.data[colon] > '9')
			continue;
		*out = bv_text_slice(line, 0, colon - 1);
		for (size_t i = out->size; i-- > 0;) {
			if (out->data[i] == ' ' || out->data[i] == '\t') {
				*out = bv_text_from_offset(*out, i + 1);
				break;
			}
		}
		if (bv_text_find_byte(*out, '/') != SIZE_MAX &&
		    (bv_text_ends_with(*out, BV_TEXT(".c")) ||
		     bv_text_ends_with(*out, BV_TEXT(".h")) ||
		     bv_text_ends_with(*out, BV_TEXT(".S"))))
			return true;
	}
	return false;
}

struct bv_text bv_directory_of(struct bv_text path)
{
	size_t end = path.size;

	while (end > 0 && path.data[end - 1] != '/')
		end--;
	return bv_text_slice(path, 0, end);
}

void bv_stack_directories(struct bv_texts *out, struct bv_text report, struct bv_arena *keep)
{
	struct bv_text file;

	while (bv_stack_take_file(&report, &file))
		*BV_APPEND(out, keep) = bv_directory_of(file);
	bv_text_set_make(out);
}
