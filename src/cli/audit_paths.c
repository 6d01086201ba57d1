/* SPDX-License-Identifier: GPL-2.0-only */
/* Files, folders, and lists of them. */
#include "audit_paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"

static int compare_paths(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static bool list_folder(struct bv_paths *entries, const char *folder, struct bv_arena *keep)
{
	DIR *directory = opendir(folder);
	struct bv_text name = bv_text_from(folder);
	struct dirent *entry;

	if (!directory)
		return false;
	while (name.size > 1 && bv_text_ends_with(name, BV_TEXT("/")))
		name.size--;
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.')
			*BV_APPEND(entries, keep) =
				bv_arena_print(keep, "%.*s/%s", BV_TEXT_ARG(name), entry->d_name)
					.data;
	(void)closedir(directory);
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), compare_paths);
	return true;
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

static bool is_same_folder(const char *a, const char *b)
{
	struct stat left, right;

	return a && b && stat(a, &left) == 0 && stat(b, &right) == 0 &&
	       left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/* With a list of open ends instead of recursion. */
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
		} else if (kind == PATH_FOLDER && !is_same_folder(next, paths->left_out)) {
			if (!list_folder(&entries, next, keep))
				*BV_APPEND(paths, keep) = next;
			for (size_t i = entries.count; i-- > 0;)
				*BV_APPEND(&open_ends, keep) = entries.items[i];
		}
		is_named = false;
	}
}

bool bv_path_is_regular(const char *path)
{
	struct stat status;

	return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/*
 * --files0-from
 */

#define LIST_BYTES_MAX ((size_t)256 << 20)

static bool fail_list(struct bv_error *err, const char *list, const char *what)
{
	(void)bv_fail(err, BV_ERROR_INPUT, "cannot read the list of logs: %s", what);
	(void)bv_fail_at(err, list, 0);
	return bv_fail_advice(err, "--files0-from wants names that end in NUL, as find -print0 "
				   "writes them");
}

static bool read_list(struct bv_out_buffer *out, const char *list, struct bv_error *err)
{
	bool is_stdin = strcmp(list, "-") == 0;
	int file = is_stdin ? STDIN_FILENO : open(list, O_RDONLY | O_CLOEXEC);
	char bytes[4096];
	ssize_t count = file < 0 ? -1 : 1;

	while (count > 0 || (count < 0 && file >= 0 && errno == EINTR)) {
		count = read(file, bytes, sizeof(bytes));
		if (count > 0)
			(void)bv_sink_buffer(out, bytes, (size_t)count);
		if (out->count > LIST_BYTES_MAX)
			break;
	}
	if (count != 0)
		(void)fail_list(err, list, count < 0 ? strerror(errno) : "it does not end");
	if (file >= 0 && !is_stdin)
		(void)close(file);
	return count == 0;
}

bool bv_paths_add_list(struct bv_paths *paths, const char *list, struct bv_arena *keep,
		       struct bv_error *err)
{
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_text rest, name;

	if (!read_list(&buffer, list, err))
		return false;
	(void)bv_sink_buffer(&buffer, "", 1);
	rest = (struct bv_text){buffer.items, buffer.count};
	while (bv_take_until(&rest, (struct bv_text){"", 1}, &name)) {
		if (bv_text_is_empty(name) && bv_text_is_empty(rest))
			break;
		if (bv_text_is_empty(name))
			return fail_list(err, list, "a name in it is empty");
		if (strcmp(list, "-") == 0 && bv_text_equal(name, BV_TEXT("-")))
			return fail_list(err, list, "it names standard input, where it comes from");
		bv_paths_add(paths, name.data, keep);
	}
	return true;
}
