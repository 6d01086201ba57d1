/* SPDX-License-Identifier: GPL-2.0-only */
/* How git writes the files that a commit changes. */
#include "changed_file.h"

#include "base/banned.h"

char bv_file_status_letter(enum bv_file_status status)
{
	static const char letters[] = {
		[BV_FILE_UNKNOWN] = '?',  [BV_FILE_ADDED] = 'A',        [BV_FILE_DELETED] = 'D',
		[BV_FILE_MODIFIED] = 'M', [BV_FILE_MODE_CHANGED] = 'M', [BV_FILE_RENAMED] = 'R',
	};

	return letters[status];
}

enum bv_file_status bv_file_status_of(char letter)
{
	switch (letter) {
	case 'A':
	case 'C':
		return BV_FILE_ADDED;
	case 'D':
		return BV_FILE_DELETED;
	case 'M':
	case 'T':
		return BV_FILE_MODIFIED;
	case 'R':
		return BV_FILE_RENAMED;
	}
	return BV_FILE_UNKNOWN;
}

bool bv_path_fits(struct bv_text printed, struct bv_text path)
{
	if (bv_take_prefix(&printed, BV_TEXT("...")))
		return bv_text_ends_with(path, printed);
	return bv_text_equal(printed, path);
}
