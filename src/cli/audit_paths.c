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

enum path_kind {
	PATH_FILE, /* or what cannot be looked at: reading it tells why */
	PATH_FOLDER,
	PATH_OTHER /* found in a folder: a pipe, a device, a link to a folder */
};

static enum path_kind kind_of(const char *path, bool is_named)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return PATH_FILE;
	if (S_ISREG(status.st_mode))
		return PATH_FILE;
	if (is_named)
		return S_ISDIR(status.st_mode) ? PATH_FOLDER : PATH_FILE;
	if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return PATH_FOLDER;
	return PATH_OTHER;
}

void bv_paths_add(struct bv_paths *paths, const char *path, struct bv_arena *keep)
{
	struct bv_paths open_ends = {0}; /* the next one last */
	bool is_named = true;

	*BV_APPEND(&open_ends, keep) = path;
	while (open_ends.count) {
		const char *next = open_ends.items[--open_ends.count];
		enum path_kind kind = kind_of(next, is_named);
		struct bv_paths entries = {0};

		if (kind == PATH_FILE) {
			*BV_APPEND(paths, keep) = next;
		} else if (kind == PATH_FOLDER) {
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
