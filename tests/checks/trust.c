/* Each piece of evidence has the value that the log gives it, before and after one edit. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

#define NO  0.0
#define YES 1.0

struct row {
	const char *piece;
	const char *find, *replace;
	double before, after;
};

#define STAT " drivers/demo/queue.c | 4 ++--\n"
#define BODY "The queue is not used after this point."

#define RELEASE(tag, digit)                                                                        \
	"testing release " tag "\ntesting commit " ID(digit) "\nall runs: crashed: " BUG "\n"
#define SIX_RELEASES                                                                               \
	RELEASE("v5.19", "1")                                                                      \
	RELEASE("v5.18", "2")                                                                      \
	RELEASE("v5.17", "3") RELEASE("v5.16", "4") RELEASE("v5.15", "5") RELEASE("v5.14", "8")

static const struct row rows[] = {
	{"cannot-be", "parent  signature: 7", "parent  signature: 6", NO, NO},
	{"cannot-be", "parent  signature: " SIG("7"), "parent  signature: " SIG("6"), NO, YES},
	{"cannot-be", "kernel signature: " SIG("7"), "kernel signature: " SIG("6"), NO, YES},
	{"cannot-be", STAT, " MAINTAINERS | 4 ++--\n", NO, YES},
	{"cannot-be", "Author: Ada", "Merge: 7777777777 aaaaaaaaaa\nAuthor: Ada", NO, YES},
	{"detector", "[" ID("f") "] demo: free the queue early",
	 "[" ID("f") "] lockdep: free the queue early", NO, YES},
	{"inserted", "2 insertions", "1095 insertions", 1.0986, 7},
	{"kconfig", STAT, " drivers/demo/Kconfig | 4 ++--\n", NO, YES},
	{"related", STAT, " drivers/demo/other.c | 4 ++--\n", 4, 3},
	{"related", STAT, " drivers/else/other.c | 4 ++--\n", 4, 2},
	{"related", STAT, " .../demo/queue.c | 4 ++--\n", 4, 3},
	{"related", BODY, "demo_queue_rq() is the last user.", 4, 5},
	{"skipped", "# git bisect good " ID("7"), "# git bisect skip " ID("7"), NO, YES},
	{"syzbot-fix", BODY, "Reported-by: syzbot@example.org", NO, YES},
	{"walk", "testing release v5.12", "testing release v5.12-rc1", .6931, .6931},
	{"long-walk", "testing release v5.13\n", SIX_RELEASES "testing release v5.13\n", NO, YES},
	{"weak-bad", "kernel signature: " SIG("6") "\nall runs: crashed: " BUG,
	 "kernel signature: " SIG("6") "\nrun #0: crashed: " BUG "\nrun #1: OK\nrun #2: OK", NO,
	 YES},
};

/* Of the log alone: the scene's tree would hide what was edited in the text. */
static double value_in(struct scene *scene, const char *piece)
{
	static const struct bv_facts no_tree;
	double value = NAN;

	scene->facts = no_tree;
	bv_scene_play(scene);
	cr_assert(scene->result.trust.is_known, "%s: %.*s", piece,
		  BV_TEXT_ARG(scene->result.trust.why_unknown));
	for (size_t i = 0; i < scene->result.trust.piece_count; i++)
		if (strcmp(scene->result.trust.pieces[i].name, piece) == 0)
			value = scene->result.trust.pieces[i].value;
	return value;
}

static double value_of(const char *text, const char *piece)
{
	struct scene scene;
	double value;

	bv_scene_set(&scene, text);
	value = value_in(&scene, piece);
	bv_arena_release(&scene.keep);
	return value;
}

static char *edited(const char *text, const struct row *row)
{
	const char *at = strstr(text, row->find);
	size_t room = strlen(text) + strlen(row->replace) + 1;
	char *copy = malloc(room);

	cr_assert(copy && at, "%s: the log does not hold \"%s\"", row->piece, row->find);
	(void)snprintf(copy, room, "%.*s%s%s", (int)(at - text), text, row->replace,
		       at + strlen(row->find));
	return copy;
}

Test(trust, each_piece_follows_the_log)
{
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = edited(fine, &rows[i]);
		double before = value_of(fine, rows[i].piece);
		double after = value_of(text, rows[i].piece);

		cr_expect_float_eq(before, rows[i].before, 1e-3, "%s is %f before", rows[i].piece,
				   before);
		cr_expect_float_eq(after, rows[i].after, 1e-3, "%s is %f with \"%s\"",
				   rows[i].piece, after, rows[i].replace);
		free(text);
	}
	free(fine);
}

Test(trust, a_magnet_is_known_by_its_id)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;
	struct bv_revision *blamed;

	cr_expect_eq(value_of(fine, "magnet"), NO);
	bv_scene_set(&scene, fine);
	blamed = &scene.log->revisions.items[scene.log->claim.first_bad.number - 1];
	blamed->written = BV_TEXT("f2c2e717642c");
	cr_expect_eq(value_in(&scene, "magnet"), YES);
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(trust, the_runs_speak_for_a_commit_that_they_lead_to)
{
	char *fine = bv_scene_fine_log();

	cr_expect_gt(value_of(fine, "runs"), 2);
	free(fine);
}

Test(trust, nothing_is_said_of_a_log_that_blames_nobody)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.log->claim.ending = BV_ENDING_NONE;
	bv_scene_play(&scene);
	cr_expect(!scene.result.trust.is_known);
	cr_expect(scene.result.trust.why_unknown.size > 0);
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(trust, nothing_is_said_of_other_kinds_of_logs)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.log->kind = BV_KIND_GIT_LOG;
	bv_scene_play(&scene);
	cr_expect(!scene.result.trust.is_known);
	bv_arena_release(&scene.keep);
	free(fine);
}
