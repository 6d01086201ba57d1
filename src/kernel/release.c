/* Releases. */
#include "release.h"

#include "base/banned.h"

bool bv_title_is_release(struct bv_text subject)
{
	if (!bv_take_prefix(&subject, BV_TEXT("Linux ")))
		return bv_text_starts_with(subject, BV_TEXT("Add linux-next specific files"));
	(void)bv_take_prefix(&subject, BV_TEXT("v"));
	return subject.size > 0 && subject.data[0] >= '0' && subject.data[0] <= '9';
}
