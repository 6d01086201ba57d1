/* SPDX-License-Identifier: GPL-2.0-only */
/* A file, a pipe or standard input, piece by piece; packed ones are unpacked on the way. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "source_private.h"

#include "base/banned.h"

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

/* What of a packed file was read and is not unpacked yet. */
struct bv_packed {
	struct bv_unpacker *unpacker;
	size_t from, to;
	char bytes[BV_INPUT_BYTES];
};

static bool fail_damaged(struct bv_error *err, const struct bv_input *input)
{
	(void)bv_fail(err, BV_ERROR_INPUT,
		      "cannot read the log: it is packed, and what is packed is damaged or cut");
	(void)bv_fail_at(err, input->name, 0);
	return bv_fail_advice(err, "fetch it again, or unpack it yourself");
}

static const char stdin_name[] = "<stdin>";

const char *bv_source_name(const char *path)
{
	return strcmp(path, "-") == 0 ? stdin_name : path;
}

/* A file can be called so too: it is told by whose string it is. */
bool bv_source_is_stdin(const struct bv_source *source)
{
	return source->name == stdin_name;
}

bool bv_input_open(struct bv_input *out, const char *path, struct bv_error *err)
{
	bool is_stdin = strcmp(path, "-") == 0;

	out->is_at_end = out->is_file_read = out->is_begun = false;
	out->from = out->to = 0;
	out->packed = NULL;
	out->keep = (struct bv_arena){0};
	out->file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	out->name = bv_source_name(path);
	return out->file >= 0 || fail(err, out->name, errno);
}

void bv_input_close(struct bv_input *input)
{
	if (input->file != STDIN_FILENO)
		(void)close(input->file);
	if (input->packed)
		bv_unpack_end(input->packed->unpacker);
	bv_arena_release(&input->keep);
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

/* One more read from the file, behind the @used bytes of @bytes, which has room. */
static bool read_file(struct bv_input *input, char *bytes, size_t *used, struct bv_error *err)
{
	ssize_t count = read_some(input->file, bytes + *used, BV_INPUT_BYTES - *used);

	if (count < 0)
		return fail(err, input->name, errno);
	input->is_file_read = count == 0;
	*used += (size_t)count;
	return true;
}

/* The first bytes tell whether it is packed; what is there is unpacked, then. */
static bool begin(struct bv_input *input, struct bv_error *err)
{
	enum bv_packing packing;

	while (!input->is_file_read && input->to < BV_PACKING_MAGIC_BYTES)
		if (!read_file(input, input->bytes, &input->to, err))
			return false;
	input->is_begun = true;
	packing = bv_packing_of((struct bv_text){input->bytes, input->to});
	if (packing == BV_PACKING_NONE) {
		input->is_at_end = input->is_file_read;
		return true;
	}
	input->packed = bv_arena_alloc(&input->keep, 1, sizeof(*input->packed));
	input->packed->unpacker = bv_unpack_begin(packing, &input->keep);
	input->packed->to = input->to;
	memcpy(input->packed->bytes, input->bytes, input->to);
	input->to = 0;
	return true;
}

/* Something more of what is packed, or its end. */
static bool unpack_more(struct bv_input *input, struct bv_error *err)
{
	struct bv_packed *packed = input->packed;
	struct bv_room room = {input->bytes, input->to, BV_INPUT_BYTES};
	enum bv_unpacked result = BV_UNPACKED_MORE;

	while (result == BV_UNPACKED_MORE && room.used == input->to) {
		struct bv_text rest = {packed->bytes + packed->from, packed->to - packed->from};

		result = bv_unpack(packed->unpacker, &rest, &room, input->is_file_read);
		packed->from = packed->to - rest.size;
		if (result != BV_UNPACKED_MORE || room.used > input->to || input->is_file_read)
			continue;
		memmove(packed->bytes, rest.data, rest.size);
		packed->from = 0;
		packed->to = rest.size;
		if (packed->to < BV_INPUT_BYTES &&
		    !read_file(input, packed->bytes, &packed->to, err))
			return false;
	}
	input->to = room.used;
	input->is_at_end = result == BV_UNPACKED_END;
	return result != BV_UNPACKED_DAMAGED || fail_damaged(err, input);
}

/* One more read behind what is there, which moves to the front first. There is room. */
static bool read_more(struct bv_input *input, struct bv_error *err)
{
	if (!input->is_begun)
		return begin(input, err);
	if (input->from) {
		memmove(input->bytes, input->bytes + input->from, input->to - input->from);
		input->to -= input->from;
		input->from = 0;
	}
	if (input->packed)
		return unpack_more(input, err);
	if (!read_file(input, input->bytes, &input->to, err))
		return false;
	input->is_at_end = input->is_file_read;
	return true;
}

static struct bv_text ahead(const struct bv_input *input)
{
	return (struct bv_text){input->bytes + input->from, input->to - input->from};
}

bool bv_input_look(struct bv_text *out, struct bv_input *input, struct bv_error *err)
{
	while (!input->is_at_end && input->to - input->from < BV_INPUT_BYTES)
		if (!read_more(input, err))
			return false;
	*out = ahead(input);
	return true;
}

bool bv_input_look_line(struct bv_text *out, struct bv_input *input, struct bv_error *err)
{
	for (;;) {
		struct bv_text rest = ahead(input);
		size_t end = bv_text_find_byte(rest, '\n');

		if (end != SIZE_MAX || input->is_at_end || rest.size == BV_INPUT_BYTES) {
			*out = end == SIZE_MAX ? rest : bv_text_slice(rest, 0, end + 1);
			return true;
		}
		if (!read_more(input, err))
			return false;
	}
}

void bv_input_take(struct bv_input *input, size_t size)
{
	BV_ASSERT(size <= input->to - input->from);
	input->from += size;
}
