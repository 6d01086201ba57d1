/* SPDX-License-Identifier: GPL-2.0-only */
/* The words of sentences about bisections. */
#include "mail_private.h"

#include "base/banned.h"

/* Is @word one of @list, which has blanks between them? */
static bool is_listed(struct bv_text word, struct bv_text list)
{
	struct bv_text listed;

	while (bv_take_blanks(&list) && bv_take_word(&list, &listed))
		if (bv_text_equal_nocase(word, listed))
			return true;
	return false;
}

static const struct {
	enum bv_prose_link link;
	struct bv_text words;
} links[] = {
	{BV_PROSE_FILLS,
	 BV_TEXT_INIT(
		 "a and another at attempt back be been being brought bug by change commit "
		 "commit-id crash down error failure final following four fourth git hang has i in "
		 "is "
		 "issue it last me new on one out patch problem regression round run second seems "
		 "session started that the third this three time try two up us was we with")},
	{BV_PROSE_POINTS,
	 BV_TEXT_INIT(
		 "blame blamed blames blaming ended found gave gives identified identifies landed "
		 "lands lead leading leads led pointed pointing points produced result resulted "
		 "results revealed reveals said says showed shows to")},
	{BV_PROSE_CAUSES, BV_TEXT_INIT("broke broken caused culprit introduced offending")},
};

enum bv_prose_link bv_prose_link_of(struct bv_text word)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (is_listed(word, links[i].words))
			return links[i].link;
	return BV_PROSE_NO_LINK;
}

bool bv_prose_is_bisect(struct bv_text word)
{
	return is_listed(word, BV_TEXT("bisect bisected bisecting bisection bisections bisects "
				       "git-bisect bisected/narrowed"));
}

bool bv_prose_is_denial(struct bv_text word)
{
	return is_listed(word, BV_TEXT("not cannot could can please possible if should would will "
				       "might may")) ||
	       bv_text_ends_with(word, BV_TEXT("n't"));
}

bool bv_prose_is_determiner(struct bv_text word)
{
	return is_listed(word, BV_TEXT("a an her his its my our that the their these this those "
				       "your"));
}

bool bv_prose_ends_object(struct bv_text word)
{
	return is_listed(word, BV_TEXT("according after against and back before between but by "
				       "compared due from go goes going got led need next or "
				       "prior related relative reset reverted since so then "
				       "till until up went what when where which while why "
				       "without"));
}

bool bv_prose_is_one_of(struct bv_text word, const struct bv_text *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(word, list[i]))
			return true;
	return false;
}
