/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#include "utf8.h"

#include <string.h>

#include "out.h"

#include "banned.h"

size_t bv_utf8_decode(struct bv_text text, uint32_t *code_point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first;
	uint32_t value;
	size_t size;

	if (text.size == 0)
		return 0;
	first = (unsigned char)text.data[0];
	if (first < 0x80) {
		*code_point = first;
		return 1;
	}
	if (first >= 0xc2 && first <= 0xdf)
		size = 2;
	else if (first >= 0xe0 && first <= 0xef)
		size = 3;
	else if (first >= 0xf0 && first <= 0xf4)
		size = 4;
	else
		return 0;
	if (text.size < size)
		return 0;
	value = first & (0xffu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		unsigned char next = (unsigned char)text.data[i];

		if ((next & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (next & 0x3f);
	}
	if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code_point = value;
	return size;
}

struct bv_text bv_text_to_utf8(struct bv_text text, struct bv_arena *keep)
{
	static const char replacement[] = "\xef\xbf\xbd";
	uint32_t code_point;
	size_t used = 0;
	char *valid;

	/* The replacement takes three bytes for one. */
	valid = bv_arena_alloc(keep, text.size + 1, 3);
	while (text.size) {
		size_t size = bv_utf8_decode(text, &code_point);

		if (size) {
			memcpy(valid + used, text.data, size);
			used += size;
		} else {
			memcpy(valid + used, replacement, 3);
			used += 3;
		}
		text = bv_text_from_offset(text, size ? size : 1);
	}
	return (struct bv_text){valid, used};
}
