/* SPDX-License-Identifier: GPL-2.0-only */
/* The three kinds of commits: a change, a merge, a version. */
#include "history.h"

/* In millionths. */
#define CHANCE_FIXES       130000 /* that a change mends the line's last one */
#define CHANCE_MAINTAINERS 8000

static void sign_off(struct history *history, size_t person)
{
	(void)fputs("Signed-off-by: ", history->stream.out);
	write_person(history->stream.out, history->stream.seed, person);
	(void)fputc('\n', history->stream.out);
}

static int64_t later(int64_t left, int64_t right)
{
	return left > right ? left : right;
}

static void advance(struct history *history, struct line *line, int64_t when)
{
	line->tip.mark = history->stream.mark;
	line->tip.when = when;
}

void line_found(struct history *history, struct line *line, int64_t when)
{
	struct stream *stream = &history->stream;

	stream_begin(stream, line, line->owner, when);
	(void)fputs("Linux-2.6.12-rc2\n\nThe first commit of a made-up history.\n", stream->out);
	stream_end(stream, line, NULL, 0);
	files_write(&line->tip.files, NULL, stream->out);
	advance(history, line, when);
}

void line_change(struct history *history, struct line *line, size_t file, int64_t when)
{
	struct stream *stream = &history->stream;
	size_t author = 1 + dice_below(&history->dice, PERSON_COUNT - 1);
	uint32_t *writer, mended;
	char id[13];

	if (dice_chance(&history->dice, CHANCE_MAINTAINERS))
		file = FILE_MAINTAINERS;
	writer = &line->tip.files.writer[file][dice_below(&history->dice, LINE_COUNT)];
	mended = dice_chance(&history->dice, CHANCE_FIXES) ? *writer : 0;
	if (mended)
		stream_find_id(stream, mended, id);
	stream_begin(stream, line, author, when);
	write_subject(stream->out, stream->seed, file, stream->mark);
	(void)fputc('\n', stream->out);
	write_body(stream->out, stream->seed, stream->mark);
	(void)fputc('\n', stream->out);
	if (mended) {
		(void)fprintf(stream->out, "Fixes: %s (\"", id);
		write_subject(stream->out, stream->seed, file, mended);
		(void)fputs("\")\n", stream->out);
	}
	sign_off(history, author);
	if (author != line->owner)
		sign_off(history, line->owner);
	stream_end(stream, line, NULL, 0);
	*writer = stream->mark;
	files_write_one(&line->tip.files, file, stream->out);
	advance(history, line, when);
}

void line_merge(struct history *history, struct line *line, const struct merge *merge)
{
	struct stream *stream = &history->stream;
	struct files before = line->tip.files;
	int64_t when = later(merge->when, line->tip.when);

	for (size_t i = 0; i < merge->head_count; i++) {
		files_merge(&line->tip.files, &merge->heads[i].files);
		when = later(when, merge->heads[i].when);
	}
	stream_begin(stream, line, line->owner, when);
	(void)fprintf(stream->out, "%s\n", merge->title);
	write_body(stream->out, stream->seed, stream->mark);
	(void)fputc('\n', stream->out);
	sign_off(history, line->owner);
	stream_end(stream, line, merge->heads, merge->head_count);
	files_write(&line->tip.files, &before, stream->out);
	advance(history, line, when);
}

void line_version(struct history *history, struct line *line, const char *name, int64_t when)
{
	struct stream *stream = &history->stream;

	when = later(when, line->tip.when);
	stream_begin(stream, line, line->owner, when);
	(void)fprintf(stream->out, "Linux %s\n\n", name + 1);
	sign_off(history, line->owner);
	stream_end(stream, line, NULL, 0);
	line->tip.files.writer[FILE_MAKEFILE][stream->mark % LINE_COUNT] = stream->mark;
	files_write_one(&line->tip.files, FILE_MAKEFILE, stream->out);
	advance(history, line, when);
	stream_tag(stream, name, &line->tip);
	tag_add(history, name, &line->tip);
}
