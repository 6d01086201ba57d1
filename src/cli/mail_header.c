/* A mail's head: lines up to the first empty one. */
#include "mail_header.h"

struct bv_text bv_mail_header(struct bv_text mail, struct bv_text name)
{
	struct bv_text line;

	while (bv_take_line(&mail, &line) && line.size) {
		struct bv_text start = bv_text_slice(line, 0, name.size);

		if (bv_text_equal_nocase(start, name) && line.size > name.size &&
		    line.data[name.size] == ':')
			return bv_text_trim(bv_text_from_offset(line, name.size + 1));
	}
	return (struct bv_text){0};
}

static bool take_bracket(struct bv_text *rest)
{
	struct bv_text word;

	return bv_text_starts_with(*rest, BV_TEXT("[")) &&
	       bv_take_until(rest, BV_TEXT("]"), &word) && bv_take_blanks(rest);
}

struct bv_text bv_mail_reported_title(struct bv_text mail)
{
	struct bv_text subject = bv_mail_header(mail, BV_TEXT("Subject"));
	struct bv_text before;

	if (!bv_take_until(&subject, BV_TEXT("[syzbot]"), &before))
		return (struct bv_text){0};
	(void)bv_take_blanks(&subject);
	while (take_bracket(&subject))
		;
	return bv_text_trim(subject);
}
