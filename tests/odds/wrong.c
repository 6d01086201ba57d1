/* SPDX-License-Identifier: GPL-2.0-only */
/* The first wrong verdict: what is named if the result is wrong, and what the user rules out. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "odds/salvage.h"
#include "support/scene.h"

#define RELEASE(tag, digit)                                                                        \
	"testing release " tag "\ntesting commit " ID(digit) "\nall runs: crashed: " BUG "\n"
/* With v5.13 and v5.12 a walk on which reproducers mostly do nothing at its end. */
#define SIX_RELEASES                                                                               \
	RELEASE("v5.19", "1")                                                                      \
	RELEASE("v5.18", "2")                                                                      \
	RELEASE("v5.17", "3") RELEASE("v5.16", "4") RELEASE("v5.15", "5") RELEASE("v5.14", "8")
#define CULPRIT_CRASH "kernel signature: " SIG("6") "\nall runs: crashed: " BUG

static const char none[] = "";

static const struct row {
	const char *name, *find, *replace;
	const char *revision; /* assumed; NULL: nothing is */
	enum bv_verdict verdict;
	const char *named; /* the release named first; none: another verdict; NULL: no verdict */
	bool is_conditional;
} rows[] = {
	{"fine", NULL, NULL, NULL, BV_VERDICT_UNKNOWN, "v5.12", true},
	{"one stands out", CULPRIT_CRASH,
	 "kernel signature: " SIG("6") "\nall runs: crashed: WARNING in other_wait", NULL,
	 BV_VERDICT_UNKNOWN, none, false},
	{"a long walk", "testing release v5.13\n", SIX_RELEASES "testing release v5.13\n", NULL,
	 BV_VERDICT_UNKNOWN, "v5.12", false},
	/* It was shown to work there, or where the bug is not it cannot be in what is older. */
	{"the good release holds", NULL, NULL, "v5.12", BV_VERDICT_GOOD, NULL, false},
	{"a long walk that holds", "testing release v5.13\n",
	 SIX_RELEASES "testing release v5.13\n", "v5.12", BV_VERDICT_GOOD, NULL, false},
	{"it has the bug: then so have the good ones", NULL, NULL, "v5.12", BV_VERDICT_BAD, none,
	 false},
	{"a newer release has not got it", "testing release v5.13\n",
	 SIX_RELEASES "testing release v5.13\n", "v5.16", BV_VERDICT_GOOD, none, false},
	/* What the log says already changes nothing. */
	{"a newer release has it", NULL, NULL, "v5.13", BV_VERDICT_BAD, "v5.12", true},
};

static char *edited(const char *text, const struct row *row)
{
	const char *at = row->find ? strstr(text, row->find) : NULL;
	size_t room = strlen(text) + (row->find ? strlen(row->replace) : 0) + 1;
	char *copy = malloc(room);

	cr_assert(copy);
	cr_assert(!row->find || at, "%s", row->name);
	(void)snprintf(copy, room, "%.*s%s%s", (int)(at ? at - text : 0), text,
		       at ? row->replace : "", at ? at + strlen(row->find) : text);
	return copy;
}

/* The release that was tested there; empty for another test, NULL for none. */
static const char *release_of(const struct scene *scene, const struct bv_wrong *wrong, char *buffer,
			      size_t size)
{
	const struct bv_odds *odds = &scene->result.odds;
	struct bv_text release;

	if (!wrong)
		return NULL;
	release = scene->log->steps.items[odds->tested[wrong->verdict.tested].step].release;
	(void)snprintf(buffer, size, "%.*s", BV_TEXT_ARG(release));
	return wrong->verdict.reason == BV_WRONG_BLIND ? buffer : none;
}

static void expect_named(const struct scene *scene, const struct row *row)
{
	static const struct bv_wrong *const nothing = NULL;
	const struct bv_odds *odds = &scene->result.odds;
	const struct bv_wrong *wrong = odds->wrongs.count ? &odds->wrongs.items[0] : nothing;
	char buffer[16];
	const char *named = release_of(scene, row->is_conditional ? odds->if_wrong : wrong, buffer,
				       sizeof(buffer));

	cr_assert(odds->is_known, "%s", row->name);
	cr_expect_eq(!named, !row->named, "%s: %s", row->name, named ? named : "nothing");
	if (named && row->named)
		cr_expect_str_eq(named, row->named, "%s", row->name);
	if (row->is_conditional)
		cr_expect_eq(odds->wrongs.count, 0, "%s", row->name);
	else
		cr_expect_null(odds->if_wrong, "%s", row->name);
}

Test(wrong, what_is_named_first)
{
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = edited(fine, &rows[i]);
		struct bv_assumption assumption = {0};
		struct scene scene;

		bv_scene_set(&scene, text);
		scene.facts = (struct bv_facts){0};
		if (rows[i].revision) {
			assumption.revision = bv_text_from(rows[i].revision);
			assumption.verdict = rows[i].verdict;
			scene.told.assumptions = (struct bv_assumptions){&assumption, 1, 1};
		}
		bv_scene_play(&scene);
		expect_named(&scene, &rows[i]);
		bv_arena_release(&scene.keep);
		free(text);
	}
	free(fine);
}

/* A condition doubts no verdict: not the judgement, and none to go on with. */
Test(wrong, a_condition_changes_nothing)
{
	char *fine = bv_scene_fine_log();
	struct bv_salvage_question question;
	struct bv_salvage salvage;
	struct scene scene;

	bv_scene_set(&scene, fine);
	bv_scene_play(&scene);
	cr_assert(scene.result.odds.if_wrong);
	cr_expect_float_eq(exp(scene.result.odds.if_wrong->verdict.ln_holds), .14, 1e-9);
	cr_expect_eq(scene.result.judgement, BV_JUDGEMENT_CONSISTENT);
	cr_expect_not(bv_scene_has_fired(&scene, "odds.first-wrong"));
	question = (struct bv_salvage_question){&scene.c, &scene.result.odds,
						bv_odds_likeliest(&scene.result.odds)};
	bv_salvage_make(&salvage, &question, &scene.keep);
	cr_expect(salvage.is_range_same);
	cr_expect_eq(salvage.held, 4);
	cr_expect_eq(salvage.turned + salvage.left_out, 0);
	bv_arena_release(&scene.keep);
	free(fine);
}

/* A fix bisection has no good release, its ends are given; a log without a result cannot be wrong.
 */
Test(wrong, where_nothing_can_be_named)
{
	char *fine = bv_scene_fine_log();

	for (int is_fix = 0; is_fix < 2; is_fix++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		if (is_fix)
			scene.log->kind = BV_KIND_SYZBOT_FIX;
		else
			scene.log->claim.ending = BV_ENDING_TIMEOUT;
		bv_scene_play(&scene);
		cr_expect_null(scene.result.odds.if_wrong);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}
