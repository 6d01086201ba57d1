/* SPDX-License-Identifier: GPL-2.0-only */
/* Several results in one text: the log has one, and what else is stated is another bisection's. */
#include "git_read.h"

#define A       "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B       "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"
#define C       "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
#define IS      " is the first bad commit\n"
#define SAYS(x) x IS "commit " x "\nAuthor: Ann <ann@example.org>\nDate:   today\n\n    title\n\n"
#define LOG                                                                                        \
	"git bisect start\n# bad: [" A "] x\ngit bisect bad " A "\n# good: [" B                    \
	"] y\ngit bisect good " B "\n"
#define OLD_SAYS(x)                                                                                \
	"> " x IS "> commit " x                                                                    \
	"\n> Author: Ann <ann@example.org>\n> Date:   today\n>\n>     old title\n>\n"

struct result_row {
	const char *name, *text;
	/* of each bisection the beginning of the commit, and how many steps lead there */
	struct {
		const char *blamed;
		size_t steps;
	} parts[3];
};

static void expect_part(const struct git_read *read, const struct result_row *row, size_t index)
{
	const struct bv_bisection *part = &read->all.items[index];
	const struct bv_claim *claim = &part->claim;
	struct git_read view = *read;

	view.first = part;
	cr_expect(git_is(&view, claim->first_bad, row->parts[index].blamed), "%s: %zu blames %.*s",
		  row->name, index, BV_TEXT_ARG(git_written(&view, claim->first_bad)));
	cr_expect_eq(part->steps.count, row->parts[index].steps, "%s: %zu has %zu steps", row->name,
		     index, part->steps.count);
	for (size_t i = 0; i < claim->statements.count; i++)
		cr_expect(git_is(&view, claim->statements.items[i].revision,
				 row->parts[index].blamed),
			  "%s: %zu states another", row->name, index);
}

Test(git_results, each_is_a_bisection)
{
	static const struct result_row rows[] = {
		{"the log's own last word",
		 SAYS(A) "Then I changed one verdict.\n\n" SAYS(C) LOG "# first bad commit: [" A
								       "] x\n",
		 {{"a1a1", 2}, {"c3c3", 0}}},
		{"the log's verdicts", SAYS(B) SAYS(A) LOG, {{"a1a1", 2}, {"b2b2", 0}}},
		{"the last of those that went on",
		 "$ git bisect start v1.1 v1.0\n[" A "] x\n$ git bisect bad\n" A IS "[" B
		 "] y\n$ git bisect bad\n" B IS,
		 {{"b2b2", 4}, {"a1a1", 0}}},
		{"none leads there: the first",
		 SAYS(A) SAYS(B) SAYS(A),
		 {{"a1a1", 0}, {"b2b2", 0}}},
		{"... and the own one",
		 OLD_SAYS(B) "\nWrong, it is:\n\n" SAYS(A),
		 {{"a1a1", 0}, {"b2b2", 0}}},
		{"... above the quoted one",
		 SAYS(A) "On Monday Ann wrote:\n" OLD_SAYS(B),
		 {{"a1a1", 0}, {"b2b2", 0}}},
		{"three", SAYS(A) SAYS(B) SAYS(C), {{"a1a1", 0}, {"b2b2", 0}, {"c3c3", 0}}},
		{"one commit", A IS "a1a1a1a" IS LOG, {{"a1a1", 2}}},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		size_t count = 0;

		while (count < 3 && rows[i].parts[count].blamed)
			count++;
		git_read_text(&read, bv_text_from(rows[i].text));
		cr_expect_eq(read.all.count, count, "%s: %zu parts", rows[i].name, read.all.count);
		for (size_t k = 0; k < count && k < read.all.count; k++)
			expect_part(&read, &rows[i], k);
		git_read_release(&read);
	}
}

/* The title that is printed for one commit is not the other's. */
Test(git_results, prints_stay_apart)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT(SAYS(A) OLD_SAYS(B)));
	cr_assert_eq(read.all.count, 2);
	cr_expect(bv_text_equal(read.all.items[0].claim.print.subject, BV_TEXT("title")));
	cr_expect(bv_text_equal(read.all.items[1].claim.print.subject, BV_TEXT("old title")));
	cr_expect_eq(read.all.items[1].first_line, 8);
	git_read_release(&read);
}

/* One sentence and the log's comment: a contradiction, and no second bisection. */
Test(git_results, contradiction_stays)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT(C IS LOG "# first bad commit: [" A "] x\n"));
	cr_expect_eq(read.all.count, 1);
	cr_expect_eq(read.first->claim.statements.count, 2);
	git_read_release(&read);
}
