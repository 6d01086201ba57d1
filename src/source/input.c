/* SPDX-License-Identifier: GPL-2.0-only */
/* A file, a pipe or standard input, piece by piece. */
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

	out->is_at_end = false;
	out->from = out->to = 0;
	out->file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	out->name = bv_source_name(path);
	return out->file >= 0 || fail(err, out->name, errno);
}

void bv_input_close(struct bv_input *input)
{
	if (input->file != STDIN_FILENO)
		(void)close(input->file);
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

/* One more read behind what is there, which moves to the front first. There is room. */
static bool read_more(struct bv_input *input, struct bv_error *err)
{
	ssize_t count;

	if (input->from) {
		memmove(input->bytes, input->bytes + input->from, input->to - input->from);
		input->to -= input->from;
		input->from = 0;
	}
	count = read_some(input->file, input->bytes + input->to, BV_INPUT_BYTES - input->to);
	if (count < 0)
		return fail(err, input->name, errno);
	input->is_at_end = count == 0;
	input->to += (size_t)count;
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
