/* Several of syzkaller's logs in one text. */
#include "split.h"

#include "source/unwrap.h"

#include "base/banned.h"

static bool names_start(struct bv_text line)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("bisecting cause commit starting from "),
		BV_TEXT_INIT("bisecting fixing commit since "),
		BV_TEXT_INIT("searching for guilty commit starting from "),
		BV_TEXT_INIT("searching for fixing commit since "),
	};
	struct bv_text rest = bv_unquote(line), hash;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_take_prefix(&rest, words[i]))
			return bv_take_hex(&rest, 40, 40, &hash);
	return false;
}

size_t bv_split_syzbot(const struct bv_lines *lines, size_t index)
{
	bool has_begun = false;

	for (size_t i = index; i < lines->count; i++) {
		if (!names_start(lines->items[i].text))
			continue;
		if (has_begun &&
		    bv_text_contains(lines->items[i - 1].text, BV_TEXT(" starts bisection ")))
			return i - 1;
		if (has_begun)
			return i;
		has_begun = true;
	}
	return lines->count;
}
