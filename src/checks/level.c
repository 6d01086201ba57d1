/* Levels and judgements: their words. */
#include "check.h"

#include "base/banned.h"

static const char *const level_names[] = {
	[BV_LEVEL_DEFAULT] = "default", [BV_LEVEL_OFF] = "off",     [BV_LEVEL_NOTE] = "note",
	[BV_LEVEL_WARNING] = "warning", [BV_LEVEL_ERROR] = "error",
};

const char *bv_level_name(enum bv_level level)
{
	return level_names[level];
}

bool bv_level_parse(enum bv_level *out, struct bv_text name)
{
	for (enum bv_level level = BV_LEVEL_DEFAULT; level <= BV_LEVEL_ERROR; level++) {
		if (bv_text_equal(name, bv_text_from(level_names[level]))) {
			*out = level;
			return true;
		}
	}
	return false;
}

const char *bv_judgement_name(enum bv_judgement judgement)
{
	static const char *const names[] = {
		[BV_JUDGEMENT_UNDECIDED] = "undecided",
		[BV_JUDGEMENT_CONSISTENT] = "consistent",
		[BV_JUDGEMENT_DOUBTFUL] = "doubtful",
		[BV_JUDGEMENT_REFUTED] = "refuted",
	};

	return names[judgement];
}
