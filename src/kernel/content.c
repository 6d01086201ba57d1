/* SPDX-License-Identifier: GPL-2.0-only */
/* Which comparison fits which file. */
#include "content.h"

#include "content_private.h"

#include "base/banned.h"

enum language {
	LANGUAGE_OTHER = 0,
	LANGUAGE_C,
	LANGUAGE_LINES,
	LANGUAGE_KCONFIG,
	LANGUAGE_MAKE,
	LANGUAGE_SCRIPT
};

static const struct {
	struct bv_text beginning, ending; /* of the file's name; empty fits all */
	enum language language;
} languages[] = {
	{BV_TEXT_INIT("Kconfig"), BV_TEXT_INIT(""), LANGUAGE_KCONFIG},
	{BV_TEXT_INIT("Makefile"), BV_TEXT_INIT(""), LANGUAGE_MAKE},
	{BV_TEXT_INIT("Kbuild"), BV_TEXT_INIT(""), LANGUAGE_MAKE},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".c"), LANGUAGE_C},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".h"), LANGUAGE_C},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".S"), LANGUAGE_LINES},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".dts"), LANGUAGE_LINES},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".dtsi"), LANGUAGE_LINES},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".dtso"), LANGUAGE_LINES},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".sh"), LANGUAGE_SCRIPT},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".py"), LANGUAGE_SCRIPT},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".pl"), LANGUAGE_SCRIPT},
	{BV_TEXT_INIT(""), BV_TEXT_INIT(".awk"), LANGUAGE_SCRIPT},
};

static enum language language_of(struct bv_text path)
{
	struct bv_text name = path;

	for (size_t i = path.size; i > 0 && name.size == path.size; i--)
		if (path.data[i - 1] == '/')
			name = bv_text_from_offset(path, i);
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (bv_text_starts_with(name, languages[i].beginning) &&
		    bv_text_ends_with(name, languages[i].ending))
			return languages[i].language;
	return LANGUAGE_OTHER;
}

static enum bv_content compare_c(struct bv_text old, struct bv_text new, enum bv_c_dialect dialect,
				 struct bv_arena *scratch)
{
	return bv_text_equal(bv_c_tokens(old, dialect, scratch), bv_c_tokens(new, dialect, scratch))
		       ? BV_CONTENT_COMMENTS
		       : BV_CONTENT_CODE;
}

static enum bv_content compare_kconfig(struct bv_text old, struct bv_text new,
				       struct bv_arena *scratch)
{
	if (!bv_text_equal(bv_kconfig_filter(old, false, scratch),
			   bv_kconfig_filter(new, false, scratch)))
		return BV_CONTENT_CODE;
	return bv_text_equal(bv_kconfig_filter(old, true, scratch),
			     bv_kconfig_filter(new, true, scratch))
		       ? BV_CONTENT_COMMENTS
		       : BV_CONTENT_HELP_TEXT;
}

static enum bv_content compare_make(struct bv_text path, struct bv_text old, struct bv_text new,
				    struct bv_arena *scratch)
{
	if (bv_text_equal(bv_makefile_filter(old, false, scratch),
			  bv_makefile_filter(new, false, scratch)))
		return BV_CONTENT_COMMENTS;
	if (bv_text_equal(path, BV_TEXT("Makefile")) &&
	    bv_text_equal(bv_makefile_filter(old, true, scratch),
			  bv_makefile_filter(new, true, scratch)))
		return BV_CONTENT_VERSION;
	return BV_CONTENT_CODE;
}

static enum bv_content compare_script(struct bv_text old, struct bv_text new,
				      struct bv_arena *scratch)
{
	return bv_text_equal(bv_script_filter(old, scratch), bv_script_filter(new, scratch))
		       ? BV_CONTENT_COMMENTS
		       : BV_CONTENT_CODE;
}

/** Headers for both compilers hold assembler, where lines count. */
static bool is_shared_with_assembler(struct bv_text text)
{
	return bv_text_contains(text, BV_TEXT("__ASSEMBL")) ||
	       bv_text_contains(text, BV_TEXT(".macro"));
}

static enum bv_c_dialect c_dialect(struct bv_text old, struct bv_text new)
{
	return is_shared_with_assembler(old) || is_shared_with_assembler(new) ? BV_C_DIALECT_LINES
									      : BV_C_DIALECT_C;
}

enum bv_content bv_content_compare(struct bv_text path, struct bv_text old, struct bv_text new)
{
	struct bv_arena scratch = {0};
	enum bv_content content = BV_CONTENT_CODE;

	if (bv_text_equal(old, new))
		return BV_CONTENT_NOTHING;
	switch (language_of(path)) {
	case LANGUAGE_C:
		content = compare_c(old, new, c_dialect(old, new), &scratch);
		break;
	case LANGUAGE_LINES:
		content = compare_c(old, new, BV_C_DIALECT_LINES, &scratch);
		break;
	case LANGUAGE_KCONFIG:
		content = compare_kconfig(old, new, &scratch);
		break;
	case LANGUAGE_MAKE:
		content = compare_make(path, old, new, &scratch);
		break;
	case LANGUAGE_SCRIPT:
		content = compare_script(old, new, &scratch);
		break;
	case LANGUAGE_OTHER:
		break;
	}
	bv_arena_release(&scratch);
	return content;
}

bool bv_c_is_name_byte(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

bool bv_c_name_is_in(struct bv_text text, struct bv_text name)
{
	size_t at = bv_text_find(text, name, 0);

	for (; at != SIZE_MAX; at = bv_text_find(text, name, at + 1)) {
		size_t end = at + name.size;

		if ((at == 0 || !bv_c_is_name_byte(text.data[at - 1])) &&
		    (end == text.size || !bv_c_is_name_byte(text.data[end])))
			return true;
	}
	return false;
}
