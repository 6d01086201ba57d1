/* SPDX-License-Identifier: GPL-2.0-only */
/* The lines that syzkaller prints, in one table. */
#include "syzbot_private.h"

#include "base/banned.h"

/* Where a line can stand; the same words elsewhere are somebody's free text. */
enum place {
	ANYWHERE = 0,
	IN_TEST,   /* between a test's header and its runs */
	IN_GIT,    /* in git's answer to a command */
	AT_THE_END /* after "revisions tested:" */
};

#define FROM(era)                                                                                  \
	{                                                                                          \
		(era), BV_ERA_LAST                                                                 \
	}
#define UNTIL(era)                                                                                 \
	{                                                                                          \
		BV_ERA_FIRST, (era)                                                                \
	}
#define WITHIN(a, b)                                                                               \
	{                                                                                          \
		(a), (b)                                                                           \
	}
#define ALWAYS                                                                                     \
	{                                                                                          \
		BV_ERA_FIRST, BV_ERA_LAST                                                          \
	}

/*
 * Only a known prefix at column 0 makes a line; an empty one asks the handler to look for itself.
 * The span is in which eras the line was printed. Source: the versions of syzkaller's
 * pkg/bisect/bisect.go, pkg/vcs/git.go, pkg/vcs/linux.go, pkg/kconfig/minimize.go and
 * pkg/bisect/minimize/slice.go.
 */
static const struct {
	struct bv_text prefix;
	enum place place;
	struct bv_era_span eras;
	bv_syzbot_handler *handler;
} kinds[] = {
	/* one test */
	{BV_TEXT_INIT("run #"), ANYWHERE, FROM(BV_ERA_2018_05_EIGHT_RUNS), bv_syzbot_take_run},
	{BV_TEXT_INIT("try #"), ANYWHERE, UNTIL(BV_ERA_2018_05_FIVE_TRIES), bv_syzbot_take_run},
	{BV_TEXT_INIT("all runs: "), ANYWHERE, FROM(BV_ERA_2018_05_EIGHT_RUNS),
	 bv_syzbot_take_all_runs},
	{BV_TEXT_INIT("testing commit "), ANYWHERE, ALWAYS, bv_syzbot_take_test},
	{BV_TEXT_INIT("compiler: "), IN_TEST, FROM(BV_ERA_2021_07_COMPILER),
	 bv_syzbot_take_compiler},
	{BV_TEXT_INIT("kernel signature: "), ANYWHERE, FROM(BV_ERA_2019_11_SIGNATURE),
	 bv_syzbot_take_signature},
	{BV_TEXT_INIT("failed building "), IN_TEST, FROM(BV_ERA_2023_05_INFRA),
	 bv_syzbot_take_build_failure},
	{BV_TEXT_INIT("failed testing reproducer on "), IN_TEST, FROM(BV_ERA_2023_05_INFRA),
	 bv_syzbot_take_setup_failure},
	{BV_TEXT_INIT("failed: "), IN_TEST, UNTIL(BV_ERA_2023_05_INFRA),
	 bv_syzbot_take_setup_failure},
	{BV_TEXT_INIT("representative crash: "), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_representative},
	{BV_TEXT_INIT("false negative chance: "), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_false_negative},
	{BV_TEXT_INIT("reproducer seems to be flaky"), ANYWHERE,
	 WITHIN(BV_ERA_2020_11_FLAKY, BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},
	{BV_TEXT_INIT("too many neither good nor bad results, skipping this commit"), ANYWHERE,
	 WITHIN(BV_ERA_2023_06_MAJORITY, BV_ERA_2023_06_ENOUGH_RUNS), bv_syzbot_take_known},
	{BV_TEXT_INIT("unable to determine the verdict: "), ANYWHERE,
	 FROM(BV_ERA_2023_06_ENOUGH_RUNS), bv_syzbot_take_known},

	/* git */
	{BV_TEXT_INIT("# git bisect start "), ANYWHERE, ALWAYS, bv_syzbot_take_git_start},
	{BV_TEXT_INIT("# git bisect "), ANYWHERE, ALWAYS, bv_syzbot_take_git_mark},
	{BV_TEXT_INIT("Bisecting: a merge base must be tested"), IN_GIT, ALWAYS,
	 bv_syzbot_take_merge_base_test},
	{BV_TEXT_INIT("Bisecting: "), IN_GIT, ALWAYS, bv_syzbot_take_bisecting},
	{BV_TEXT_INIT("["), IN_GIT, ALWAYS, bv_syzbot_take_subject},
	{BV_TEXT_INIT("There are only 'skip'ped commit"), IN_GIT, ALWAYS,
	 bv_syzbot_take_only_skipped},
	{BV_TEXT_INIT("The first bad commit could be any of:"), IN_GIT, ALWAYS,
	 bv_syzbot_take_git_list},
	{BV_TEXT_INIT("The first 'bad' commit could be any of:"), IN_GIT, ALWAYS,
	 bv_syzbot_take_git_list},
	{BV_TEXT_INIT("We cannot bisect more!"), IN_GIT, ALWAYS, bv_syzbot_take_known},
	{BV_TEXT_INIT("The merge base "), IN_GIT, ALWAYS, bv_syzbot_take_bad_merge_base},
	{BV_TEXT_INIT(""), IN_GIT, ALWAYS, bv_syzbot_take_first_bad},

	/* the release walk and the phases */
	{BV_TEXT_INIT("testing release "), ANYWHERE, ALWAYS, bv_syzbot_take_release},
	{BV_TEXT_INIT("testing current HEAD "), ANYWHERE, ALWAYS, bv_syzbot_take_head},
	{BV_TEXT_INIT("picked ["), ANYWHERE, FROM(BV_ERA_2023_08_PICKED), bv_syzbot_take_picked},
	{BV_TEXT_INIT("parent commit "), ANYWHERE, FROM(BV_ERA_2019_12_PARENT),
	 bv_syzbot_take_parent},
	{BV_TEXT_INIT("checking the merge base "), ANYWHERE, FROM(BV_ERA_2023_08_INTRODUCED),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("no existing result, test the revision"), ANYWHERE,
	 FROM(BV_ERA_2023_08_INTRODUCED), bv_syzbot_take_merge_base},
	{BV_TEXT_INIT("the bug was not introduced yet; pretend that kernel crashed"), ANYWHERE,
	 FROM(BV_ERA_2023_08_INTRODUCED), bv_syzbot_take_pretended},
	{BV_TEXT_INIT("determine whether the revision contains the guilty commit"), ANYWHERE,
	 FROM(BV_ERA_2023_08_INTRODUCED), bv_syzbot_take_known},
	{BV_TEXT_INIT("revision "), ANYWHERE, ALWAYS, bv_syzbot_take_named},
	{BV_TEXT_INIT("determining the merge base between "), ANYWHERE,
	 FROM(BV_ERA_2023_06_ENOUGH_RUNS), bv_syzbot_take_known},
	{BV_TEXT_INIT("expected 1 merge base, got "), ANYWHERE, FROM(BV_ERA_2023_06_ENOUGH_RUNS),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("reproducer does not crash the merge base, so there's no known bad commit"),
	 ANYWHERE, FROM(BV_ERA_2023_08_PICKED), bv_syzbot_take_no_known_bad},

	/* the head of the log */
	{BV_TEXT_INIT("bisecting cause commit starting from "), ANYWHERE,
	 FROM(BV_ERA_2019_03_TEN_RUNS), bv_syzbot_take_cause},
	{BV_TEXT_INIT("bisecting fixing commit since "), ANYWHERE, FROM(BV_ERA_2019_03_TEN_RUNS),
	 bv_syzbot_take_fix},
	{BV_TEXT_INIT("searching for guilty commit starting from "), ANYWHERE,
	 UNTIL(BV_ERA_2018_05_EIGHT_RUNS), bv_syzbot_take_cause},
	{BV_TEXT_INIT("searching for fixing commit since "), ANYWHERE,
	 UNTIL(BV_ERA_2018_05_EIGHT_RUNS), bv_syzbot_take_fix},
	{BV_TEXT_INIT("building syzkaller on "), ANYWHERE, ALWAYS, bv_syzbot_take_before_start},
	{BV_TEXT_INIT("fetch other tags and check if the commit is present"), ANYWHERE,
	 FROM(BV_ERA_2023_08_PICKED), bv_syzbot_take_known},
	{BV_TEXT_INIT("fetch failed with "), ANYWHERE, FROM(BV_ERA_2023_08_PICKED),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("rewritten commit "), ANYWHERE, FROM(BV_ERA_2022_10_ENSURE),
	 bv_syzbot_take_rewritten},
	{BV_TEXT_INIT("ensuring issue is reproducible on original commit "), ANYWHERE,
	 FROM(BV_ERA_2022_10_ENSURE), bv_syzbot_take_start_again},

	/* minimisation of the configuration: its tests are steps, its words are not ours */
	{BV_TEXT_INIT("# configuration already minimized"), ANYWHERE, FROM(BV_ERA_2020_07_TIMEOUT),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("# using "), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known},
	{BV_TEXT_INIT("# start config bisection"), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known},
	{BV_TEXT_INIT("# config-bisect.pl "), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known_text},
	{BV_TEXT_INIT("# config_bisect.pl "), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known_text},
	{BV_TEXT_INIT("# found config option changes "), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known},
	{BV_TEXT_INIT("# testing with generated minimized config "), ANYWHERE,
	 WITHIN(BV_ERA_2020_07_TIMEOUT, BV_ERA_2020_07_TO_AND_CC), bv_syzbot_take_known},
	{BV_TEXT_INIT("testing with generated minimized config "), ANYWHERE,
	 FROM(BV_ERA_2020_07_TIMEOUT), bv_syzbot_take_known},
	{BV_TEXT_INIT("testing baseline config failed"), ANYWHERE, FROM(BV_ERA_2020_07_TIMEOUT),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("crash reproduces with baseline config"), ANYWHERE,
	 FROM(BV_ERA_2020_07_TIMEOUT), bv_syzbot_take_known},
	{BV_TEXT_INIT("unable to test using baseline config"), ANYWHERE,
	 FROM(BV_ERA_2020_07_TIMEOUT), bv_syzbot_take_known},
	{BV_TEXT_INIT("minimizing config failed"), ANYWHERE, FROM(BV_ERA_2020_07_TIMEOUT),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("Minimizing config failed"), ANYWHERE, FROM(BV_ERA_2020_07_TIMEOUT),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("kconfig minimization: "), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("base config crashes"), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("trying half: "), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("half crashed"), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("both halves did not crash"), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("resulting configs: "), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("only full config crashes"), ANYWHERE, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("check whether we can drop unnecessary instrumentation"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},
	{BV_TEXT_INIT("disabling configs for "), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("there was nothing we could disable; skip"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},
	{BV_TEXT_INIT("the bug reproduces without the instrumentation"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_reproduces},
	{BV_TEXT_INIT("split chunk"), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("testing without sub-chunk "), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("the chunk can be dropped"), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("no need to test this chunk"), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("no way to further split the chunk"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},
	{BV_TEXT_INIT("we have reached the limit on predicate runs"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},
	{BV_TEXT_INIT("minimized to "), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_known},
	{BV_TEXT_INIT("config minimization failed due to bad Kconfig "), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known_text},
	{BV_TEXT_INIT("proceeding with the original config"), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_known},

	/* the result */
	{BV_TEXT_INIT("accumulated error probability: "), ANYWHERE,
	 FROM(BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_error_probability},
	{BV_TEXT_INIT("failed to detect noop change: "), ANYWHERE, FROM(BV_ERA_2019_11_SIGNATURE),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("failed to detect release: "), ANYWHERE, FROM(BV_ERA_2019_11_SIGNATURE),
	 bv_syzbot_take_known_text},
	{BV_TEXT_INIT("culprit signature: "), ANYWHERE, FROM(BV_ERA_2019_12_PARENT),
	 bv_syzbot_take_signatures_culprit},
	{BV_TEXT_INIT("parent  signature: "), ANYWHERE, FROM(BV_ERA_2019_12_PARENT),
	 bv_syzbot_take_signatures_parent},
	{BV_TEXT_INIT("previous signature: "), ANYWHERE,
	 WITHIN(BV_ERA_2019_11_SIGNATURE, BV_ERA_2019_12_PARENT), bv_syzbot_take_signatures_parent},
	{BV_TEXT_INIT("Reproducer flagged being flaky"), ANYWHERE,
	 WITHIN(BV_ERA_2020_11_FLAKY, BV_ERA_2023_07_REPRESENTATIVE), bv_syzbot_take_flagged_flaky},
	{BV_TEXT_INIT("reproducer is flaky ("), ANYWHERE, FROM(BV_ERA_2023_07_REPRESENTATIVE),
	 bv_syzbot_take_flagged_flaky},
	{BV_TEXT_INIT("crash still not fixed/happens on the oldest tested release"), ANYWHERE,
	 FROM(BV_ERA_2023_05_INFRA), bv_syzbot_take_known},
	{BV_TEXT_INIT("HEAD had kernel build, boot or test errors"), ANYWHERE,
	 FROM(BV_ERA_2023_05_INFRA), bv_syzbot_take_head_errors},
	{BV_TEXT_INIT("revisions tested: "), ANYWHERE, ALWAYS, bv_syzbot_take_totals},
	{BV_TEXT_INIT("error: "), AT_THE_END, ALWAYS, bv_syzbot_take_error},
	{BV_TEXT_INIT("first bad commit: "), AT_THE_END, ALWAYS, bv_syzbot_take_result},
	{BV_TEXT_INIT("first good commit: "), AT_THE_END, ALWAYS, bv_syzbot_take_result},
	{BV_TEXT_INIT("bisection is inconclusive, the first "), AT_THE_END,
	 FROM(BV_ERA_2019_03_TEN_RUNS), bv_syzbot_take_inconclusive},
	{BV_TEXT_INIT("the crash already happened on the oldest tested release"), AT_THE_END,
	 WITHIN(BV_ERA_2019_03_TEN_RUNS, BV_ERA_2023_05_INFRA), bv_syzbot_take_oldest_release},
	{BV_TEXT_INIT("oldest tested release already had the bug"), AT_THE_END,
	 FROM(BV_ERA_2023_05_INFRA), bv_syzbot_take_oldest_release},
	{BV_TEXT_INIT("the crash is still unfixed"), AT_THE_END, UNTIL(BV_ERA_2018_05_EIGHT_RUNS),
	 bv_syzbot_take_still_on_head},
	{BV_TEXT_INIT("the crash still happens on HEAD"), AT_THE_END,
	 WITHIN(BV_ERA_2019_03_TEN_RUNS, BV_ERA_2023_05_INFRA), bv_syzbot_take_still_on_head},
	{BV_TEXT_INIT("crash still not fixed o"), AT_THE_END, FROM(BV_ERA_2023_05_INFRA),
	 bv_syzbot_take_still_on_head},
	{BV_TEXT_INIT("commit msg: "), AT_THE_END, FROM(BV_ERA_2019_11_HASHES),
	 bv_syzbot_take_commit_message},
	{BV_TEXT_INIT("cc: "), AT_THE_END, UNTIL(BV_ERA_2020_07_TIMEOUT), bv_syzbot_take_cc},
	{BV_TEXT_INIT("recipients (to): "), AT_THE_END, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_recipients_to},
	{BV_TEXT_INIT("recipients (cc): "), AT_THE_END, FROM(BV_ERA_2020_07_TO_AND_CC),
	 bv_syzbot_take_recipients_cc},
	{BV_TEXT_INIT("crash: "), AT_THE_END, ALWAYS, bv_syzbot_take_crash},

	/* the mail that brings the log */
	{BV_TEXT_INIT("start commit:"), ANYWHERE, ALWAYS, bv_syzbot_take_mail_commit},
	{BV_TEXT_INIT("Fixes: "), ANYWHERE, ALWAYS, bv_syzbot_take_mail_commit},

	/* these look for themselves, and last */
	{BV_TEXT_INIT(""), ANYWHERE, FROM(BV_ERA_2022_07_HOST), bv_syzbot_take_host},
	{BV_TEXT_INIT(""), ANYWHERE, FROM(BV_ERA_2023_06_ENOUGH_RUNS),
	 bv_syzbot_take_merge_base_title},
};

static bool is_at(const struct bv_syzbot *state, enum place place)
{
	switch (place) {
	case ANYWHERE:
		return true;
	case IN_TEST:
		return state->text == BV_SYZBOT_TEXT_BUILD;
	case IN_GIT:
		return state->text == BV_SYZBOT_TEXT_GIT;
	case AT_THE_END:
		return state->has_totals;
	}
	return false;
}

bool bv_syzbot_take_kind(struct bv_syzbot *state, const struct bv_line *line)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct bv_text rest = line->text;

		if (!is_at(state, kinds[i].place) || !bv_take_prefix(&rest, kinds[i].prefix) ||
		    !kinds[i].handler(state, line, rest))
			continue;
		bv_era_narrow(&state->era, kinds[i].eras);
		return true;
	}
	return false;
}
