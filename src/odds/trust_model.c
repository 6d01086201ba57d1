/* SPDX-License-Identifier: GPL-2.0-only */
/* The logistic model: names and reasons of the pieces of evidence, and their sum. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

#define CHANCE_MIN .01
#define CHANCE_MAX .99
/* Below this nobody would call a piece loud. Units: log-odds. */
#define WEIGHT_HEARD .05

_Static_assert((int)BV_PIECE_COUNT + (int)BV_TREE_WORD_COUNT <= BV_TRUST_PIECES_MAX,
	       "the public struct has room for all pieces");

/* What a value above and below the average says. */
struct piece_words {
	const char *name, *above, *below;
};

static const struct piece_words pieces[BV_PIECE_COUNT] = {
	/* Same kernel as the parent, one kernel with two verdicts, a change that cannot reach the
	 * image, a merge, a release: none of 61 such results in the sample was right. */
	[BV_PIECE_CANNOT_BE] = {"cannot-be", "it cannot be the cause, or is no single change",
				"nothing rules it out"},
	/* A detector, a check or a facility that the test needs shows older bugs. */
	[BV_PIECE_DETECTOR] = {"detector", "the blamed title names a detector or a check",
			       "its title names no detector"},
	/* Most causes bring new code; what a bisection that went astray ends at can be a line. */
	[BV_PIECE_INSERTED] = {"inserted", "it adds many lines", "it adds few lines"},
	/* A Kconfig change with little or no code beside it makes older code reachable: the bug is
	 * in the code, not in the switch. */
	[BV_PIECE_KCONFIG] = {"kconfig", "it changes Kconfig files, with little code beside",
			      "it is no mere change of Kconfig"},
	/* Far back nothing is as it was: system calls, options, compiler. Of 79 such results in the
	 * sample, three were right. */
	[BV_PIECE_LONG_WALK] = {"long-walk",
				"eight or more releases walked back, or to another compiler",
				"fewer than eight releases walked back, with one compiler"},
	/* Commits that are known to be blamed for bugs of all kinds. */
	[BV_PIECE_MAGNET] = {"magnet", "it has been blamed for many unlike bugs",
			     "it is no known magnet"},
	/* Files, folders and names that the commit has in common with the crash. */
	[BV_PIECE_RELATED] = {"related", "it has much in common with the crash",
			      "it has little in common with the crash"},
	/* The posterior, strict and lenient taken together. Where it is against the commit, only as
	 * far as the crashes outside the family are strange: one bug has more titles than the
	 * family knows. */
	[BV_PIECE_RUNS] = {"runs", "the run counts single it out", "the run counts leave it open"},
	/* What was skipped hides its neighbours. */
	[BV_PIECE_SKIPPED] = {"skipped", "commits were skipped", "no commit was skipped"},
	/* Bad verdicts that rest on crashes which share no telling word with the start's: the walk
	 * followed another bug. */
	[BV_PIECE_STRANGE] = {"strange", "bad verdicts rest on crashes unlike the start's",
			      "no bad verdict rests on a crash unlike the start's"},
	/* A commit that fixes what syzbot found lies where the reproducers go. */
	[BV_PIECE_SYZBOT_FIX] = {"syzbot-fix",
				 "it is a fix of what syzbot found: near where the tests go",
				 "it does not mention syzbot"},
	/* The farther back, the more a good verdict has other reasons than a bug that is not there
	 * yet. */
	[BV_PIECE_WALK] = {"walk", "the walk back was long", "the walk back was short"},
};

/*
 * The tree's words, weighed by how much more often a right result has one than a wrong one: natural
 * logarithms of what we think, for want of labelled results with a tree.
 *
 * A right one is named by the fix once that is there: in six of ten, let us say. By chance one
 * commit in seven is: of v4.20's 12.5 % have such a line (C. I. King, "Kernel commits with Fixes
 * tag (revisited)", January 2019), and more since. That what names it is about the crash as well is
 * hardly ever chance: five in ten against one in a hundred. A fix that names another commit stands
 * against five of a hundred right ones, and five of ten wrong ones. The crashing function is new
 * with one right one in seven, and one wrong one in fifty.
 */
static const struct tree_word {
	const char *name, *words;
	double weight; /* log-odds */
} tree_words[BV_TREE_WORD_COUNT] = {
	[BV_TREE_ADDS_FUNCTION] = {"adds-function", "it brings in a function that crashed", 2.0},
	[BV_TREE_NAMED_LATER] = {"named-later", "a later commit reverts it, or fixes it", 1.4},
	[BV_TREE_CRASH_FIXED] = {"crash-fixed", "a later commit about the crash names it", 3.9},
	[BV_TREE_OTHER_CAUSE] = {"other-cause", "a later fix of the crash names another cause",
				 -2.3},
};

static double weigh_tree_word(struct bv_trust *out, enum bv_tree_word word)
{
	out->pieces[out->piece_count++] =
		(struct bv_trust_piece){.name = tree_words[word].name,
					.words = tree_words[word].words,
					.is_known = true,
					.value = 1,
					.weight = tree_words[word].weight};
	return tree_words[word].weight;
}

void bv_trust_weigh(struct bv_trust *out, const struct bv_piece_values *values)
{
	double sum = bv_trust_intercept, chance;

	*out = (struct bv_trust){.is_known = true,
				 .sample_count = bv_trust_sample_count,
				 .piece_count = BV_PIECE_COUNT};
	for (size_t i = 0; i < BV_PIECE_COUNT; i++) {
		const struct bv_piece_value *value = &values->items[i];
		struct bv_trust_piece *piece = &out->pieces[i];
		double distance = value->is_known ? value->value - bv_trust_rows[i].centre : 0;

		piece->name = pieces[i].name;
		piece->is_known = value->is_known;
		piece->value = value->is_known ? value->value : 0;
		piece->weight = bv_trust_rows[i].coefficient * distance;
		piece->words = distance > 0 ? pieces[i].above : pieces[i].below;
		sum += piece->weight;
	}
	for (size_t i = 0; i < BV_TREE_WORD_COUNT; i++)
		if (values->is_said[i])
			sum += weigh_tree_word(out, (enum bv_tree_word)i);
	chance = 1 / (1 + exp(-sum));
	out->chance = fmin(fmax(chance, CHANCE_MIN), CHANCE_MAX);
}

const struct bv_trust_piece *bv_trust_loudest(const struct bv_trust *trust, bool is_for)
{
	const struct bv_trust_piece *loudest = NULL;
	double best = WEIGHT_HEARD;

	for (size_t i = 0; i < trust->piece_count; i++) {
		double weight = is_for ? trust->pieces[i].weight : -trust->pieces[i].weight;

		if (weight > best) {
			best = weight;
			loudest = &trust->pieces[i];
		}
	}
	return loudest;
}
