/* The little that the commands need of a mail besides its bisections. */
#include "mail_header.h"

#include "base/out.h"

static bool take_bracket(struct bv_text *rest)
{
	struct bv_text word;

	return bv_text_starts_with(*rest, BV_TEXT("[")) &&
	       bv_take_until(rest, BV_TEXT("]"), &word) && bv_take_blanks(rest);
}

struct bv_text bv_mail_reported_title(struct bv_text subject)
{
	struct bv_text before;

	if (!bv_take_until(&subject, BV_TEXT("[syzbot]"), &before))
		return (struct bv_text){0};
	(void)bv_take_blanks(&subject);
	while (take_bracket(&subject))
		;
	return bv_text_trim(subject);
}

/* "-----Original Message-----", "---------- Forwarded message ---------": dashes around words. */
static bool is_forwarding(struct bv_text line)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("Original Message"),
		BV_TEXT_INIT("Forwarded message"),
	};

	if (!bv_text_starts_with(line, BV_TEXT("-----")))
		return false;
	line = bv_text_trim(line);
	while (bv_take_prefix(&line, BV_TEXT("-")))
		;
	while (bv_text_ends_with(line, BV_TEXT("-")))
		line.size--;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal_nocase(bv_text_trim(line), words[i]))
			return true;
	return false;
}

struct bv_text bv_mail_own_words(struct bv_text text, struct bv_arena *keep)
{
	struct bv_out_buffer kept = {.keep = keep};
	bool is_forwarded = false;
	struct bv_text line;

	while (bv_take_line(&text, &line)) {
		is_forwarded |= is_forwarding(line);
		if (!is_forwarded && !bv_text_starts_with(line, BV_TEXT(">")) && line.size)
			(void)bv_sink_buffer(&kept, line.data, line.size);
		(void)bv_sink_buffer(&kept, "\n", 1);
	}
	return (struct bv_text){kept.items, kept.count};
}
