/* SPDX-License-Identifier: GPL-2.0-only */
/* Every check fires on one log and stays silent on one that is as like it as possible. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

struct row {
	const char *id;
	const char *find, *replace; /* in the text */
	const char *cut;            /* the text ends before this */
	void (*spoil)(struct scene *scene);
	void (*mend)(struct scene *scene); /* what the silent log needs besides being fine */
};

/* --- one place spoilt --------------------------------------------------------------------- */

static struct bv_revision_facts *blamed(struct scene *scene)
{
	return &scene->facts.revisions[scene->log->claim.first_bad.number - 1];
}

static struct bv_changed_file *changed_file(struct scene *scene)
{
	return &scene->facts.culprit.files.items[0];
}

static void spoil_ambiguous(struct scene *scene)
{
	blamed(scene)->is_ambiguous = BV_YES;
}

static void spoil_missing(struct scene *scene)
{
	blamed(scene)->exists = BV_NO;
	blamed(scene)->resolution = BV_RESOLUTION_NONE;
}

static void spoil_spelling(struct scene *scene)
{
	blamed(scene)->exists = BV_NO;
	blamed(scene)->resolution = BV_RESOLUTION_SPELLING;
}

static void spoil_not_a_commit(struct scene *scene)
{
	blamed(scene)->is_commit = BV_NO;
}

static void spoil_rewritten(struct scene *scene)
{
	blamed(scene)->exists = BV_NO;
	blamed(scene)->resolution = BV_RESOLUTION_SUBJECT;
}

static void spoil_name(struct scene *scene)
{
	scene->log->revisions.items[0].written = BV_TEXT("FETCH_HEAD");
	scene->facts.revisions[0].resolution = BV_RESOLUTION_NONE;
}

static void confirm_name(struct scene *scene)
{
	scene->log->revisions.items[0].written = BV_TEXT("master");
	scene->facts.revisions[0].local_witness = BV_LOCAL_WITNESS_OFFER;
}

static void spoil_subject(struct scene *scene)
{
	blamed(scene)->subject_match = BV_SUBJECT_DIFFERS;
}

static void tell_title(struct scene *scene)
{
	scene->told.title = BV_TEXT("KASAN: use-after-free Write in demo_queue_rq (2)");
}

static void tell_other_title(struct scene *scene)
{
	scene->told.title = BV_TEXT("WARNING in other_wait");
}

static void announce(struct scene *scene)
{
	scene->told.announced = BV_TEXT("ffffffffffff");
}

static void announce_another(struct scene *scene)
{
	scene->told.announced = BV_TEXT("0123456789ab");
}

static void spoil_comments(struct scene *scene)
{
	changed_file(scene)->content = BV_CONTENT_COMMENTS;
}

static void spoil_help_text(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("drivers/demo/Kconfig");
	changed_file(scene)->content = BV_CONTENT_HELP_TEXT;
}

static void spoil_version(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("Makefile");
	changed_file(scene)->content = BV_CONTENT_VERSION;
}

static void spoil_detector(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("mm/kasan/report.c");
}

static void spoil_no_code(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("MAINTAINERS");
}

static void spoil_other_arch(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("arch/sparc/kernel/demo.c");
}

static void spoil_tools(struct scene *scene)
{
	changed_file(scene)->path = BV_TEXT("tools/perf/demo.c");
}

static void spoil_status(struct scene *scene)
{
	changed_file(scene)->status = BV_FILE_ADDED;
}

static void spoil_line_count(struct scene *scene)
{
	changed_file(scene)->deleted = BV_COUNT(3);
}

static void spoil_left(struct scene *scene)
{
	scene->facts.range.left.items[0] = bv_test_oid(ID("e"));
}

static void spoil_others_left(struct scene *scene)
{
	scene->facts.range.candidates_left = BV_COUNT(2);
}

static void spoil_empty(struct scene *scene)
{
	scene->facts.range.candidates_left = BV_COUNT(0);
}

static void spoil_author(struct scene *scene)
{
	scene->facts.culprit.author = BV_TEXT("Eve Example <eve@example.org>");
}

static void spoil_fixed_later(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.fixed_by, &scene->keep) = bv_test_oid(ID("8"));
}

static void spoil_added_function(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.added_functions, &scene->keep) = BV_TEXT("demo_wait");
}

static void spoil_crash_fixed(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.crash_fixed_by, &scene->keep) = bv_test_oid(ID("8"));
	*BV_APPEND(&scene->facts.culprit.crash_causes, &scene->keep) = BV_TEXT("0123456789ab");
}

static void spoil_reverted(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.reverted_by, &scene->keep) = bv_test_oid(ID("8"));
}

static void spoil_merge(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.parents, &scene->keep) = bv_test_oid(ID("8"));
}

static void spoil_parent(struct scene *scene)
{
	scene->facts.culprit.parent_verdicts[0] = BV_VERDICT_BAD;
}

/* Its verdicts leave one commit, which is named as possible. */
static void mend_could_be(struct scene *scene)
{
	scene->log->claim.ending = BV_ENDING_ONLY_SKIPPED;
	*BV_APPEND(&scene->log->claim.could_be, &scene->keep) = scene->log->claim.first_bad;
}

static void spoil_could_be(struct scene *scene)
{
	mend_could_be(scene);
	scene->facts.range.left.items[0] = bv_test_oid(ID("e"));
}

static void spoil_parent_signature(struct scene *scene)
{
	scene->log->claim.parent_signature = BV_TEXT(SIG("8"));
}

/* No kernel came of it. */
static void spoil_unbuilt_parent(struct scene *scene)
{
	spoil_parent_signature(scene);
	scene->log->steps.items[PARENT].signature = (struct bv_text){0};
}

static void mend_place(struct scene *scene)
{
	scene->facts.culprit.seen = scene->log->start;
	scene->facts.culprit.is_in_seen = BV_YES;
	scene->facts.culprit.gap = BV_GAP_NONE;
}

static void spoil_place(struct scene *scene)
{
	scene->facts.culprit.is_seen_bisected = true;
	scene->facts.culprit.is_in_seen = BV_NO;
	scene->facts.range.candidates_left = (struct bv_count){0};
}

static void spoil_gap(struct scene *scene)
{
	scene->facts.culprit.gap = BV_GAP_LATER_TEST;
}

/* A good commit would be of another history. */
static void make_root(struct scene *scene)
{
	scene->facts.culprit.parents.count = 0;
}

static void spoil_root(struct scene *scene)
{
	make_root(scene);
	for (size_t i = 0; i < scene->log->steps.count; i++)
		scene->log->steps.items[i].verdict = BV_VERDICT_BAD;
}

static void spoil_untested_parent(struct scene *scene)
{
	scene->log->claim.untested_parent = scene->log->steps.items[SECOND].revision;
}

/* In its test, and so at the end too. */
static void spoil_same_kernel(struct scene *scene)
{
	scene->log->steps.items[PARENT].signature = scene->log->claim.culprit_signature;
	scene->log->claim.parent_signature = scene->log->claim.culprit_signature;
}

static void spoil_tag(struct scene *scene)
{
	*BV_APPEND(&scene->facts.culprit.tags, &scene->keep) = BV_TEXT("v5.13-rc1");
}

static void spoil_release(struct scene *scene)
{
	spoil_tag(scene);
	spoil_version(scene);
}

static void mend_reverified(struct scene *scene)
{
	scene->log->claim.is_reverified = true;
}

static void set_dirty(struct scene *scene, size_t dirty)
{
	struct bv_step *step = &scene->log->steps.items[PARENT];

	cr_assert_gt(bv_step_count(step, BV_OUTCOME_OK), 1);
	step->dirty = BV_COUNT(dirty);
}

static void spoil_dirty(struct scene *scene)
{
	set_dirty(scene, bv_step_count(&scene->log->steps.items[PARENT], BV_OUTCOME_OK));
}

/* Some were clean. */
static void mend_dirty(struct scene *scene)
{
	set_dirty(scene, bv_step_count(&scene->log->steps.items[PARENT], BV_OUTCOME_OK) - 1);
}

static void spoil_unnamed(struct scene *scene)
{
	struct bv_unknown_line *line = BV_APPEND(&scene->log->unnamed_verdicts, &scene->keep);

	line->text = BV_TEXT("$ git bisect good");
}

static void spoil_weak(struct scene *scene)
{
	struct bv_steps *steps = &scene->log->steps;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].mark == BV_VERDICT_GOOD) {
			steps->items[i].verdict = BV_VERDICT_WEAK;
			steps->items[i].mark = BV_VERDICT_UNKNOWN;
			return;
		}
}

static void spoil_last_bad(struct scene *scene)
{
	scene->log->claim.last_bad = scene->log->steps.items[PARENT].revision;
	scene->log->claim.last_bad_line = 7;
}

static void mend_last_bad(struct scene *scene)
{
	scene->log->claim.last_bad = scene->log->claim.first_bad;
}

static void spoil_fix_kind(struct scene *scene)
{
	scene->log->kind = BV_KIND_SYZBOT_FIX;
}

static void mend_fix(struct scene *scene)
{
	scene->log->kind = BV_KIND_SYZBOT_FIX;
	for (size_t i = FIRST; i <= PARENT; i++) {
		struct bv_step *step = &scene->log->steps.items[i];

		step->mark = step->verdict == BV_VERDICT_BAD ? BV_VERDICT_GOOD : BV_VERDICT_BAD;
	}
}

static void spoil_origin(struct scene *scene)
{
	mend_fix(scene);
	scene->facts.steps[PARENT].contains_bug = BV_NO;
}

static void spoil_same_commit(struct scene *scene)
{
	scene->log->steps.items[BAD_RELEASE].revision = scene->log->steps.items[START].revision;
}

static void spoil_both(struct scene *scene)
{
	scene->log->steps.items[PARENT].revision = scene->log->steps.items[CULPRIT].revision;
}

static void spoil_contradiction(struct scene *scene)
{
	struct bv_contradiction *pair = BV_APPEND(&scene->facts.range.contradictions, &scene->keep);

	pair->good = bv_test_oid(ID("e"));
	pair->bad = bv_test_oid(ID("f"));
}

static void spoil_paths(struct scene *scene)
{
	static struct bv_text path = BV_TEXT_INIT("drivers/demo");

	scene->log->git.paths = &path;
	scene->log->git.path_count = 1;
}

static void spoil_merge_base(struct scene *scene)
{
	scene->facts.range.is_good_ancestor = scene->facts.range.are_merge_bases_tested = BV_NO;
	*BV_APPEND(&scene->facts.range.merge_bases, &scene->keep) = bv_test_oid(ID("8"));
}

static void spoil_pick(struct scene *scene)
{
	scene->facts.steps[CULPRIT].pick = BV_PICK_OTHER;
}

static void spoil_candidate(struct scene *scene)
{
	scene->facts.steps[CULPRIT].is_candidate = BV_NO;
}

static void spoil_left_rule(struct scene *scene)
{
	scene->facts.steps[CULPRIT].left_rule = BV_LEFT_NONE;
	scene->facts.steps[CULPRIT].left_rules = 0;
}

static void forget_revisions_left(struct scene *scene)
{
	for (size_t i = 0; i < scene->log->steps.count; i++)
		scene->facts.steps[i].revisions_left = (struct bv_count){0};
}

static void spoil_steps_left(struct scene *scene)
{
	scene->facts.steps[CULPRIT].steps_left = BV_COUNT(9);
}

static void spoil_compiler(struct scene *scene)
{
	scene->log->steps.items[GOOD_RELEASE].compiler = BV_TEXT("gcc (Demo) 8.1.0");
}

static void spoil_walk_length(struct scene *scene)
{
	struct bv_steps *steps = &scene->log->steps;
	struct bv_step release = steps->items[BAD_RELEASE];

	for (size_t i = 0; i < 8; i++)
		*BV_APPEND(steps, &scene->keep) = release;
	bv_scene_agree_on_steps(scene);
}

/* So many good tests more behind the last one, two commits in turn. */
static void add_goods(struct scene *scene, size_t count)
{
	struct bv_steps *steps = &scene->log->steps;
	struct bv_step goods[] = {steps->items[SECOND], steps->items[PARENT]};

	for (size_t i = 0; i < count; i++)
		*BV_APPEND(steps, &scene->keep) = goods[i % 2];
	bv_scene_agree_on_steps(scene);
}

/* Six good ones at the end: the parent's was one. */
static void spoil_tail(struct scene *scene)
{
	add_goods(scene, 5);
}

static void mend_tail(struct scene *scene)
{
	add_goods(scene, 4);
}

static void spoil_walk_tag(struct scene *scene)
{
	scene->facts.walk_tags[GOOD_RELEASE] = bv_test_oid(ID("8"));
}

static void spoil_no_fit(struct scene *scene)
{
	scene->facts.steps[SECOND].fits_no_verdict = true;
}

static void spoil_otherwise(struct scene *scene)
{
	scene->facts.otherwise = (struct bv_otherwise_facts){.kind = BV_OTHERWISE_VERDICT,
							     .step = SECOND,
							     .verdict = BV_VERDICT_SKIP,
							     .bits = 20};
}

static void spoil_sign(struct scene *scene)
{
	struct bv_step *step = &scene->log->steps.items[SECOND];

	step->sign = step->mark == BV_VERDICT_GOOD ? BV_VERDICT_BAD : BV_VERDICT_GOOD;
}

static void mend_sign(struct scene *scene)
{
	scene->log->steps.items[SECOND].sign = scene->log->steps.items[SECOND].mark;
}

static void spoil_truncated(struct scene *scene)
{
	scene->log->is_truncated = true;
}

/* git offers the parent again, in the last line */
static void spoil_pending(struct scene *scene)
{
	scene->log->pending = scene->log->steps.items[CULPRIT].offer;
	scene->log->pending.line = scene->log->last_line;
}

#define RUNS_OF(digit) "kernel signature: " SIG(digit) "\nall runs: "
#define ONE_IN_TEN(digit, first)                                                                   \
	"kernel signature: " SIG(digit) "\nrun #0: " first "\n"                                    \
					"run #1: OK\nrun #2: OK\nrun #3: OK\nrun #4: OK\n"         \
					"run #5: OK\nrun #6: OK\nrun #7: OK\nrun #8: OK\n"         \
					"run #9: OK"

#define REPORT_TO_CALL                                                                             \
	"+0x1d/0x20 drivers/demo/queue.c:10\nRead of size 8 at addr ffff888019d65400 by task "     \
	"demo/1\n\nCall Trace:\n "

#define OFFERED_AGAIN                                                                              \
	"Bisecting: 0 revisions left to test after this (roughly 0 steps)\n"                       \
	"[" ID("7") "] demo: name the queue\n\ntesting commit " ID("7") "\nall runs: OK\n"         \
									"# git bisect good " ID(   \
										"7")

static const struct row rows[] = {
	{"commit.ambiguous", .spoil = spoil_ambiguous},
	{"commit.local-name", .spoil = confirm_name},
	{"commit.missing", .spoil = spoil_missing},
	{"commit.misspelt", .spoil = spoil_spelling},
	{"commit.not-a-commit", .spoil = spoil_not_a_commit},
	{"commit.rewritten", .spoil = spoil_rewritten},
	{"commit.subject", .spoil = spoil_subject},
	{"commit.unknown-name", .spoil = spoil_name},
	{"crash.end-unseen", .find = "\ncrash: " BUG, .replace = "\ncrash: WARNING in other_wait"},
	{"crash.end-unseen", .find = "demo_queue_rq" REPORT_TO_CALL "demo_queue_rq+",
	 .replace = "demo_ring_rq" REPORT_TO_CALL "demo_ring_rq+"},
	{"crash.other-bug", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = RUNS_OF("6") "crashed: WARNING in wait"},
	{"crash.report-differs", .find = "\ncrash: " BUG,
	 .replace = "\ncrash: WARNING in other_wait"},
	{"crash.several-bugs", .find = RUNS_OF("1") "crashed: " BUG,
	 .replace = "kernel signature: " SIG("1") "\nrun #0: crashed: " BUG
						  "\nrun #1: crashed: INFO: rcu "
						  "stall"},
	{"crash.title-never-seen", .spoil = tell_other_title, .mend = tell_title},
	{"crash.unrelated-stack", .find = "drivers/demo/queue.c:10\nRead",
	 .replace = "lib/queue.c:10\nRead", .spoil = spoil_tools},
	{"culprit.adds-function", .spoil = spoil_added_function},
	{"culprit.comment-only", .spoil = spoil_comments},
	{"culprit.could-be-differs", .spoil = spoil_could_be, .mend = mend_could_be},
	{"culprit.crash-fixed", .spoil = spoil_crash_fixed},
	{"culprit.detector", .spoil = spoil_detector},
	{"culprit.diffstat-differs", .spoil = spoil_line_count},
	{"culprit.diffstat-sums", .find = " | 4 ++--", .replace = " | 4 +++--"},
	{"culprit.excluded", .spoil = spoil_left},
	{"culprit.fixed-later", .spoil = spoil_fixed_later},
	{"culprit.header-differs", .spoil = spoil_author},
	{"culprit.help-text-only", .spoil = spoil_help_text},
	{"culprit.merge", .spoil = spoil_merge},
	{"culprit.modes-differ", .spoil = spoil_status},
	{"culprit.no-code", .spoil = spoil_no_code},
	{"culprit.not-bad", .find = "# git bisect bad " ID("f"),
	 .replace = "# git bisect skip " ID("f")},
	{"culprit.not-in-bad", .spoil = spoil_place, .mend = mend_place},
	{"culprit.not-reached", .spoil = spoil_gap, .mend = mend_place},
	{"culprit.not-verified", .mend = mend_reverified},
	{"culprit.other-arch", .spoil = spoil_other_arch},
	{"culprit.others-left", .spoil = spoil_others_left},
	{"culprit.parent-bad", .spoil = spoil_parent},
	{"culprit.parent-differs", .spoil = spoil_untested_parent},
	{"culprit.release", .spoil = spoil_release, .mend = spoil_tag},
	{"culprit.reverted", .spoil = spoil_reverted},
	{"culprit.root", .spoil = spoil_root, .mend = make_root},
	{"culprit.tools-only", .spoil = spoil_tools},
	{"culprit.version-only", .spoil = spoil_version},
	{"fix.inversion", .spoil = spoil_fix_kind, .mend = mend_fix},
	{"fix.not-crashed", .find = "demo: name the queue\n",
	 .replace = "demo: name the queue\nrevision " ID("7") " crashed and is reachable\n",
	 .spoil = mend_fix, .mend = mend_fix},
	{"fix.origin", .spoil = spoil_origin, .mend = mend_fix},
	{"flaky.chances-differ", .find = "culprit signature:",
	 .replace = "accumulated error probability: 0.30\nculprit signature:"},
	{"flaky.dirty-good", .spoil = spoil_dirty, .mend = mend_dirty},
	{"flaky.error-probability", .find = "culprit signature:",
	 .replace = "accumulated error probability: 0.50\nculprit signature:"},
	{"flaky.flagged", .find = "revisions tested:",
	 .replace = "Reproducer flagged being flaky\nrevisions tested:"},
	{"flaky.no-test", .find = RUNS_OF("7") "OK",
	 .replace = ONE_IN_TEN("7", "boot failed: no network")},
	{"flaky.runs-missing", .find = RUNS_OF("7") "OK",
	 .replace = "kernel signature: " SIG("7") "\nrun #0: OK\nrun #2: OK"},
	{"flaky.skips", .find = "# git bisect good " ID("7"),
	 .replace = "# git bisect skip " ID("7")},
	{"flaky.uncertain", .spoil = spoil_weak},
	{"flaky.unproven-good", .find = RUNS_OF("1") "crashed: " BUG,
	 .replace = ONE_IN_TEN("1", "crashed: " BUG)},
	{"flaky.weak-bad", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = ONE_IN_TEN("6", "crashed: " BUG)},
	{"kernel.end-differs", .find = "culprit signature: " SIG("6"),
	 .replace = "culprit signature: " SIG("8")},
	{"kernel.end-differs", .spoil = spoil_parent_signature, .mend = spoil_unbuilt_parent},
	{"kernel.same-as-parent", .spoil = spoil_same_kernel},
	{"kernel.same-yet-differs", .find = "kernel signature: " SIG("7"),
	 .replace = "kernel signature: " SIG("6")},
	{"kernel.two-signatures", .spoil = spoil_same_commit},
	{"log.culprit-differs", .find = "\nfirst bad commit: " ID("f"),
	 .replace = "\nfirst bad commit: " ID("e")},
	{"log.end-missing", .find = "recipients (to)", .replace = "# recipients (to)",
	 .cut = "recipients (cc)"},
	{"log.no-conclusion", .cut = ID("f") " is the first bad commit"},
	{"log.subject-differs", .find = ID("f") " demo: free", .replace = ID("f") " demo: keep"},
	{"log.times", .find = "(build: 40m", .replace = "(build: 99h40m"},
	{"log.totals", .find = "revisions tested: 7", .replace = "revisions tested: 9"},
	{"log.truncated", .spoil = spoil_truncated},
	{"log.unfinished", .spoil = spoil_pending},
	{"log.unknown-lines", .find = "revisions tested",
	 .replace = "frobnicating the kernel\nrevisions tested"},
	{"log.unnamed-verdicts", .spoil = spoil_unnamed},
	{"mail.other-culprit", .spoil = announce_another, .mend = announce},
	{"mail.recipients", .find = "\"ben@example.org\" ", .replace = ""},
	{"odds.first-wrong", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = ONE_IN_TEN("6", "crashed: WARNING in wait")},
	{"odds.long-tail", .spoil = spoil_tail, .mend = mend_tail},
	{"odds.low-trust", .find = "kernel signature: " SIG("7"),
	 .replace = "kernel signature: " SIG("6")},
	{"odds.other-candidates", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = ONE_IN_TEN("6", "crashed: WARNING in wait")},
	{"odds.unlikely", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = ONE_IN_TEN("6", "crashed: WARNING in wait")},
	{"range.empty", .spoil = spoil_empty},
	{"range.ends-differ", .spoil = spoil_last_bad, .mend = mend_last_bad},
	{"range.good-contains-bad", .spoil = spoil_contradiction},
	{"range.merge-base-untested", .spoil = spoil_merge_base},
	{"range.paths", .spoil = spoil_paths},
	{"range.start-differs", .find = "\ntesting commit " ID("a"),
	 .replace = "\ntesting commit " ID("8")},
	{"range.start-differs", .find = "\ntesting commit " ID("a"),
	 .replace = "\nensuring issue is reproducible on original commit " ID(
		 "8") "\n\ntesting commit " ID("a")},
	{"step.arithmetic", .find = "Bisecting: 3 revisions left",
	 .replace = "Bisecting: 9 revisions left", .spoil = forget_revisions_left},
	{"step.both-good-and-bad", .spoil = spoil_both},
	{"step.goes-on-otherwise", .spoil = spoil_no_fit},
	{"step.goes-on-otherwise", .spoil = spoil_otherwise},
	{"step.marked-other", .find = "# git bisect good " ID("7"),
	 .replace = "# git bisect good " ID("8")},
	{"step.not-gits-pick", .spoil = spoil_pick},
	{"step.offered-other", .find = "\n[" ID("7"), .replace = "\n[" ID("8")},
	{"step.outside-range", .spoil = spoil_candidate},
	{"step.repeated", .find = "\n# git bisect good " ID("7"),
	 .replace = "\n# git bisect good " ID("7") "\n" OFFERED_AGAIN},
	{"step.revisions-left", .spoil = spoil_left_rule},
	{"step.sign-differs", .spoil = spoil_sign, .mend = mend_sign},
	{"step.steps-left", .spoil = spoil_steps_left},
	{"step.verdict-missing", .find = "# git bisect good " ID("e") "\n", .replace = ""},
	{"step.verdict-rule", .find = "# git bisect good " ID("7"),
	 .replace = "# git bisect bad " ID("7")},
	{"step.verdict-rule", .find = RUNS_OF("1") "crashed: " BUG, .replace = RUNS_OF("1") "OK"},
	{"step.verdict-today", .find = RUNS_OF("6") "crashed: " BUG,
	 .replace = ONE_IN_TEN("6", "crashed: " BUG)},
	{"walk.compiler-changed", .spoil = spoil_compiler},
	{"walk.long", .spoil = spoil_walk_length},
	{"walk.order", .find = "testing release v5.12", .replace = "testing release v5.14"},
	{"walk.picked", .find = "testing release v5.13",
	 .replace = "picked [v5.13 v5.11] out of 2 release tags\ntesting release v5.13"},
	{"walk.range", .find = "bisect start " ID("b") " " ID("c"),
	 .replace = "bisect start " ID("b") " " ID("d")},
	{"walk.tag-moved", .spoil = spoil_walk_tag},
};

/* --- the machinery ------------------------------------------------------------------------ */

static char *edited(const char *text, const struct row *row)
{
	const char *at = row->find ? strstr(text, row->find) : NULL;
	size_t room = strlen(text) + (row->replace ? strlen(row->replace) : 0) + 1;
	char *copy = malloc(room);
	char *cut;

	cr_assert(copy);
	cr_assert(!row->find || at, "%s: the log does not hold what it replaces", row->id);
	if (at)
		(void)snprintf(copy, room, "%.*s%s%s", (int)(at - text), text, row->replace,
			       at + strlen(row->find));
	else
		(void)snprintf(copy, room, "%s", text);
	cut = row->cut ? strstr(copy, row->cut) : NULL;
	cr_assert(!row->cut || cut, "%s: the log does not hold its end", row->id);
	if (cut)
		*cut = '\0';
	return copy;
}

Test(fire, each_check_fires)
{
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = edited(fine, &rows[i]);
		struct scene scene;

		bv_scene_set(&scene, text);
		if (rows[i].spoil)
			rows[i].spoil(&scene);
		bv_scene_play(&scene);
		cr_expect(bv_scene_has_fired(&scene, rows[i].id), "%s is silent", rows[i].id);
		bv_arena_release(&scene.keep);
		free(text);
	}
	free(fine);
}

Test(fire, each_check_is_silent_when_all_is_well)
{
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;
		const char *why;

		bv_scene_set(&scene, fine);
		if (rows[i].mend)
			rows[i].mend(&scene);
		bv_scene_play(&scene);
		why = bv_scene_why_not_run(&scene, rows[i].id);
		cr_expect(!bv_scene_has_fired(&scene, rows[i].id), "%s fires", rows[i].id);
		/* Silence counts only when the check was made. */
		cr_expect(!why, "%s did not run: %s", rows[i].id, why);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

Test(fire, each_check_has_a_row)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const char *id = bv_check_at(i)->id;
		bool is_known = false;

		for (size_t j = 0; j < sizeof(rows) / sizeof(rows[0]); j++)
			is_known |= strcmp(rows[j].id, id) == 0;
		cr_expect(is_known, "%s has no log that it fires on", id);
	}
}

Test(fire, the_fine_log_is_consistent)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	bv_scene_play(&scene);
	for (size_t i = 0; i < scene.result.findings.count; i++)
		cr_expect(scene.result.findings.items[i].level <= BV_LEVEL_NOTE, "%s: %s",
			  scene.result.findings.items[i].id,
			  scene.result.findings.items[i].text.data);
	cr_expect(scene.result.judgement == BV_JUDGEMENT_CONSISTENT);
	bv_arena_release(&scene.keep);
	free(fine);
}

/* "all runs:" of a log whose age is not known: one run stands for them, and is no count. */
Test(fire, what_was_not_counted_is_not_called_few)
{
	static const char *const ids[] = {"flaky.weak-bad", "flaky.unproven-good"};
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.log->era.is_known = false;
	for (size_t i = BAD_RELEASE; i < scene.log->steps.count; i++) {
		scene.log->steps.items[i].is_runs_inferred = true;
		scene.log->steps.items[i].runs.count = 1;
	}
	bv_scene_play(&scene);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		cr_expect_not(bv_scene_has_fired(&scene, ids[i]), "%s", ids[i]);
		cr_expect(bv_scene_why_not_run(&scene, ids[i]), "%s", ids[i]);
	}
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(fire, without_a_tree_what_needs_one_is_not_run)
{
	char *fine = bv_scene_fine_log();
	struct bv_facts none = {0};
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.facts = none;
	bv_scene_play(&scene);
	cr_expect_str_eq(bv_scene_why_not_run(&scene, "range.good-contains-bad"), "no tree");
	cr_expect_str_eq(bv_scene_why_not_run(&scene, "step.revisions-left"), "no tree");
	cr_expect(!bv_scene_why_not_run(&scene, "step.arithmetic"));
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(fire, levels_are_the_users)
{
	static struct bv_check_level levels[] = {
		{BV_TEXT_INIT("culprit.*"), BV_LEVEL_ERROR},
		{BV_TEXT_INIT("culprit.not-verified"), BV_LEVEL_OFF},
	};
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.told.levels = (struct bv_check_levels){.items = levels, .count = 2};
	spoil_others_left(&scene);
	bv_scene_play(&scene);
	cr_expect(scene.result.judgement == BV_JUDGEMENT_REFUTED);
	cr_expect_str_eq(bv_scene_why_not_run(&scene, "culprit.not-verified"), "turned off");
	bv_arena_release(&scene.keep);
	free(fine);
}
