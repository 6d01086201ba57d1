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
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "score.h"
#include "twins.h"

#define STORIES_A_TREE 4 /* of each form: a tree is dear */
#define TRIES          12
#define KEPT_MAX       6 /* of each form and twin */

struct options {
	const char *program, *floors, *keep;
	uint64_t seed, pairs, seconds, tree;
	bool forms[SCORE_FORMS_MAX];
	bool has_form, is_verbose, is_measuring;
};

/* An input that waits for its judgement. */
struct input {
	size_t form, twin;
	bool is_possible; /* a twin's: what it tells could be true */
};
struct batch {
	struct judge judge;
	struct {
		struct input *items;
		size_t count, capacity;
	} inputs;
	struct bv_arena keep;
};

static struct score score;
static size_t kept[SCORE_FORMS_MAX][SCORE_TWINS_MAX + 1];

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

static void add_input(struct batch *batch, struct bv_text text, const struct input *input)
{
	pairs_write_file(judge_path(&batch->judge, batch->inputs.count, &batch->keep), text);
	*BV_APPEND(&batch->inputs, &batch->keep) = *input;
}

static void add_twin(struct batch *batch, struct bv_text text, const struct story *story,
		     struct input *input)
{
	bool is_blame = story->turned == TREE_NONE && story->blamed;

	if (is_blame && forms[input->form].is_possible)
		input->is_possible = forms[input->form].is_possible(story, &batch->keep);
	add_input(batch, text, input);
}

static void add_pairs(struct batch *batch, const struct tree *tree, struct dice *dice, size_t form)
{
	struct story *story = bv_arena_alloc(&batch->keep, 2, sizeof(*story)),
		     *falsified = story + 1;
	struct bv_text right, text;
	bool drawn = false;

	for (size_t tries = 0; tries < TRIES && !drawn; tries++) {
		memset(story, 0, sizeof(*story));
		drawn = forms[form].draw(tree, dice, story, &batch->keep);
	}
	if (!drawn)
		return;
	right = print_story(story, form, &batch->keep);
	add_input(batch, right, &(struct input){form, TREE_NONE, true});
	for (size_t t = 0; t < twin_count; t++) {
		*falsified = *story;
		if (!twins[t].falsify(falsified, dice, &batch->keep))
			continue;
		/* Not every form tells all that can be falsified. */
		text = print_story(falsified, form, &batch->keep);
		if (!bv_text_equal(text, right))
			add_twin(batch, text, falsified, &(struct input){form, t, false});
	}
}

/* The input and its tree, to be looked at: DIR/SEED-FORM-TWIN-N.txt and DIR/tree-SEED. */
static void keep_input(const struct options *options, struct batch *batch, size_t number,
		       uint64_t seed)
{
	const struct input *input = &batch->inputs.items[number];
	const struct answer *answer = &batch->judge.answers[number];
	const char *twin = input->twin == TREE_NONE ? "right" : twins[input->twin].name;
	size_t *count = &kept[input->form][input->twin == TREE_NONE ? twin_count : input->twin];
	int status;

	if (options->is_verbose) {
		printf("%s %s, tree %llu, input %zu:", forms[input->form].name, twin,
		       (unsigned long long)seed, number);
		for (size_t i = 0; i < answer->id_count; i++)
			printf(" %c:%s", answer->ids[i].level, answer->ids[i].id);
		printf("\n");
	}
	if (!options->keep || (*count)++ >= KEPT_MAX)
		return;
	(void)pairs_shell(
		"/",
		pairs_print(&batch->keep,
			    "mkdir -p '%s' && cp '%s' '%s/%s-%s-%llu-%zu.txt'\n"
			    "[ -d '%s/tree-%llu' ] || cp -r '%s' '%s/tree-%llu'",
			    options->keep, judge_path(&batch->judge, number, &batch->keep),
			    options->keep, forms[input->form].name, twin, (unsigned long long)seed,
			    number, options->keep, (unsigned long long)seed, batch->judge.tree,
			    options->keep, (unsigned long long)seed),
		&status, &batch->keep);
	if (status != 0)
		pairs_die("%s cannot be written", options->keep);
}

static void judge_batch(const struct options *options, struct batch *batch, uint64_t seed,
			struct bv_arena *keep)
{
	struct judge *judge = &batch->judge;
	const struct answer *right = NULL; /* its twins follow it */

	judge->count = batch->inputs.count;
	judge->answers = bv_arena_alloc(&batch->keep, judge->count + 1, sizeof(*judge->answers));
	if (judge->count > 0)
		judge_audit(judge, &batch->keep);
	for (size_t i = 0; i < judge->count; i++) {
		const struct input *input = &batch->inputs.items[i];
		const struct answer *answer = &judge->answers[i];
		bool is_noted;

		if (forms[input->form].is_mail)
			judge_hook(judge, i, &batch->keep);
		if (input->twin == TREE_NONE) {
			right = answer;
			is_noted = score_right(&score, input->form, answer, keep);
		} else
			is_noted = score_twin(&score,
					      &(struct score_twin){input->form, input->twin,
								   input->is_possible, right},
					      answer);
		if (is_noted)
			keep_input(options, batch, i, seed);
	}
}

/* One tree, and some stories of each form on it. */
static void run_tree(const struct options *options, const char *folder, uint64_t seed,
		     struct bv_arena *keep)
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
		struct dice own = {seed ^ (UINT64_C(0x1000001) * (f + 1))};

		for (size_t s = 0; s < STORIES_A_TREE && (options->forms[f] || !options->has_form);
		     s++)
			add_pairs(&batch, tree, &own, f);
	}
	judge_batch(options, &batch, seed, keep);
	tree_close(tree);
	bv_arena_release(&batch.keep);
}

_Noreturn static void leave_with_usage(const char *what)
{
	fprintf(stderr,
		"pairs: %s\nusage: pairs [--seed N] [--pairs N | --seconds S] [--form NAME]... "
		"[--tree N] [--floors FILE] [--measure] [--keep DIR] [--verbose] PROGRAM\n",
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

static void choose_form(struct options *options, const char *name)
{
	options->has_form = true;
	for (size_t f = 0; f < form_count; f++)
		if (strcmp(forms[f].name, name) == 0) {
			options->forms[f] = true;
			return;
		}
	leave_with_usage(name);
}

struct option {
	const char *name;
	uint64_t *number;
	const char **text;
	bool *flag;
};

/* False when @word is no option. */
static bool read_option(const struct option *table, size_t count, const char *word,
			const char *value, bool *takes_value)
{
	size_t k = 0;

	while (k < count && strcmp(word, table[k].name) != 0)
		k++;
	if (k == count)
		return false;
	*takes_value = !table[k].flag;
	if (table[k].flag)
		*table[k].flag = true;
	else if (!value)
		leave_with_usage(word);
	else if (table[k].number)
		*table[k].number = number_of(value);
	else
		*table[k].text = value;
	return true;
}

static struct options read_options(int count, char **words)
{
	struct options options = {.seed = 1, .pairs = 500};
	const char *form = NULL;
	const struct option table[] = {
		{"--seed", &options.seed, NULL, NULL},
		{"--pairs", &options.pairs, NULL, NULL},
		{"--seconds", &options.seconds, NULL, NULL},
		{"--tree", &options.tree, NULL, NULL},
		{"--form", NULL, &form, NULL},
		{"--floors", NULL, &options.floors, NULL},
		{"--keep", NULL, &options.keep, NULL},
		{"--measure", NULL, NULL, &options.is_measuring},
		{"--verbose", NULL, NULL, &options.is_verbose},
	};

	for (int i = 1; i < count; i++) {
		bool takes_value = false;

		if (!read_option(table, PAIRS_COUNT(table), words[i],
				 i + 1 < count ? words[i + 1] : NULL, &takes_value)) {
			if (words[i][0] == '-' || options.program)
				leave_with_usage(words[i]);
			options.program = words[i];
		}
		i += takes_value;
		if (form)
			choose_form(&options, form);
		form = NULL;
	}
	if (!options.program)
		leave_with_usage("which program?");
	return options;
}

int main(int count, char **words)
{
	struct options options = read_options(count, words);
	struct bv_arena keep = {0};
	char *program = realpath(options.program, NULL);
	const char *folder = pairs_open_folder(&keep);
	time_t begin = time(NULL);
	struct dice seeds = {options.seed};
	bool holds;

	if (!program)
		leave_with_usage(options.program);
	if (options.keep && options.keep[0] != '/') {
		char *here = realpath(".", NULL);

		options.keep = pairs_print(&keep, "%s/%s", here ? here : "", options.keep);
		free(here);
	}
	options.program = program;
	do
		run_tree(&options, folder, options.tree ? options.tree : dice_next(&seeds), &keep);
	while (options.tree          ? false
	       : options.seconds > 0 ? time(NULL) - begin < (time_t)options.seconds
				     : score.pairs < options.pairs);
	pairs_remove_folder(folder);
	score_print(&score, stdout);
	if (options.is_measuring)
		score_print_floors(&score, stdout);
	holds = score_holds(&score, options.floors, stdout);
	free(program);
	bv_arena_release(&keep);
	return holds ? 0 : 1;
}
