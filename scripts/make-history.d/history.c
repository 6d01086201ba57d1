/* SPDX-License-Identifier: GPL-2.0-only */
/* What is remembered of the history so far: the newest tags, and where branches ended. */
#include "history.h"

/* Where pulled branches start, in millionths: where the last one of the subsystem ended, a tag of
 * this release or the last one, or one of the release before. */
#define CHANCE_GOES_ON 250000
#define CHANCE_OLD     200000
#define TAGS_RECENT    6

void tag_add(struct history *history, const char *name, const struct point *point)
{
	struct tag *tag = &history->tags[history->tag_count++ % TAGS_KEPT];

	(void)snprintf(tag->name, sizeof(tag->name), "%s", name);
	tag->point = *point;
}

const struct tag *tag_at(const struct history *history, size_t number)
{
	return &history->tags[(history->tag_count - 1 - number) % TAGS_KEPT];
}

static bool is_too_old(const struct history *history, const struct point *point)
{
	return point->when < tag_at(history, 0)->point.when - history->wish.base_age_seconds;
}

const struct point *tag_pick(struct history *history, uint32_t count)
{
	uint32_t number = dice_below(&history->dice, count);
	const struct point *point;

	if (number >= history->tag_count)
		number = (uint32_t)history->tag_count - 1;
	point = &tag_at(history, number)->point;
	return is_too_old(history, point) ? &tag_at(history, 0)->point : point;
}

const struct point *base_pick(struct history *history, size_t subsystem)
{
	const struct point *head = &history->heads[subsystem][0];

	if (dice_chance(&history->dice, CHANCE_GOES_ON) && head->mark && !is_too_old(history, head))
		return head;
	return tag_pick(history, dice_chance(&history->dice, CHANCE_OLD) ? TAGS_KEPT : TAGS_RECENT);
}
