/* SPDX-License-Identifier: GPL-2.0-only */
/* Sums over many judged logs. */
#include "summary.h"

#include <stdlib.h>
#include <string.h>

#include "terminal.h"

/*
 * Magnets: who is blamed over and over, for bugs that have nothing in common
 */

/* Source: the notes on labelled syzbot results: commits blamed for dissimilar bugs were all wrong.
 */
#define BUGS_LEAST 3
#define TOLD_MAX   10
/* A start test shows a handful of titles, each a line; what comes beyond is cut. */
#define TITLES_MAX      8
#define TITLE_BYTES_MAX 200
/* More unlike bugs than this are not told apart. */
#define BUGS_MAX   64
#define NAME_BYTES 12

/* The blames of one commit. */
struct magnet {
	const struct bv_blame *first;
	size_t log_count, bug_count;
};
struct magnet_list {
	struct magnet *items;
	size_t count, capacity;
};

static bool has_title(const struct bv_texts *titles, struct bv_text title)
{
	for (size_t i = 0; i < titles->count; i++)
		if (bv_text_equal(titles->items[i], title))
			return true;
	return false;
}

static void add_titles(struct bv_texts *titles, const struct bv_seen_titles *seen,
		       struct bv_arena *keep)
{
	for (size_t i = 0; i < seen->count && titles->count < TITLES_MAX; i++) {
		struct bv_text title = bv_text_slice(seen->items[i].title, 0, TITLE_BYTES_MAX);

		/* What is not even like itself names no bug. */
		if (bv_titles_are_alike(title, title) && !has_title(titles, title))
			*BV_APPEND(titles, keep) = bv_arena_copy(keep, title);
	}
}

void bv_magnets_add(struct bv_magnets *magnets, const struct bv_case *c)
{
	const struct bv_bisection *bisection = c->bisection;
	const struct bv_revision *blamed =
		bv_bisection_revision(bisection, bisection->claim.first_bad);
	struct bv_blame blame = {0};

	if (!blamed || bisection->claim.ending != BV_ENDING_FIRST_BAD)
		return;
	add_titles(&blame.titles, &c->start.titles, &magnets->keep);
	if (blame.titles.count == 0)
		return;
	blame.commit = bv_arena_copy(
		&magnets->keep, bv_case_full_name(c, bisection->claim.first_bad, &magnets->keep));
	blame.subject =
		bv_arena_copy(&magnets->keep, bv_text_slice(blamed->subject, 0, TITLE_BYTES_MAX));
	*BV_APPEND(magnets, &magnets->keep) = blame;
}

static void join_magnets(struct bv_magnets *magnets, const struct bv_magnets *other)
{
	for (size_t i = 0; i < other->count; i++) {
		struct bv_blame *blame = BV_APPEND(magnets, &magnets->keep);

		*blame = (struct bv_blame){
			.commit = bv_arena_copy(&magnets->keep, other->items[i].commit),
			.subject = bv_arena_copy(&magnets->keep, other->items[i].subject)};
		for (size_t j = 0; j < other->items[i].titles.count; j++)
			*BV_APPEND(&blame->titles, &magnets->keep) =
				bv_arena_copy(&magnets->keep, other->items[i].titles.items[j]);
	}
}

/* By commit, then by all that is used of a log: equal ones need no order. */
static int by_commit(const void *left, const void *right)
{
	const struct bv_blame *a = left, *b = right;
	int order = bv_text_compare(a->commit, b->commit);

	for (size_t i = 0; !order && i < a->titles.count && i < b->titles.count; i++)
		order = bv_text_compare(a->titles.items[i], b->titles.items[i]);
	if (!order)
		order = (a->titles.count > b->titles.count) - (a->titles.count < b->titles.count);
	return order ? order : bv_text_compare(a->subject, b->subject);
}

static int most_blamed_first(const void *left, const void *right)
{
	const struct magnet *a = left, *b = right;

	if (a->log_count != b->log_count)
		return a->log_count < b->log_count ? 1 : -1;
	return bv_text_compare(a->first->commit, b->first->commit);
}

static bool is_like_any(struct bv_text title, const struct bv_texts *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		if (bv_titles_are_alike(title, seen->items[i]))
			return true;
	return false;
}

static size_t count_bugs(const struct bv_blame *blames, size_t count, struct bv_arena *keep)
{
	struct bv_texts seen = {0};
	size_t bugs = 0;

	for (size_t i = 0; i < count && seen.count < BUGS_MAX; i++) {
		bool is_another = false;

		for (size_t j = 0; j < blames[i].titles.count; j++) {
			if (is_like_any(blames[i].titles.items[j], &seen))
				continue;
			*BV_APPEND(&seen, keep) = blames[i].titles.items[j];
			is_another = true;
		}
		bugs += is_another;
	}
	return bugs;
}

static struct magnet_list find_magnets(struct bv_magnets *magnets)
{
	struct magnet_list list = {0};
	size_t end;

	for (size_t from = 0; from < magnets->count; from = end) {
		const struct bv_blame *first = &magnets->items[from];
		struct magnet magnet = {.first = first};

		for (end = from + 1; end < magnets->count; end++)
			if (!bv_text_equal(magnets->items[end].commit, first->commit))
				break;
		magnet.log_count = end - from;
		magnet.bug_count = count_bugs(first, end - from, &magnets->keep);
		if (magnet.bug_count >= BUGS_LEAST)
			*BV_APPEND(&list, &magnets->keep) = magnet;
	}
	return list;
}

static struct bv_text short_name(struct bv_text commit)
{
	return bv_text_is_hex(commit, NAME_BYTES, SIZE_MAX) ? bv_text_slice(commit, 0, NAME_BYTES)
							    : commit;
}

static void print_magnet(const struct magnet *magnet, struct bv_out *out)
{
	bv_out_print(out, "%7zu blame ", magnet->log_count);
	bv_out_text(out, short_name(magnet->first->commit));
	bv_out_print(out, " for %zu unlike bugs%s", magnet->bug_count,
		     magnet->first->subject.size ? ": " : "");
	bv_out_text(out, magnet->first->subject);
	bv_out_print(out, "\n");
}

/*
 * A line for each commit that is blamed for three unlike bugs or more, the most blamed first.
 *
 * Meaning: a log stands for another bug than the logs before it when one of its start test's titles
 *          is like none of theirs. Sorts @magnets, so that the order of the logs does not matter.
 */
static void print_magnets(struct bv_magnets *magnets, struct bv_out *out)
{
	struct magnet_list list;

	if (magnets->count == 0)
		return;
	qsort(magnets->items, magnets->count, sizeof(*magnets->items), by_commit);
	list = find_magnets(magnets);
	if (list.count == 0)
		return;
	qsort(list.items, list.count, sizeof(*list.items), most_blamed_first);
	for (size_t i = 0; i < list.count && i < TOLD_MAX; i++)
		print_magnet(&list.items[i], out);
	if (list.count > TOLD_MAX)
		bv_out_print(out, "%7zu more blamed for unlike bugs\n", list.count - TOLD_MAX);
}

void bv_magnets_release(struct bv_magnets *magnets)
{
	bv_arena_release(&magnets->keep);
	*magnets = (struct bv_magnets){0};
}

/*
 * The sums
 */

void bv_summary_add(struct bv_summary *summary, const struct bv_check_result *result)
{
	BV_ASSERT(bv_check_count() <= BV_SUMMARY_CHECKS_MAX);
	summary->judgements[result->judgement]++;
	for (size_t i = 0; i < bv_check_count(); i++) {
		const char *id = bv_check_at(i)->id;

		for (size_t j = 0; j < result->findings.count; j++) {
			if (strcmp(result->findings.items[j].id, id) == 0) {
				summary->logs_with[i]++;
				break;
			}
		}
	}
}

void bv_summary_join(struct bv_summary *summary, const struct bv_summary *other)
{
	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++)
		summary->judgements[i] += other->judgements[i];
	for (size_t i = 0; i < BV_SUMMARY_CHECKS_MAX; i++)
		summary->logs_with[i] += other->logs_with[i];
	summary->mails_without += other->mails_without;
	summary->unread += other->unread;
	join_magnets(&summary->magnets, &other->magnets);
}

void bv_summary_print(struct bv_summary *summary, FILE *stream)
{
	static const enum bv_judgement order[] = {BV_JUDGEMENT_REFUTED, BV_JUDGEMENT_DOUBTFUL,
						  BV_JUDGEMENT_UNDECIDED, BV_JUDGEMENT_CONSISTENT};
	struct bv_out out = bv_terminal_out(stream, BV_WHEN_NEVER);

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		bv_out_print(&out, "%7zu %s\n", summary->judgements[order[i]],
			     bv_judgement_name(order[i]));
	if (summary->mails_without)
		bv_out_print(&out, "%7zu mails without a bisection\n", summary->mails_without);
	if (summary->unread)
		bv_out_print(&out, "%7zu could not be read\n", summary->unread);
	for (size_t i = 0; i < bv_check_count(); i++)
		if (summary->logs_with[i])
			bv_out_print(&out, "%7zu with %s\n", summary->logs_with[i],
				     bv_check_at(i)->id);
	print_magnets(&summary->magnets, &out);
}
