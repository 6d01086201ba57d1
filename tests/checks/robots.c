/* SPDX-License-Identifier: GPL-2.0-only */
/* What a person may do in a bisection, and a robot that runs git bisect does not. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

#define BOX      "* This automated bisection report was sent to you on the basis *\n"
#define HEADING  "Git bisection log:\n"
#define RULE     "-------------------------------------------------------------------------------\n"
#define BAD(x)   "# bad: [" ID(x) "] " x "\ngit bisect bad " ID(x) "\n"
#define GOOD(x)  "# good: [" ID(x) "] " x "\ngit bisect good " ID(x) "\n"
#define STARTED  "git bisect start\n" BAD("a") GOOD("b")
#define FIRST(x) "# first bad commit: [" ID(x) "] " x "\n"
#define STATE(x)                                                                                   \
	"{\"giturl\": \"u\", \"good\": \"" ID("b") "\", \"bad\": \"" ID(                           \
		"a") "\", "                                                                        \
		     "\"history\": [{\"" ID("c") "\": \"bad\"}, " x "{\"" ID(                      \
			     "d") "\": \"good\"}], "                                               \
				  "\"next_commit\": null, \"first_bad\": \"" ID("c") "\"}\n"

/* The level at which @id speaks of @text, without a tree. */
static enum bv_level level_of(const char *text, const char *id)
{
	struct bv_arena keep = {0};
	struct bv_source source = {.text = bv_text_from(text)};
	struct bv_bisections all = {0};
	struct bv_told told = {0};
	struct bv_case c;
	struct bv_check_result result = {0};
	enum bv_level level = BV_LEVEL_OFF;

	bv_log_read(&all, &source, &keep);
	cr_assert_eq(all.count, 1, "%s", text);
	bv_case_open(&c, &all.items[0], &told, NULL, &keep);
	bv_checks_run(&result, &c, &keep);
	for (size_t i = 0; i < result.findings.count && level == BV_LEVEL_OFF; i++)
		if (strcmp(result.findings.items[i].id, id) == 0)
			level = result.findings.items[i].level;
	bv_arena_release(&keep);
	return level;
}

#define SESSION(x)                                                                                 \
	"Initiating bisection...\n---\n" STARTED "Bisection loop\nTesting commit: " ID(            \
		"c") "\nExecuting git command: git bisect "                                        \
		     "bad\nBisection loop\nTesting commit: " ID(                                   \
			     "d") "\nExecuting git command: git "                                  \
				  "bisect good\ngit command: "                                     \
				  "[b'" ID("c") " is the first bad "                               \
						"commit', "                                        \
						"b'commit " ID("c") "', b'']\n"                    \
								    "Bisection complete. First "   \
								    "bad commit: " ID(x) "\n"
#define PRINTED(x)                                                                                 \
	BOX "Breaking commit found:\n\n" RULE                                                      \
	    "commit " ID(x) "\n"                                                                   \
			    "Author: A <a@example.org>\nDate:   Tue Apr 30 18:09:44 2019 "         \
			    "+0800\n\n    c\n" RULE HEADING RULE STARTED BAD("c") GOOD("d")        \
				    FIRST("c") RULE

/* One bisection has one result, however often it is told. */
Test(robots, tell_one_result)
{
	static const struct {
		const char *text;
		enum bv_level level;
	} rows[] = {
		{SESSION("c"), BV_LEVEL_OFF},
		{SESSION("e"), BV_LEVEL_ERROR},
		{PRINTED("c"), BV_LEVEL_OFF},
		{PRINTED("e"), BV_LEVEL_ERROR},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(level_of(rows[i].text, "log.culprit-differs"), rows[i].level,
			     "%zu: %d", i, level_of(rows[i].text, "log.culprit-differs"));
}

#define LKP(word, behind)                                                                          \
	"git bisect start v9.2 v9.1 --\n"                                                          \
	"git bisect " word                                                                         \
	" " ID("c") "  # 20:07  " behind "  c\n"                                                   \
		    "git bisect  bad " ID("d") "  # 20:44  B 1 3 1 1  d\n" FIRST("d")
#define LKP_AGAIN(word, behind)                                                                    \
	LKP("good", "190+ 0")                                                                      \
	"git bisect " word " " ID("c") "  # 22:07  " behind "  c\n"

/* LKP says each verdict by a word and by a letter or a sign. */
Test(robots, do_not_contradict_their_own_letters)
{
	static const struct {
		const char *text;
		enum bv_level level;
	} rows[] = {
		{LKP("good", "190+      0"), BV_LEVEL_OFF},
		{LKP(" bad", "190+      0"), BV_LEVEL_WARNING},
		{LKP("skip", "190+      0"), BV_LEVEL_WARNING},
		{LKP(" bad", "0-      3"), BV_LEVEL_OFF},
		{LKP("good", "0-      3"), BV_LEVEL_WARNING},
		{LKP("good", "G     19     0    8   8"), BV_LEVEL_OFF},
		{LKP(" bad", "G     19     0    8   8"), BV_LEVEL_WARNING},
		{LKP(" bad", "B     12     3   12  12"), BV_LEVEL_OFF},
		{LKP("skip", "B     12     3   12  12"), BV_LEVEL_WARNING},
		/* Other failures are counted too. */
		{LKP("good", "90+      6"), BV_LEVEL_OFF},
		{LKP("good", "33+     33"), BV_LEVEL_OFF},
		{LKP(" bad", "14-     16"), BV_LEVEL_OFF},
		/* Nobody has seen these. */
		{LKP("skip", "S     19     0    8   8"), BV_LEVEL_OFF},
		{LKP(" bad", "190      0"), BV_LEVEL_OFF},
		{LKP(" bad", "190+"), BV_LEVEL_OFF},
		/* Behind the conclusion. */
		{LKP_AGAIN("good", "550+      0"), BV_LEVEL_OFF},
		{LKP_AGAIN(" bad", "550+      0"), BV_LEVEL_WARNING},
		{LKP_AGAIN(" bad", "0-      3"), BV_LEVEL_OFF},
		{LKP_AGAIN("good", "B     12     3   12  12"), BV_LEVEL_WARNING},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(level_of(rows[i].text, "step.sign-differs"), rows[i].level, "%zu: %d",
			     i, level_of(rows[i].text, "step.sign-differs"));
}

Test(robots, what_the_text_has_twice_or_not_at_all)
{
	static const struct {
		const char *text, *id;
		enum bv_level level;
	} rows[] = {
		{STARTED BAD("c") BAD("c") GOOD("d") FIRST("c"), "step.repeated", BV_LEVEL_NOTE},
		{BOX STARTED BAD("c") BAD("c") GOOD("d") FIRST("c"), "step.repeated",
		 BV_LEVEL_WARNING},
		{BOX STARTED BAD("c") GOOD("d") FIRST("c"), "step.repeated", BV_LEVEL_OFF},
		/* It goes on after a stop so. */
		{STATE("{\"" ID("c") "\": \"bad\"}, "), "step.repeated", BV_LEVEL_NOTE},
		{STATE(""), "step.repeated", BV_LEVEL_OFF},
		{BOX STARTED BAD("c") "# good: [" ID("d") "] d\n" GOOD("e") FIRST("c"),
		 "step.verdict-missing", BV_LEVEL_NOTE},
		{BOX STARTED BAD("c") GOOD("d") GOOD("e") FIRST("c"), "step.verdict-missing",
		 BV_LEVEL_OFF},
		{STARTED BAD("c") "# good: [" ID("d") "] d\n" FIRST("c"), "step.verdict-missing",
		 BV_LEVEL_NOTE},
		{BOX HEADING RULE STARTED BAD("c") GOOD("d") FIRST("c") RULE, "log.end-missing",
		 BV_LEVEL_OFF},
		{BOX HEADING RULE STARTED BAD("c") GOOD("d") FIRST("c"), "log.end-missing",
		 BV_LEVEL_NOTE},
		{BOX STARTED BAD("c") GOOD("d") FIRST("c"), "log.end-missing", BV_LEVEL_OFF},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(level_of(rows[i].text, rows[i].id), rows[i].level, "%zu: %d", i,
			     level_of(rows[i].text, rows[i].id));
}

/* Of a test that git did not ask for, as its commit lies. */
Test(robots, test_what_git_offers)
{
	static const struct {
		enum bv_kind kind;
		bool is_again; /* the first test's commit is tested twice */
		enum bv_level pick, outside;
	} rows[] = {
		{BV_KIND_GIT_LOG, false, BV_LEVEL_NOTE, BV_LEVEL_NOTE},
		{BV_KIND_KERNELCI, false, BV_LEVEL_WARNING, BV_LEVEL_WARNING},
		{BV_KIND_KCI_DEV, false, BV_LEVEL_WARNING, BV_LEVEL_WARNING},
		{BV_KIND_KCI_DEV, true, BV_LEVEL_NOTE, BV_LEVEL_WARNING},
	};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;
		struct bv_steps *steps;

		bv_scene_set(&scene, fine);
		scene.log->kind = rows[i].kind;
		steps = &scene.log->steps;
		steps->items[CULPRIT].offer = (struct bv_offer){0};
		if (rows[i].is_again)
			steps->items[SECOND].revision = steps->items[FIRST].revision;
		scene.facts.steps[SECOND].pick = BV_PICK_OTHER;
		scene.facts.steps[CULPRIT].is_candidate = BV_NO;
		scene.facts.steps[CULPRIT].is_in_good = BV_NO;
		scene.facts.steps[CULPRIT].is_in_bad = BV_YES;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "step.not-gits-pick"), rows[i].pick, "row %zu",
			     i);
		cr_expect_eq(bv_scene_level(&scene, "step.outside-range"), rows[i].outside,
			     "row %zu", i);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}
