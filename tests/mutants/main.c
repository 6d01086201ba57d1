/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mutation tester: a true text of any form on a drawn tree, and the same text with one thing in
 * it damaged. What is damaged must be seen: an error or a warning that the true text has not, or at
 * least a note where something is only missing.
 *
 *   tests/mutants/mutants [OPTIONS] PROGRAM
 *
 *   --seed N        other numbers draw other trees and bisections (1)
 *   --mutants N     stop after that many (1000)
 *   --kind NAME     of that kind only
 *   --form NAME     of that form only
 *   --floors FILE   the shares that must be seen
 *   --measure       print such a file
 *   --by-form       a row for each kind and form, too
 *   --keep DIR      put those that were missed there: DIR/KIND-FORM-N with the true text, the
 *                   mutant, their difference and which of DIR/trees they belong to
 *
 * The exit status is 1 when a floor is not reached, 128 when the test itself could not work.
 * To add a kind: a function and a row in kinds.c; then the floors.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally.h"

#define STORIES_A_TREE 2 /* of each form: a tree is dear */
#define TRIES          12
#define KEPT_MAX       4 /* of each kind and form */
#define NO_KIND        ((size_t)-1)

struct options {
	const char *program, *floors, *keep, *kind, *form;
	uint64_t seed, mutants;
	bool is_measuring, by_form;
};

/* A text that waits for its judgement; a true one's mutants follow it. */
struct input {
	size_t form, kind;
};
struct batch {
	struct judge judge;
	struct {
		struct input *items;
		size_t count, capacity;
	} inputs;
	struct bv_arena keep;
};

static struct tally tally;
static size_t kept[TALLY_KINDS_MAX][TALLY_FORMS_MAX];

static struct bv_text print_story(const struct story *story, size_t form, struct bv_arena *keep)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&bytes, &size);
	struct bv_text text;

	if (!memory)
		pairs_die("out of memory");
	forms[form].print(story, memory);
	fclose(memory);
	text = bv_arena_copy(keep, (struct bv_text){bytes, size});
	free(bytes);
	return text;
}

static void add_input(struct batch *batch, struct bv_text text, size_t form, size_t kind)
{
	pairs_write_file(judge_path(&batch->judge, batch->inputs.count, &batch->keep), text);
	*BV_APPEND(&batch->inputs, &batch->keep) = (struct input){form, kind};
}

static void add_mutants(struct batch *batch, const struct options *options,
			const struct story *story, size_t form)
{
	struct dice dice = {story->seed + 7};
	struct bv_text right = print_story(story, form, &batch->keep), text;

	add_input(batch, right, form, NO_KIND);
	for (size_t k = 0; k < kind_count; k++) {
		struct damage damage = {.story = story,
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
			add_input(batch, text, form, k);
	}
}

static void add_story(struct batch *batch, const struct options *options, const struct tree *tree,
		      struct dice *dice, size_t form)
{
	struct story *story = bv_arena_alloc(&batch->keep, 1, sizeof(*story));

	for (size_t tries = 0; tries < TRIES; tries++) {
		memset(story, 0, sizeof(*story));
		if (!forms[form].draw(tree, dice, story, &batch->keep))
			continue;
		add_mutants(batch, options, story, form);
		return;
	}
}

static void keep_missed(const struct options *options, struct batch *batch, size_t right,
			size_t number, uint64_t seed)
{
	const struct input *input = &batch->inputs.items[number];
	struct bv_arena *keep = &batch->keep;
	const char *folder;
	int status;

	if (!options->keep || kept[input->kind][input->form]++ >= KEPT_MAX)
		return;
	folder = pairs_print(keep, "%s/%s-%s-%zu", options->keep, kinds[input->kind].name,
			     forms[input->form].name, kept[input->kind][input->form]);
	(void)pairs_shell(
		"/",
		pairs_print(keep,
			    "mkdir -p '%s' '%s/trees' && cp '%s' '%s/true.log' &&\n"
			    "cp '%s' '%s/mutant.log' && cd '%s' &&\n"
			    "echo 'trees/%llu' >tree &&\n"
			    "{ diff true.log mutant.log >difference; [ -d ../trees/%llu ] "
			    "|| cp -r '%s' ../trees/%llu; }",
			    folder, options->keep, judge_path(&batch->judge, right, keep), folder,
			    judge_path(&batch->judge, number, keep), folder, folder,
			    (unsigned long long)seed, (unsigned long long)seed, batch->judge.tree,
			    (unsigned long long)seed),
		&status, keep);
	if (status != 0)
		pairs_die("%s cannot be written", options->keep);
}

static void judge_batch(const struct options *options, struct batch *batch, uint64_t seed)
{
	struct judge *judge = &batch->judge;
	size_t right = 0;

	judge->count = batch->inputs.count;
	judge->answers = bv_arena_alloc(&batch->keep, judge->count + 1, sizeof(*judge->answers));
	if (judge->count > 0)
		judge_audit(judge, &batch->keep);
	for (size_t i = 0; i < judge->count; i++) {
		const struct input *input = &batch->inputs.items[i];
		enum catch caught;

		if (input->kind == NO_KIND) {
			right = i;
			continue;
		}
		caught = tally_compare(&judge->answers[right], &judge->answers[i]);
		tally.counts[input->kind][input->form][caught]++;
		tally.all++;
		if (caught == CATCH_NONE ||
		    (caught == CATCH_NOTED && !kinds[input->kind].is_omission))
			keep_missed(options, batch, right, i, seed);
	}
}

/* One tree, and some stories of each form on it. */
static void run_tree(const struct options *options, const char *folder, uint64_t seed)
{
	struct dice dice = {seed};
	struct batch batch = {0};
	struct tree *tree = tree_open(&dice, pairs_print(&batch.keep, "%s/tree", folder));
	int status;

	batch.judge = (struct judge){.program = options->program,
				     .tree = tree->folder,
				     .folder = pairs_print(&batch.keep, "%s/inputs", folder)};
	(void)pairs_shell(folder, "rm -rf inputs && mkdir inputs", &status, &batch.keep);
	for (size_t f = 0; f < form_count; f++) {
		/* Of its own, so that a form alone gets the same inputs. */
		struct dice own = {seed ^ (UINT64_C(0x1000003) * (f + 1))};

		for (size_t s = 0; s < STORIES_A_TREE; s++)
			if (!options->form || strcmp(options->form, forms[f].name) == 0)
				add_story(&batch, options, tree, &own, f);
	}
	judge_batch(options, &batch, seed);
	tree_close(tree);
	bv_arena_release(&batch.keep);
}

_Noreturn static void leave_with_usage(const char *what)
{
	fprintf(stderr,
		"mutants: %s\nusage: mutants [--seed N] [--mutants N] [--kind NAME] [--form NAME] "
		"[--floors FILE] [--measure] [--by-form] [--keep DIR] PROGRAM\n",
		what);
	exit(129);
}

static uint64_t number_of(const char *word)
{
	struct bv_text rest = bv_text_from(word);
	uint64_t number;

	if (!bv_take_uint(&rest, &number) || rest.size > 0)
		leave_with_usage(word);
	return number;
}

static void check_names(const struct options *options)
{
	size_t found = 0;

	for (size_t k = 0; k < kind_count; k++)
		found += options->kind && strcmp(options->kind, kinds[k].name) == 0;
	for (size_t f = 0; f < form_count; f++)
		found += options->form && strcmp(options->form, forms[f].name) == 0;
	if (found != (size_t) !!options->kind + !!options->form)
		leave_with_usage("no such kind or form");
	if (!options->program)
		leave_with_usage("which program?");
}

static struct options read_options(int count, char **words)
{
	struct options options = {.seed = 1, .mutants = 1000};
	const struct {
		const char *name, **text;
		uint64_t *number;
		bool *flag;
	} table[] = {
		{"--seed", NULL, &options.seed, NULL},
		{"--mutants", NULL, &options.mutants, NULL},
		{"--kind", &options.kind, NULL, NULL},
		{"--form", &options.form, NULL, NULL},
		{"--floors", &options.floors, NULL, NULL},
		{"--keep", &options.keep, NULL, NULL},
		{"--measure", NULL, NULL, &options.is_measuring},
		{"--by-form", NULL, NULL, &options.by_form},
	};

	for (int i = 1; i < count; i++) {
		size_t k = 0;

		while (k < PAIRS_COUNT(table) && strcmp(words[i], table[k].name) != 0)
			k++;
		if (k == PAIRS_COUNT(table)) {
			if (words[i][0] == '-' || options.program)
				leave_with_usage(words[i]);
			options.program = words[i];
		} else if (table[k].flag)
			*table[k].flag = true;
		else if (i + 1 == count)
			leave_with_usage(words[i]);
		else if (table[k].number)
			*table[k].number = number_of(words[++i]);
		else
			*table[k].text = words[++i];
	}
	check_names(&options);
	return options;
}

int main(int count, char **words)
{
	struct options options = read_options(count, words);
	struct bv_arena keep = {0};
	char *program = realpath(options.program, NULL), *here = realpath(".", NULL);
	const char *folder = pairs_open_folder(&keep);
	struct dice seeds = {options.seed};
	bool holds = true;

	if (!program || !here)
		leave_with_usage(options.program);
	if (options.keep && options.keep[0] != '/')
		options.keep = pairs_print(&keep, "%s/%s", here, options.keep);
	options.program = program;
	while (tally.all < options.mutants)
		run_tree(&options, folder, dice_next(&seeds));
	pairs_remove_folder(folder);
	tally_print(&tally, options.by_form, stdout);
	if (options.is_measuring)
		tally_print_floors(&tally, stdout);
	if (options.floors)
		holds = tally_holds(&tally, options.floors, stdout);
	free(program);
	free(here);
	bv_arena_release(&keep);
	return holds ? 0 : 1;
}
