/* When a log was made, in years. */
#include "base/arena.h"
#include "log/syzbot/syzbot_era.h"
#include "words.h"

#include "base/banned.h"

/* "2022-07-19 13:22:22.58 +0000 UTC": Go's time. */
static bool take_year(struct bv_text time, struct bv_text *out)
{
	struct bv_text rest = time;
	uint64_t year, month;

	if (!bv_take_uint(&rest, &year) || !bv_take_prefix(&rest, BV_TEXT("-")) ||
	    !bv_take_uint(&rest, &month) || month < 1 || month > 12)
		return false;
	*out = bv_text_slice(time, 0, 4);
	return year >= 1000 && year <= 9999;
}

struct bv_text bv_words_years(const struct bv_bisection *bisection, struct bv_arena *keep)
{
	const struct bv_era *era = &bisection->era;
	struct bv_text first, last;

	if (take_year(bisection->started, &first))
		return first;
	if (!era->is_known || era->oldest > BV_ERA_LAST || era->newest > BV_ERA_LAST)
		return (struct bv_text){0};
	first = bv_text_slice(bv_era_since((enum bv_syzbot_era)era->oldest), 0, 4);
	if (era->newest == BV_ERA_LAST)
		return bv_arena_print(keep, "%.*s or later", BV_TEXT_ARG(first));
	/* An era ends where the next one begins. */
	last = bv_text_slice(bv_era_since((enum bv_syzbot_era)(era->newest + 1)), 0, 4);
	if (bv_text_equal(first, last))
		return first;
	return bv_arena_print(keep, "%.*s to %.*s", BV_TEXT_ARG(first), BV_TEXT_ARG(last));
}
