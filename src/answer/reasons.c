/* SPDX-License-Identifier: GPL-2.0-only */
/* Reasons against the result: findings that say the same become one sentence, the gravest first. */
#include <stdlib.h>
#include <string.h>

#include "answer_private.h"

#include "base/banned.h"

/* Of one kind: more commits are counted, not named. */
#define NAMED_MAX 3

/*
 * The order within a level: what proves or weighs most comes first. Warnings by how many more of
 * 356 wrong than of 247 right syzbot results have them, README's table; what is not here follows.
 */
static const char *const by_weight[] = {
	"culprit.no-code",
	"culprit.tools-only",
	"culprit.other-arch",
	"culprit.comment-only",
	"culprit.help-text-only",
	"kernel.same-as-parent",
	"kernel.same-yet-differs",
	"culprit.parent-bad",
	"culprit.not-bad",
	"culprit.excluded",
	"step.both-good-and-bad",
	"range.good-contains-bad",
	"log.culprit-differs",
	"log.unfinished",
	"culprit.release",
	"culprit.version-only",
	"culprit.merge",
	"odds.long-tail",
	"walk.long",
	"crash.other-bug",
	"flaky.weak-bad",
};
#define WEIGHTS (sizeof(by_weight) / sizeof(by_weight[0]))

/* What stands on the screen as trust, with a figure. */
static const char *const said_by_trust[] = {"odds.low-trust", "odds.unlikely"};

/* What adds only its lines to another one of its level or above: both say the same of one thing. */
static const struct {
	const char *id, *with;
} companions[] = {
	{"kernel.same-yet-differs", "kernel.same-as-parent"},
	{"step.both-good-and-bad", "range.good-contains-bad"},
	{"culprit.diffstat-sums", "culprit.diffstat-differs"},
};

static size_t weight_of(const struct bv_text *id)
{
	size_t place = 0;

	while (place < WEIGHTS && !bv_text_equal(*id, bv_text_from(by_weight[place])))
		place++;
	return place;
}

static int compare_reasons(const void *left, const void *right)
{
	const struct bv_reason *a = left, *b = right;
	size_t first = weight_of(&a->ids.items[0]), second = weight_of(&b->ids.items[0]);
	size_t first_line = a->lines.count ? a->lines.items[0] : 0;
	size_t second_line = b->lines.count ? b->lines.items[0] : 0;

	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (first != second)
		return first < second ? -1 : 1;
	if (first_line != second_line)
		return first_line < second_line ? -1 : 1;
	return bv_text_compare(a->ids.items[0], b->ids.items[0]);
}

/*
 * Merging
 */

static int compare_lines(const void *left, const void *right)
{
	size_t a = *(const size_t *)left, b = *(const size_t *)right;

	return a < b ? -1 : a > b;
}

static void add_line(struct bv_lines *lines, size_t line, struct bv_arena *keep)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i] == line)
			return;
	if (line)
		*BV_APPEND(lines, keep) = line;
}

static struct bv_reason *find_reason(struct bv_answering *work, const char *id, enum bv_level level)
{
	struct bv_reasons *list = &work->out->against;

	for (size_t i = 0; i < list->count; i++)
		for (size_t k = 0; k < list->items[i].ids.count; k++)
			if (list->items[i].level == level &&
			    bv_text_equal(list->items[i].ids.items[k], bv_text_from(id)))
				return &list->items[i];
	return NULL;
}

static bool is_among(const char *id, const char *const *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(id, ids[i]) == 0)
			return true;
	return false;
}

static struct bv_text name_of(const struct bv_answering *work, const struct bv_finding *finding)
{
	return finding->revisions.count ? bv_case_name(work->c, finding->revisions.items[0])
					: BV_TEXT("");
}

static bool is_named(const struct bv_reason *reason, struct bv_text name)
{
	for (size_t i = 0; i < reason->named.count; i++)
		if (bv_text_equal(reason->named.items[i], name))
			return true;
	return false;
}

static void add_reason(struct bv_answering *work, const struct bv_finding *finding)
{
	struct bv_reason *reason = BV_APPEND(&work->out->against, work->keep);

	reason->level = finding->level;
	reason->text = finding->text;
	reason->finding_count = 1;
	*BV_APPEND(&reason->named, work->keep) = name_of(work, finding);
	*BV_APPEND(&reason->ids, work->keep) = bv_text_from(finding->id);
	add_line(&reason->lines, finding->line, work->keep);
	reason->is_said_by_trust = work->result->trust.is_known &&
				   is_among(finding->id, said_by_trust,
					    sizeof(said_by_trust) / sizeof(said_by_trust[0]));
}

/* "; likewise X, Y", by the first commit of each; one that is named already is only counted. */
static void say_likewise(struct bv_answering *work, struct bv_reason *reason,
			 const struct bv_finding *finding)
{
	struct bv_text name = name_of(work, finding);

	reason->finding_count++;
	add_line(&reason->lines, finding->line, work->keep);
	if (bv_text_is_empty(name) || is_named(reason, name) || reason->named.count >= NAMED_MAX)
		return;
	reason->text =
		bv_arena_print(work->keep, "%.*s%s%.*s", BV_TEXT_ARG(reason->text),
			       reason->named.count == 1 ? "; likewise " : ", ", BV_TEXT_ARG(name));
	*BV_APPEND(&reason->named, work->keep) = name;
}

static struct bv_reason *find_companion(struct bv_answering *work, const struct bv_reason *reason)
{
	struct bv_reason *found = NULL;
	const char *with = NULL;

	for (size_t i = 0; i < sizeof(companions) / sizeof(companions[0]); i++)
		if (strcmp(reason->ids.items[0].data, companions[i].id) == 0)
			with = companions[i].with;
	for (int level = BV_LEVEL_ERROR; with && !found && level >= (int)reason->level; level--)
		found = find_reason(work, with, (enum bv_level)level);
	return found;
}

static void take_finding(struct bv_answering *work, const struct bv_finding *finding)
{
	struct bv_reason *same = find_reason(work, finding->id, finding->level);

	if (same && same->ids.count == 1)
		say_likewise(work, same, finding);
	else if (same)
		add_line(&same->lines, finding->line, work->keep);
	else
		add_reason(work, finding);
}

/* Behind the others, so that the order of findings does not matter. */
static void join_companions(struct bv_answering *work)
{
	struct bv_reasons *list = &work->out->against;
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct bv_reason *reason = &list->items[i];
		struct bv_reason *with = find_companion(work, reason);

		if (!with || with == reason) {
			list->items[kept++] = *reason;
			continue;
		}
		*BV_APPEND(&with->ids, work->keep) = reason->ids.items[0];
		with->finding_count += reason->finding_count;
		for (size_t k = 0; k < reason->lines.count; k++)
			add_line(&with->lines, reason->lines.items[k], work->keep);
	}
	list->count = kept;
}

static void finish(struct bv_answering *work, struct bv_reason *reason)
{
	size_t unnamed = reason->finding_count - reason->named.count;

	if (unnamed && reason->ids.count == 1)
		reason->text =
			bv_arena_print(work->keep, "%.*s%s %zu more", BV_TEXT_ARG(reason->text),
				       reason->named.count == 1 ? "; likewise" : ", and", unnamed);
	if (reason->lines.count)
		qsort(reason->lines.items, reason->lines.count, sizeof(size_t), compare_lines);
}

void bv_answer_against(struct bv_answering *work)
{
	const struct bv_findings *findings = &work->result->findings;
	struct bv_reasons *list = &work->out->against;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].level >= BV_LEVEL_WARNING || findings->items[i].is_urgent)
			take_finding(work, &findings->items[i]);
	join_companions(work);
	for (size_t i = 0; i < list->count; i++)
		finish(work, &list->items[i]);
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_reasons);
}
