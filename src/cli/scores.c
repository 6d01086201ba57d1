/* SPDX-License-Identifier: GPL-2.0-only */
/* Figures of what was judged against what is true. */
#include "scores.h"

#include <math.h>
#include <stdlib.h>

/*
 * A score
 */

static int16_t hundredths(double value)
{
	double rounded = round(value / .01);

	return (int16_t)(rounded > INT16_MAX   ? INT16_MAX
			 : rounded < INT16_MIN ? INT16_MIN
					       : rounded);
}

static enum bv_first_wrong_score score_first_wrong(const struct bv_judged *judged,
						   struct bv_text truth)
{
	const struct bv_odds *odds = &judged->result.odds;
	const struct bv_wrong *wrong = odds->wrongs.count ? &odds->wrongs.items[0] : odds->if_wrong;
	bool is_found;

	if (!wrong)
		return BV_FIRST_WRONG_NOT_NAMED;
	is_found =
		bv_case_is_named(&judged->c, odds->tested[wrong->verdict.tested].revision, truth);
	if (odds->wrongs.count)
		return is_found ? BV_FIRST_WRONG_FOUND : BV_FIRST_WRONG_OTHER;
	return is_found ? BV_FIRST_WRONG_FOUND_IF_WRONG : BV_FIRST_WRONG_OTHER_IF_WRONG;
}

void bv_scores_add(struct bv_scores *scores, const struct bv_labels *labels,
		   const struct bv_label *label, const struct bv_judged *judged)
{
	const struct bv_trust *trust = &judged->result.trust;
	struct bv_score *score = BV_APPEND(scores, &scores->keep);

	score->label = (uint32_t)(label - labels->items);
	score->judgement = (uint8_t)judged->result.judgement;
	score->is_right = label->is_right;
	score->has_trust = trust->is_known;
	if (trust->is_known) {
		score->trust = (uint8_t)bv_trust_percent(trust);
		score->trust_log_odds = hundredths(trust->log_odds);
	}
	score->is_first_wrong_labelled = !score->is_right && !bv_text_is_empty(label->first_wrong);
	if (score->is_first_wrong_labelled)
		score->first_wrong = (uint8_t)score_first_wrong(judged, label->first_wrong);
}

/*
 * Figures
 */

static void print_confusion(const struct bv_scores *scores, struct bv_out *out)
{
	size_t counts[BV_JUDGEMENT_REFUTED + 1][2] = {0};

	for (size_t i = 0; i < scores->count; i++)
		counts[scores->items[i].judgement][scores->items[i].is_right]++;
	bv_out_print(out, "  wrong   right\n");
	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++) {
		enum bv_judgement judgement = bv_judgement_by_gravity(i);

		bv_out_print(out, "%7zu %7zu %s\n", counts[judgement][false],
			     counts[judgement][true], bv_judgement_name(judgement));
	}
}

static int by_label(const void *left, const void *right)
{
	const struct bv_score *a = left, *b = right;

	return (a->label > b->label) - (a->label < b->label);
}

static void print_coverage(struct bv_scores *scores, const struct bv_labels *labels,
			   size_t unlabelled_count, struct bv_out *out)
{
	size_t found = 0, shared = 0;

	if (scores->count)
		qsort(scores->items, scores->count, sizeof(*scores->items), by_label);
	for (size_t i = 0, next; i < scores->count; i = next) {
		for (next = i + 1; next < scores->count; next++)
			if (scores->items[next].label != scores->items[i].label)
				break;
		found++;
		shared += next - i > 1;
	}
	bv_count_print(unlabelled_count, "log without a label", "logs without a label", out);
	bv_count_print(labels->count - found, "label is of no log that was judged",
		       "labels are of no log that was judged", out);
	bv_count_print(labels->unsaid_count, "label says neither right nor wrong",
		       "labels say neither right nor wrong", out);
	bv_count_print(shared,
		       "label is of several bisections, and counts for each: give names with the "
		       "folders, or a file for each bisection",
		       "labels are of several bisections, and count for each: give names with the "
		       "folders, or a file for each bisection",
		       out);
}

/* Those that have a trust first, by what they are ranked by. */
static int by_trust(const void *left, const void *right)
{
	const struct bv_score *a = left, *b = right;

	if (a->has_trust != b->has_trust)
		return a->has_trust ? -1 : 1;
	return (a->trust_log_odds > b->trust_log_odds) - (a->trust_log_odds < b->trust_log_odds);
}

/*
 * How likely a right result is trusted more than a wrong one, a tie being half of it.
 *
 * Source: the statistic of Mann and Whitney over the number of pairs.
 */
static void print_area(const struct bv_score *scores, size_t count, struct bv_out *out)
{
	size_t of[2] = {0}, twice_won = 0;

	for (size_t i = 0, next; i < count; i = next) {
		size_t tied[2] = {0};

		for (next = i; next < count; next++) {
			if (scores[next].trust_log_odds != scores[i].trust_log_odds)
				break;
			tied[scores[next].is_right]++;
		}
		twice_won += tied[true] * (2 * of[false] + tied[false]);
		of[false] += tied[false];
		of[true] += tied[true];
	}
	if (of[false] && of[true])
		bv_out_print(out, "area under its curve %.3f",
			     (double)twice_won / (2.0 * (double)of[false] * (double)of[true]));
	else
		bv_out_print(out, "no area under its curve without %s ones",
			     of[true] ? "wrong" : "right");
}

#define BINS         5
#define BIN_PERCENTS (100 / BINS)

static void print_calibration(const struct bv_score *scores, size_t count, struct bv_out *out)
{
	struct bin {
		size_t count, right, trust;
	} bins[BINS] = {0};

	for (size_t i = 0; i < count; i++) {
		size_t at = scores[i].trust / BIN_PERCENTS;
		struct bin *bin = &bins[at < BINS ? at : BINS - 1];

		bin->count++;
		bin->right += scores[i].is_right;
		bin->trust += scores[i].trust;
	}
	for (size_t i = 0; i < BINS; i++)
		if (bins[i].count)
			bv_out_print(out,
				     "%7zu with trust 0.%02zu to 0.%02zu: mean %.2f, right %.2f\n",
				     bins[i].count, i * BIN_PERCENTS, (i + 1) * BIN_PERCENTS - 1,
				     (double)bins[i].trust / 100 / (double)bins[i].count,
				     (double)bins[i].right / (double)bins[i].count);
}

static void print_trust(struct bv_scores *scores, struct bv_out *out)
{
	size_t count = 0, squares = 0;

	if (scores->count)
		qsort(scores->items, scores->count, sizeof(*scores->items), by_trust);
	for (; count < scores->count && scores->items[count].has_trust; count++) {
		size_t truth = scores->items[count].is_right ? 100 : 0;
		size_t trust = scores->items[count].trust;
		size_t miss = truth > trust ? truth - trust : trust - truth;

		squares += miss * miss;
	}
	if (count == 0)
		return;
	bv_out_print(out, "%7zu with a label and a trust: ", count);
	print_area(scores->items, count, out);
	bv_out_print(out, ", Brier score %.3f\n", (double)squares / 10000 / (double)count);
	print_calibration(scores->items, count, out);
}

static void print_first_wrong(const struct bv_scores *scores, struct bv_out *out)
{
	size_t counts[BV_FIRST_WRONG_SCORES] = {0}, labelled = 0, named, named_if;

	for (size_t i = 0; i < scores->count; i++) {
		labelled += scores->items[i].is_first_wrong_labelled;
		counts[scores->items[i].first_wrong] += scores->items[i].is_first_wrong_labelled;
	}
	if (labelled == 0)
		return;
	named = counts[BV_FIRST_WRONG_OTHER] + counts[BV_FIRST_WRONG_FOUND];
	named_if = counts[BV_FIRST_WRONG_OTHER_IF_WRONG] + counts[BV_FIRST_WRONG_FOUND_IF_WRONG];
	bv_out_print(out,
		     "%7zu wrong with a labelled first wrong verdict: named in %zu, right in %zu; "
		     "without \"if this result is wrong\" %zu and %zu\n",
		     labelled, named + named_if,
		     counts[BV_FIRST_WRONG_FOUND] + counts[BV_FIRST_WRONG_FOUND_IF_WRONG], named,
		     counts[BV_FIRST_WRONG_FOUND]);
}

void bv_scores_print(struct bv_scores *scores, const struct bv_labels *labels,
		     size_t unlabelled_count, struct bv_out *out)
{
	if (scores->count)
		print_confusion(scores, out);
	print_coverage(scores, labels, unlabelled_count, out);
	print_trust(scores, out);
	print_first_wrong(scores, out);
}
