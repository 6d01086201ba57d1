/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The paired test: right inputs of every form on drawn trees, each with its falsified twins. No
 * right one may be accused, and of the twins no fewer may be stopped than before.
 *
 *   tests/pairs/pairs [OPTIONS] PROGRAM
 *
 *   --seed N        other numbers draw other trees and bisections (1)
 *   --pairs N       stop after that many pairs of a right input and a twin (500)
 *   --seconds S     go on for so long instead
 *   --tree N        only that tree, as --verbose names it
 *   --form NAME     of that form only; may be given several times
 *   --floors FILE   the shares of twins that must be stopped
 *   --measure       print such a file
 *   --keep DIR      put right ones that were accused, and twins that passed, there, with the tree
 *   --verbose       name each of them
 *
 * The exit status is 1 when a right one has an error or is stopped by the hook, or a floor is not
 * reached; 128 when the test itself could not work. For hours by hand, with the release build:
 *
 *   build-dev/tests/pairs/pairs --seconds 7200 --seed $RANDOM --keep DIR \
 *       --floors tests/pairs/floors build-release/src/cli/git-bisect-verify
 *
 * To add a form: a printer and a row in forms.c; a twin: a function and a row in twins.c; then the
 * floors. Nothing here uses the library under test but its arenas and texts (base).
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "drawn/arguments.h"
#include "drawn/batch.h"
#include "score.h"
#include "twins.h"

#define STORIES_A_TREE 4 /* of each form: a tree is dear */
#define KEPT_MAX       6 /* of each form and twin */

struct options {
	struct arguments common;
	uint64_t pairs, seconds, tree;
	bool is_verbose;
};

static struct score score;
static size_t kept[STORY_FORMS_MAX][SCORE_TWINS_MAX + 1];

static bool is_possible(const struct story *story, size_t form, struct bv_arena *keep)
{
	return story->turned == TREE_NONE && story->blamed && forms[form].is_possible &&
	       forms[form].is_possible(story, keep);
}

static void add_pairs(struct batch *batch, struct dice *dice, size_t form)
{
	const struct story *story = batch_draw(batch, dice, form);
	struct story *falsified;
	struct bv_text right, text;

	if (!story)
		return;
	falsified = bv_arena_alloc(&batch->keep, 1, sizeof(*falsified));
	right = story_text(story, &forms[form], &batch->keep);
	batch_add(batch, right, (struct input){form, TREE_NONE, true});
	for (size_t t = 0; t < twin_count; t++) {
		*falsified = *story;
		if (!twins[t].falsify(falsified, dice, &batch->keep))
			continue;
		/* Not every form tells all that can be falsified. */
		text = story_text(falsified, &forms[form], &batch->keep);
		if (!bv_text_equal(text, right))
			batch_add(batch, text,
				  (struct input){form, t,
						 is_possible(falsified, form, &batch->keep)});
	}
}

/* The input and its tree, to be looked at: DIR/SEED-FORM-TWIN-N.txt and DIR/tree-SEED. */
static void keep_input(const struct options *options, struct batch *batch, size_t number)
{
	const struct input *input = &batch->inputs.items[number];
	const struct answer *answer = &batch->judge.answers[number];
	const char *twin = input->change == TREE_NONE ? "right" : twins[input->change].name;
	size_t *count = &kept[input->form][input->change == TREE_NONE ? twin_count : input->change];
	unsigned long long seed = batch->seed;
	int status;

	if (options->is_verbose) {
		printf("%s %s, tree %llu, input %zu:", forms[input->form].name, twin, seed, number);
		for (size_t i = 0; i < answer->id_count; i++)
			printf(" %c:%s", answer->ids[i].level, answer->ids[i].id);
		printf("\n");
	}
	if (!options->common.keep || (*count)++ >= KEPT_MAX)
		return;
	(void)pairs_shell("/",
			  pairs_print(&batch->keep,
				      "mkdir -p '%s' && cp '%s' '%s/%s-%s-%llu-%zu.txt'\n"
				      "[ -d '%s/tree-%llu' ] || cp -r '%s' '%s/tree-%llu'",
				      options->common.keep,
				      judge_path(&batch->judge, number, &batch->keep),
				      options->common.keep, forms[input->form].name, twin, seed,
				      number, options->common.keep, seed, batch->judge.tree,
				      options->common.keep, seed),
			  &status, &batch->keep);
	if (status != 0)
		pairs_die("%s cannot be written", options->common.keep);
}

static void count_batch(const struct options *options, struct batch *batch, struct bv_arena *keep)
{
	struct judge *judge = &batch->judge;
	const struct answer *right = NULL; /* its twins follow it */

	batch_judge(batch);
	for (size_t i = 0; i < judge->count; i++) {
		const struct input *input = &batch->inputs.items[i];
		const struct answer *answer = &judge->answers[i];
		bool is_noted;

		if (forms[input->form].is_mail)
			judge_hook(judge, i, &batch->keep);
		if (input->change == TREE_NONE) {
			right = answer;
			is_noted = score_right(&score, input->form, answer, keep);
		} else
			is_noted = score_twin(&score,
					      &(struct score_twin){input->form, input->change,
								   input->is_possible, right},
					      answer);
		if (is_noted)
			keep_input(options, batch, i);
	}
}

/* One tree, and some stories of each form on it. */
static void run_tree(const struct options *options, const char *folder, uint64_t seed,
		     struct bv_arena *keep)
{
	struct batch batch;

	batch_open(&batch, options->common.program, folder, seed);
	for (size_t f = 0; f < form_count; f++) {
		/* Of its own, so that a form alone gets the same inputs. */
		struct dice own = {seed ^ (UINT64_C(0x1000001) * (f + 1))};

		for (size_t s = 0; s < STORIES_A_TREE && options->common.forms[f]; s++)
			add_pairs(&batch, &own, f);
	}
	count_batch(options, &batch, keep);
	batch_close(&batch);
}

static void read_options(struct options *options, int count, char **words, struct bv_arena *keep)
{
	const struct argument table[] = {
		{"--pairs", &options->pairs, NULL, NULL},
		{"--seconds", &options->seconds, NULL, NULL},
		{"--tree", &options->tree, NULL, NULL},
		{"--verbose", NULL, NULL, &options->is_verbose},
	};
	const struct argument_table own = {"pairs",
					   "[--pairs N | --seconds S] [--tree N] [--verbose]",
					   table, PAIRS_COUNT(table)};

	*options = (struct options){.pairs = 500};
	arguments_read(&options->common, &own, count, words, keep);
}

int main(int count, char **words)
{
	struct options options;
	struct bv_arena keep = {0};
	const char *folder;
	time_t begin = time(NULL);
	struct dice seeds;
	bool holds;

	read_options(&options, count, words, &keep);
	seeds.state = options.common.seed;
	folder = pairs_open_folder(&keep);
	do
		run_tree(&options, folder, options.tree ? options.tree : dice_next(&seeds), &keep);
	while (options.tree          ? false
	       : options.seconds > 0 ? time(NULL) - begin < (time_t)options.seconds
				     : score.pairs < options.pairs);
	pairs_remove_folder(folder);
	score_print(&score, stdout);
	if (options.common.is_measuring)
		score_print_floors(&score, stdout);
	holds = score_holds(&score, options.common.floors, stdout);
	bv_arena_release(&keep);
	return holds ? 0 : 1;
}
