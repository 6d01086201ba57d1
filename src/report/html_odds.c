/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the runs point, place by place along the history; and the evidence that trust weighs. */
#include <math.h>

#include "html_private.h"

#include "base/banned.h"

/*
 * Places: the hypotheses, the oldest first
 */

struct place {
	struct bv_text words;
	struct bv_text commit; /* that @words are about, a link; may be empty */
	const struct bv_hypothesis *hypothesis;
	double mass;
};
struct places {
	struct place *items;
	size_t count, capacity;
	double blamed; /* ln of its mass; NAN: none is blamed */
};

/* As kind to the blamed commit as this reading can be; odds.unlikely looks at all readings. */
static const struct bv_posterior *kindest(const struct bv_reading *reading, bool is_blamed)
{
	const struct bv_posterior *best = &reading->posteriors[BV_MODEL_COMPETING];

	for (size_t i = 0; is_blamed && i < BV_MODEL_COUNT; i++)
		if (reading->posteriors[i].ln_mass &&
		    reading->posteriors[i].ln_blamed > best->ln_blamed)
			best = &reading->posteriors[i];
	return best;
}

static struct bv_text name_of(struct bv_page *page, size_t tested)
{
	const struct bv_tested *one = &page->answer->result->odds.tested[tested];

	return bv_case_name(page->answer->c, one->revision);
}

/* Between the revision before it in the walk and this one. */
static struct bv_text walk_words(struct bv_page *page, size_t tested)
{
	const struct bv_odds *odds = &page->answer->result->odds;
	size_t before = tested;

	while (before-- > 0)
		if ((odds->tested[before].phase == BV_PHASE_START ||
		     odds->tested[before].phase == BV_PHASE_WALK) &&
		    odds->tested[before].verdict_then == BV_VERDICT_BAD)
			break;
	if (before == SIZE_MAX)
		return bv_arena_print(&page->keep, "after %.*s",
				      BV_TEXT_ARG(name_of(page, tested)));
	return bv_arena_print(&page->keep, "after %.*s, up to %.*s: newer than the range",
			      BV_TEXT_ARG(name_of(page, tested)),
			      BV_TEXT_ARG(name_of(page, before)));
}

/* git's good leaves what is newer, so what it rules out is older. */
static bool is_older_part(const struct bv_page *page, const struct bv_hypothesis *hypothesis)
{
	const struct bv_odds *odds = &page->answer->result->odds;

	return hypothesis->tested != SIZE_MAX &&
	       bv_case_git_word(page->answer->c, odds->tested[hypothesis->tested].verdict_then) ==
		       BV_VERDICT_GOOD;
}

static struct bv_text part_words(struct bv_page *page, const struct bv_hypothesis *hypothesis)
{
	struct bv_text name;

	if (hypothesis->tested == SIZE_MAX)
		return BV_TEXT("what all verdicts leave");
	name = name_of(page, hypothesis->tested);
	if (is_older_part(page, hypothesis))
		return bv_arena_print(&page->keep, "in %.*s, which was called %s",
				      BV_TEXT_ARG(name),
				      bv_case_is_fix(page->answer->c) ? "bad" : "good");
	return bv_arena_print(&page->keep, "after %.*s, which was called %s", BV_TEXT_ARG(name),
			      bv_case_is_fix(page->answer->c) ? "good" : "bad");
}

static struct bv_text words_of(struct bv_page *page, const struct bv_hypothesis *hypothesis)
{
	switch (hypothesis->kind) {
	case BV_HYPOTHESIS_CULPRIT:
		return BV_TEXT("the blamed commit");
	case BV_HYPOTHESIS_WALK:
		return walk_words(page, hypothesis->tested);
	case BV_HYPOTHESIS_OLDER:
		return BV_TEXT("older than the range, or no commit at all");
	case BV_HYPOTHESIS_RANGE:
	case BV_HYPOTHESIS_NONE:
		break;
	}
	return part_words(page, hypothesis);
}

static struct place *add(struct places *out, struct bv_page *page, size_t index,
			 const struct bv_posterior *posterior)
{
	const struct bv_hypothesis *hypothesis = &page->answer->result->odds.hypotheses[index];
	struct place *place = BV_APPEND(out, &page->keep);

	*place = (struct place){.hypothesis = hypothesis,
				.words = words_of(page, hypothesis),
				.mass = exp(posterior->ln_mass[index])};
	return place;
}

/* All of one kind, the first of the list first, or the last; of the range only one half of it. */
static void add_kind(struct places *out, struct bv_page *page, const struct bv_posterior *posterior,
		     enum bv_hypothesis_kind kind, bool is_older)
{
	const struct bv_odds *odds = &page->answer->result->odds;

	for (size_t i = 0; i < odds->hypothesis_count; i++) {
		size_t index = is_older ? i : odds->hypothesis_count - 1 - i;
		const struct bv_hypothesis *hypothesis = &odds->hypotheses[index];

		if (hypothesis->kind != kind ||
		    (kind == BV_HYPOTHESIS_RANGE && is_older_part(page, hypothesis) != is_older))
			continue;
		(void)add(out, page, index, posterior);
	}
}

/* The cells are in order already; each is named by its newest commit. */
static void add_cells(struct places *out, struct bv_page *page,
		      const struct bv_posterior *posterior)
{
	const struct bv_odds *odds = &page->answer->result->odds;
	const struct bv_cells *cells = &page->answer->c->facts.cells;
	size_t cell = 0, seen = 0;

	for (size_t i = 0; i < odds->hypothesis_count && cell < cells->count; i++) {
		struct place *place;
		struct bv_oid_hex hex = bv_oid_hex(&cells->items[cell].newest);

		if (odds->hypotheses[i].kind != BV_HYPOTHESIS_RANGE &&
		    odds->hypotheses[i].kind != BV_HYPOTHESIS_CULPRIT)
			continue;
		place = add(out, page, i, posterior);
		if (place->hypothesis->kind == BV_HYPOTHESIS_RANGE) {
			place->words = place->hypothesis->commit_count == 1 ? BV_TEXT("")
									    : BV_TEXT("up to ");
			place->commit = bv_arena_copy(&page->keep, bv_text_from(hex.digits));
		}
		seen += place->hypothesis->commit_count;
		if (seen >= cells->items[cell].commit_count) {
			cell++;
			seen = 0;
		}
	}
}

static void find_places(struct places *out, struct bv_page *page)
{
	const struct bv_odds *odds = &page->answer->result->odds;
	bool is_blamed = odds->blamed != SIZE_MAX;
	const struct bv_posterior *posterior = kindest(bv_odds_likeliest(odds), is_blamed);

	out->blamed = is_blamed ? posterior->ln_mass[odds->blamed] : (double)NAN;
	add_kind(out, page, posterior, BV_HYPOTHESIS_OLDER, true);
	if (odds->is_from_tree) {
		add_cells(out, page, posterior);
	} else {
		add_kind(out, page, posterior, BV_HYPOTHESIS_RANGE, true);
		add_kind(out, page, posterior, BV_HYPOTHESIS_CULPRIT, true);
		add_kind(out, page, posterior, BV_HYPOTHESIS_RANGE, false);
	}
	add_kind(out, page, posterior, BV_HYPOTHESIS_WALK, false);
}

/*
 * Writing
 */

/* A place with less is counted, not listed. */
#define MASS_SHOWN .005

bool bv_page_has_posterior(const struct bv_page *page)
{
	const struct bv_odds *odds = &page->answer->result->odds;
	const struct bv_reading *reading = bv_odds_likeliest(odds);

	return odds->is_known && odds->hypothesis_count && reading &&
	       reading->posteriors[BV_MODEL_COMPETING].ln_mass;
}

static void write_place_words(struct bv_page *page, const struct place *place)
{
	bv_html_text(&page->html, place->words);
	if (!bv_text_is_empty(place->commit))
		bv_html_commit(&page->html, place->commit, bv_case_short(place->commit));
}

static void write_words(struct bv_page *page, const struct places *places)
{
	const struct bv_reading *reading = bv_odds_likeliest(&page->answer->result->odds);
	const struct place *best = &places->items[0];
	struct bv_html *html = &page->html;

	for (size_t i = 1; i < places->count; i++)
		if (places->items[i].mass > best->mass)
			best = &places->items[i];
	bv_html_markup(html, "<p>By the run counts alone");
	if (!bv_text_is_empty(reading->title)) {
		bv_html_markup(html, ", if the bug is <q>");
		bv_html_text(html, reading->title);
		bv_html_markup(html, "</q>");
	} else {
		bv_html_markup(html, reading->kind == BV_READING_ANY
					     ? ", any crash taken for the bug"
					     : ", all titles of the start taken for one bug");
	}
	bv_html_markup(html, ", the likeliest place is <strong>");
	if (!bv_text_is_empty(best->commit) && best->hypothesis->commit_count > 1)
		bv_html_print(html, "among the %zu commits ", best->hypothesis->commit_count);
	write_place_words(page, best);
	bv_html_markup(html, "</strong>: ");
	bv_html_text(html, bv_probability_words(log(best->mass), &html->scratch));
	if (!isnan(places->blamed) && best->hypothesis->kind != BV_HYPOTHESIS_CULPRIT) {
		bv_html_markup(html, ". The blamed commit has ");
		bv_html_text(html, bv_probability_words(places->blamed, &html->scratch));
	}
	bv_html_markup(html, ". Trust weighs this with all other evidence: go by trust where it is "
			     "known.</p>\n");
}

static void write_place(struct bv_page *page, const struct place *place)
{
	struct bv_html *html = &page->html;
	bool is_blamed = place->hypothesis->kind == BV_HYPOTHESIS_CULPRIT;

	bv_html_markup(html, is_blamed ? "<tr class=\"blamed\"><th scope=\"row\">"
				       : "<tr><th scope=\"row\">");
	write_place_words(page, place);
	bv_html_markup(html, "</th><td class=\"number\">");
	if (place->hypothesis->kind == BV_HYPOTHESIS_RANGE || is_blamed)
		bv_html_print(html, "%s%zu", place->hypothesis->is_count_exact ? "" : "about ",
			      place->hypothesis->commit_count);
	bv_html_markup(html, "</td><td class=\"number\">");
	bv_html_text(html, bv_probability_words(log(place->mass), &html->scratch));
	bv_html_markup(html, "</td><td class=\"wide\">");
	bv_page_bar(page, place->mass, "mass");
	bv_html_markup(html, "</td></tr>\n");
}

void bv_page_posterior(struct bv_page *page)
{
	struct places places = {0};
	struct bv_html *html = &page->html;
	size_t hidden = 0;

	find_places(&places, page);
	/* Older than the range it can always be. */
	BV_ASSERT(places.count > 0);
	write_words(page, &places);
	bv_html_markup(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
			     "aria-label=\"Places and their odds\"><table>\n<thead><tr><th "
			     "scope=\"col\">Place, the oldest first</th><th scope=\"col\" "
			     "class=\"number\">Commits</th><th scope=\"col\" "
			     "class=\"number\">Odds</th><th scope=\"col\" class=\"wide\"><span "
			     "class=\"hidden\">Bar</span></th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < places.count; i++) {
		bool is_shown = places.items[i].mass >= MASS_SHOWN ||
				places.items[i].hypothesis->kind == BV_HYPOTHESIS_CULPRIT;

		if (is_shown)
			write_place(page, &places.items[i]);
		hidden += !is_shown;
	}
	bv_html_markup(html, "</tbody></table></div>\n");
	if (hidden == 0)
		return;
	bv_html_markup(html, "<p class=\"aside\">");
	bv_html_print(html, "%zu other place%s below 0.005 each %s not listed.", hidden,
		      bv_screen_plural(hidden), hidden == 1 ? "is" : "are");
	bv_html_markup(html, "</p>\n");
}

/*
 * Trust
 */

/* The scale of the bars: a piece that weighs more fills its half. Units: log-odds. */
#define WEIGHT_MOST 3.0

static void write_weight_bar(struct bv_page *page, double weight)
{
	struct bv_html *html = &page->html;
	double share = fabs(weight) < WEIGHT_MOST ? fabs(weight) / WEIGHT_MOST : 1;
	unsigned width = (unsigned)(share * 50 + .5);

	bv_html_markup(html, weight < 0 ? "<svg class=\"bar against\"" : "<svg class=\"bar\"");
	bv_html_markup(html, " viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
			     "aria-hidden=\"true\"><rect x=\"");
	bv_html_print(html, "%u", weight < 0 ? 50 - width : 50);
	bv_html_markup(html, "\" width=\"");
	bv_html_print(html, "%u", width);
	bv_html_markup(html, "\" height=\"8\"/><path d=\"M50 0v8\" "
			     "vector-effect=\"non-scaling-stroke\"/></svg>");
}

static void write_piece(struct bv_page *page, const struct bv_trust_piece *piece)
{
	struct bv_html *html = &page->html;
	double weight = fabs(piece->weight) < .05 ? 0 : piece->weight;

	bv_html_markup(html, "<tr><th scope=\"row\">");
	bv_html_markup(html, piece->is_known ? piece->words : "not known");
	bv_html_markup(html, " <code class=\"id\">");
	bv_html_markup(html, piece->name);
	bv_html_markup(html, "</code></th><td>");
	bv_html_markup(html, weight > 0 ? "for it" : weight < 0 ? "against it" : "says nothing");
	bv_html_markup(html, "</td><td class=\"number\">");
	bv_html_print(html, "%+.1f", weight);
	bv_html_markup(html, "</td><td class=\"wide\">");
	write_weight_bar(page, weight);
	bv_html_markup(html, "</td></tr>\n");
}

void bv_page_evidence(struct bv_page *page)
{
	const struct bv_trust *trust = &page->answer->result->trust;
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<p>");
	bv_html_print(html,
		      "About %u in 100 results like this one are right, all of this weighed; "
		      "calibrated on %zu syzbot results%s. Weights are natural log-odds "
		      "against the average log.",
		      bv_trust_percent(trust), trust->sample_count,
		      trust->has_tree_pieces ? "; what the tree adds is weighed by us" : "");
	bv_html_markup(html, "</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
			     "aria-label=\"Evidence\"><table>\n<thead><tr><th scope=\"col\">"
			     "Evidence</th><th scope=\"col\">Speaks</th><th scope=\"col\" "
			     "class=\"number\">Weight</th><th scope=\"col\" class=\"wide\"><span "
			     "class=\"hidden\">"
			     "Bar</span></th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < trust->piece_count; i++)
		write_piece(page, &trust->pieces[i]);
	bv_html_markup(html, "</tbody></table></div>\n");
}
