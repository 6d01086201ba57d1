/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tool says in one word: what must be known before it says "consistent". */
#include <criterion/criterion.h>

#include "log/log.h"
#include "support/scene.h"

#define LEFT(n)  "Bisecting: " #n " revisions left to test after this\n"
#define BLAMED   ID("f") " is first bad commit\n"
#define SILENT   "running make\n" LEFT(1) "[" ID("e") "] demo: two\nrunning make\n"
#define OFFER(c) "[" ID(c) "] demo: one\n"

static const struct {
	const char *name, *text;
	enum bv_judgement judgement;
	const char *reason;
} rows[] = {
	{"no test has a verdict", LEFT(4) OFFER("d") SILENT BLAMED, BV_JUDGEMENT_UNDECIDED,
	 "nothing to check: it names a commit, but not how any test went"},
	{"... but the blamed one, since it is blamed",
	 LEFT(4) OFFER("d") SILENT ID("e") " is first bad commit\n", BV_JUDGEMENT_UNDECIDED,
	 "nothing to check: it names a commit, but not how any test went"},
	{"... and the range, which no test of git's led to",
	 "$ git bisect start\n$ git bisect bad v1.1\n$ git bisect good v1.0\n" LEFT(4) OFFER("d")
		 SILENT BLAMED,
	 BV_JUDGEMENT_UNDECIDED, "nothing to check: it names a commit, but not how any test went"},
	{"one has", LEFT(4) OFFER("d") "$ git bisect bad\n" LEFT(1) OFFER("e") BLAMED,
	 BV_JUDGEMENT_CONSISTENT,
	 "nothing found against it by the log alone; that does not prove it"},
	{"the range is all there is",
	 "$ git bisect start\n$ git bisect bad " ID("f") "\n$ git bisect good " ID("e") "\n" BLAMED,
	 BV_JUDGEMENT_CONSISTENT,
	 "nothing found against it by the log alone; that does not prove it"},
	{"... and the start is not shown",
	 "$ git bisect bad " ID("f") "\n$ git bisect good " ID("e") "\n" BLAMED,
	 BV_JUDGEMENT_CONSISTENT,
	 "nothing found against it by the log alone; that does not prove it"},
	{"no tests", BLAMED "commit " ID("f") "\nAuthor: Ann <ann@example.org>\n",
	 BV_JUDGEMENT_UNDECIDED,
	 "nothing to check: it names a commit, but none of the tests that led to it"},
};

Test(judge, what_must_be_known_for_consistent)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, rows[i].text);
		scene.facts = (struct bv_facts){0};
		bv_scene_play(&scene);
		cr_expect_eq(scene.result.judgement, rows[i].judgement, "%s: %d", rows[i].name,
			     scene.result.judgement);
		cr_expect_str_eq(scene.result.reason.data, rows[i].reason, "%s: %s", rows[i].name,
				 scene.result.reason.data);
		bv_arena_release(&scene.keep);
	}
}

Test(judge, whether_the_blamed_commit_was_looked_up)
{
	static const struct {
		struct bv_tree_facts tree;
		enum bv_truth is_read;
		const char *end;
	} answers[] = {
		{{.is_open = false}, BV_UNKNOWN, "none of the tests that led to it"},
		{{.is_open = true},
		 BV_YES,
		 "; ffffffffffff is in this tree, which shows nothing against it"},
		{{.is_open = true}, BV_NO, "; ffffffffffff is not in this tree: git fetch"},
		{{.is_open = true, .is_shallow = true},
		 BV_UNKNOWN,
		 "; ffffffffffff is not in this tree, a shallow clone: git fetch --unshallow"},
		{{.is_open = true}, BV_UNKNOWN, "; ffffffffffff could not be looked up: why"},
	};

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, BLAMED);
		scene.facts.tree = answers[i].tree;
		scene.facts.culprit = (struct bv_culprit_facts){.is_read = answers[i].is_read,
								.why_unknown = BV_TEXT("why")};
		*BV_APPEND(&scene.facts.culprit.parents, &scene.keep) = bv_test_oid(ID("e"));
		bv_scene_play(&scene);
		cr_expect(bv_text_ends_with(scene.result.reason, bv_text_from(answers[i].end)),
			  "%zu: %s", i, scene.result.reason.data);
		bv_arena_release(&scene.keep);
	}
}

/* A tree tells by what git offered next how the test before went. */
Test(judge, a_tree_that_implies_a_verdict)
{
	struct scene scene;
	struct bv_step_facts steps[8] = {0};
	struct bv_facts none = {.steps = steps};

	bv_scene_set(&scene, rows[0].text);
	cr_assert_eq(scene.log->steps.count, 2);
	steps[0].verdict = BV_VERDICT_GOOD;
	steps[0].is_verdict_inferred = true;
	scene.facts = none;
	bv_scene_play(&scene);
	cr_expect_eq(scene.result.judgement, BV_JUDGEMENT_CONSISTENT);
	bv_arena_release(&scene.keep);
}

#define PAIR(word, c) "# " word ": [" ID(c) "] demo: " c "\ngit bisect " word " " ID(c) "\n"
#define LOG           "git bisect start\n" PAIR("good", "a") PAIR("bad", "f") PAIR("good", "b")
#define ASKS          LEFT(0) OFFER("e")
#define SHOWN                                                                                      \
	"commit " ID("f") " (refs/bisect/bad)\nAuthor: Ann <ann@example.org>\n\n    demo: f\n\n"
#define COMMENT "# first bad commit: [" ID("f") "] demo: f\n"

Test(judge, a_result_that_git_does_not_have_yet)
{
	static const struct {
		const char *name, *text;
		bool is_unfinished;
	} texts[] = {
		{"the commit shown, then a log that goes on", SHOWN LOG ASKS, true},
		{"... of which one test more is shown", SHOWN LOG ASKS PAIR("good", "e"), false},
		{"... that is finished", SHOWN LOG ASKS BLAMED, false},
		{"... that is finished, by its own comment", SHOWN LOG ASKS COMMENT, false},
		{"the commit shown behind it", LOG ASKS SHOWN, false},
		{"an offer and no count: somebody names a commit", SHOWN LOG OFFER("e"), false},
		{"git's own words, then a log that goes on", BLAMED LOG ASKS, true},
		{"the screen first, then the log", ASKS SHOWN LOG, false},
		{"nothing is asked for", SHOWN LOG, false},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, texts[i].text);
		scene.facts = (struct bv_facts){0};
		bv_scene_play(&scene);
		cr_expect_eq(scene.log->claim.ending, BV_ENDING_FIRST_BAD, "%s", texts[i].name);
		cr_expect_eq(bv_scene_has_fired(&scene, "log.unfinished"), texts[i].is_unfinished,
			     "%s", texts[i].name);
		bv_arena_release(&scene.keep);
	}
}
