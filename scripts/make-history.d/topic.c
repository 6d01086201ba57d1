/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A maintainer's branch: runs of commits, merges of submaintainers' branches, and merges back from
 * the mainline.
 *
 *	base---o---o-------M---o---B---o---M---head
 *	        \         /       /       /
 *	         o---o---o     tag   o---o    (nested ones may nest again)
 */
#include "history.h"

/* In millionths. */
#define CHANCE_NESTED    330000
#define CHANCE_OCTOPUS   12000 /* that a nested merge has more heads than one */
#define CHANCE_BACK      20000
#define CHANCE_AT_ONCE   400000 /* that a run is a series that `git am` applied */
#define CHANCE_NEIGHBOUR 300000 /* that a submaintainer works on another file */
#define CHANCE_FROM_HERE 400000 /* where a nested branch starts: on this branch, at its base, */
#define CHANCE_FROM_BASE 250000
#define CHANCE_FROM_TAG  200000 /* at a tag, or else where an earlier one ended */

#define NESTED_MEAN   9 /* commits, and the spread of their number as dice_heavy() has it */
#define NESTED_SPREAD 1773
#define RUN_MEAN      5
#define RUN_SPREAD    1330
#define NESTED_LEAST  4 /* commits still to come when a branch is merged */
#define OCTOPUS_LEAST 13
#define BACK_LEAST    61 /* commits of a branch that merges back */
#define HEADS_MOST    4
#define RECENT_COUNT  24
#define TAGS_FOR_BASE 8
#define TAGS_FOR_BACK 6

struct topic {
	struct history *history;
	const struct plan *plan;
	struct line line;
	struct point base;
	uint32_t left; /* commits to come */
	uint32_t nested_count;
	uint32_t merged_tag;  /* its mark */
	struct point *recent; /* the last RECENT_COUNT ends of runs and merges, in turn */
	size_t recent_count;
};

static int64_t time_now(const struct topic *topic)
{
	const struct plan *plan = topic->plan;
	int64_t length = plan->end - plan->start;

	return plan->start + length * (plan->commit_count - topic->left) / plan->commit_count;
}

static void remember_tip(struct topic *topic)
{
	topic->recent[topic->recent_count++ % RECENT_COUNT] = topic->line.tip;
}

static uint32_t at_most(uint64_t wanted, uint32_t most)
{
	return wanted < most ? (uint32_t)wanted : most;
}

static void add_run(struct topic *topic)
{
	struct dice *dice = &topic->history->dice;
	uint32_t count = at_most(1 + dice_heavy(dice, RUN_MEAN, RUN_SPREAD), topic->left);
	bool is_at_once = dice_chance(dice, CHANCE_AT_ONCE);
	int64_t when = time_now(topic), end, step;

	topic->left -= count;
	end = time_now(topic);
	if (when < topic->line.tip.when)
		when = topic->line.tip.when;
	/* Steps of 0 to 1.6 times the mean: the maintainer sleeps afterwards. */
	step = end > when ? (end - when) * 8 / 5 / count : 0;
	while (count-- > 0) {
		when += dice_below(dice, is_at_once ? 2 : (uint32_t)step + 1);
		line_change(topic->history, &topic->line, topic->plan->subsystem, when);
	}
	remember_tip(topic);
}

/* Where a nested branch starts that will be merged at @when. */
static const struct point *pick_nested_base(struct topic *topic, const struct point *earlier,
					    int64_t when)
{
	struct history *history = topic->history;
	uint32_t side = dice_below(&history->dice, 1000000);
	const struct point *base = &topic->base;

	if (side < CHANCE_FROM_HERE)
		base = &topic->recent[dice_below(&history->dice,
						 at_most(topic->recent_count, RECENT_COUNT))];
	else if (side < CHANCE_FROM_HERE + CHANCE_FROM_BASE)
		base = &topic->base;
	else if (side < CHANCE_FROM_HERE + CHANCE_FROM_BASE + CHANCE_FROM_TAG)
		base = tag_pick(history, TAGS_FOR_BASE);
	else if (earlier->mark)
		base = earlier;
	if (base->when > when || base->when < when - history->wish.base_age_seconds)
		base = &topic->base;
	return base;
}

static void grow_nested(struct topic *topic, struct point *head)
{
	struct history *history = topic->history;
	struct dice *dice = &history->dice;
	const struct plan *plan = topic->plan;
	size_t slot = 1 + (plan->level - 1) * LEVEL_SLOTS + topic->nested_count++ % LEVEL_SLOTS;
	struct point *earlier = &history->heads[plan->subsystem][slot];
	struct plan nested = {plan->subsystem, plan->level + 1, 0, 0, time_now(topic)};
	uint32_t half = plan->commit_count / 2;

	nested.commit_count = at_most(1 + dice_heavy(dice, NESTED_MEAN, NESTED_SPREAD),
				      at_most(half ? half : 1, topic->left - 1));
	nested.start = nested.end - (3 + dice_below(dice, 30)) * DAY;
	if (dice_chance(dice, CHANCE_NEIGHBOUR)) {
		nested.subsystem += 1 + dice_below(dice, 3);
		if (nested.subsystem >= FILE_COUNT)
			nested.subsystem = FILE_OF_TOPICS;
	}
	*head = *pick_nested_base(topic, earlier, nested.end);
	topic_grow(history, head, &nested);
	*earlier = *head;
	topic->left -= nested.commit_count;
}

static void merge(struct topic *topic, const struct point *heads, size_t head_count,
		  const char *title)
{
	struct merge made = {heads, head_count, time_now(topic), title};

	line_merge(topic->history, &topic->line, &made);
	topic->left--;
	remember_tip(topic);
}

static bool add_nested(struct topic *topic)
{
	struct dice *dice = &topic->history->dice;
	struct point heads[HEADS_MOST];
	char label[PATH_BYTES], title[TITLE_BYTES];
	size_t count = 0, wanted = 1;

	if (topic->plan->level + 1 >= LEVEL_COUNT || topic->left < NESTED_LEAST ||
	    !dice_chance(dice, CHANCE_NESTED))
		return false;
	if (topic->left >= OCTOPUS_LEAST && dice_chance(dice, CHANCE_OCTOPUS))
		wanted = 2 + dice_below(dice, HEADS_MOST - 1);
	do
		grow_nested(topic, &heads[count++]);
	while (count < wanted && topic->left > 1);
	file_label(label, topic->plan->subsystem);
	(void)snprintf(title, sizeof(title), "Merge %s '%s-%u'%s",
		       count > 1 ? "branches" : "branch", label, heads[0].mark,
		       count > 1 ? " and more" : "");
	merge(topic, heads, count, title);
	return true;
}

/* Only what is newer than the branch itself, and only once. */
static bool add_back_merge(struct topic *topic)
{
	struct history *history = topic->history;
	const struct tag *tag = NULL;
	char label[PATH_BYTES], title[TITLE_BYTES];

	if (topic->plan->level > 2 || topic->plan->commit_count < BACK_LEAST ||
	    !dice_chance(&history->dice, CHANCE_BACK))
		return false;
	for (size_t i = 0; !tag && i < TAGS_FOR_BACK && i < history->tag_count; i++)
		if (tag_at(history, i)->point.when < time_now(topic))
			tag = tag_at(history, i);
	if (!tag || tag->point.mark == topic->merged_tag || tag->point.mark <= topic->base.mark)
		return false;
	topic->merged_tag = tag->point.mark;
	file_label(label, topic->plan->subsystem);
	(void)snprintf(title, sizeof(title), "Merge tag '%s' into %s", tag->name, label);
	merge(topic, &tag->point, 1, title);
	return true;
}

void topic_grow(struct history *history, struct point *tip, const struct plan *plan)
{
	struct point recent[RECENT_COUNT];
	struct plan mine = *plan;
	struct topic topic = {
		.history = history,
		.plan = &mine,
		.line = {plan->level, 1 + plan->subsystem, *tip},
		.base = *tip,
		.left = plan->commit_count,
		.recent = recent,
	};

	if (mine.start < tip->when)
		mine.start = tip->when;
	if (mine.end <= mine.start)
		mine.end = mine.start + HOUR;
	if (tip->mark)
		remember_tip(&topic);
	add_run(&topic);
	if (!tip->mark)
		topic.base = topic.line.tip;
	while (topic.left > 0)
		if (!add_nested(&topic) && !add_back_merge(&topic))
			add_run(&topic);
	*tip = topic.line.tip;
}
