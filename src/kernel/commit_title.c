/* SPDX-License-Identifier: GPL-2.0-only */
/* Merges, releases and detectors, by the words of titles. */
#include "commit_title.h"

#include "base/banned.h"

/* Titles that git gives to merges (fmt-merge-msg.c), and those of old kernels' scripts. */
bool bv_title_is_merge(struct bv_text subject)
{
	static const struct bv_text titles[] = {
		BV_TEXT_INIT("Merge branch "),        BV_TEXT_INIT("Merge branches "),
		BV_TEXT_INIT("Merge tag "),           BV_TEXT_INIT("Merge tags "),
		BV_TEXT_INIT("Merge commit "),        BV_TEXT_INIT("Merge remote"),
		BV_TEXT_INIT("Merge git:"),           BV_TEXT_INIT("Merge http"),
		BV_TEXT_INIT("Merge master.kernel."), BV_TEXT_INIT("Merge ../"),
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (bv_text_starts_with(subject, titles[i]))
			return true;
	return false;
}

bool bv_title_is_release(struct bv_text subject)
{
	if (!bv_take_prefix(&subject, BV_TEXT("Linux ")))
		return bv_text_starts_with(subject, BV_TEXT("Add linux-next specific files"));
	(void)bv_take_prefix(&subject, BV_TEXT("v"));
	return subject.size > 0 && subject.data[0] >= '0' && subject.data[0] <= '9';
}

/* "5.15", "5.15-rc1". */
static bool is_version(struct bv_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (bv_text_find_byte(BV_TEXT("0123456789.-rc"), text.data[i]) == SIZE_MAX)
			return false;
	return text.size && text.data[0] >= '0' && text.data[0] <= '9' &&
	       bv_text_find_byte(text, '.') != SIZE_MAX;
}

enum bv_truth bv_title_is_of_release(struct bv_text subject, struct bv_text name)
{
	if (!bv_take_prefix(&subject, BV_TEXT("Linux ")) || !bv_take_prefix(&name, BV_TEXT("v")) ||
	    !is_version(subject) || !is_version(name))
		return BV_UNKNOWN;
	return bv_text_equal(subject, name) ? BV_YES : BV_NO;
}

/* The numbers of "v4.19.3" or "v5.13"; false for any other name. */
static bool parse_release(struct bv_text name, uint64_t numbers[3])
{
	numbers[2] = 0;
	if (!bv_take_prefix(&name, BV_TEXT("v")) || !bv_take_uint(&name, &numbers[0]) ||
	    !bv_take_prefix(&name, BV_TEXT(".")) || !bv_take_uint(&name, &numbers[1]))
		return false;
	if (bv_take_prefix(&name, BV_TEXT(".")) && !bv_take_uint(&name, &numbers[2]))
		return false;
	return bv_text_is_empty(name);
}

size_t bv_release_depth(struct bv_text name)
{
	uint64_t numbers[3];
	size_t dot = bv_text_find_byte(name, '.');

	if (!parse_release(name, numbers))
		return 0;
	return bv_text_find_byte(bv_text_from_offset(name, dot + 1), '.') == SIZE_MAX ? 2 : 3;
}

bool bv_release_is_older(struct bv_text name, struct bv_text than)
{
	uint64_t left[3], right[3];

	if (!parse_release(name, left) || !parse_release(than, right))
		return true;
	for (size_t i = 0; i < 3; i++)
		if (left[i] != right[i])
			return left[i] < right[i];
	return false;
}

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
