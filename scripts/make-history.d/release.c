/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A cycle of the mainline.
 *
 *	v3.1 ---o---o---o--- v3.2-rc1 ---o---o--- v3.2-rc2 --- ... --- v3.2
 *	        merge window, 2 weeks    fixes, a week a candidate
 */
#include <stdlib.h>

#include "history.h"

#define WINDOW          (2 * WEEK)
#define WINDOW_PERCENT  76 /* of a cycle's commits; the merges themselves come on top */
#define COMMITS_A_PULL  59 /* of the whole cycle */
#define PULLS_LEAST     6
#define PULL_MOST       8    /* no pull is a larger part of the cycle than one of so many */
#define PULL_UNIT       1000 /* in which sizes are weighed against each other */
#define PULL_SPREAD     2216
#define FIXES_MEAN      10
#define FIXES_SPREAD    1625
#define CANDIDATES      7
#define CHANCE_ROOT     200    /* that a branch has a root of its own, in millionths */
#define CHANCE_STAYS    800000 /* that a maintainer goes on from the own head, not the merge */
#define CHANCE_DIRECT   50000  /* that the integrator commits something after a pull */
#define ROOT_SIZE_LEAST 4
#define ROOT_AGE        (60 * DAY)

struct pull {
	size_t subsystem;
	uint64_t weight;
	struct point head;
};

void release_name(char out[TAG_NAME_BYTES], uint32_t number)
{
	static const struct {
		const char *major;
		uint32_t first, count;
	} series[] = {{"2.6", 12, 28}, {"3", 0, 20}, {"4", 0, 21}, {"5", 0, 20}};
	size_t i = 0;

	for (; i < sizeof(series) / sizeof(*series) && number >= series[i].count; i++)
		number -= series[i].count;
	if (i < sizeof(series) / sizeof(*series))
		(void)snprintf(out, TAG_NAME_BYTES, "v%s.%u", series[i].major,
			       series[i].first + number);
	else
		(void)snprintf(out, TAG_NAME_BYTES, "v%u.%u", 6 + number / 20, number % 20);
}

static size_t pick_subsystem(struct history *history)
{
	return FILE_OF_TOPICS + dice_below(&history->dice, FILE_COUNT - FILE_OF_TOPICS);
}

static void pull(struct history *history, struct line *mainline, const struct pull *request,
		 int64_t when)
{
	struct point *own = &history->heads[request->subsystem][0];
	char label[PATH_BYTES], title[TITLE_BYTES];
	struct merge merge = {&request->head, 1, when, title};

	file_label(label, request->subsystem);
	(void)snprintf(title, sizeof(title), "Merge tag '%s-%u' of git://git.example.org/%s", label,
		       request->head.mark, label);
	line_merge(history, mainline, &merge);
	*own = dice_chance(&history->dice, CHANCE_STAYS) ? request->head : mainline->tip;
}

/* A branch for the merge window, made while the last cycle ran. */
static void grow_next(struct history *history, struct pull *request, uint32_t commit_count,
		      int64_t opens)
{
	struct plan plan = {request->subsystem, 1, commit_count, 0, 0};

	if (commit_count >= ROOT_SIZE_LEAST && dice_chance(&history->dice, CHANCE_ROOT))
		request->head = (struct point){.when = opens - ROOT_AGE};
	else
		request->head = *base_pick(history, request->subsystem);
	plan.start = opens - (20 + dice_below(&history->dice, 45)) * DAY;
	plan.end = opens + dice_below(&history->dice, 3 * DAY);
	topic_grow(history, &request->head, &plan);
}

/* All branches are there before the first is pulled. */
static void merge_window(struct history *history, struct line *mainline, uint32_t commit_count)
{
	size_t count = PULLS_LEAST + commit_count / COMMITS_A_PULL;
	struct pull *requests = calloc(count, sizeof(*requests));
	int64_t opens = mainline->tip.when;
	uint64_t sum = 0;

	if (!requests)
		abort();
	for (size_t i = 0; i < count; i++) {
		requests[i].subsystem = pick_subsystem(history);
		requests[i].weight = 1 + dice_heavy(&history->dice, PULL_UNIT, PULL_SPREAD);
		sum += requests[i].weight;
	}
	for (size_t i = 0; i < count; i++) {
		uint64_t size = requests[i].weight * commit_count * WINDOW_PERCENT / (100 * sum);

		if (size > commit_count / PULL_MOST)
			size = commit_count / PULL_MOST;
		grow_next(history, &requests[i], size ? (uint32_t)size : 1, opens);
	}
	for (size_t i = 0; i < count; i++) {
		int64_t when = opens + WINDOW * (int64_t)i / (int64_t)count;

		pull(history, mainline, &requests[i], when);
		if (dice_chance(&history->dice, CHANCE_DIRECT))
			line_change(history, mainline, requests[i].subsystem, mainline->tip.when);
	}
	free(requests);
}

/* Pulls of fixes until the history has @goal commits, in the week from @start on. */
static void fix_week(struct history *history, struct line *mainline, uint32_t goal, int64_t start)
{
	uint32_t first = history->stream.mark;

	while (history->stream.mark < goal) {
		uint32_t room = goal - history->stream.mark;
		int64_t when = start + WEEK * (goal - first - room) / (goal - first);
		struct pull request = {.subsystem = pick_subsystem(history)};
		struct plan plan = {request.subsystem, 1, room - 1, 0, when};
		uint64_t size = dice_heavy(&history->dice, FIXES_MEAN, FIXES_SPREAD);

		if (room == 1) {
			line_change(history, mainline, request.subsystem, mainline->tip.when);
			break;
		}
		if (size < plan.commit_count)
			plan.commit_count = size ? (uint32_t)size : 1;
		plan.start = start - (1 + dice_below(&history->dice, 14)) * DAY;
		request.head = *base_pick(history, request.subsystem);
		topic_grow(history, &request.head, &plan);
		pull(history, mainline, &request, when);
	}
}

void release_make(struct history *history, struct line *mainline, uint32_t number, uint32_t goal)
{
	int64_t when = mainline->tip.when;
	char release[TAG_NAME_BYTES], candidate[TAG_NAME_BYTES + 8];

	release_name(release, number);
	merge_window(history, mainline, goal - history->stream.mark);
	when += WINDOW;
	for (uint32_t i = 1; i <= CANDIDATES; i++) {
		uint32_t left;

		(void)snprintf(candidate, sizeof(candidate), "%s-rc%u", release, i);
		line_version(history, mainline, candidate, when);
		left = goal - history->stream.mark;
		fix_week(history, mainline, history->stream.mark + left / (CANDIDATES + 1 - i) - 1,
			 when);
		when += WEEK;
	}
	line_version(history, mainline, release, when);
}
