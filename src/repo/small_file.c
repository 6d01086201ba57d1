/* Reading one of git's small text files whole. */
#include "small_file.h"

#include <stdio.h>

#include "base/banned.h"

bool bv_small_file_read(struct bv_text *out, const char *path, size_t bytes_max,
			struct bv_arena *keep)
{
	FILE *file = fopen(path, "rb");
	struct {
		char *items;
		size_t count, capacity;
	} bytes = {0};
	char piece[4096];
	size_t size;
	bool is_read;

	if (!file)
		return false;
	while (bytes.count < bytes_max && (size = fread(piece, 1, sizeof(piece), file)) > 0)
		for (size_t i = 0; i < size && bytes.count < bytes_max; i++)
			*BV_APPEND(&bytes, keep) = piece[i];
	is_read = !ferror(file);
	(void)fclose(file);
	*out = (struct bv_text){bytes.items, bytes.count};
	return is_read;
}
