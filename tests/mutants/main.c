/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mutation tester: a true text of any form on a drawn tree, and the same text with one thing in
 * it damaged. What is damaged must be seen: an error or a warning that the true text has not, or at
 * least a note where something is only missing. What can be true all the same, since neither the
 * text nor a commit that it names says otherwise, is counted apart (possible.c).
 *
 *   tests/mutants/mutants [OPTIONS] PROGRAM
 *
 *   --seed N        other numbers draw other trees and bisections (1)
 *   --mutants N     stop after that many (1000)
 *   --kind NAME     of that kind only
 *   --form NAME     of that form only; may be given several times
 *   --floors FILE   the shares that must be seen
 *   --measure       print such a file
 *   --by-form       a row for each kind and form, too
 *   --keep DIR      put those that were missed there: DIR/KIND-FORM-N with the true text, the
 *                   mutant, their difference and which of DIR/trees they belong to
 *
 * The exit status is 1 when a floor is not reached, 128 when the test itself could not work.
 * To add a kind: a function and a row in kinds.c; then the floors.
 */
#include <stdio.h>
#include <string.h>

#include "drawn/arguments.h"
#include "drawn/batch.h"
#include "tally.h"

#define STORIES_A_TREE 2 /* of each form: a tree is dear */
#define KEPT_MAX       4 /* of each kind and form */

struct options {
	struct arguments common;
	const char *kind;
	uint64_t mutants;
	bool by_form;
};

static struct tally tally;
static size_t kept[TALLY_KINDS_MAX][STORY_FORMS_MAX];

static void add_mutants(struct batch *batch, const struct options *options,
			const struct story *story, size_t form)
{
	struct dice dice = {story->seed + 7};
	struct bv_text right = story_text(story, &forms[form], &batch->keep), text;

	batch_add(batch, right, (struct input){form, TREE_NONE, true});
	for (size_t k = 0; k < kind_count; k++) {
		struct damage damage = {.story = story,
					.form = &forms[form],
					.tree = story->record.plan.tree,
					.dice = &dice,
					.keep = &batch->keep};
		/* Of its own, so that a kind alone does the same. */
		struct dice own = {dice_next(&dice)};

		if (options->kind && strcmp(options->kind, kinds[k].name) != 0)
			continue;
		damage.dice = &own;
		damage_open(&damage, right);
		if (!kinds[k].apply(&damage))
			continue;
		text = damage_text(&damage);
		if (!bv_text_equal(text, right))
			batch_add(batch, text,
				  (struct input){form, k,
						 kinds[k].is_possible &&
							 kinds[k].is_possible(&damage)});
	}
}

static void keep_missed(const struct options *options, struct batch *batch, size_t right,
			size_t number)
{
	const struct input *input = &batch->inputs.items[number];
	struct bv_arena *keep = &batch->keep;
	unsigned long long seed = batch->seed;
	const char *folder;
	int status;

	if (!options->common.keep || kept[input->change][input->form]++ >= KEPT_MAX)
		return;
	folder = pairs_print(keep, "%s/%s-%s-%zu", options->common.keep, kinds[input->change].name,
			     forms[input->form].name, kept[input->change][input->form]);
	(void)pairs_shell(
		"/",
		pairs_print(keep,
			    "mkdir -p '%s' '%s/trees' && cp '%s' '%s/true.log' &&\n"
			    "cp '%s' '%s/mutant.log' && cd '%s' &&\n"
			    "echo 'trees/%llu' >tree &&\n"
			    "{ diff true.log mutant.log >difference; [ -d ../trees/%llu ] "
			    "|| cp -r '%s' ../trees/%llu; }",
			    folder, options->common.keep, judge_path(&batch->judge, right, keep),
			    folder, judge_path(&batch->judge, number, keep), folder, folder, seed,
			    seed, batch->judge.tree, seed),
		&status, keep);
	if (status != 0)
		pairs_die("%s cannot be written", options->common.keep);
}

static void count_batch(const struct options *options, struct batch *batch)
{
	const struct judge *judge = &batch->judge;
	size_t right = 0;

	batch_judge(batch);
	for (size_t i = 0; i < judge->count; i++) {
		const struct input *input = &batch->inputs.items[i];
		enum catch caught;

		if (input->change == TREE_NONE) {
			right = i;
			continue;
		}
		caught = tally_compare(&judge->answers[right], &judge->answers[i]);
		tally.counts[input->change][input->form]
			    [input->is_possible ? CATCH_POSSIBLE : caught]++;
		tally.all++;
		if (!input->is_possible &&
		    (caught == CATCH_NONE ||
		     (caught == CATCH_NOTED && !kinds[input->change].is_omission)))
			keep_missed(options, batch, right, i);
	}
}

/* One tree, and some stories of each form on it. */
static void run_tree(const struct options *options, const char *folder, uint64_t seed)
{
	struct batch batch;

	batch_open(&batch, options->common.program, folder, seed);
	for (size_t f = 0; f < form_count; f++) {
		/* Of its own, so that a form alone gets the same inputs. */
		struct dice own = {seed ^ (UINT64_C(0x1000003) * (f + 1))};

		for (size_t s = 0; s < STORIES_A_TREE && options->common.forms[f]; s++) {
			const struct story *story = batch_draw(&batch, &own, f);

			if (story)
				add_mutants(&batch, options, story, f);
		}
	}
	count_batch(options, &batch);
	batch_close(&batch);
}

static void read_options(struct options *options, int count, char **words, struct bv_arena *keep)
{
	const struct argument table[] = {
		{"--mutants", &options->mutants, NULL, NULL},
		{"--kind", NULL, &options->kind, NULL},
		{"--by-form", NULL, NULL, &options->by_form},
	};
	const struct argument_table own = {"mutants", "[--mutants N] [--kind NAME] [--by-form]",
					   table, PAIRS_COUNT(table)};
	bool is_known = false;

	*options = (struct options){.mutants = 1000};
	arguments_read(&options->common, &own, count, words, keep);
	for (size_t k = 0; k < kind_count; k++)
		is_known |= options->kind && strcmp(options->kind, kinds[k].name) == 0;
	if (options->kind && !is_known)
		arguments_leave(&own, options->kind);
}

int main(int count, char **words)
{
	struct options options;
	struct bv_arena keep = {0};
	const char *folder;
	struct dice seeds;
	bool holds = true;

	read_options(&options, count, words, &keep);
	seeds.state = options.common.seed;
	folder = pairs_open_folder(&keep);
	while (tally.all < options.mutants)
		run_tree(&options, folder, dice_next(&seeds));
	pairs_remove_folder(folder);
	tally_print(&tally, options.by_form, stdout);
	if (options.common.is_measuring)
		tally_print_floors(&tally, stdout);
	if (options.common.floors)
		holds = tally_holds(&tally, options.common.floors, stdout);
	bv_arena_release(&keep);
	return holds ? 0 : 1;
}
