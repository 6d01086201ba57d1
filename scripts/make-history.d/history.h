/* SPDX-License-Identifier: GPL-2.0-only */
/* A made-up history of Linux's shape, written as a stream for `git fast-import`. */
#ifndef BV_HISTORY_H
#define BV_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define HOUR INT64_C(3600)
#define DAY  (24 * HOUR)
#define WEEK (7 * DAY)

/* dice.c: chance, the same on every machine: integers only */

struct dice {
	uint64_t state;
};

/** Dice that fall the same way for the same two numbers, and otherwise for any others. */
struct dice dice_make(uint64_t seed, uint64_t number);
/** 0 to @count - 1, each as likely. */
uint32_t dice_below(struct dice *dice, uint32_t count);
/** Whether that happens which happens @millionths times in a million. */
bool dice_chance(struct dice *dice, uint32_t millionths);
/**
 * A heavy-tailed size.
 *
 * Meaning: log-normal with the mean @mean; @spread is the deviation of the binary logarithm, in
 *          1024ths, so that sizes within a factor of 2^(@spread / 1024) are the usual ones.
 */
uint64_t dice_heavy(struct dice *dice, uint32_t mean, uint32_t spread);

/* files.c: what a commit's tree holds */

#define FILE_COUNT       130 /* MAINTAINERS, Makefile, and 16 folders of 8 */
#define FILE_MAINTAINERS 0
#define FILE_MAKEFILE    1
#define FILE_OF_TOPICS   2 /* the first that branches work on */
#define LINE_COUNT       6
#define PATH_BYTES       48

/** By line the mark of the commit that wrote it; 0: as it was in the beginning. */
struct files {
	uint32_t writer[FILE_COUNT][LINE_COUNT];
};

void file_path(char out[PATH_BYTES], size_t file);
/** The file as subjects and branches name it: "gpu/core" for drivers/gpu/core.c. */
void file_label(char out[PATH_BYTES], size_t file);
/** Of two versions of a line the newer one wins, so that no merge ever conflicts. */
void files_merge(struct files *files, const struct files *other);
void files_write_one(const struct files *files, size_t file, FILE *out);
/** Write those that differ from @before; NULL: all. */
void files_write(const struct files *files, const struct files *before, FILE *out);

/* text.c: people and messages, made of numbers and not kept */

#define PERSON_COUNT      1500
#define PERSON_INTEGRATOR 0

/** "Name Surname <name.surname@example.org>". */
void write_person(FILE *out, uint64_t seed, size_t person);
/** The subject of the commit @mark, which changed @file; never the same twice. */
void write_subject(FILE *out, uint64_t seed, size_t file, uint32_t mark);
/** An empty line and some lines of prose, the same for the same @mark. */
void write_body(FILE *out, uint64_t seed, uint32_t mark);

/* stream.c: the stream itself */

/** A commit that later ones may start from; mark 0: none. */
struct point {
	uint32_t mark;
	int64_t when;
	struct files files;
};

/** Somebody's branch while commits are added to it. */
struct line {
	unsigned level; /* 0: mainline; a branch is one higher than where it is merged */
	size_t owner;   /* the person who commits */
	struct point tip;
};

#define LEVEL_COUNT 5

struct stream {
	FILE *out;
	FILE *answers; /* what git fast-import says */
	uint64_t seed;
	struct dice dice; /* for clocks */
	uint32_t skew_millionths;
	uint32_t mark; /* of the newest commit: they are numbered from 1 */
};

/** Begin a commit on @line, a root if that has no tip; its message is to be written next. */
void stream_begin(struct stream *stream, const struct line *line, size_t author, int64_t when);
/** End its message, and name the parents: the tip of @line and @others. Files may follow. */
void stream_end(struct stream *stream, const struct line *line, const struct point *others,
		size_t other_count);
void stream_tag(struct stream *stream, const char *name, const struct point *point);
/** The first 12 digits of the id of an earlier commit, as git fast-import knows it. */
void stream_find_id(struct stream *stream, uint32_t mark, char out[13]);
/** Remove the branches of all levels but the mainline, and end the stream. */
void stream_finish(struct stream *stream);

/* history.c: what branches start from */

#define TAGS_KEPT      18 /* two releases and their candidates */
#define LEVEL_SLOTS    8
#define HEAD_SLOTS     (1 + (LEVEL_COUNT - 2) * LEVEL_SLOTS)
#define TAG_NAME_BYTES 24

struct wish {
	uint32_t commit_count, per_release, skew_millionths;
	int64_t base_age_seconds; /* how old a commit may be that a branch starts from */
	uint64_t seed;
};

struct tag {
	char name[TAG_NAME_BYTES];
	struct point point;
};

struct history {
	struct wish wish;
	struct dice dice;
	struct stream stream;
	struct tag tags[TAGS_KEPT]; /* the newest ones, in turn */
	size_t tag_count;
	/* Where branches of a subsystem ended, to go on from there: in slot 0 those that went into
	 * the mainline, then those that went into a branch, by its level. */
	struct point heads[FILE_COUNT][HEAD_SLOTS];
};

void tag_add(struct history *history, const char *name, const struct point *point);
/** The newest tag is number 0. */
const struct tag *tag_at(const struct history *history, size_t number);
/** One of the @count newest tags that is not too old. */
const struct point *tag_pick(struct history *history, uint32_t count);
/** Where a branch that will be pulled into the mainline starts. */
const struct point *base_pick(struct history *history, size_t subsystem);

/* line.c: commits */

#define TITLE_BYTES 160

/** What is merged into a line; it is dated no earlier than any of its parents. */
struct merge {
	const struct point *heads;
	size_t head_count;
	int64_t when;
	const char *title;
};

/** The mainline's first commit, with all the files. */
void line_found(struct history *history, struct line *line, int64_t when);
/** A commit that changes @file, or now and then MAINTAINERS. */
void line_change(struct history *history, struct line *line, size_t file, int64_t when);
void line_merge(struct history *history, struct line *line, const struct merge *merge);
/** The integrator's own commit of a version, and the tag @name; not before the tip. */
void line_version(struct history *history, struct line *line, const char *name, int64_t when);

/* topic.c: a maintainer's branch */

struct plan {
	size_t subsystem; /* the file that it works on */
	unsigned level;
	uint32_t commit_count;
	int64_t start, end;
};

/** Grow a branch of exactly so many commits, all levels together, from @tip, which becomes its
 * head. */
void topic_grow(struct history *history, struct point *tip, const struct plan *plan);

/* release.c: a cycle of the mainline */

/** "v2.6.12" is number 0. */
void release_name(char out[TAG_NAME_BYTES], uint32_t number);
/** Merge window, candidates and release; at its end the history has @goal commits. */
void release_make(struct history *history, struct line *mainline, uint32_t number, uint32_t goal);

#endif
