/* Folders to files, with a list of open ends instead of recursion. */
#include "audit_paths.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int compare_paths(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static void list_folder(struct bv_paths *entries, const char *folder, struct bv_arena *keep)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	if (!directory) {
		*BV_APPEND(entries, keep) = folder;
		return;
	}
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.')
			*BV_APPEND(entries, keep) =
				bv_arena_print(keep, "%s/%s", folder, entry->d_name).data;
	(void)closedir(directory);
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), compare_paths);
}

static bool is_folder(const char *path, bool is_named)
{
	struct stat status;
	int failed = is_named ? stat(path, &status) : lstat(path, &status);

	return !failed && S_ISDIR(status.st_mode);
}

void bv_paths_add(struct bv_paths *paths, const char *path, struct bv_arena *keep)
{
	struct bv_paths open_ends = {0}; /* the next one last */
	bool is_named = true;

	*BV_APPEND(&open_ends, keep) = path;
	while (open_ends.count) {
		const char *next = open_ends.items[--open_ends.count];
		struct bv_paths entries = {0};

		if (!is_folder(next, is_named)) {
			*BV_APPEND(paths, keep) = next;
		} else {
			list_folder(&entries, next, keep);
			if (entries.count == 1 && entries.items[0] == next)
				*BV_APPEND(paths, keep) = next;
			else
				for (size_t i = entries.count; i-- > 0;)
					*BV_APPEND(&open_ends, keep) = entries.items[i];
		}
		is_named = false;
	}
}
