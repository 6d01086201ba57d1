/* The bytes of a file, a pipe or standard input. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bisect_verify/log.h>

#include "base/banned.h"

#define READ_BYTES ((size_t)64 << 10)

static const char *advice_for(int problem)
{
	switch (problem) {
	case ENOENT:
		return "check the spelling, or use - for standard input";
	case EACCES:
		return "check the permissions of the file and of its folders";
	case EISDIR:
		return "name a file in it, or use audit for a whole folder";
	default:
		return "copy the log to a local file and try that";
	}
}

static bool fail(struct bv_error *err, const char *name, int problem)
{
	char reason[128];

	if (strerror_r(problem, reason, sizeof(reason)))
		(void)snprintf(reason, sizeof(reason), "system error %d", problem);
	(void)bv_fail(err, BV_ERROR_INPUT, "cannot read the log: %s", reason);
	(void)bv_fail_at(err, name, 0);
	return bv_fail_advice(err, "%s", advice_for(problem));
}

/* As read(2), but a signal is no reason to stop. */
static ssize_t read_some(int file, char *buffer, size_t size)
{
	ssize_t count;

	do {
		count = read(file, buffer, size);
	} while (count < 0 && errno == EINTR);
	return count;
}

struct bytes {
	char *items;
	size_t count, capacity;
};

static void make_room(struct bytes *bytes, size_t size, struct bv_arena *keep)
{
	while (bytes->capacity - bytes->count < size)
		bytes->items =
			bv_array_grow(bytes->items, bytes->capacity, &bytes->capacity, 1, keep);
}

static bool read_all(struct bv_source *out, int file, struct bv_arena *keep, struct bv_error *err)
{
	struct bytes bytes = {0};
	ssize_t count;

	do {
		/* One byte more than we take tells whether there was more. */
		size_t wanted = BV_LOG_BYTES_MAX + 1 - bytes.count;

		if (wanted > READ_BYTES)
			wanted = READ_BYTES;
		make_room(&bytes, wanted, keep);
		count = read_some(file, bytes.items + bytes.count, wanted);
		if (count < 0)
			return fail(err, out->name, errno);
		bytes.count += (size_t)count;
	} while (count > 0 && bytes.count <= BV_LOG_BYTES_MAX);

	out->is_truncated = bytes.count > BV_LOG_BYTES_MAX;
	if (out->is_truncated)
		bytes.count = BV_LOG_BYTES_MAX;
	out->text = (struct bv_text){bytes.items, bytes.count};
	return true;
}

bool bv_source_read(struct bv_source *out, const char *path, struct bv_arena *keep,
		    struct bv_error *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	bool is_read;
	int file;

	*out = (struct bv_source){0};
	(void)snprintf(out->name, sizeof(out->name), "%s", is_stdin ? "<stdin>" : path);
	if (is_stdin)
		return read_all(out, STDIN_FILENO, keep, err);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return fail(err, out->name, errno);
	is_read = read_all(out, file, keep, err);
	(void)close(file);
	return is_read;
}
