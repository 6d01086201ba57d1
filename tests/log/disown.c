/* SPDX-License-Identifier: GPL-2.0-only */
/* Results that the mail itself says not to trust, and those that it does not speak against. */
#include <criterion/criterion.h>

#include "log/log.h"

#define H     "0123456789abcdef0123456789abcdef01234567"
#define OTHER "fedcba9876543210fedcba9876543210fedcba98"
#define QUOTED                                                                                     \
	"> syzbot has bisected this bug to:\n>\n> commit " H "\n> Author: Ada "                    \
	"<ada@example.org>\n\n"
#define OWN "I bisected it to " H ".\n"

/* The line where the claim about @hash is disowned; SIZE_MAX when it is not the claim. */
static size_t disowned_line(const char *text, const char *subject, const char *hash)
{
	struct bv_source source = {.text = bv_text_from(text), .subject = bv_text_from(subject)};
	struct bv_bisections all = {0};
	struct bv_arena keep = {0};
	const struct bv_revision *blamed;
	size_t line = SIZE_MAX;

	bv_log_read(&all, &source, &keep);
	blamed = bv_bisection_revision(&all.items[0], all.items[0].claim.first_bad);
	if (blamed && bv_text_equal(blamed->written, bv_text_from(hash)))
		line = all.items[0].claim.disowned_line;
	bv_arena_release(&keep);
	return line;
}

Test(disown, says_so)
{
	static const struct {
		const char *text;
		size_t line;
	} rows[] = {
		{QUOTED "This bisection is obviously bogus.", 6},
		{QUOTED "This is an utterly bogus bisect, not related.", 6},
		{QUOTED "Yes, I think the bisection result is wrong.", 6},
		{QUOTED "A bogus bisection - it was there before.", 6},
		{QUOTED "Please ignore the bisection.", 6},
		{QUOTED "The previous bisection turned out to be wrong.", 6},
		{QUOTED "It is stale:\n\nNobody sees it.\n#syz invalid\n", 9},
		{OWN "Please ignore this bisection.", 2},
		{OWN "This bisection result is wrong.", 2},
		{"We know that bisecting to " H " was wrong.", 1},
		{"The bisection to\n" H " (\"demo: free it\")\nwas wrong.", 1},
		{"I bisected it to " H ", but that is wrong.", 1},
		{"Ignore my mail that bisected it to " H ".", 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(disowned_line(rows[i].text, "", H), rows[i].line, "%s", rows[i].text);
	cr_expect_eq(disowned_line(QUOTED "See below.", "[CORRECTION] demo", H), 1);
}

Test(disown, says_nothing)
{
	static const char *const rows[] = {
		QUOTED "Is the bisection wrong?",
		QUOTED "I do not think the bisection is wrong.",
		QUOTED "If this bisection result is wrong, tell me.",
		QUOTED "Maybe the bisection is wrong.",
		QUOTED "Please do not ignore this bisection.",
		QUOTED "A wrong bisect step would have cost a day.",
		QUOTED "That is wrong. Bisection shows it.",
		QUOTED "The bisection to " OTHER " was wrong.",
		QUOTED "Please reply with:\n#syz invalid\n",
		OWN "The last bisection was wrong.", /* another one of the writer's */
		OWN "Please ignore the old bisection.",
		OWN "#syz invalid",
		"I bisected it to " H ", which is wrong.", /* the commit */
		"The bisection points to " H ": it takes the wrong lock.",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(disowned_line(rows[i], "", H), 0, "%s", rows[i]);
	cr_expect_eq(disowned_line(OWN, "[CORRECTION] demo", H), 0);
}

/* What is disowned is not what the mail claims, where it claims another. */
Test(disown, another_is_claimed)
{
	cr_expect_eq(
		disowned_line("Bisecting to " OTHER " was wrong.\nI bisected it to " H ".", "", H),
		0);
}
