/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's tests of a story's commits: how the runs went, and what is printed of them. */
#ifndef DRAWN_SYZBOT_H
#define DRAWN_SYZBOT_H

#include "story.h"

/* syzkaller's `env`: what it remembers from test to test. */
struct syzbot {
	const struct story *story;
	FILE *out;
	struct dice dice;
	struct bv_arena keep;
	bool is_flaky;
	double chance;     /* that a run crashes: syzkaller's estimate */
	double confidence; /* in all "good" ones of the bisection */
	size_t tests, builds, runs;
	bool was_tested[TREE_COMMITS_MAX], crashed[TREE_COMMITS_MAX];
	size_t tested[TREE_COMMITS_MAX]; /* in order */
	size_t tested_count;
};

/** How a test went, as syzkaller counts it. */
struct syzbot_result {
	enum verdict verdict; /* good: no crash; never inverted */
	double bad_ratio, confidence;
};

/** The bug is in that commit: what the runs show. */
bool syzbot_has_bug(const struct syzbot *syzbot, size_t commit);
/** "testing commit H", compiler and signature; false when the build fails, which is told, too. */
bool syzbot_print_build(struct syzbot *syzbot, size_t commit);
/** Build, run, and print it. */
struct syzbot_result syzbot_test(struct syzbot *syzbot, size_t commit);
/** Is it get_maintainer.pl that names that one, and no commit? */
bool syzbot_is_maintainer(struct bv_text mail);
/** The recipients by the rules of syzkaller, "to" and "cc". */
void syzbot_print_recipients(struct syzbot *syzbot, const struct tree_commit *commit);

#endif
