/* SPDX-License-Identifier: GPL-2.0-only */
/* What lines of one syzkaller log say against one another, each spoilt in a log of a fix. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks/check.h"
#include "log/log.h"
#include "support/scene.h"

#define A     "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B     "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"
#define C     "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
#define D     "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4"
#define TITLE "WARNING in demo_wait"

#define CRASHES "all runs: crashed: " TITLE "\nrepresentative crash: " TITLE ", types: [WARNING]\n"
#define PASSES  "all runs: OK\nfalse negative chance: 0.000\n"

static const char fix_log[] =
	"ci-demo starts bisection 2025-01-09 13:22:22.5 +0000 UTC m=+182.3\n"
	"bisecting fixing commit since " A "\n"
	"building syzkaller on 9999999999999999999999999999999999999999\n"
	"ensuring issue is reproducible on original commit " A "\n\n"
	"testing commit " A " gcc\n" CRASHES "check whether we can drop unnecessary "
	"instrumentation\ndisabling configs for [LEAK UBSAN], they are not needed\n"
	"testing commit " A " gcc\n" CRASHES "the bug reproduces without the instrumentation\n"
	"testing current HEAD " B "\ntesting commit " B " gcc\n" PASSES "# git bisect start " B
	" " A "\nBisecting: 1 revision left to test after this (roughly 1 step)\n[" C
	"] demo: c\n\n"
	"determine whether the revision contains the guilty commit\n"
	"revision " A " crashed and is reachable\n"
	"testing commit " C " gcc\nfailed building " C ": demo.c:1: no demo\n"
	"# git bisect skip " C "\n"
	"Bisecting: 1 revision left to test after this (roughly 1 step)\n[" D "] demo: d\n\n"
	"determine whether the revision contains the guilty commit\n"
	"revision " A " crashed and is reachable\n"
	"testing commit " D " gcc\n" CRASHES "# git bisect good " D "\n";

/* Whether @id fires on the log with @find, wherever it stands first, made @replace. */
static bool fires(const char *id, const char *find, const char *replace)
{
	struct bv_arena keep = {0};
	struct bv_source source = {0};
	struct bv_bisections all = {0};
	struct bv_told told = {0};
	struct bv_case c = {0};
	struct bv_check_result result = {0};
	const char *at = strstr(fix_log, find);
	char text[2 * sizeof(fix_log)];
	bool has_fired = false;

	cr_assert(at, "the log does not hold: %s", find);
	(void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - fix_log), fix_log, replace,
		       at + strlen(find));
	source.text = bv_text_from(text);
	bv_log_read(&all, &source, &keep);
	bv_case_open(&c, &all.items[0], &told, NULL, &keep);
	bv_checks_run(&result, &c, &keep);
	for (size_t i = 0; i < result.findings.count; i++)
		has_fired |= strcmp(result.findings.items[i].id, id) == 0;
	bv_arena_release(&keep);
	return has_fired;
}

Test(syzbot_said, a_spoilt_line_is_found)
{
	static const struct {
		const char *id, *find, *replace;
	} rows[] = {
		{"step.verdict-rule", A " gcc\n" CRASHES, A " gcc\n" PASSES},
		{"step.verdict-rule", B " gcc\n" PASSES, B " gcc\n" CRASHES},
		{"step.verdict-rule", "bisect skip " C, "bisect good " C},
		{"step.verdict-rule", "bisect good " D, "bisect skip " D},
		{"fix.not-crashed", "revision " A, "revision " D},
		{"fix.not-crashed", "revision " A, "revision " B},
		{"step.verdict-rule", CRASHES "the bug reproduces", PASSES "the bug reproduces"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_expect_not(fires(rows[i].id, rows[i].find, rows[i].find), "%s unspoilt",
			      rows[i].id);
		cr_expect(fires(rows[i].id, rows[i].find, rows[i].replace), "%s: %s", rows[i].id,
			  rows[i].replace);
	}
}

/* Lines of no known kind seem to be a failed build's, and may be anything. */
Test(syzbot_said, a_build_that_nobody_said_to_have_failed)
{
	cr_expect_not(fires("step.verdict-rule",
			    "failed building " C ": demo.c:1: no demo\n# git bisect skip " C,
			    "[ some lines left out ]\n# git bisect good " C));
}

/* A title that neither a run of the blamed commit nor the report has is told once. */
Test(syzbot_said, the_final_report_is_one_sentence)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;
	size_t count = 0;

	bv_scene_set(&scene, fine);
	scene.log->claim.crash_title = BV_TEXT("WARNING in other_wait");
	bv_scene_play(&scene);
	for (size_t i = 0; i < scene.result.findings.count; i++)
		count += strcmp(scene.result.findings.items[i].id, "crash.end-unseen") == 0;
	cr_expect_eq(count, 1);
	bv_arena_release(&scene.keep);
	free(fine);
}
