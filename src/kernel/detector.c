/* Detectors, by the words of titles and paths. */
#include "detector.h"

#include "base/banned.h"

/* In a title, and in the names of files. */
static const struct bv_text detector_words[] = {
	BV_TEXT_INIT("kasan"),        BV_TEXT_INIT("kmsan"),   BV_TEXT_INIT("kcsan"),
	BV_TEXT_INIT("ubsan"),        BV_TEXT_INIT("lockdep"), BV_TEXT_INIT("fault injection"),
	BV_TEXT_INIT("kmemleak"),     BV_TEXT_INIT("kcov"),    BV_TEXT_INIT("warn_on"),
	BV_TEXT_INIT("debugobjects"),
};

bool bv_title_names_detector(struct bv_text subject)
{
	for (size_t i = 0; i < sizeof(detector_words) / sizeof(detector_words[0]); i++)
		if (bv_text_contains_nocase(subject, detector_words[i]))
			return true;
	return false;
}

bool bv_path_is_detector(struct bv_text path)
{
	return bv_title_names_detector(path) || bv_text_ends_with(path, BV_TEXT(".tbl"));
}
