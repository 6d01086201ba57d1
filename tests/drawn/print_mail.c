/* SPDX-License-Identifier: GPL-2.0-only */
/* syzbot's mail of its result: the log is only linked; people who send it on put it below. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "syzbot.h"

#define START_COLUMNS 60
#define ID_DIGITS     20

static void print_headers(const struct story *story, const char *id, FILE *out,
			  struct bv_arena *keep)
{
	fprintf(out,
		"Date: Thu, 09 Jan 2025 06:21:01 -0800\n"
		"In-Reply-To: <67124175.050a0220.10f4f4.0012.GAE@example.org>\n"
		"Message-ID: <671260bd.%.12s.0016.GAE@example.org>\n"
		"Subject: Re: [syzbot] [demo?] %s\n"
		"From: syzbot <syzbot+%s@syzkaller.appspotmail.com>\n"
		"To: %s, demo-kernel@example.org,\n\tsyzkaller-bugs@example.org\n"
		"MIME-Version: 1.0\n",
		id, story_title(story, keep), id, story->shown->author->mail);
}

/* The commit's date in UTC, whatever zone its author lives in. */
static void print_commit(const struct story *story, FILE *out)
{
	const struct tree_commit *commit = story->shown;
	time_t date = (time_t)commit->author_date;
	struct tm utc;
	char text[64];

	if (!gmtime_r(&date, &utc) ||
	    strftime(text, sizeof(text), "%a %b %e %H:%M:%S %Y +0000", &utc) == 0)
		pairs_die("a date that cannot be printed");
	/* git and Go print the day without a blank before it. */
	if (utc.tm_mday < 10)
		memmove(text + 8, text + 9, strlen(text + 9) + 1);
	fprintf(out, "commit %s\nAuthor: %s <%s>\nDate:   %s\n\n    %s\n\n", story->blamed,
		commit->author->name, commit->author->mail, text, commit->subject);
}

static void print_links(const struct story *story, const char *id, struct dice *dice, FILE *out,
			struct bv_arena *keep)
{
	static const char *const links[][2] = {{"bisection log: ", "bisect.txt"},
					       {"final oops:    ", "report.txt"},
					       {"console output:", "log.txt"},
					       {"kernel config: ", ".config"}};
	const struct tree_commit *start = &story->record.plan.tree->commits[story->robot.start];
	const char *value = pairs_print(keep, "%.12s %s", start->hex, start->subject);
	const char *site = "https://syzkaller.appspot.com";

	if (strlen(value) > START_COLUMNS)
		value = pairs_print(keep, "%.*s..", START_COLUMNS - 2, value);
	for (size_t i = 0; i < PAIRS_COUNT(links); i++) {
		if (i == 1)
			fprintf(out, "start commit:   %s\ngit tree:       upstream\n", value);
		/* A fix has no oops at its end. */
		if (story->robot.is_fix && (i == 1 || i == 2))
			continue;
		fprintf(out, "%s %s/x/%s?x=%s\n", links[i][0], site, links[i][1],
			dice_hex(dice, 14, keep));
	}
	fprintf(out,
		"dashboard link: %s/bug?extid=%s\nsyz repro:      %s/x/repro.syz?x=%s\n"
		"C reproducer:   %s/x/repro.c?x=%s\n\n",
		site, id, site, dice_hex(dice, 14, keep), site, dice_hex(dice, 14, keep));
}

static void print_text(const struct story *story, const char *id, struct dice *dice, FILE *out,
		       struct bv_arena *keep)
{
	fprintf(out, "%s\n\n",
		story->robot.is_fix ? "syzbot suspects this issue was fixed by commit:"
				    : "syzbot has bisected this issue to:");
	print_commit(story, out);
	print_links(story, id, dice, out, keep);
	if (story->robot.is_fix)
		fprintf(out,
			"If the result looks correct, please mark the issue as fixed by replying "
			"with:\n\n#syz fix: %s\n\n",
			story->shown->subject);
	else
		fprintf(out,
			"Reported-by: syzbot+%s@syzkaller.appspotmail.com\n"
			"Fixes: %.12s (\"%s\")\n\n",
			id, story->blamed, story->shown->subject);
	fprintf(out, "For information about bisection process see: "
		     "https://goo.gl/tpsmEJ#bisection\n");
}

static void print(const struct story *story, bool has_log, FILE *out)
{
	struct bv_arena keep = {0};
	struct dice dice = {story->seed + 1};
	const char *id = dice_hex(&dice, ID_DIGITS, &keep);
	bool attached = has_log && dice_chance(&dice, 50);

	print_headers(story, id, out, &keep);
	if (attached)
		fprintf(out, "Content-Type: multipart/mixed; boundary=\"demo\"\n\n--demo\n");
	fprintf(out, "Content-Type: text/plain; charset=\"UTF-8\"\n"
		     "Content-Transfer-Encoding: 8bit\n\n");
	print_text(story, id, &dice, out, &keep);
	if (attached)
		fprintf(out, "\n--demo\nContent-Type: text/plain; charset=\"UTF-8\"; "
			     "name=\"bisect.txt\"\nContent-Transfer-Encoding: 8bit\n"
			     "Content-Disposition: attachment; filename=\"bisect.txt\"\n\n");
	else if (has_log)
		fprintf(out, "\nThe log:\n\n");
	if (has_log)
		story_print_syzbot_log(story, out);
	if (attached)
		fprintf(out, "\n--demo--\n");
	bv_arena_release(&keep);
}

void story_print_mail(const struct story *story, FILE *out)
{
	print(story, false, out);
}

void story_print_mail_with_log(const struct story *story, FILE *out)
{
	print(story, true, out);
}
