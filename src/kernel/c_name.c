/* Finding a name in a text. */
#include "c_name.h"

#include "base/banned.h"

static bool is_name_byte(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

bool bv_c_name_is_in(struct bv_text text, struct bv_text name)
{
	size_t at = bv_text_find(text, name, 0);

	for (; at != SIZE_MAX; at = bv_text_find(text, name, at + 1)) {
		size_t end = at + name.size;

		if ((at == 0 || !is_name_byte(text.data[at - 1])) &&
		    (end == text.size || !is_name_byte(text.data[end])))
			return true;
	}
	return false;
}
