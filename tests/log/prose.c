/* SPDX-License-Identifier: GPL-2.0-only */
/* Sentences that claim a bisection's result, and those that only speak of one. */
#include <criterion/criterion.h>

#include "log/mail/mail_private.h"
#include "source/line.h"

#define H "0123456789abcdef0123456789abcdef01234567"

static enum bv_prose_rank read_rank(const char *text, struct bv_prose_claim *claim,
				    struct bv_arena *keep)
{
	struct bv_source source = {.text = bv_text_from(text)};
	struct bv_lines lines, view;

	bv_lines_split(&lines, &source, keep);
	bv_view(&view, &lines, 0, keep);
	bv_prose_read(claim, &view, keep);
	return claim->rank;
}

Test(prose, claims)
{
	static const struct {
		const char *text;
		enum bv_prose_rank rank;
	} rows[] = {
		{"The first bad commit is " H, BV_PROSE_FIRST_BAD},
		{"first bad commit: [" H "] demo: free it", BV_PROSE_FIRST_BAD},
		{"I found the first 'bad' commit " H ".", BV_PROSE_FIRST_BAD},
		{"I found that\n\"" H " is the first bad commit\",", BV_PROSE_FIRST_BAD},
		{"0123456789ab (\"demo: free it\") was found to be the\nfirst bad commit",
		 BV_PROSE_FIRST_BAD},
		{"I bisected it to 0123456", BV_PROSE_BISECTED},
		{"Bisected down to commit 0123456789ab (\"demo\").", BV_PROSE_BISECTED},
		{"git bisect blames commit\n" H, BV_PROSE_BISECTED},
		{"The bisection points at:\n\n  0123456789ab (\"demo\")", BV_PROSE_BISECTED},
		{"A bisect ended up on 0123456789ab", BV_PROSE_BISECTED},
		{"0123456789ab was identified by git bisect", BV_PROSE_BISECTED},
		{"After bisecting: introduced by commit 0123456789ab", BV_PROSE_BISECTED},
		{"Bisect round two lands on commit 0123456789ab", BV_PROSE_BISECTED},
		{"A second bisection attempt points to 0123456789ab", BV_PROSE_BISECTED},
		{"I then git bisected his 32 patches\nto the following commit " H,
		 BV_PROSE_BISECTED},
		{"I bisected the hang on my laptop down to 0123456789ab", BV_PROSE_BISECTED},
		{"I have bisected. It was caused by 0123456789ab", BV_PROSE_CAUSED},
		{"Bisecting took a day.\n0123456789ab is the culprit", BV_PROSE_CAUSED},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_prose_claim claim;
		struct bv_arena keep = {0};

		cr_expect_eq(read_rank(rows[i].text, &claim, &keep), rows[i].rank, "%s: %d",
			     rows[i].text, (int)claim.rank);
		cr_expect(bv_text_starts_with(BV_TEXT(H), claim.commit.hash), "%s", rows[i].text);
		bv_arena_release(&keep);
	}
}

Test(prose, no_claims)
{
	static const char *const rows[] = {
		"Please bisect this.",
		"Could you bisect to 0123456789ab?",
		"I did not bisect it to 0123456789ab",
		"I will bisect this to 0123456789ab",
		"git bisect good " H,
		"I have not bisected the hang on my laptop to 0123456789ab",
		"I bisected the range from v6.1 to 0123456789ab",
		"I bisected the driver and went to 0123456789ab",
		"I bisected my tree between 1123456789ab and the next to 0123456789ab",
		"Bisect the hang on the laptop to 0123456789ab",
		"git bisect start v6.1 0123456789ab",
		"possible first bad commit: [" H "]",
		"I bisected between 0123456789ab and 1123456789ab",
		"I bisected it. The machine then hung with commit 0123456789ab applied",
		"Introduced by commit 0123456789ab",     /* nobody bisected */
		"I bisected it on 20240131",             /* a date */
		"bisected to effaced",                   /* a word */
		"bisected, reverting 0123456789ab helps" /* no word for it */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_prose_claim claim;
		struct bv_arena keep = {0};

		cr_expect_eq(read_rank(rows[i], &claim, &keep), BV_PROSE_NONE, "%s", rows[i]);
		bv_arena_release(&keep);
	}
}
