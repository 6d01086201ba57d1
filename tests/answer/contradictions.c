/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * No two sentences of one answer contradict each other: a table of those that could, asked of every
 * text at hand, ours and where they are the published ones, with and without a title.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "answer/answer.h"
#include "log/log.h"

#include "base/banned.h"

#define FILES_MAX 4096

/*
 * What an answer says
 */

static bool has_reason(const struct bv_reasons *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		for (size_t k = 0; k < list->items[i].ids.count; k++)
			if (bv_text_equal(list->items[i].ids.items[k], bv_text_from(id)))
				return true;
	return false;
}

static bool has_for(const struct bv_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->for_it.count; i++)
		if (strcmp(answer->for_it.items[i].name, name) == 0)
			return true;
	return false;
}

static bool is_grave(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->against.count; i++)
		if (answer->against.items[i].level >= BV_LEVEL_WARNING)
			return true;
	return false;
}

static bool is_doubted(const struct bv_answer *answer)
{
	return answer->verdict == BV_JUDGEMENT_DOUBTFUL || answer->verdict == BV_JUDGEMENT_REFUTED;
}

static bool is_consistent(const struct bv_answer *answer)
{
	return answer->verdict == BV_JUDGEMENT_CONSISTENT;
}

static bool cannot_be(const struct bv_answer *answer)
{
	return bv_text_contains(answer->headline, BV_TEXT("cannot be"));
}

static bool nothing_found(const struct bv_answer *answer)
{
	return bv_text_contains(answer->headline, BV_TEXT("nothing found against it"));
}

static bool says_do_not_mail(const struct bv_answer *answer)
{
	return bv_text_starts_with(answer->people_text, BV_TEXT("do not "));
}

static bool names_people_calmly(const struct bv_answer *answer)
{
	return answer->recipients.count && !says_do_not_mail(answer);
}

static bool no_grave(const struct bv_answer *answer)
{
	return !is_grave(answer);
}

static bool is_in_progress(const struct bv_answer *answer)
{
	return answer->progress.is_in_progress;
}

static bool blames(const struct bv_answer *answer)
{
	return !bv_revision_ref_is_none(answer->c->bisection->claim.first_bad);
}

static bool one_title(const struct bv_answer *answer)
{
	return has_for(answer, "one-title");
}

static bool several_titles(const struct bv_answer *answer)
{
	return answer->bugs.count > 1 || has_reason(&answer->against, "crash.other-bug") ||
	       has_reason(&answer->against, "crash.end-unseen");
}

static bool clear_runs(const struct bv_answer *answer)
{
	return has_for(answer, "clear-runs");
}

static bool weak_bad(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "flaky.weak-bad");
}

static bool likely_false_good(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "flaky.error-probability");
}

static bool short_walk(const struct bv_answer *answer)
{
	return has_for(answer, "short-walk");
}

static bool long_walk(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "walk.long");
}

static bool other_kernel(const struct bv_answer *answer)
{
	return has_for(answer, "other-kernel");
}

static bool same_kernel(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "kernel.same-as-parent") ||
	       has_reason(&answer->against, "kernel.end-differs");
}

static bool only_one(const struct bv_answer *answer)
{
	return has_for(answer, "only-one");
}

static bool others_left(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "culprit.others-left") ||
	       has_reason(&answer->against, "culprit.excluded");
}

static bool goes_on(const struct bv_answer *answer)
{
	return answer->plan.kind == BV_PLAN_GO_ON;
}

static bool has_nothing_to_go_on_with(const struct bv_answer *answer)
{
	const struct bv_bug *bug = &answer->bugs.items[0];

	return !bug->does_salvage_lead || !bv_salvage_has_ends(&bug->salvage, answer->c) ||
	       (bug->left.is_known && bug->left.value == 0);
}

static bool is_to_be_surer(const struct bv_answer *answer)
{
	return bv_text_starts_with(answer->plan.text, BV_TEXT("to be surer"));
}

static bool is_blind(const struct bv_answer *answer)
{
	const struct bv_wrong *wrong = answer->bugs.items[0].wrong;

	return wrong && wrong->verdict.reason == BV_WRONG_BLIND;
}

/* A verdict is called wrong, and the log to go on with has it all the same. */
static bool keeps_what_is_wrong(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->bugs.count; i++) {
		const struct bv_bug *bug = &answer->bugs.items[i];
		const struct bv_tested *tested;

		if (!bug->wrong || bug->wrong->verdict.reason == BV_WRONG_BLIND)
			continue;
		tested = &answer->result->odds.tested[bug->wrong->verdict.tested];
		if (bug->salvage.kept[tested->step].verdict == tested->verdict &&
		    tested->verdict != BV_VERDICT_UNKNOWN)
			return true;
		if (tested->verdict == BV_VERDICT_BAD &&
		    bv_revision_ref_equal(bug->salvage.bad, tested->revision))
			return true;
	}
	return false;
}

static bool is_any(const struct bv_answer *answer)
{
	(void)answer;
	return true;
}

static bool calls_a_verdict_wrong(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->bugs.count; i++)
		if (!bv_text_is_empty(answer->bugs.items[i].wrong_text))
			return true;
	return false;
}

static bool says_if_wrong(const struct bv_answer *answer)
{
	return !bv_text_is_empty(answer->if_wrong_text);
}

static bool names_what_counts(const struct bv_answer *answer)
{
	return !bv_text_is_empty(answer->plan.counts);
}

static bool is_bug_open(const struct bv_answer *answer)
{
	return answer->is_bug_open;
}

static bool trusts(const struct bv_answer *answer)
{
	return answer->result->trust.is_known && bv_trust_percent(&answer->result->trust) >= 50;
}

static bool low_trust(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "odds.low-trust");
}

static bool is_unfinished(const struct bv_answer *answer)
{
	return has_reason(&answer->against, "log.unfinished");
}

static bool has_commands_for_stdin(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->plan.commands.count; i++)
		if (bv_text_contains(answer->plan.commands.items[i], BV_TEXT("<stdin>")))
			return true;
	return false;
}

static bool is_test_without_commit(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->plan.tests.count; i++)
		if (bv_text_is_empty(answer->plan.tests.items[i].name))
			return true;
	return false;
}

/* Both of a row true of one answer contradict each other. */
static const struct pair {
	const char *name;
	bool (*one)(const struct bv_answer *answer);
	bool (*other)(const struct bv_answer *answer);
} pairs[] = {
	{"nothing found against it, and a warning", nothing_found, is_grave},
	{"consistent, and a warning", is_consistent, is_grave},
	{"doubted, and no warning", is_doubted, no_grave},
	{"consistent, and do not mail", is_consistent, says_do_not_mail},
	{"doubted, and people are only counted", is_doubted, names_people_calmly},
	{"consistent, and a verdict is called wrong", is_consistent, calls_a_verdict_wrong},
	{"consistent, and supposed to be wrong", is_consistent, says_if_wrong},
	{"in progress, and a commit is blamed", is_in_progress, blames},
	{"one bug, and crashes of several", one_title, several_titles},
	{"clear runs, and a bad of few crashes", clear_runs, weak_bad},
	{"clear runs, and a likely false good", clear_runs, likely_false_good},
	{"a short walk, and a long one", short_walk, long_walk},
	{"kernels that differ, and do not", other_kernel, same_kernel},
	{"only one is left, and others are", only_one, others_left},
	{"go on, with nothing to go on with", goes_on, has_nothing_to_go_on_with},
	{"go on, from a result that nothing is against", goes_on, is_consistent},
	{"go on, though the good release is in doubt", goes_on, is_blind},
	{"go on, before it is said which bug", goes_on, is_bug_open},
	{"cannot be the cause, and test it to be surer", cannot_be, is_to_be_surer},
	{"not finished, and test it to be surer", is_unfinished, is_to_be_surer},
	{"a verdict is wrong, and the log to go on with keeps it", keeps_what_is_wrong, is_any},
	{"a verdict is wrong, and none stands out", calls_a_verdict_wrong, says_if_wrong},
	{"which bug is open, and one counts", is_bug_open, names_what_counts},
	{"half of such results are right, and few are", trusts, low_trust},
	{"a command names what cannot be named", has_commands_for_stdin, is_any},
	{"a test of no commit", is_test_without_commit, is_any},
};
#define PAIRS (sizeof(pairs) / sizeof(pairs[0]))

/*
 * All answers
 */

struct tally {
	size_t answers;
	size_t held[PAIRS]; /* how often the first of each pair was said */
};

static void check(struct tally *tally, const struct bv_answer *answer)
{
	tally->answers++;
	for (size_t i = 0; i < PAIRS; i++) {
		if (!pairs[i].one(answer))
			continue;
		tally->held[i]++;
		cr_expect_not(pairs[i].other(answer), "%.*s part %zu: %s",
			      BV_TEXT_ARG(answer->place.log), answer->c->bisection->part,
			      pairs[i].name);
	}
}

static void judge(struct tally *tally, const struct bv_source *source,
		  const struct bv_bisection *bisection, struct bv_text title)
{
	const struct bv_told told = {.title = title};
	struct bv_arena keep = {0};
	struct bv_case c;
	struct bv_check_result result;
	struct bv_answer answer;
	struct bv_place place = bv_place_of(source, &keep);

	bv_case_open(&c, bisection, &told, NULL, &keep);
	bv_checks_run(&result, &c, &keep);
	bv_answer_make(&answer, &c, &result, &place, &keep);
	check(tally, &answer);
	bv_arena_release(&keep);
}

/* As it is, and as one who reports each of the start's titles, and one that nobody saw. */
static void judge_with_titles(struct tally *tally, const struct bv_source *source,
			      const struct bv_bisection *bisection)
{
	struct bv_text last = {0};

	judge(tally, source, bisection, (struct bv_text){0});
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		for (size_t k = 0; k < step->runs.count; k++) {
			struct bv_text title = step->runs.items[k].title;

			if (step->phase != BV_PHASE_START || bv_text_is_empty(title) ||
			    bv_text_equal(title, last))
				continue;
			last = title;
			judge(tally, source, bisection, title);
		}
	}
	if (bisection->steps.count)
		judge(tally, source, bisection, BV_TEXT("WARNING in demo_nobody_saw_it"));
}

static void judge_file(struct tally *tally, const char *path)
{
	struct bv_sources *sources = NULL;
	struct bv_source source;
	struct bv_error err = {0};
	struct bv_arena keep = {0};

	if (!bv_sources_open(&sources, path, &err))
		return;
	while (bv_sources_next(&source, sources, &keep, &err)) {
		struct bv_bisections bisections = {0};

		bv_log_read(&bisections, &source, &keep);
		for (size_t i = 0; i < bisections.count; i++)
			judge_with_titles(tally, &source, &bisections.items[i]);
		bv_arena_release(&keep);
	}
	bv_arena_release(&keep);
	bv_sources_close(sources);
}

static void judge_folder(struct tally *tally, const char *folder)
{
	DIR *list = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (list && (entry = readdir(list)) && count++ < FILES_MAX) {
		char path[1024];

		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		judge_file(tally, path);
	}
	if (list)
		(void)closedir(list);
}

Test(contradictions, are_none_in_our_own_texts)
{
	struct tally tally = {0};

	judge_folder(&tally, BV_TEST_DATA "/logs");
	judge_folder(&tally, BV_TEST_DATA "/producers");
	judge_folder(&tally, BV_TEST_DATA "/checks");
	judge_folder(&tally, BV_TEST_DATA "/git");
	judge_folder(&tally, BV_TEST_DATA "/syzbot");
	cr_expect(tally.answers > 50, "%zu", tally.answers);
}

Test(contradictions, are_none_in_published_texts)
{
	static const char *const folders[] = {"/data/syzbot/logs", "/data/syzbot-more/logs",
					      "/data/mails",       "/data/posted",
					      "/data/linux/logs",  "/data/cases",
					      "/data/hook-mails"};
	struct tally tally = {0};

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[1024];

		(void)snprintf(path, sizeof(path), BV_SHARED "%s", folders[i]);
		judge_folder(&tally, path);
	}
	if (tally.answers == 0)
		cr_skip_test("skipped: the texts are not here");
	for (size_t i = 0; i < PAIRS; i++)
		cr_log_info("%6zu of %zu answers: %s", tally.held[i], tally.answers, pairs[i].name);
}
