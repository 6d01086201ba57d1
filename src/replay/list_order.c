/* SPDX-License-Identifier: GPL-2.0-only */
/* git's date queue, run on the candidates alone. */
#include "base/queue.h"
#include "pick.h"

#include "base/banned.h"

struct lister {
	const struct bv_candidates *set;
	struct bv_arena scratch;
	struct bv_queue queue;
	bool *is_seen;
	uint64_t arrivals;
	const uint64_t *dates; /* NULL: of all commits; else of those that leave at @date */
	uint64_t date;
};

/* Among equal dates the first to arrive is the first to leave. */
static void arrive(struct lister *lister, uint32_t local)
{
	if (lister->is_seen[local] || (lister->dates && lister->dates[local] != lister->date))
		return;
	lister->is_seen[local] = true;
	bv_queue_push(&lister->queue,
		      (struct bv_queue_entry){.key = lister->set->dates[local],
					      .tie = UINT64_MAX - lister->arrivals++,
					      .item = local},
		      &lister->scratch);
}

static void lister_init(struct lister *lister, const struct bv_candidates *set)
{
	*lister = (struct lister){.set = set};
	lister->is_seen = bv_arena_alloc(&lister->scratch, set->count, sizeof(*lister->is_seen));
}

/* The next commit of git's listing; there must be one. */
static uint32_t take_next(struct lister *lister)
{
	const struct bv_candidates *set = lister->set;
	uint32_t local = bv_queue_pop(&lister->queue).item;

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		arrive(lister, set->parents[e]);
	return local;
}

uint32_t *bv_list_order(const struct bv_candidates *set, struct bv_arena *keep)
{
	struct lister lister;
	uint32_t *order = bv_arena_alloc(keep, set->count, sizeof(*order));

	if (set->count == 0)
		return order;
	lister_init(&lister, set);
	arrive(&lister, set->count - 1);
	for (uint32_t left = set->count; left > 0; left--)
		order[left - 1] = take_next(&lister);
	bv_arena_release(&lister.scratch);
	return order;
}

/*
 * When each of @set leaves git's queue: at its date, but not before the child that brought it in,
 * the one that left first. So it is the least date that has left by then, and never rises.
 */
static uint64_t *leaving_dates(const struct bv_candidates *set, struct bv_arena *scratch)
{
	uint64_t *dates = bv_arena_alloc(scratch, set->count, sizeof(*dates));

	/* Children have greater numbers. Until its own turn a commit has that of its children. */
	dates[set->count - 1] = UINT64_MAX;
	for (uint32_t i = set->count; i-- > 0;) {
		dates[i] = set->dates[i] < dates[i] ? set->dates[i] : dates[i];
		for (uint32_t e = set->parents_from[i]; e < set->parents_from[i + 1]; e++)
			if (dates[set->parents[e]] < dates[i])
				dates[set->parents[e]] = dates[i];
	}
	return dates;
}

/* Who waits when a date comes, in the order of arrival: that of the children that brought them in.
 */
struct waiting {
	struct waiting_commit {
		uint32_t local;
		uint64_t since;
	} items[16];
	size_t count;
	bool is_unclear; /* too many, or some arrived at the same date */
};

static void add_waiting(struct waiting *waiting, struct waiting_commit commit)
{
	size_t at = 0;

	while (at < waiting->count && waiting->items[at].local != commit.local)
		at++;
	if (at == sizeof(waiting->items) / sizeof(*waiting->items)) {
		waiting->is_unclear = true;
		return;
	}
	if (at == waiting->count)
		waiting->items[waiting->count++] = commit;
	/* Its first child counts. */
	if (commit.since > waiting->items[at].since)
		waiting->items[at].since = commit.since;
}

static void sort_waiting(struct waiting *waiting)
{
	for (size_t i = 1; i < waiting->count; i++)
		for (size_t at = i; at > 0; at--) {
			struct waiting_commit *item = &waiting->items[at], later = item[-1];

			waiting->is_unclear |= item->since == later.since;
			if (item->since <= later.since)
				break;
			item[-1] = *item;
			*item = later;
		}
}

static void find_waiting(struct waiting *out, const struct lister *lister)
{
	const struct bv_candidates *set = lister->set;
	const uint64_t *dates = lister->dates;
	uint32_t tip = set->count - 1;

	if (dates[tip] == lister->date)
		add_waiting(out, (struct waiting_commit){tip, UINT64_MAX});
	for (uint32_t i = 0; i < set->count && !out->is_unclear; i++)
		for (uint32_t e = set->parents_from[i]; e < set->parents_from[i + 1]; e++)
			if (dates[i] > lister->date && dates[set->parents[e]] == lister->date)
				add_waiting(out,
					    (struct waiting_commit){set->parents[e], dates[i]});
	sort_waiting(out);
}

/* Let those arrive with whom the queue has to begin: as late as is clear. */
static void begin_listing(struct lister *lister)
{
	struct waiting waiting = {0};

	find_waiting(&waiting, lister);
	if (waiting.is_unclear) {
		lister->dates = NULL;
		arrive(lister, lister->set->count - 1);
		return;
	}
	for (size_t i = 0; i < waiting.count; i++)
		arrive(lister, waiting.items[i].local);
}

/* The last of @items, which all leave at the same date. */
static uint32_t last_to_leave(const struct bv_candidates *set, const uint64_t *dates,
			      const uint32_t *items, size_t count)
{
	struct lister lister;
	bool *is_waited_for;
	uint32_t last = BV_LOCAL_NONE;

	lister_init(&lister, set);
	lister.dates = dates;
	lister.date = dates[items[0]];
	begin_listing(&lister);
	is_waited_for = bv_arena_alloc(&lister.scratch, set->count, sizeof(*is_waited_for));
	for (size_t i = 0; i < count; i++)
		is_waited_for[items[i]] = true;
	for (size_t left = count; left > 0;) {
		last = take_next(&lister);
		left -= is_waited_for[last];
	}
	bv_arena_release(&lister.scratch);
	return last;
}

/* Only among those that leave at the same date does it matter how they arrived. */
uint32_t bv_list_first(const struct bv_candidates *set, const uint32_t *items, size_t count)
{
	struct bv_arena scratch = {0};
	uint32_t *oldest = bv_arena_alloc(&scratch, count, sizeof(*oldest)), first;
	size_t oldest_count = 0;
	const uint64_t *dates;

	BV_ASSERT(count > 0);
	dates = leaving_dates(set, &scratch);
	for (size_t i = 0; i < count; i++) {
		if (oldest_count > 0 && dates[items[i]] < dates[oldest[0]])
			oldest_count = 0;
		if (oldest_count == 0 || dates[items[i]] == dates[oldest[0]])
			oldest[oldest_count++] = items[i];
	}
	first = oldest_count == 1 ? oldest[0] : last_to_leave(set, dates, oldest, oldest_count);
	bv_arena_release(&scratch);
	return first;
}
