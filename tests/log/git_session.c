/* SPDX-License-Identifier: GPL-2.0-only */
/* Terminal sessions, alone and with a log; the files were made by git 2.39 in a toy repository. */
#include "git_read.h"

#define A       "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B       "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"
#define C       "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
#define D       "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4"
#define LEFT(n) "Bisecting: " #n " revisions left to test after this (roughly 1 step)\n"

static const struct bv_step *only_step_about(const struct git_read *read, const char *beginning)
{
	const struct bv_step *found = NULL;

	for (size_t i = 0; i < read->first->steps.count; i++) {
		const struct bv_step *step = &read->first->steps.items[i];

		if (!git_is(read, step->revision, beginning))
			continue;
		cr_assert_null(found, "%s: two steps", beginning);
		found = step;
	}
	cr_assert_not_null(found, "%s", beginning);
	return found;
}

struct session_case {
	const char *name, *text;
	const char *start, *bisect;
	const char *pending; /* beginning of the commit offered last and not judged */
	size_t unknown;
	enum bv_ending ending;
};

static void expect_session(const struct session_case *row)
{
	struct git_read read;
	const struct bv_bisection *session;

	git_read_text(&read, bv_text_from(row->text));
	session = read.first;
	cr_expect_eq(session->kind, BV_KIND_SESSION, "%s: %s", row->name,
		     bv_kind_name(session->kind));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), row->start, "%s: start %s", row->name,
			 git_verdicts(&read, BV_PHASE_START));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), row->bisect, "%s: bisect %s",
			 row->name, git_verdicts(&read, BV_PHASE_BISECT));
	cr_expect(*row->pending ? git_is(&read, session->pending.revision, row->pending)
				: session->pending.line == 0,
		  "%s: pending %.*s", row->name,
		  BV_TEXT_ARG(git_written(&read, session->pending.revision)));
	cr_expect_eq(session->unknown_lines.count, row->unknown, "%s: %zu unknown", row->name,
		     session->unknown_lines.count);
	cr_expect_eq(session->claim.ending, row->ending, "%s: ending %d", row->name,
		     session->claim.ending);
	git_read_release(&read);
}

Test(git_session, forms)
{
	static const struct session_case rows[] = {
		{"verdicts without a name",
		 "$ git bisect start v1.1 v1.0\n" LEFT(
			 3) "[" A "] x\n"
			    "$ git bisect good\n" LEFT(1) "[" B "] y\n$ git bisect bad\n" B
							  " is the first bad commit\n",
		 "BG", "GB", "", 0, BV_ENDING_FIRST_BAD},
		{"verdicts with a name",
		 "git bisect start\ngit bisect good v1.0\ngit bisect bad v1.1\n" LEFT(
			 3) "[" A "] x\ngit bisect skip a1a1a1a1\n" LEFT(3) "[" B "] y\n",
		 "GB", "S", "b2b2", 0, BV_ENDING_NONE},
		{"git bisect run prints no verdicts",
		 "$ git bisect start v1.1 v1.0\n" LEFT(
			 3) "[" A
			    "] x\n$ git bisect run ./t\nrunning ./t\n" LEFT(
				    1) "[" B "] y\nrunning ./t\n" B
				       " is the first bad commit\nbisect run success\n",
		 "BG", "?B", "", 0, BV_ENDING_FIRST_BAD},
		{"... and the last was good",
		 "$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\nrunning ./t\n" LEFT(
			 0) "[" B "] y\nrunning ./t\n" A " is the first bad commit\n",
		 "BG", "??", "", 0, BV_ENDING_FIRST_BAD},
		{"typed wrong",
		 "$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n$ git bisct good\n" LEFT(
			 1) "[" B "] y\n$ git bisect good\n",
		 "BG", "?G", "", 1, BV_ENDING_NONE},
		{"the beginning is missing", "$ git bisect good\n" LEFT(3) "[" A "] x\n", "", "",
		 "a1a1", 0, BV_ENDING_NONE},
		{"what is checked out is bad",
		 "git bisect start\ngit bisect bad  # 6.1\n"
		 "git bisect good v1.0\n" LEFT(3) "[" A "] x\n",
		 "BG", "", "a1a1", 0, BV_ENDING_NONE},
		{"the same offer again is no verdict",
		 "$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n$ git bisect next\n" LEFT(
			 3) "[" A "] x\n",
		 "BG", "", "a1a1", 0, BV_ENDING_NONE},
		{"judged again after the end",
		 "$ git bisect start v1.1 v1.0\n" LEFT(
			 0) "[" A "] x\n"
			    "$ git bisect good\n" B " is the first bad commit\n"
			    "$ git bisect bad\n" A " was both good and bad\n",
		 "BG", "GB", "", 0, BV_ENDING_FIRST_BAD},
		{"both good and bad",
		 "$ git bisect start v1.1 v1.0\n" LEFT(0) "[" A "] x\n"
							  "$ git bisect good\n$ git bisect bad\n" A
							  " was both good and bad\n",
		 "BG", "GB", "", 0, BV_ENDING_ERROR},
		{"2005: no name with the offer",
		 "+ git bisect start\n+ git bisect good " B "\n"
		 "+ git bisect bad " C "\n"
		 "Bisecting: 4 revisions left to test after this\n"
		 "+ cat .git/HEAD\n" A "\n+ git bisect bad\n" A " is first bad commit\n",
		 "GB", "B", "", 0, BV_ENDING_FIRST_BAD},
		{"verdicts with full ids",
		 "$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n$ git bisect good " A "\n",
		 "BG", "G", "", 0, BV_ENDING_NONE},
		{"no start command",
		 LEFT(3) "[" A "] x\n$ git bisect good\n" LEFT(1) "[" B "] y\n$ git bisect bad\n",
		 "", "GB", "", 0, BV_ENDING_NONE},
		{"no start command, and two verdicts before the first offer",
		 "$ git bisect bad " C "\n$ git bisect good " B
		 "\n" LEFT(3) "[" A "] x\n$ git bisect good\n",
		 "", "G", "", 0, BV_ENDING_NONE},
		{"only the end", "The first bad commit could be any of:\n" A "\n" B "\n", "", "",
		 "", 0, BV_ENDING_ONLY_SKIPPED},
		{"root's prompt",
		 "# git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n"
							  "# git bisect good\n",
		 "BG", "G", "", 0, BV_ENDING_NONE},
		{"glued to the next prompt",
		 A " is the first bad commit\n"
		   "bisect found first bad commit$ git bisect start v1.1 v1.0\n",
		 "BG", "", "", 0, BV_ENDING_FIRST_BAD},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_session(&rows[i]);
}

#define TRY(good)                                                                                  \
	"$ git bisect start v1.1 " good                                                            \
	"\n" LEFT(3) "[" A "] x\n$ git bisect bad\n" LEFT(1) "[" B "] y\n"
#define NOT_ANCESTOR "Some good revs are not ancestor of the bad rev.\n"
#define BLAMES(h)    h " is the first bad commit\n"
#define RESET        "$ git bisect reset\nPrevious HEAD position was b2b2b2b y\n"
#define ATTEMPTS_MAX 3

/* git forgets what it was told once it is started anew; what it found is a result all the same. */
Test(git_session, attempts)
{
	static const struct {
		const char *name, *text;
		struct {
			const char *good, *bisect;
			enum bv_ending ending;
		} parts[ATTEMPTS_MAX];
	} rows[] = {
		{"refused, reset and started anew",
		 "$ git bisect start v2 v0\n" NOT_ANCESTOR RESET TRY("v1.0"),
		 {{"v1.0", "B", BV_ENDING_NONE}}},
		{"refused and started anew",
		 "$ git bisect start --first-parent v2 v0 -- demo/\n" NOT_ANCESTOR TRY("v1.0"),
		 {{"v1.0", "B", BV_ENDING_NONE}}},
		{"without arguments first",
		 "$ git bisect start\n" TRY("v1.0"),
		 {{"v1.0", "B", BV_ENDING_NONE}}},
		{"given up after some tests",
		 TRY("v0") RESET TRY("v1.0") "$ git bisect good\n" BLAMES(A),
		 {{"v1.0", "BG", BV_ENDING_FIRST_BAD}}},
		{"the first with a result",
		 TRY("v0") "$ git bisect bad\n" BLAMES(B) RESET TRY("v1.0") BLAMES(A),
		 {{"v0", "BB", BV_ENDING_FIRST_BAD}, {"v1.0", "B?", BV_ENDING_FIRST_BAD}}},
		{"... of git bisect run, whose tests are left out",
		 "$ git bisect start v1.1 v0\n$ git bisect run ./t\n[...]\n" BLAMES(B)
			 RESET TRY("v1.0") BLAMES(A),
		 {{"v0", "", BV_ENDING_FIRST_BAD}, {"v1.0", "B?", BV_ENDING_FIRST_BAD}}},
		{"the first ends at a merge base",
		 "$ git bisect start v1.1 v0\nBisecting: a merge base must be tested\n[" C
		 "] z\n$ git bisect bad\nThe merge base " C " is bad.\n" RESET TRY("v1.0"),
		 {{"v0", "", BV_ENDING_MERGE_BASE_BAD}, {"v1.0", "B", BV_ENDING_NONE}}},
		{"a result behind the reset is another's",
		 TRY("v0") RESET "Bob says:\n" BLAMES(C) TRY("v1.0"),
		 {{"v1.0", "B", BV_ENDING_FIRST_BAD}}},
		{"reset at the end",
		 TRY("v1.0") "$ git bisect bad\n" BLAMES(B) RESET,
		 {{"v1.0", "BB", BV_ENDING_FIRST_BAD}}},
		{"reset, and the advice to start",
		 TRY("v1.0") RESET "Try git bisect start\n",
		 {{"v1.0", "B", BV_ENDING_NONE}}},
		{"two that go on",
		 TRY("v0") TRY("v1.0"),
		 {{"v0", "B", BV_ENDING_NONE}, {"v1.0", "B", BV_ENDING_NONE}}},
		{"a session, then its log",
		 TRY("v1.0") "$ git bisect log\n# bad: [" C "] c\n# good: [" D
			     "] b\ngit bisect start 'v1.1' 'v0'\n# bad: [" A "] x\n",
		 {{D, "B", BV_ENDING_NONE}}},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		size_t count = 0;

		git_read_text(&read, bv_text_from(rows[i].text));
		while (count < ATTEMPTS_MAX && rows[i].parts[count].good)
			count++;
		cr_assert_eq(read.all.count, count, "%s: %zu", rows[i].name, read.all.count);
		for (size_t k = 0; k < count; k++) {
			const struct bv_git_start *git = &read.all.items[k].git;

			read.first = &read.all.items[k];
			cr_expect(git->good.count == 1 &&
					  git_is(&read, git->good.items[0], rows[i].parts[k].good),
				  "%s, %zu: good", rows[i].name, k);
			cr_expect(git->path_count == 0 && !git->is_first_parent, "%s, %zu",
				  rows[i].name, k);
			cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), "BG", "%s, %zu: %s",
					 rows[i].name, k, git_verdicts(&read, BV_PHASE_START));
			cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT),
					 rows[i].parts[k].bisect, "%s, %zu: %s", rows[i].name, k,
					 git_verdicts(&read, BV_PHASE_BISECT));
			cr_expect_eq(read.first->claim.ending, rows[i].parts[k].ending, "%s, %zu",
				     rows[i].name, k);
		}
		git_read_release(&read);
	}
}

/* What the replayed file says is not in the text. */
Test(git_session, replay_begins_anew)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT(TRY("v1.0") "$ git bisect replay fixed.log\n" LEFT(
				     3) "[" A "] x\n$ git bisect good\n" BLAMES(B)));
	cr_assert_eq(read.all.count, 1);
	cr_expect(bv_revision_ref_is_none(read.first->git.bad));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "G");
	cr_expect(bv_bisection_is_start_missing(read.first));
	git_read_release(&read);
	git_read_text(&read,
		      BV_TEXT(TRY("v1.0") "Save it, and do\n  git bisect replay fixed.log\n"));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "B");
	cr_expect_eq(read.first->git.good.count, 1);
	git_read_release(&read);
}

/* The words are those of the log's own start, whatever was tried before. */
Test(git_session, terms_of_the_last_start)
{
	static const char *const rows[] = {
		"$ git bisect start --term-old=slow --term-new=fast v2 v0\n" NOT_ANCESTOR RESET TRY(
			"v1.0"),
		"$ git bisect start --term-old=slow --term-new=fast v2 v0\n"
		"Then:\n# bad: [" A "] x\n# good: [" B
		"] y\ngit bisect start 'v1.1' 'v1.0'\n# bad: [" C "] z\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;

		git_read_text(&read, bv_text_from(rows[i]));
		cr_expect(bv_text_equal(read.first->git.bad_term, BV_TEXT("bad")), "%zu: %.*s", i,
			  BV_TEXT_ARG(read.first->git.bad_term));
		git_read_release(&read);
	}
}

/* A commit that the words before a session name was not offered by it. */
Test(git_session, named_in_a_sentence)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("It blamed the merge:\n\n[" C "] Merge x\n\nSo again:\n"
				     "$ git bisect start v1.1 v1.0\n" LEFT(
					     3) "[" A "] x\n"
						"$ git bisect good\n" LEFT(1) "[" B "] y\n"));
	cr_expect_eq(read.all.count, 1);
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "G");
	cr_expect(git_is(&read, read.first->pending.revision, "b2b2"));
	git_read_release(&read);
}

/* What it is about was offered above where the text begins: no step, and no line of unknown kind.
 */
Test(git_session, verdict_without_a_commit)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("$ git bisect good\n" A " is the first bad commit\n"));
	cr_expect_eq(read.first->steps.count, 0);
	cr_expect_eq(read.first->unknown_lines.count, 0);
	cr_assert_eq(read.first->unnamed_verdicts.count, 1);
	cr_expect_eq(read.first->unnamed_verdicts.items[0].line, 1);
	git_read_release(&read);
}

Test(git_session, paths)
{
	static const struct {
		const char *start;
		size_t goods, paths;
	} rows[] = {
		{"$ git bisect start linus mine", 1, 0},
		{"$ git bisect start linus mine fs/", 1, 1},
		{"$ git bisect start linus mine v1.0 fs/ mm/", 2, 2},
		{"$ git bisect start linus mine other -- fs", 2, 1},
		{"$ git bisect start --first-parent v1.1 v1.0 -- fs mm", 1, 2},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		struct bv_arena keep = {0};

		git_read_text(&read,
			      bv_arena_print(&keep, "%s\n" LEFT(3) "[" A "] x\n", rows[i].start));
		cr_expect_eq(read.first->git.good.count, rows[i].goods, "%s: %zu", rows[i].start,
			     read.first->git.good.count);
		cr_expect_eq(read.first->git.path_count, rows[i].paths, "%s: %zu", rows[i].start,
			     read.first->git.path_count);
		git_read_release(&read);
		bv_arena_release(&keep);
	}
}

/* The log was taken, then the session went on to its end: nothing is left to be tested. */
Test(git_session, conclusion_settles_what_was_offered)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("# bad: [" A "] x\n# good: [" B "] y\n"
				     "git bisect start 'v1.1' 'v1.0'\n" LEFT(
					     0) "[c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3] z\n" A
						" is the first bad commit\n"));
	cr_expect_eq(read.first->kind, BV_KIND_GIT_LOG);
	cr_expect_eq(read.first->pending.line, 0);
	git_read_release(&read);
}

/* Only "Bisecting:" makes an offer of a hash, and what was typed is complete. */
Test(git_session, hashes_that_stand_alone)
{
	static const char *const texts[] = {
		"+ git bisect start v1.1 v1.0\nBisecting: 4 revisions left to test after this\n"
		"+ cat .git/HEAD\n" A "\n+ git bisect good\n",
		"$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n" B "\n$ git bisect good\n",
		"$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n$ git bisect good\n" B "\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct git_read read;

		git_read_text(&read, bv_text_from(texts[i]));
		cr_expect_eq(read.first->steps.count, 3, "%s", texts[i]);
		cr_expect_neq(only_step_about(&read, "a1a1")->offer.line, 0, "%s", texts[i]);
		git_read_release(&read);
	}
}

Test(git_session, offer_is_kept_with_its_step)
{
	struct git_read read;
	const struct bv_step *step;

	git_read_text(&read,
		      BV_TEXT("$ git bisect start v1.1 v1.0\n" LEFT(3) "[" A "] x\n"
								       "$ git bisect good\n"));
	step = only_step_about(&read, "a1a1");
	cr_expect_eq(step->line, 2);
	cr_expect_eq(step->verdict_line, 4);
	cr_expect_eq(step->offer.line, 2);
	cr_expect(step->offer.revisions_left.is_known && step->offer.revisions_left.value == 3);
	cr_expect(step->offer.steps_left.is_known && step->offer.steps_left.value == 1);
	cr_expect(bv_revision_ref_equal(step->offer.revision, step->revision));
	git_read_release(&read);
}

/* The log gives the steps, the screen the offers and the printed commit. */
Test(git_session, run_then_log)
{
	struct git_read read;
	const struct bv_commit_print *print;

	git_read_file(&read, BV_TEST_DATA "/git/run-then-log.txt");
	cr_expect_eq(read.first->kind, BV_KIND_GIT_LOG);
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), "BG");
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "GBGBG");
	cr_expect_eq(only_step_about(&read, "5b235eeb")->offer.revisions_left.value, 11);
	cr_expect_eq(only_step_about(&read, "e832a3a0")->offer.steps_left.value, 0);
	cr_expect(git_is(&read, read.first->claim.first_bad, "32b1bca1"));
	cr_expect_eq(read.first->claim.statements.count, 3);
	print = &read.first->claim.print;
	cr_expect_eq(print->stat.count, 2);
	cr_expect(bv_text_equal(print->author, BV_TEXT("Ann Example <ann@example.org>")));
	cr_expect_eq(read.first->unknown_lines.count, 0);
	git_read_release(&read);
}

Test(git_session, own_terms)
{
	struct git_read read;

	git_read_file(&read, BV_TEST_DATA "/git/own-terms.txt");
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "GBGBG");
	cr_assert_eq(read.first->git.path_count, 1);
	cr_expect(bv_text_equal(read.first->git.paths[0], BV_TEXT("widget.c")));
	cr_expect(git_is(&read, read.first->claim.first_bad, "32b1bca1"));
	git_read_release(&read);
}

Test(git_session, only_skipped)
{
	struct git_read read;

	git_read_file(&read, BV_TEST_DATA "/git/only-skipped.txt");
	cr_expect_eq(read.first->claim.ending, BV_ENDING_ONLY_SKIPPED);
	cr_expect_eq(read.first->claim.line, 15);
	/* On the screen and in the log: the same five. */
	cr_expect_eq(read.first->claim.could_be.count, 5);
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "SSSSS");
	git_read_release(&read);
}

Test(git_session, merge_base)
{
	struct git_read read;

	git_read_file(&read, BV_TEST_DATA "/git/merge-base.txt");
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_MERGE_BASE), "B");
	cr_expect(only_step_about(&read, "03d3ae3e")->offer.is_merge_base);
	cr_expect_eq(read.first->claim.ending, BV_ENDING_MERGE_BASE_BAD);
	cr_expect_eq(read.first->claim.line, 5);
	git_read_release(&read);
}

/* The last line of git bisect run, as git 2.34 to 2.39 prints it, and nothing else. */
Test(git_session, only_a_glued_conclusion)
{
	struct git_read read;

	git_read_text(&read,
		      BV_TEXT("bisect found first bad commit" A " is the first bad commit\n"));
	cr_expect_eq(read.first->kind, BV_KIND_SESSION);
	cr_expect_eq(read.first->claim.ending, BV_ENDING_FIRST_BAD);
	cr_expect(git_is(&read, read.first->claim.first_bad, A));
	git_read_release(&read);
}

Test(git_session, prose_is_no_bisection)
{
	static const char *const texts[] = {
		"Please run git bisect, and tell us what\ngit bisect says.\n",
		"commit " A "\nAuthor: Ann <ann@example.org>\n\n    widget: turn it\n",
		"[" A "] is a commit.\n",
		"",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct git_read read;

		git_read_text(&read, bv_text_from(texts[i]));
		cr_expect_eq(read.first->kind, BV_KIND_UNKNOWN, "%s", texts[i]);
		cr_expect_eq(read.first->steps.count, 0, "%s", texts[i]);
		git_read_release(&read);
	}
}
