/* Words by which a commit's message can be known to be about a crash. */
#include "case.h"

#include "base/banned.h"

/* Hex digits behind "syzbot+": 20, so that a name cut short is still one of its own. */
#define REPORT_DIGITS_LEAST 16

/* "Reported-by: syzbot+0123456789abcdef@...": the name that syzbot gave the bug. */
static void add_report_name(struct bv_texts *out, const struct bv_bisection *log,
			    struct bv_arena *keep)
{
	for (size_t i = 0; i < log->remarks.count; i++) {
		const struct bv_remark *remark = &log->remarks.items[i];
		size_t begin = bv_text_find(remark->value, BV_TEXT("syzbot+"), 0);
		size_t end = begin == SIZE_MAX ? SIZE_MAX : begin + BV_TEXT("syzbot+").size;
		size_t first_digit = end;

		while (end < remark->value.size &&
		       bv_text_is_hex(bv_text_slice(remark->value, end, 1), 1, 1))
			end++;
		if (begin != SIZE_MAX && end - first_digit >= REPORT_DIGITS_LEAST)
			*BV_APPEND(out, keep) = bv_text_slice(remark->value, begin, end - begin);
	}
}

/* Titles that say where: others fit too many crashes. */
static void add_titles(struct bv_crash_words *out, const struct bv_title_family *family,
		       struct bv_arena *keep)
{
	for (size_t i = 0; i < family->parts.count; i++) {
		const struct bv_title_parts *parts = &family->parts.items[i];

		if (parts->is_place_unknown || bv_text_equal(parts->function, parts->title))
			continue;
		*BV_APPEND(&out->names, keep) = parts->title;
		*BV_APPEND(&out->functions, keep) = parts->function;
	}
}

void bv_crash_words_find(struct bv_crash_words *out, const struct bv_bisection *log,
			 struct bv_text title, struct bv_arena *keep)
{
	struct bv_title_family family = {0};

	*out = (struct bv_crash_words){0};
	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (!bv_bisection_is_start_test(log, step))
			continue;
		for (size_t run = 0; run < step->runs.count; run++)
			if (step->runs.items[run].outcome == BV_OUTCOME_CRASHED)
				bv_title_family_add(&family, step->runs.items[run].title, keep);
	}
	bv_title_family_add(&family, log->bug_title, keep);
	bv_title_family_add(&family, log->claim.crash_title, keep);
	bv_title_family_add(&family, title, keep);
	add_report_name(&out->names, log, keep);
	add_titles(out, &family, keep);
}
