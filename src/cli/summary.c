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

/* Remember what @c blames, if it blames a commit and its start test shows a bug. */
static void add_blame(struct bv_magnets *magnets, const struct bv_case *c)
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

void bv_summary_release(struct bv_summary *summary)
{
	bv_arena_release(&summary->magnets.keep);
	bv_arena_release(&summary->scores.keep);
	*summary = (struct bv_summary){0};
}

/*
 * The sums
 */

/* The gravest level of the check @id among @findings; DEFAULT: it found nothing. */
static enum bv_level level_of(const struct bv_findings *findings, const char *id)
{
	enum bv_level level = BV_LEVEL_DEFAULT;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].level > level && strcmp(findings->items[i].id, id) == 0)
			level = findings->items[i].level;
	return level;
}

static void add_score(struct bv_summary *summary, const struct bv_judged *judged)
{
	const struct bv_label *label = bv_labels_find(summary->labels, judged->answer.place.log);

	if (label)
		bv_scores_add(&summary->scores, summary->labels, label, judged);
	else
		summary->sums.unlabelled++;
}

void bv_summary_add(struct bv_summary *summary, const struct bv_judged *judged)
{
	const struct bv_findings *findings = &judged->result.findings;

	BV_ASSERT(bv_check_count() <= BV_SUMMARY_CHECKS_MAX);
	summary->sums.judgements[judged->result.judgement]++;
	for (size_t i = 0; i < bv_check_count(); i++)
		summary->sums.logs_with[level_of(findings, bv_check_at(i)->id)][i]++;
	add_blame(&summary->magnets, &judged->c);
	if (summary->labels)
		add_score(summary, judged);
}

bool bv_summary_is_empty(const struct bv_summary *summary)
{
	size_t seen = summary->sums.mails_without;

	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++)
		seen += summary->sums.judgements[i];
	return seen == 0;
}

/* The most frequent first; as frequent ones in the order of their names, as the table has them. */
struct frequency {
	size_t logs, check;
};

static int most_frequent_first(const void *left, const void *right)
{
	const struct frequency *a = left, *b = right;

	if (a->logs != b->logs)
		return a->logs < b->logs ? 1 : -1;
	return (a->check > b->check) - (a->check < b->check);
}

static void print_findings(const struct bv_sums *sums, enum bv_level level, struct bv_out *out)
{
	struct frequency found[BV_SUMMARY_CHECKS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < bv_check_count(); i++)
		if (sums->logs_with[level][i])
			found[count++] = (struct frequency){sums->logs_with[level][i], i};
	qsort(found, count, sizeof(found[0]), most_frequent_first);
	for (size_t i = 0; i < count; i++)
		bv_out_print(out, "%7zu with %-7s  %s\n", found[i].logs, bv_level_name(level),
			     bv_check_at(found[i].check)->id);
}

static size_t count_logs(const struct bv_sums *sums)
{
	size_t count = sums->unread + sums->lost;

	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++)
		count += sums->judgements[i];
	return count;
}

void bv_summary_print(struct bv_summary *summary, double seconds, FILE *stream)
{
	static const enum bv_level levels[] = {BV_LEVEL_ERROR, BV_LEVEL_WARNING, BV_LEVEL_NOTE};
	const struct bv_sums *sums = &summary->sums;
	struct bv_out out = bv_terminal_out(stream, BV_WHEN_NEVER);
	size_t count = count_logs(sums);

	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++) {
		enum bv_judgement judgement = bv_judgement_by_gravity(i);

		bv_out_print(&out, "%7zu %s\n", sums->judgements[judgement],
			     bv_judgement_name(judgement));
	}
	bv_count_print(sums->unread, "could not be read", "could not be read", &out);
	bv_count_print(sums->lost, "could not be judged: \"error\" of its line says why",
		       "could not be judged: \"error\" of their lines says why", &out);
	bv_count_print(sums->mails_without, "mail without a bisection", "mails without a bisection",
		       &out);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		print_findings(sums, levels[i], &out);
	print_magnets(&summary->magnets, &out);
	if (summary->labels)
		bv_scores_print(&summary->scores, summary->labels, sums->unlabelled, &out);
	bv_out_print(&out, "%7zu %s in %.1f s\n", count, count == 1 ? "log" : "logs", seconds);
}
