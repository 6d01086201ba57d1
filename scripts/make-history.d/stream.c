/* SPDX-License-Identifier: GPL-2.0-only */
/* The stream that `git fast-import` reads, and the ids that it tells. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "history.h"

#define CLOCK_OFF     (6 * HOUR) /* as far as wrong clocks are off, most of them */
#define CLOCK_FAR_OFF (10 * DAY)
#define FAR_OFF       50000      /* chance that a wrong clock is one of these, in millionths */
#define AUTHORED      (20 * DAY) /* at most so long before it was committed */

static const char *const branches[LEVEL_COUNT] = {
	"refs/heads/master",  "refs/heads/topic-1", "refs/heads/topic-2",
	"refs/heads/topic-3", "refs/heads/topic-4",
};

static void die(const char *why)
{
	(void)fprintf(stderr, "make-history: %s\n", why);
	exit(1);
}

/* What the committer's clock shows. */
static int64_t read_clock(struct stream *stream, int64_t when)
{
	int64_t span;

	if (!dice_chance(&stream->dice, stream->skew_millionths))
		return when;
	span = dice_chance(&stream->dice, FAR_OFF) ? CLOCK_FAR_OFF : CLOCK_OFF;
	return when - span + dice_below(&stream->dice, (uint32_t)(2 * span));
}

static void write_who(struct stream *stream, const char *role, size_t person, int64_t when)
{
	(void)fprintf(stream->out, "%s ", role);
	write_person(stream->out, stream->seed, person);
	(void)fprintf(stream->out, " %" PRId64 " +0000\n", when);
}

void stream_begin(struct stream *stream, const struct line *line, size_t author, int64_t when)
{
	int64_t shown = read_clock(stream, when);
	int64_t authored = shown;

	if (author != line->owner)
		authored -= dice_below(&stream->dice, AUTHORED);
	/* A root: git would take the branch's last commit for the parent. */
	if (!line->tip.mark)
		(void)fprintf(stream->out, "reset %s\n\n", branches[line->level]);
	stream->mark++;
	(void)fprintf(stream->out, "commit %s\nmark :%u\n", branches[line->level], stream->mark);
	write_who(stream, "author", author, authored);
	write_who(stream, "committer", line->owner, shown);
	(void)fputs("data <<END\n", stream->out);
}

void stream_end(struct stream *stream, const struct line *line, const struct point *others,
		size_t other_count)
{
	(void)fputs("END\n", stream->out);
	if (line->tip.mark)
		(void)fprintf(stream->out, "from :%u\n", line->tip.mark);
	for (size_t i = 0; i < other_count; i++)
		(void)fprintf(stream->out, "merge :%u\n", others[i].mark);
}

void stream_tag(struct stream *stream, const char *name, const struct point *point)
{
	(void)fprintf(stream->out, "tag %s\nfrom :%u\n", name, point->mark);
	write_who(stream, "tagger", PERSON_INTEGRATOR, point->when);
	(void)fprintf(stream->out, "data <<END\nLinux %s\nEND\n", name + 1);
}

void stream_find_id(struct stream *stream, uint32_t mark, char out[13])
{
	char answer[128];

	(void)fprintf(stream->out, "get-mark :%u\n", mark);
	if (fflush(stream->out) != 0 || !fgets(answer, sizeof(answer), stream->answers) ||
	    strspn(answer, "0123456789abcdef") < 40)
		die("git fast-import does not tell a commit's id; see what it says");
	memcpy(out, answer, 12);
	out[12] = '\0';
}

void stream_finish(struct stream *stream)
{
	for (unsigned level = 1; level < LEVEL_COUNT; level++)
		(void)fprintf(stream->out, "reset %s\nfrom %040d\n\n", branches[level], 0);
	(void)fputs("done\n", stream->out);
	if (fflush(stream->out) != 0 || ferror(stream->out))
		die("the stream cannot be written; see what git fast-import says");
}
