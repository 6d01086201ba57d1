/* SPDX-License-Identifier: GPL-2.0-only */
/* The words and rows that the renderers share. */
#include <stdio.h>
#include <string.h>

#include "base/oid.h"
#include "log/syzbot/syzbot_era.h"
#include "report_private.h"

#include "base/banned.h"

/* By their ids; more are named by their families. */
#define CHECKS_SHOWN_MAX 3

/*
 * Rows of the first screen
 */

/* A title of a megabyte must not push the answer off the screen. Units: bytes. */
#define SCREEN_TEXT_MAX 800

/* As much of @text as fits, not cut within a character. */
static struct bv_text readable_part(struct bv_text text)
{
	size_t used = 0;

	if (text.size <= SCREEN_TEXT_MAX)
		return text;
	while (used < SCREEN_TEXT_MAX) {
		uint32_t code_point;
		size_t size = bv_utf8_decode(bv_text_from_offset(text, used), &code_point);

		used += size ? size : 1;
	}
	return bv_text_slice(text, 0, used);
}

struct bv_text bv_screen_text(struct bv_text text, struct bv_arena *keep)
{
	static const char cut_mark[] = " [cut]";
	struct bv_text part = readable_part(text);
	char *copy = bv_arena_alloc(keep, 4 * part.size + sizeof(cut_mark), 1);
	size_t used = 0;

	for (size_t i = 0; i < part.size; i++) {
		char c = part.data[i];

		if (c == '\n' || c == '\r' || c == '\0')
			used += (size_t)snprintf(copy + used, 5, "\\x%02x", (unsigned)c);
		else
			copy[used++] = c;
	}
	if (part.size < text.size) {
		memcpy(copy + used, cut_mark, sizeof(cut_mark) - 1);
		used += sizeof(cut_mark) - 1;
	}
	return (struct bv_text){copy, used};
}

void bv_screen_label(struct bv_out *out, const char *label)
{
	bv_out_print(out, "%-*s", BV_LABEL_COLUMNS, label);
}

void bv_screen_row(struct bv_out *out, const char *label, struct bv_text text)
{
	struct bv_arena scratch = {0};

	bv_screen_label(out, label);
	bv_out_folded(out, bv_screen_text(text, &scratch), BV_LABEL_COLUMNS, BV_LABEL_COLUMNS);
	bv_arena_release(&scratch);
}

const char *bv_screen_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/*
 * Words
 */

struct bv_text bv_words_short(struct bv_text commit)
{
	if (!bv_text_is_hex(commit, BV_SHORT_DIGITS, 2 * (size_t)BV_OID_HEX))
		return commit;
	return bv_text_slice(commit, 0, BV_SHORT_DIGITS);
}

bool bv_words_is_subject_cut(const struct bv_report *report, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(report->c->bisection, ref);

	return revision && revision->is_subject_cut &&
	       bv_case_subject(report->c, ref).data == revision->subject.data;
}

struct bv_text bv_words_name(const struct bv_report *report, struct bv_revision_ref ref)
{
	const struct bv_bisection *bisection = report->c->bisection;
	const struct bv_revision *revision = bv_bisection_revision(bisection, ref);

	if (!revision)
		return (struct bv_text){0};
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (bv_revision_ref_equal(step->revision, ref) && !bv_text_is_empty(step->release))
			return step->release;
	}
	return bv_words_short(revision->written);
}

struct bv_words_found bv_words_found(const struct bv_report *report)
{
	const struct bv_revisions *revisions = &report->c->bisection->revisions;
	struct bv_words_found found = {0};

	for (size_t i = 0; report->c->facts.revisions && i < revisions->count; i++) {
		if (!bv_text_is_hex(revisions->items[i].written, 4, 2 * (size_t)BV_OID_HEX))
			continue;
		found.named++;
		found.here += report->c->facts.revisions[i].resolution != BV_RESOLUTION_NONE;
	}
	return found;
}

bool bv_words_has_runs(const struct bv_bisection *bisection, const struct bv_step *step)
{
	if (step->runs.count)
		return true;
	/* A log can stop before the runs of its last step. */
	return bv_kind_is_syzbot(bisection->kind) &&
	       (step->verdict != BV_VERDICT_UNKNOWN || step->is_build_failed ||
		step->phase == BV_PHASE_BUILD);
}

/* "2022-07-19 13:22:22.58 +0000 UTC": Go's time. */
static bool take_year(struct bv_text time, struct bv_text *out)
{
	struct bv_text rest = time;
	uint64_t year, month;

	if (!bv_take_uint(&rest, &year) || !bv_take_prefix(&rest, BV_TEXT("-")) ||
	    !bv_take_uint(&rest, &month) || month < 1 || month > 12)
		return false;
	*out = bv_text_slice(time, 0, 4);
	return year >= 1000 && year <= 9999;
}

struct bv_text bv_words_years(const struct bv_bisection *bisection, struct bv_arena *keep)
{
	const struct bv_era *era = &bisection->era;
	struct bv_text first, last;

	if (take_year(bisection->started, &first))
		return first;
	if (!era->is_known || era->oldest > BV_ERA_LAST || era->newest > BV_ERA_LAST)
		return (struct bv_text){0};
	first = bv_text_slice(bv_era_since((enum bv_syzbot_era)era->oldest), 0, 4);
	if (era->newest == BV_ERA_LAST)
		return bv_arena_print(keep, "%.*s or later", BV_TEXT_ARG(first));
	/* An era ends where the next one begins. */
	last = bv_text_slice(bv_era_since((enum bv_syzbot_era)(era->newest + 1)), 0, 4);
	if (bv_text_equal(first, last))
		return first;
	return bv_arena_print(keep, "%.*s to %.*s", BV_TEXT_ARG(first), BV_TEXT_ARG(last));
}

size_t bv_words_tested_count(const struct bv_bisection *bisection)
{
	struct bv_arena scratch = {0};
	bool *is_seen = bv_arena_alloc(&scratch, bisection->revisions.count + 1, sizeof(*is_seen));
	size_t count = 0;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (step->phase == BV_PHASE_BUILD || step->phase == BV_PHASE_PRETENDED ||
		    !bv_bisection_revision(bisection, step->revision) ||
		    is_seen[step->revision.number])
			continue;
		is_seen[step->revision.number] = true;
		count++;
	}
	bv_arena_release(&scratch);
	return count;
}

bool bv_words_is_too_rare(const struct bv_reading *reading)
{
	return reading->runs_to_believe >= BV_RUNS_MANY;
}

static void add_once(struct bv_texts *names, struct bv_text name, struct bv_arena *keep)
{
	for (size_t i = 0; i < names->count; i++)
		if (bv_text_equal(names->items[i], name))
			return;
	*BV_APPEND(names, keep) = name;
}

static struct bv_text family(struct bv_text id, struct bv_arena *keep)
{
	size_t dot = bv_text_find_byte(id, '.');

	return bv_arena_print(keep, "%.*s.*", BV_TEXT_ARG(bv_text_slice(id, 0, dot)));
}

struct bv_text bv_words_checks(const struct bv_texts *ids, bool is_whole, struct bv_arena *keep)
{
	struct bv_texts checks = {0}, families = {0};
	const struct bv_texts *names = &checks;
	struct bv_text row = {0};

	for (size_t i = 0; i < ids->count; i++) {
		add_once(&checks, ids->items[i], keep);
		add_once(&families, family(ids->items[i], keep), keep);
	}
	if (!is_whole && checks.count > CHECKS_SHOWN_MAX)
		names = &families;
	for (size_t i = 0; i < names->count; i++)
		row = bv_arena_print(keep, "%.*s%s%.*s", BV_TEXT_ARG(row), i ? ", " : "",
				     BV_TEXT_ARG(names->items[i]));
	return row;
}

const char *bv_words_ending(enum bv_ending ending)
{
	static const char *const names[] = {
		[BV_ENDING_NONE] = "none",
		[BV_ENDING_FIRST_BAD] = "first-bad",
		[BV_ENDING_ONLY_SKIPPED] = "only-skipped",
		[BV_ENDING_OLDEST_RELEASE] = "oldest-release",
		[BV_ENDING_STILL_ON_HEAD] = "still-on-head",
		[BV_ENDING_NOT_REPRODUCED] = "not-reproduced",
		[BV_ENDING_MERGE_BASE_BAD] = "merge-base-bad",
		[BV_ENDING_TIMEOUT] = "timeout",
		[BV_ENDING_ERROR] = "error",
	};

	return names[ending];
}

struct bv_text bv_words_reason(const struct bv_check_result *result)
{
	static const struct bv_text reasons[] = {
		[BV_JUDGEMENT_UNDECIDED] = BV_TEXT_INIT("nothing in it could be judged"),
		[BV_JUDGEMENT_CONSISTENT] =
			BV_TEXT_INIT("nothing found against it; that does not prove it"),
		[BV_JUDGEMENT_DOUBTFUL] = BV_TEXT_INIT("the log does not carry its conclusion"),
		[BV_JUDGEMENT_REFUTED] = BV_TEXT_INIT("the argument contradicts itself"),
	};

	if (!bv_text_is_empty(result->reason))
		return result->reason;
	return reasons[result->judgement];
}

static bool is_listed(const struct bv_texts *list, size_t count, struct bv_text address)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(list->items[i], address))
			return true;
	return false;
}

/* get_maintainer.pl's answer is appended to the commit's own names, so some stand there twice. */
size_t bv_words_recipients(const struct bv_claim *claim)
{
	const struct bv_texts *to = &claim->recipients_to, *cc = &claim->recipients_cc;
	size_t count = 0;

	for (size_t i = 0; i < to->count; i++)
		count += !is_listed(to, i, to->items[i]);
	for (size_t i = 0; i < cc->count; i++)
		count += !is_listed(cc, i, cc->items[i]) && !is_listed(to, to->count, cc->items[i]);
	return count;
}
