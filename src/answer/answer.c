/* SPDX-License-Identifier: GPL-2.0-only */
/* The answer, part by part. */
#include "answer_private.h"
#include "source/source.h"

#include "base/banned.h"

struct bv_place bv_place_of(const struct bv_source *source, struct bv_arena *keep)
{
	return (struct bv_place){
		.log = bv_source_label(source, keep),
		.file = bv_text_from(source->name),
		.message_id = source->message_id,
		.subject = source->subject,
		.date = source->date,
		.is_stdin = bv_source_is_stdin(source),
		.text = source->text,
		.line_numbers = source->line_numbers,
		.line_number_count = source->line_number_count,
	};
}

void bv_answer_make(struct bv_answer *out, const struct bv_case *c,
		    const struct bv_check_result *result, const struct bv_place *place,
		    struct bv_arena *keep)
{
	struct bv_answering work = {.out = out, .c = c, .result = result, .keep = keep};

	*out = (struct bv_answer){
		.place = *place, .c = c, .result = result, .verdict = result->judgement};
	bv_answer_progress(&work);
	bv_answer_bugs(&work);
	bv_answer_against(&work);
	bv_answer_for(&work);
	bv_answer_headline(&work);
	bv_answer_about(&work);
	bv_answer_plan(&work);
	bv_answer_people(&work);
	bv_answer_unseen(&work);
	bv_answer_suspects(&work);
}
