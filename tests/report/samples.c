/* SPDX-License-Identifier: GPL-2.0-only */
/* Reports made by hand. All names and hashes are invented. */
#include "report/samples.h"

#include <limits.h>
#include <string.h>

#include "report/draft.h"

#include "base/banned.h"

#define START  "5eed000011112222333344445555666677778888"
#define V6_1   "6100000011112222333344445555666677778888"
#define V6_0   "6000000011112222333344445555666677778888"
#define MIDDLE "aaaa000011112222333344445555666677778888"
#define WEAK   "bbbb000011112222333344445555666677778888"
#define BLAMED "cccc000011112222333344445555666677778888"
#define PARENT "dddd000011112222333344445555666677778888"

static void name_ends(struct draft *draft, const char *bad, const char *good)
{
	draft->bisection.git.bad = draft_revision(draft, bad, "");
	*BV_APPEND(&draft->bisection.git.good, draft->keep) = draft_revision(draft, good, "");
}

static void ask(struct draft *draft, const char *address)
{
	*BV_APPEND(&draft->bisection.claim.recipients_to, draft->keep) = bv_text_from(address);
}

static void add_refuted_steps(struct draft *draft)
{
	struct bv_step *step;

	step = draft_step(draft, BV_PHASE_START, START, BV_VERDICT_BAD);
	draft_runs(draft, step, 9, BV_OUTCOME_CRASHED, "general protection fault in demo_queue");
	draft_runs(draft, step, 11, BV_OUTCOME_CRASHED, "possible deadlock in demo_remove");
	step = draft_step(draft, BV_PHASE_WALK, V6_1, BV_VERDICT_BAD);
	step->release = BV_TEXT("v6.1");
	step->is_runs_inferred = true;
	draft_runs(draft, step, 10, BV_OUTCOME_CRASHED, "possible deadlock in demo_remove");
	step = draft_step(draft, BV_PHASE_WALK, V6_0, BV_VERDICT_GOOD);
	step->release = BV_TEXT("v6.0");
	draft_runs(draft, step, 10, BV_OUTCOME_OK, "");
	step = draft_step(draft, BV_PHASE_BISECT, MIDDLE, BV_VERDICT_SKIP);
	step->is_build_failed = true;
	step->offer.revisions_left = BV_COUNT(63);
	step->offer.steps_left = BV_COUNT(6);
	step = draft_step(draft, BV_PHASE_BISECT, WEAK, BV_VERDICT_BAD);
	step->offer.revisions_left = BV_COUNT(31);
	step->offer.steps_left = BV_COUNT(5);
	draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
	draft_runs(draft, step, 7, BV_OUTCOME_OK, "");
	draft_runs(draft, step, 2, BV_OUTCOME_BOOT_FAILED, "WARNING in demo_wait");
	step = draft_step(draft, BV_PHASE_BISECT, BLAMED, BV_VERDICT_BAD);
	draft_runs(draft, step, 3, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
	draft_runs(draft, step, 17, BV_OUTCOME_OK, "");
	(void)draft_step(draft, BV_PHASE_BUILD, PARENT, BV_VERDICT_UNKNOWN);
}

static void add_refuted_findings(struct draft *draft)
{
	draft_finding(draft, "culprit.no-code", BV_LEVEL_ERROR, 251, "changes only MAINTAINERS");
	draft_finding_names(draft, BLAMED);
	draft_finding(draft, "kernel.same-as-parent", BV_LEVEL_ERROR, 258,
		      "builds the same kernel as its parent (signature 5b6d00e46fa5)");
	draft_finding(draft, "kernel.same-yet-differs", BV_LEVEL_ERROR, 240,
		      "one kernel was judged bad as cccc00001111 (line 200) and good as "
		      "dddd00001111 (line 240)");
	draft_finding(draft, "crash.other-bug", BV_LEVEL_WARNING, 92,
		      "from bbbb00001111 on, only \"WARNING in demo_wait\"; the start showed two "
		      "other titles");
	draft_finding(draft, "flaky.weak-bad", BV_LEVEL_WARNING, 92,
		      "bbbb00001111 was called bad for 1 crash in 10 runs");
	draft_finding_names(draft, WEAK);
	draft_finding(draft, "flaky.weak-bad", BV_LEVEL_WARNING, 177,
		      "cccc00001111 was called bad for 3 crashes in 20 runs");
	draft_finding_names(draft, BLAMED);
	draft_finding(draft, "culprit.not-verified", BV_LEVEL_NOTE, 0,
		      "nobody tested it again or without the commit");
	draft_finding(draft, "log.unknown-lines", BV_LEVEL_NOTE, 7, "a line of no known kind");
}

/* Two bugs, which lead to different commits. */
static void add_refuted_odds(struct draft *draft)
{
	struct bv_reading *reading;

	draft_odds(draft);
	reading = draft_reading(draft, BV_READING_TITLE, "possible deadlock in demo_remove");
	reading->ln_blamed_most = -88.5;
	reading->candidates = BV_COUNT(129);
	reading->rate = .992;
	reading->runs_to_believe = 2;
	draft_wrong(draft, 0, 4, BV_WRONG_NEVER_SEEN, -31.2);
	reading = draft_reading(draft, BV_READING_TITLE, "general protection fault in demo_queue");
	reading->is_lost_in_walk = true;
	reading->rate = .41;
	reading->runs_to_believe = 14;
	draft_wrong(draft, 1, 1, BV_WRONG_NEVER_SEEN, -7.5);
	draft->bisection.git.line = 30;
}

static void add_refuted_trust(struct draft *draft)
{
	draft->result.trust = (struct bv_trust){
		.is_known = true,
		.chance = .0149,
		.log_odds = -4.19,
		.sample_count = 77,
		.pieces = {{"code", "no code is changed", true, 1, -2.2},
			   {"walk", "the walk back was short", true, 1, .4}},
		.piece_count = 2,
	};
}

static void suspect(struct draft *draft, const char *id, const char *subject, const char *reason)
{
	struct bv_suspect *added = BV_APPEND(&draft->suspects, draft->keep);

	(void)bv_oid_parse(&added->id, bv_text_from(id));
	added->subject = bv_text_from(subject);
	added->reason = bv_text_from(reason);
}

/* One more than the first screen has room for. */
static void add_refuted_suspects(struct draft *draft)
{
	struct bv_suspects *suspects = &draft->suspects;

	suspects->is_asked = true;
	suspects->has_stack = true;
	suspects->commit_count = 129;
	suspects->merges = 12;
	suspects->unread = 2;
	suspect(draft, MIDDLE, "demo: take the lock before the list",
		"changes demo_remove(), 2nd frame");
	suspect(draft, WEAK, "", "changes drivers/demo/remove.c, 1st frame");
	suspect(draft, V6_1,
		"demo: a title so long that it does not fit into one line of a hundred columns "
		"beside its hash",
		"in drivers/demo/, 1st frame");
	suspect(draft, START, "demo: one more", "in drivers/demo/, 3rd frame");
	suspect(draft, PARENT, "demo: and one more", "in drivers/demo/, 10th frame");
	suspect(draft, V6_0, "demo: the last one",
		"in section DEMO DRIVER of MAINTAINERS, 1st frame");
}

const struct bv_report *sample_refuted(struct bv_arena *keep)
{
	struct draft *draft = draft_new("refuted.log", BV_KIND_SYZBOT_CAUSE, keep);

	draft->bisection.era = (struct bv_era){true, 11, 11};
	name_ends(draft, V6_1, V6_0);
	add_refuted_steps(draft);
	draft_blame(draft, BLAMED, "MAINTAINERS: hand the demo driver over");
	ask(draft, "author@example.org");
	ask(draft, "demo-list@example.org");
	draft->bisection.claim.recipients_line = 263;
	draft->bisection.unknown_lines.count = 1;
	add_refuted_findings(draft);
	add_refuted_odds(draft);
	add_refuted_trust(draft);
	add_refuted_suspects(draft);
	draft_not_run(draft, "commit.exists", "no tree", false);
	draft_not_run(draft, "commit.subject", "no tree", false);
	draft_not_run(draft, "fix.inversion", "this is no fix bisection", true);
	draft_not_run(draft, "range.outside", "no tree", false);
	draft->result.judgement = BV_JUDGEMENT_REFUTED;
	draft->result.is_innocence_proven = true;
	draft->result.reason = BV_TEXT("this commit cannot be the cause");
	return draft_finish(draft);
}

const struct bv_report *sample_doubtful(struct bv_arena *keep)
{
	struct draft *draft = draft_new("box.mbox:3", BV_KIND_SYZBOT_FIX, keep);
	struct bv_step *step;

	draft->place.message_id = BV_TEXT("0001@example.org");
	draft->place.subject = BV_TEXT("[syzbot] WARNING in demo_wait");
	draft->place.date = BV_TEXT("2023-09-01");
	draft->bisection.part = 2;
	draft->bisection.started = BV_TEXT("2023-08-30 13:22:22.58 +0000 UTC m=+182.38");
	name_ends(draft, START, MIDDLE);
	*BV_APPEND(&draft->bisection.git.good, keep) = draft_revision(draft, V6_0, "");
	*BV_APPEND(&draft->bisection.git.good, keep) = draft_revision(draft, "v5.19", "");
	(void)draft_step(draft, BV_PHASE_PRETENDED, MIDDLE, BV_VERDICT_BAD);
	step = draft_step(draft, BV_PHASE_BISECT, WEAK, BV_VERDICT_BAD);
	draft_runs(draft, step, 10, BV_OUTCOME_OK, "");
	draft_assume(draft, step, BV_VERDICT_GOOD);
	draft_blame(draft, WEAK, "demo: take the lock before the list");
	draft_tree(draft, "../linux");
	draft->facts.tree.is_shallow = true;
	draft->facts.tree.is_partial = true;
	draft->facts.tree.graph_note = BV_TEXT("the tree is shallow, so git uses none either");
	draft->facts.range.candidates_left = BV_COUNT(3);
	(void)bv_oid_parse(BV_APPEND(&draft->facts.range.left, keep), BV_TEXT(WEAK));
	(void)bv_oid_parse(BV_APPEND(&draft->facts.range.left, keep), BV_TEXT(MIDDLE));
	(void)bv_oid_parse(BV_APPEND(&draft->facts.range.left, keep), BV_TEXT(PARENT));
	*BV_APPEND(&draft->facts.range.left_subjects, keep) =
		BV_TEXT("demo: take the lock before the list");
	*BV_APPEND(&draft->facts.range.left_subjects, keep) =
		BV_TEXT("demo: a title so long that it does not fit into one line of a hundred "
			"columns beside its hash");
	*BV_APPEND(&draft->facts.range.left_subjects, keep) = (struct bv_text){0};
	ask(draft, "author@example.org");
	for (size_t line = 100; line < 107; line++)
		draft_finding(draft, "flaky.unproven-good", BV_LEVEL_WARNING, line,
			      "a good of 10 runs, where 1 run in 20 crashed before");
	draft_not_run(draft, "commit.exists", "commit aaaa00001111 is not in this tree", false);
	draft_not_run(draft, "culprit.reverted", "history is cut (shallow)", false);
	draft_not_run(draft, "kernel.same-as-parent", "no signature", false);
	draft_not_run(draft, "range.outside", "history is cut (shallow)", false);
	draft_not_run(draft, "step.left", "git printed no number", false);
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	draft->result.reason = BV_TEXT("the log does not carry its conclusion");
	return draft_finish(draft);
}

const struct bv_report *sample_consistent(struct bv_arena *keep)
{
	struct draft *draft = draft_new("<stdin>", BV_KIND_GIT_LOG, keep);
	struct bv_revision_facts *found;

	name_ends(draft, "HEAD", "v6.0");
	(void)draft_step(draft, BV_PHASE_BISECT, MIDDLE, BV_VERDICT_GOOD);
	(void)draft_step(draft, BV_PHASE_BISECT, "bbbb0000", BV_VERDICT_UNKNOWN);
	draft_blame(draft, "bbbb0000", "demo: as the log has it");
	draft_tree(draft, "/src/linux");
	found = &draft->facts.revisions[draft->bisection.claim.first_bad.number - 1];
	found->resolution = BV_RESOLUTION_ABBREVIATION;
	(void)bv_oid_parse(&found->id, BV_TEXT(WEAK));
	found->subject = BV_TEXT("demo: free the ring after its last user");
	draft->facts.steps[0].candidates = BV_COUNT(2);
	draft->facts.steps[1].candidates = BV_COUNT(1);
	draft->facts.steps[1].verdict = BV_VERDICT_BAD;
	draft->facts.steps[1].is_verdict_inferred = true;
	draft->facts.range.candidates_left = BV_COUNT(1);
	ask(draft, "author@example.org");
	draft->facts.tree.is_hint_due = true;
	draft->facts.tree.commits_read = 59381;
	draft_not_run(draft, "crash.other-bug", "the log does not say how the runs went", false);
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	draft->result.reason = BV_TEXT("nothing found against it; that does not prove it");
	return draft_finish(draft);
}

const struct bv_report *sample_undecided(struct bv_arena *keep)
{
	struct draft *draft = draft_new("skipped.log", BV_KIND_SESSION, keep);
	struct bv_claim *claim = &draft->bisection.claim;

	name_ends(draft, "v6.1", "v6.0");
	(void)draft_step(draft, BV_PHASE_BISECT, MIDDLE, BV_VERDICT_SKIP);
	claim->ending = BV_ENDING_ONLY_SKIPPED;
	*BV_APPEND(&claim->could_be, keep) = draft_revision(draft, MIDDLE, "");
	*BV_APPEND(&claim->could_be, keep) = draft_revision(draft, WEAK, "");
	draft->result.reason = BV_TEXT("it names no commit");
	return draft_finish(draft);
}

const struct bv_report *sample_nothing(struct bv_arena *keep)
{
	struct draft *draft = draft_new("photo.jpg", BV_KIND_UNKNOWN, keep);

	draft->bisection.is_binary = true;
	return draft_finish(draft);
}

/* Many columns without a blank, so that no line can be folded. */
static const char *long_subject(struct bv_arena *keep)
{
	static const char start[] = "ring \xc3\xa9 \xff\n \x1b]0;pwned\x07";
	const size_t size = 3000;
	char *subject = bv_arena_alloc(keep, size + 1, 1);

	memset(subject, 'x', size);
	memcpy(subject, start, sizeof(start) - 1);
	return subject;
}

const struct bv_report *sample_hostile(struct bv_arena *keep)
{
	static const char title_with_nul[] = "crash\0of \x7f\xc2\x9b";
	struct draft *draft = draft_new("\x1b[2Jlog\n", BV_KIND_SYZBOT_CAUSE, keep);
	struct bv_step *step;

	draft->bisection.started = BV_TEXT("-1");
	draft->bisection.era = (struct bv_era){true, 7, UINT_MAX};
	name_ends(draft, "\xe2\x80\xaegood", "\x1b[31mbad");
	step = draft_step(draft, BV_PHASE_BISECT, "HEAD~\xfe", BV_VERDICT_BAD);
	step->offer.revisions_left = BV_COUNT(SIZE_MAX);
	draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "b\xff");
	draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "b\xfe");
	draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "");
	step->runs.items[2].title = (struct bv_text){title_with_nul, sizeof(title_with_nul) - 1};
	step = draft_step(draft, BV_PHASE_UNKNOWN, "v1", BV_VERDICT_UNKNOWN);
	step->revision = (struct bv_revision_ref){UINT32_MAX};
	step->release = BV_TEXT("v1 \xe2\x80\xae and a release name far too long for its column");
	draft_blame(draft, "no hash at all", long_subject(keep));
	draft_finding(draft, "commit.subject", BV_LEVEL_ERROR, 4,
		      "two\nlines\r\x1b[1A, \xe2\x80\xaeright to left\xe2\x80\xac, half \xe2\x80");
	draft_not_run(draft, "range.outside", "why\x1b[2J\nnot", false);
	draft->suspects.is_asked = true;
	draft->suspects.has_stack = false;
	draft->suspects.is_whole_range = true;
	draft->suspects.commit_count = 1;
	suspect(draft, V6_1, "two\nlines \xe2\x80\xae and \x1b[2J", "changes a\xff\x1b[31m()");
	draft->bisection.is_truncated = true;
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	draft->result.reason = BV_TEXT("a reason\nin two lines");
	return draft_finish(draft);
}

const struct sample samples[] = {
	{"refuted", sample_refuted},       {"doubtful", sample_doubtful},
	{"consistent", sample_consistent}, {"undecided", sample_undecided},
	{"nothing", sample_nothing},       {"hostile", sample_hostile},
};
const size_t sample_count = sizeof(samples) / sizeof(samples[0]);
