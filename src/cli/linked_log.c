/* SPDX-License-Identifier: GPL-2.0-only */
/* From an address to a file. */
#include "linked_log.h"

#include <sys/stat.h>

#include "base/banned.h"

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* An id is to be a part of a file's name: nothing in it can lead elsewhere. */
static bool take_id(struct bv_text address, struct bv_text *id)
{
	struct bv_text before, rest = address;

	if (!bv_take_until(&rest, BV_TEXT("bisect.txt?x="), &before))
		return false;
	*id = rest;
	for (id->size = 0; id->size < rest.size && is_letter_or_digit(rest.data[id->size]);)
		id->size++;
	return id->size > 0;
}

/* A folder of that name holds no log, and a pipe is not waited for. */
static bool is_file(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool is_there(struct bv_text *path, struct bv_text folder, struct bv_text id,
		     struct bv_arena *keep)
{
	static const char *const names[][2] = {{"Log_", ".txt"}, {"", ".txt"}, {"", ""}};
	static const char *const packings[] = {"", ".gz", ".xz"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (size_t k = 0; k < sizeof(packings) / sizeof(packings[0]); k++) {
			*path = bv_arena_print(keep, "%.*s/%s%.*s%s%s", BV_TEXT_ARG(folder),
					       names[i][0], BV_TEXT_ARG(id), names[i][1],
					       packings[k]);
			if (is_file(path->data))
				return true;
		}
	}
	return false;
}

bool bv_linked_log_find(struct bv_text *path, const struct bv_texts *folders,
			struct bv_text address, struct bv_arena *keep)
{
	struct bv_text id;

	if (!take_id(address, &id))
		return false;
	for (size_t i = 0; i < folders->count; i++)
		if (is_there(path, folders->items[i], id, keep))
			return true;
	return false;
}
