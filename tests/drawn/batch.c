/* SPDX-License-Identifier: GPL-2.0-only */
#include "batch.h"

#include <string.h>

#define TRIES 12

void batch_open(struct batch *out, const char *program, const char *folder, uint64_t seed)
{
	struct dice dice = {seed};
	int status;

	*out = (struct batch){.seed = seed};
	out->tree = tree_open(&dice, pairs_print(&out->keep, "%s/tree", folder));
	out->judge = (struct judge){.program = program,
				    .tree = out->tree->folder,
				    .folder = pairs_print(&out->keep, "%s/inputs", folder)};
	(void)pairs_shell(folder, "rm -rf inputs && mkdir inputs", &status, &out->keep);
}

struct story *batch_draw(struct batch *batch, struct dice *dice, size_t form)
{
	struct story *story = bv_arena_alloc(&batch->keep, 1, sizeof(*story));

	for (size_t tries = 0; tries < TRIES; tries++) {
		memset(story, 0, sizeof(*story));
		if (forms[form].draw(batch->tree, dice, story, &batch->keep))
			return story;
	}
	return NULL;
}

void batch_add(struct batch *batch, struct bv_text text, struct input input)
{
	pairs_write_file(judge_path(&batch->judge, batch->inputs.count, &batch->keep), text);
	*BV_APPEND(&batch->inputs, &batch->keep) = input;
}

void batch_judge(struct batch *batch)
{
	struct judge *judge = &batch->judge;

	judge->count = batch->inputs.count;
	judge->answers = bv_arena_alloc(&batch->keep, judge->count + 1, sizeof(*judge->answers));
	if (judge->count > 0)
		judge_audit(judge, &batch->keep);
}

void batch_close(struct batch *batch)
{
	tree_close(batch->tree);
	bv_arena_release(&batch->keep);
}
