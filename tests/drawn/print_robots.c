/* SPDX-License-Identifier: GPL-2.0-only */
/* What KernelCI and Intel's kernel test robot (LKP) made of a bisection. */
#include <string.h>

#include "story.h"

#define LINE "-------------------------------------------------------------------------------\n"
/* LKP tests a good commit so often, and the blamed one's parent again. */
#define GOOD_RUNS   180
#define PARENT_RUNS 550

static const struct tree_commit *commit_at(const struct story *story, size_t commit)
{
	return &story->record.plan.tree->commits[commit];
}

/*
 * KernelCI, 2019 to 2024: the commit with its patch, and git's log between lines.
 */

static void print_box(FILE *out)
{
	fprintf(out, "* * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * *\n"
		     "* This automated bisection report was sent to you on the basis  *\n"
		     "* that you may be involved with the breaking commit it has      *\n"
		     "* found.  No manual investigation has been done to verify it,   *\n"
		     "* and the root cause of the problem may be somewhere else.      *\n"
		     "*                                                               *\n"
		     "* If you do send a fix, please include this trailer:            *\n"
		     "*   Reported-by: \"demo.example bot\" <bot@example.org>           *\n"
		     "*                                                               *\n"
		     "* Hope this helps!                                              *\n"
		     "* * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * *\n\n");
}

static void print_summary(const struct story *story, struct dice *dice, FILE *out)
{
	const struct tree_commit *start = commit_at(story, story->record.plan.bad);
	/* A revert that does not apply, or one that does not help, is told as it is. */
	const char *revert = dice_chance(dice, 80) ? "PASS" : "SKIP";

	fprintf(out,
		"demo/master bisection: boot on demo-board\n\nSummary:\n"
		"  Start:      %.12s %s\n"
		"  Details:    https://ci.example.org/boot/id/5dd5175059b514af0dcf54d0\n"
		"  Plain log:  https://ci.example.org//demo/master/boot-demo-board.txt\n"
		"  HTML log:   https://ci.example.org//demo/master/boot-demo-board.html\n"
		"  Result:     %.12s %s\n\n"
		"Checks:\n  revert:     %s\n  verify:     PASS\n\n",
		start->hex, start->subject, story->blamed, story->shown->subject, revert);
	fprintf(out, "Parameters:\n"
		     "  Tree:       demo\n"
		     "  URL:        git://git.example.org/linux-demo.git\n"
		     "  Branch:     master\n"
		     "  Target:     demo-board\n"
		     "  CPU arch:   x86_64\n"
		     "  Lab:        lab-demo\n"
		     "  Compiler:   gcc-8\n"
		     "  Config:     x86_64_defconfig\n"
		     "  Test suite: boot\n\n");
}

/* What `git show` prints; of a falsified id nothing but the id is false. */
static void print_shown(const struct story *story, FILE *out)
{
	struct bv_arena keep = {0};
	struct bv_text text = tree_show(story->record.plan.tree, story->shown, &keep);

	fprintf(out, "commit %s", story->blamed);
	story_print_text(out, bv_text_from_offset(text, strlen("commit ") + 40));
	bv_arena_release(&keep);
}

static void print_kernelci_text(const struct story *story, struct dice *dice, FILE *out)
{
	print_box(out);
	print_summary(story, dice, out);
	fprintf(out, "Breaking commit found:\n\n" LINE);
	print_shown(story, out);
	fprintf(out, LINE "\n\nGit bisection log:\n\n" LINE);
	story_print_plain_log(story, out);
	fprintf(out, LINE);
}

void story_print_kernelci(const struct story *story, FILE *out)
{
	struct dice dice = {story->seed + 2};

	fprintf(out,
		"Message-ID: <5e138de1.1c69fb81.bcd11.0667@mx.example.org>\n"
		"Date: Mon, 06 Jan 2020 11:43:29 -0800 (PST)\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=\"utf-8\"\n"
		"Content-Transfer-Encoding: quoted-printable\n"
		"X-Kernelci-Report-Type: bisect\n"
		"Subject: demo/master bisection: boot on demo-board\n"
		"From: \"demo.example bot\" <bot@example.org>\n"
		"To: %s\n\n",
		story->shown->author->mail);
	story_print_quoted(story, &dice, print_kernelci_text, out);
}

/*
 * LKP's logs: git's own, with the runs behind each verdict.
 */

static void print_counts(const struct story *story, bool is_bad, size_t good_runs, FILE *out)
{
	struct dice dice = {story->seed + (is_bad ? 3 : 4) + good_runs};
	size_t dirty = dice_below(&dice, 20), bad = 1 + dice_below(&dice, 3);

	if (!story->robot.is_modern && is_bad)
		fprintf(out, "      0- %6zu", bad);
	else if (!story->robot.is_modern)
		fprintf(out, "    %zu+      0", good_runs);
	else if (is_bad)
		fprintf(out, "  B %6zu %5zu %4zu %3zu", dirty, bad, dirty, dirty);
	else
		fprintf(out, "  G %6zu     0 %4zu %3zu", good_runs / 10, dirty, dirty);
}

/* "git bisect good H  # 22:41    190+      0  SUBJECT" */
static void print_lkp_step(const struct story *story, size_t commit, bool is_bad, size_t minutes,
			   FILE *out)
{
	const struct tree_commit *tested = commit_at(story, commit);
	size_t runs = GOOD_RUNS + minutes % 13;

	if (minutes == 0)
		runs = PARENT_RUNS;
	minutes += 20 * 60;
	fprintf(out, "git bisect %s %s  # %02zu:%02zu", is_bad ? " bad" : "good", tested->hex,
		minutes / 60 % 24, minutes % 60);
	print_counts(story, is_bad, runs, out);
	fprintf(out, "  %s\n", tested->subject);
}

static void print_extra_tests(const struct story *story, struct dice *dice, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	const struct tree_commit *culprit = commit_at(story, story->record.culprit);
	struct bv_arena keep = {0};

	for (size_t p = 0; p < culprit->parent_count; p++)
		print_lkp_step(story, culprit->parents[p], false, 0, out);
	if (story->robot.is_modern && dice_chance(dice, 50)) {
		fprintf(out, "# extra tests with debug options\n");
		print_lkp_step(story, story->record.culprit, true, 900, out);
	}
	fprintf(out, "# extra tests on HEAD of demo/master\n");
	print_lkp_step(story, plan->bad, true, 917, out);
	if (dice_chance(dice, 50)) {
		fprintf(out,
			"# extra tests with first bad commit reverted\n"
			"git bisect good %s  # 11:50",
			dice_hex(dice, 40, &keep));
		print_counts(story, false, GOOD_RUNS, out);
		fprintf(out, "  Revert \"%s\"\n", culprit->subject);
	}
	fprintf(out, "# extra tests on tree/branch linus/master\n");
	print_lkp_step(story, plan->tree->head, true, 950, out);
	bv_arena_release(&keep);
}

void story_print_lkp_log(const struct story *story, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	struct dice dice = {story->seed + 5};

	if (story->robot.is_modern)
		fprintf(out, "# HH:MM RESULT GOOD BAD GOOD_BUT_DIRTY DIRTY_NOT_BAD\n");
	fprintf(out, "git bisect start %s %s --\n", plan->bad_name, plan->good_name);
	for (size_t s = 0; s < story->record.step_count; s++)
		print_lkp_step(story, story->record.steps[s].commit,
			       story_verdict(story, s) == VERDICT_BAD, 7 + s * 37, out);
	fprintf(out, "# first bad commit: [%s] %s\n", story->blamed, story->shown->subject);
	print_extra_tests(story, &dice, out);
}

/*
 * LKP's mails since 2020: no log, but the parent's runs and the commit's.
 */

/* What was tested: the cause and its parent, whoever is blamed. */
static void print_table(const struct story *story, const char *title, FILE *out)
{
	const struct tree_commit *culprit = commit_at(story, story->record.culprit),
				 *parent = commit_at(story, culprit->parents[0]);

	fprintf(out,
		"+---------------------------------+------------+------------+\n"
		"|                                 | %.10s | %.10s |\n"
		"+---------------------------------+------------+------------+\n"
		"| boot_failures                   | 0          | 6          |\n"
		"+---------------------------------+------------+------------+\n\n",
		parent->hex, culprit->hex);
	fprintf(out,
		"commit: \n  %.10s (\"%s\")\n  %.10s (\"%s\")\n\n%.16s %.27s\n"
		"---------------- ---------------------------\n"
		"       fail:runs  %%reproduction    fail:runs\n"
		"           |             |             |\n"
		"           :6          100%%           6:6     dmesg.%s\n\n",
		parent->hex, parent->subject, culprit->hex, culprit->subject, parent->hex,
		culprit->hex, title);
}

void story_print_lkp_mail(const struct story *story, FILE *out)
{
	struct bv_arena keep = {0};
	const char *title = "BUG:kernel_NULL_pointer_dereference,address";

	fprintf(out,
		"Date: Thu, 9 Jan 2025 21:40:11 +0800\n"
		"From: kernel test robot <robot@example.org>\n"
		"To: %s <%s>\nCc: demo-kernel@example.org\n"
		"Subject: [demo:master] [%s] %.10s: %s\n"
		"Message-ID: <202501092141.2b7VxNN3-robot@example.org>\n"
		"MIME-Version: 1.0\nContent-Type: text/plain; charset=\"utf-8\"\n"
		"Content-Transfer-Encoding: 8bit\n\nHello,\n\n",
		story->shown->author->name, story->shown->author->mail, "demo", story->blamed,
		title);
	fprintf(out,
		"kernel test robot noticed \"%s\" on:\n\n"
		"commit: %s (\"%s\")\nhttps://git.example.org/linux-demo.git master\n\n"
		"[test failed on demo/master %s]\n\nin testcase: boot\n\n"
		"config: x86_64-randconfig-001-20250108\ncompiler: gcc-12\n"
		"test machine: qemu-system-x86_64 -enable-kvm -cpu SandyBridge -smp 2 -m 16G\n\n"
		"(please refer to attached dmesg/kmsg for entire log/backtrace)\n\n",
		title, story->blamed, story->shown->subject,
		commit_at(story, story->record.plan.bad)->hex);
	print_table(story, title, out);
	fprintf(out, "If you fix the issue in a separate patch/commit (i.e. not just a new version "
		     "of\nthe same patch/commit), kindly add following tags\n"
		     "| Reported-by: kernel test robot <robot@example.org>\n"
		     "| Closes: https://ci.example.org/oe-lkp/202501092141.2b7VxNN3-robot@example."
		     "org\n");
	bv_arena_release(&keep);
}
