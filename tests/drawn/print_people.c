/* SPDX-License-Identifier: GPL-2.0-only */
/* What people write to a list: git's log in one of the ways in which mail programs send it, or a
 * sentence in their own words.
 */
#include <string.h>

#include "story.h"

#define WRAP_COLUMNS 72

static const struct tree_person reporter = {"Rita Report", "rita@example.org", 100};

static void print_head(const struct story *story, const char *subject, FILE *out)
{
	fprintf(out,
		"Date: Sun, 12 Jan 2025 18:03:54 +0100\n"
		"From: %s <%s>\nTo: %s <%s>\nCc: demo-kernel@example.org\n"
		"Subject: %s\nMessage-ID: <%016llx@example.org>\nMIME-Version: 1.0\n",
		reporter.name, reporter.mail, story->shown->author->name,
		story->shown->author->mail, subject, (unsigned long long)story->seed);
}

static const char *bad_term(const struct story *story)
{
	return story->record.plan.terms[VERDICT_BAD];
}

/* The log alone, for an attachment. */
static void print_log(const struct story *story, struct dice *dice, FILE *out)
{
	(void)dice;
	story_print_plain_log(story, out);
}

static void print_greeting(const struct story *story, struct dice *dice, FILE *out)
{
	static const char *const sentences[] = {
		"after an update my board does not come up any more. The log of the bisection:",
		"since last week the demo device hangs after some minutes. Bisection log:",
		"this broke here. I bisected it:",
	};

	fprintf(out, "Hi,\n\n%s\n\n", sentences[dice_below(dice, PAIRS_COUNT(sentences))]);
	if (dice_chance(dice, 40))
		fprintf(out, "%s is the first %s commit\n\n", story->blamed, bad_term(story));
}

static void print_farewell(FILE *out)
{
	fprintf(out, "\nThe kernel config is attached to the bug. I can test patches.\n\nRita\n");
}

static void print_text(const struct story *story, struct dice *dice, FILE *out)
{
	print_greeting(story, dice, out);
	story_print_plain_log(story, out);
	print_farewell(out);
}

static void print_type(const char *encoding, FILE *out)
{
	fprintf(out, "Content-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: %s\n",
		encoding);
}

static void print_attached(const struct story *story, struct dice *dice, FILE *out)
{
	bool is_encoded = dice_chance(dice, 50);

	fprintf(out, "Content-Type: multipart/mixed; boundary=\"demo\"\n\n--demo\n");
	print_type("8bit", out);
	fprintf(out, "\n");
	print_greeting(story, dice, out);
	fprintf(out, "(attached)\n");
	print_farewell(out);
	fprintf(out,
		"\n--demo\nContent-Type: text/plain; name=\"bisect.log\"; charset=\"UTF-8\"\n"
		"Content-Disposition: attachment; filename=\"bisect.log\"\n"
		"Content-Transfer-Encoding: %s\n\n",
		is_encoded ? "base64" : "quoted-printable");
	(is_encoded ? story_print_base64 : story_print_quoted)(story, dice, print_log, out);
	fprintf(out, "\n--demo--\n");
}

void story_print_people_log(const struct story *story, FILE *out)
{
	struct dice dice = {story->seed + 6};

	print_head(story, "[REGRESSION] demo board does not boot", out);
	switch (dice_below(&dice, 5)) {
	case 0:
		print_attached(story, &dice, out);
		break;
	case 1:
		print_type("quoted-printable", out);
		fprintf(out, "\n");
		story_print_quoted(story, &dice, print_text, out);
		break;
	case 2:
		print_type("base64", out);
		fprintf(out, "\n");
		story_print_base64(story, &dice, print_text, out);
		break;
	case 3:
		print_type("8bit", out);
		fprintf(out, "\n");
		story_print_wrapped(story, &dice, print_text, WRAP_COLUMNS, out);
		break;
	default:
		print_type("8bit", out);
		fprintf(out, "\n");
		print_text(story, &dice, out);
	}
}

/*
 * In their own words
 */

static void print_sentence(const struct story *story, struct dice *dice, FILE *out)
{
	const char *hash = story->blamed, *subject = story->shown->subject;

	switch (dice_below(dice, 5)) {
	case 0:
		fprintf(out, "I bisected it to\n\ncommit %s (\"%s\")\n\n", hash, subject);
		break;
	case 1:
		fprintf(out, "A bisection points to %.12s (\"%s\").\n", hash, subject);
		break;
	case 2:
		fprintf(out, "git bisect says:\n\n%s is the first %s commit\n\n", hash,
			bad_term(story));
		break;
	case 3:
		fprintf(out, "git bisect says:\n\n");
		story_print_conclusion(story, out);
		fprintf(out, "\n");
		break;
	default:
		fprintf(out, "The problem was bisected to commit %.12s (\"%s\").\n", hash, subject);
	}
}

static void print_prose(const struct story *story, struct dice *dice, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	const char *release = plan->tree->commits[plan->bad].tag;

	fprintf(out, "Hi,\n\nsince %s the demo board hangs while it boots.\n",
		release ? release : "my last update");
	print_sentence(story, dice, out);
	fprintf(out, "A revert on top of it helps.\n");
	if (dice_chance(dice, 40))
		fprintf(out, "\n#regzbot introduced: %.12s\n", story->blamed);
	print_farewell(out);
}

void story_print_people_mail(const struct story *story, FILE *out)
{
	struct dice dice = {story->seed + 7};

	print_head(story, "[REGRESSION] demo board hangs", out);
	print_type("8bit", out);
	fprintf(out, "\n");
	if (dice_chance(&dice, 30))
		story_print_wrapped(story, &dice, print_prose, WRAP_COLUMNS, out);
	else
		print_prose(story, &dice, out);
}

/* A patch that mends what a bisection found. */
void story_print_people_patch(const struct story *story, FILE *out)
{
	const struct tree_file *file = &tree_files[story->shown->file];

	print_head(story, "[PATCH] demo: do not wait for ever", out);
	print_type("8bit", out);
	fprintf(out,
		"\nThe demo board hangs while it boots. git bisect found\n\n"
		"  %s is the first %s commit\n\nDo not wait where nobody will come.\n\n"
		"Fixes: %.12s (\"%s\")\nSigned-off-by: %s <%s>\n---\n %s | 2 +-\n"
		" 1 file changed, 1 insertion(+), 1 deletion(-)\n\n",
		story->blamed, bad_term(story), story->blamed, story->shown->subject, reporter.name,
		reporter.mail, file->path);
	fprintf(out,
		"diff --git a/%s b/%s\nindex 9c7643d62ed7..6dc7fc516abf 100644\n"
		"--- a/%s\n+++ b/%s\n@@ -12,3 +12,3 @@ int demo(void)\n \tint left = 0;\n"
		"-\twait(demo);\n+\twait_a_little(demo);\n \treturn left;\n-- \n2.39.5\n",
		file->path, file->path, file->path, file->path);
}
