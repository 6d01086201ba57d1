/* SPDX-License-Identifier: GPL-2.0-only */
/* The index of an audit's pages: a row for each judged bisection. */
#include <stdlib.h>

#include "html_private.h"
#include "index.h"

#include "base/banned.h"

/*
 * Rows
 */

/* Of a text in a row. Units: bytes. */
#define ROW_TEXT_MAX 300
/* Folders of a row. */
#define FOLDERS_MAX 2
/* So many different ones are counted. */
#define FOLDERS_COUNTED_MAX 32

struct folder {
	struct bv_text path;
	size_t files;
};
struct folders {
	struct folder *items;
	size_t count, capacity;
};

/* "drivers/net" of "drivers/net/tun.c", "mm" of "mm/slub.c", "MAINTAINERS" of itself. */
static struct bv_text top_folder(struct bv_text path)
{
	size_t first = bv_text_find_byte(path, '/'), second;

	if (first == SIZE_MAX)
		return path;
	second = bv_text_find(path, BV_TEXT("/"), first + 1);
	return bv_text_slice(path, 0, second == SIZE_MAX ? first : second);
}

static void count_folder(struct folders *folders, struct bv_text path, struct bv_arena *keep)
{
	struct bv_text top = top_folder(path);
	size_t at = 0;

	/* git cut its beginning. */
	if (bv_text_starts_with(path, BV_TEXT("...")) || bv_text_is_empty(top))
		return;
	while (at < folders->count && !bv_text_equal(folders->items[at].path, top))
		at++;
	if (at == FOLDERS_COUNTED_MAX)
		return;
	if (at == folders->count)
		BV_APPEND(folders, keep)->path = top;
	folders->items[at].files++;
}

/* Those of the blamed commit's files, else of the crash: the most frequent first. */
static struct bv_text subsystem_of(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_texts frames = {0};
	struct folders folders = {0};
	struct bv_text words = {0};

	for (size_t i = 0; i < c->files.count; i++)
		count_folder(&folders, c->files.items[i].path, keep);
	if (folders.count == 0)
		bv_stack_telling_files(&frames, c->bisection->claim.crash_report, keep);
	for (size_t i = 0; i < frames.count; i++)
		count_folder(&folders, frames.items[i], keep);
	for (size_t n = 0; n < FOLDERS_MAX && n < folders.count; n++) {
		struct folder *most = &folders.items[0];

		for (size_t i = 1; i < folders.count; i++)
			if (folders.items[i].files > most->files)
				most = &folders.items[i];
		words = bv_arena_print(keep, "%.*s%s%.*s", BV_TEXT_ARG(words), n ? ", " : "",
				       BV_TEXT_ARG(most->path));
		most->files = 0;
	}
	return words;
}

/* One word of a date; what is none of these is a weekday, a time or a zone. */
static void take_date_word(struct bv_text word, unsigned *day, unsigned *month, unsigned *year)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct bv_text rest = word;
	size_t at = word.size == 3 ? bv_text_find(BV_TEXT(months), word, 0) : SIZE_MAX;
	uint64_t number;

	if (at != SIZE_MAX && at % 3 == 0) {
		*month = (unsigned)at / 3 + 1;
	} else if (bv_take_uint(&rest, &number) && bv_text_is_empty(rest)) {
		if (word.size <= 2 && number >= 1 && number <= 31)
			*day = (unsigned)number;
		else if (word.size == 4 && number >= 1970)
			*year = (unsigned)number;
	}
}

/* Of "Fri Sep 24 12:00:00 2021 +0200", as git prints it; empty for others. */
static struct bv_text iso_date(struct bv_text date, struct bv_arena *keep)
{
	unsigned day = 0, month = 0, year = 0;
	struct bv_text rest = date, word;

	while (bv_take_blanks(&rest) && bv_take_word(&rest, &word))
		take_date_word(word, &day, &month, &year);
	if (!day || !month || !year)
		return (struct bv_text){0};
	return bv_arena_print(keep, "%04u-%02u-%02u", year, month, day);
}

#define ISO_DATE_BYTES (sizeof("2021-09-24") - 1)

/* "2021-09-24", with or without a time behind it. */
static bool begins_with_date(struct bv_text time)
{
	struct bv_text rest = time;
	uint64_t number;

	return bv_take_uint(&rest, &number) && number >= 1970 && number <= 9999 &&
	       bv_take_prefix(&rest, BV_TEXT("-")) && bv_take_uint(&rest, &number) &&
	       bv_take_prefix(&rest, BV_TEXT("-")) && bv_take_uint(&rest, &number) &&
	       rest.data == time.data + ISO_DATE_BYTES;
}

/* When it was bisected, as far as the text says; else when the blamed commit was written. */
static void find_date(struct bv_index_row *row, const struct bv_answer *answer,
		      struct bv_arena *keep)
{
	const struct bv_case *c = answer->c;
	const struct bv_culprit_facts *culprit = &c->facts.culprit;
	const struct bv_text dates[] = {c->bisection->started, answer->place.date};

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		if (begins_with_date(dates[i])) {
			row->date = bv_text_slice(dates[i], 0, ISO_DATE_BYTES);
			return;
		}
	}
	row->is_date_of_commit = true;
	row->date = culprit->is_read == BV_YES
			    ? iso_date(bv_date_print(culprit->author_date, keep), keep)
			    : iso_date(c->bisection->claim.print.date, keep);
}

static struct bv_text short_text(struct bv_text text)
{
	return bv_text_slice(text, 0, ROW_TEXT_MAX);
}

void bv_index_row_make(struct bv_index_row *out, const struct bv_answer *answer,
		       struct bv_arena *keep)
{
	const struct bv_case *c = answer->c;
	const struct bv_trust *trust = &answer->result->trust;
	struct bv_revision_ref blamed = c->bisection->claim.first_bad;

	*out = (struct bv_index_row){
		.log = short_text(answer->place.log),
		.verdict = answer->verdict,
		.verdict_text = bv_text_from(answer->progress.is_in_progress
						     ? "in progress"
						     : bv_judgement_name(answer->verdict)),
		.trust_percent = trust->is_known ? bv_trust_percent(trust) : BV_INDEX_NO_TRUST,
		.commit = short_text(bv_case_full_name(c, blamed, keep)),
		.subject = short_text(bv_case_subject(c, blamed)),
		.subsystem = short_text(subsystem_of(c, keep)),
	};
	find_date(out, answer, keep);
}

/*
 * The index
 */

/* Numbers in names by their value: "0002-b" before "10000-a", and mail 9 before mail 10. */
static int by_numbers(struct bv_text a, struct bv_text b)
{
	while (a.size && b.size) {
		uint64_t left, right;

		if (bv_take_uint(&a, &left) && bv_take_uint(&b, &right)) {
			if (left != right)
				return left < right ? -1 : 1;
			continue;
		}
		if (!a.size || !b.size || a.data[0] != b.data[0])
			break;
		a = bv_text_from_offset(a, 1);
		b = bv_text_from_offset(b, 1);
	}
	return bv_text_compare(a, b);
}

/* The gravest first, then the least trusted; equal ones as they were audited. */
static int by_gravity(const void *left, const void *right)
{
	const struct bv_index_row *a = left, *b = right;

	if (a->verdict != b->verdict)
		return a->verdict > b->verdict ? -1 : 1;
	if (a->trust_percent != b->trust_percent)
		return a->trust_percent < b->trust_percent ? -1 : 1;
	return by_numbers(a->page, b->page);
}

static void write_counts(struct bv_html *html, const struct bv_index *index)
{
	size_t counts[BV_JUDGEMENT_REFUTED + 1] = {0};

	for (size_t i = 0; i < index->count; i++)
		counts[index->items[i].verdict]++;
	bv_html_markup(html, "<ul class=\"counts\">\n");
	for (size_t i = BV_JUDGEMENT_REFUTED + 1; i-- > 0;) {
		if (counts[i] == 0)
			continue;
		bv_html_markup(html, "<li><strong>");
		bv_html_print(html, "%zu", counts[i]);
		bv_html_markup(html, "</strong> ");
		bv_html_markup(html, bv_judgement_name((enum bv_judgement)i));
		bv_html_markup(html, "</li>\n");
	}
	bv_html_markup(html, "</ul>\n");
	if (index->not_judged == 0)
		return;
	bv_html_markup(html, "<p>");
	bv_html_print(html, "%zu more could not be read or judged: the audit's lines say why.",
		      index->not_judged);
	bv_html_markup(html, "</p>\n");
}

/* What all logs' names begin with, up to a slash: it is said once. Units: bytes. */
static size_t common_folder(const struct bv_index *index)
{
	struct bv_text common = index->count ? index->items[0].log : (struct bv_text){0};

	for (size_t i = 1; i < index->count; i++)
		while (!bv_text_starts_with(index->items[i].log, common))
			common.size--;
	while (common.size > 0 && common.data[common.size - 1] != '/')
		common.size--;
	return common.size;
}

static void write_row(struct bv_html *html, const struct bv_index_row *row, size_t folder)
{
	bv_html_markup(html, "<tr><th scope=\"row\"><a href=\"");
	bv_html_text(html, row->page);
	bv_html_markup(html, "\">");
	bv_html_text(html, bv_text_from_offset(row->log, folder));
	bv_html_markup(html, "</a></th><td data-key=\"");
	bv_html_print(html, "%u", (unsigned)row->verdict);
	bv_html_markup(html, "\"><span class=\"word ");
	bv_html_markup(html, bv_judgement_name(row->verdict));
	bv_html_markup(html, "\">");
	bv_html_text(html, row->verdict_text);
	bv_html_markup(html, "</span></td><td class=\"number\">");
	if (row->trust_percent != BV_INDEX_NO_TRUST)
		bv_html_print(html, "%.2f", row->trust_percent / 100.0);
	bv_html_markup(html, "</td><td class=\"blames\">");
	if (!bv_text_is_empty(row->commit)) {
		bv_html_commit(html, row->commit, bv_case_short(row->commit));
		bv_html_markup(html, " ");
	}
	bv_html_text(html, row->subject);
	bv_html_markup(html, "</td><td class=\"date\" data-key=\"");
	bv_html_text(html, row->date);
	bv_html_markup(html, "\">");
	bv_html_text(html, row->date);
	if (row->is_date_of_commit && !bv_text_is_empty(row->date))
		bv_html_markup(html, " <span class=\"aside\">commit</span>");
	bv_html_markup(html, "</td><td>");
	bv_html_text(html, row->subsystem);
	bv_html_markup(html, "</td></tr>\n");
}

static void write_heading(struct bv_html *html, const struct bv_index *index, size_t folder)
{
	bv_html_markup(html, "<div class=\"frame index\"><main>\n<header>\n");
	if (folder) {
		bv_html_markup(html, "<p class=\"about\"><span class=\"file\">");
		bv_html_text(html, bv_text_slice(index->items[0].log, 0, folder));
		bv_html_markup(html, "</span></p>\n");
	}
	bv_html_markup(html, "<h1>");
	bv_html_print(html, "%zu bisection%s, judged", index->count,
		      bv_screen_plural(index->count));
	bv_html_markup(html, "</h1>\n</header>\n");
}

void bv_report_render_index(struct bv_index *index, struct bv_text commit_url, struct bv_out *out)
{
	size_t folder = common_folder(index);
	struct bv_html html;

	qsort(index->items, index->count, sizeof(*index->items), by_gravity);
	bv_html_begin(&html, out, commit_url);
	bv_html_head(&html, BV_TEXT("Audit"), BV_HTML_SCRIPT_INDEX);
	write_heading(&html, index, folder);
	write_counts(&html, index);
	bv_html_markup(&html,
		       "<div class=\"filters\" role=\"search\" aria-label=\"Filters\" hidden>"
		       "</div>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		       "aria-label=\"Judged bisections\"><table class=\"logs\">\n<thead><tr>"
		       "<th scope=\"col\">Log</th><th scope=\"col\">Verdict</th><th "
		       "scope=\"col\" class=\"number\">Trust</th><th scope=\"col\">Blames</th>"
		       "<th scope=\"col\">Date</th><th scope=\"col\">Subsystem</th></tr></thead>"
		       "\n<tbody>\n");
	for (size_t i = 0; i < index->count; i++)
		write_row(&html, &index->items[i], folder);
	bv_html_markup(&html, "</tbody></table></div>\n</main></div>\n");
	bv_html_foot(&html, BV_HTML_SCRIPT_INDEX);
	bv_html_end(&html);
}
