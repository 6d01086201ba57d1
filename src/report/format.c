/* The formats by name. */
#include "report.h"

#include "base/banned.h"

bool bv_format_parse(enum bv_format *out, struct bv_text name)
{
	static const struct {
		struct bv_text name;
		enum bv_format format;
	} formats[] = {
		{BV_TEXT_INIT("text"), BV_FORMAT_TEXT},
		{BV_TEXT_INIT("terse"), BV_FORMAT_TERSE},
		{BV_TEXT_INIT("json"), BV_FORMAT_JSON},
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (bv_text_equal(name, formats[i].name)) {
			*out = formats[i].format;
			return true;
		}
	}
	return false;
}
