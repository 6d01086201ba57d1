/* SPDX-License-Identifier: GPL-2.0-only */
/* A reply to whoever reported a result, or was blamed by it: what holds, the evidence by lines of
 * the log, and what would settle it. */
#include "report_private.h"

#include "base/banned.h"

/* A mail is read when it fits a screen or two. */
#define REASONS_MAX     5
#define FOR_MAX         3
#define BUGS_MAX        3
#define LINES_NAMED_MAX 4

struct mail {
	const struct bv_answer *answer;
	struct bv_out *out;
	struct bv_arena scratch;
};

/* Words of ours, as a sentence. */
static struct bv_text sentence(struct mail *mail, struct bv_text words)
{
	char first = words.size ? words.data[0] : '\0';

	if (first < 'a' || first > 'z')
		return bv_arena_print(&mail->scratch, "%.*s.", BV_TEXT_ARG(words));
	return bv_arena_print(&mail->scratch, "%c%.*s.", first - 'a' + 'A',
			      BV_TEXT_ARG(bv_text_from_offset(words, 1)));
}

/*
 * What this is about, and what holds
 */

static struct bv_text what_holds(struct mail *mail)
{
	const struct bv_check_result *result = mail->answer->result;

	if (!result->is_innocence_proven)
		return result->reason;
	return bv_case_is_fix(mail->answer->c) ? BV_TEXT("this commit cannot be the fix")
					       : BV_TEXT("this commit cannot be the cause");
}

/* How far such results are right, unless it is proven already. */
static struct bv_text trust_words(struct mail *mail)
{
	if (bv_text_is_empty(mail->answer->trust_text) || mail->answer->result->is_innocence_proven)
		return (struct bv_text){0};
	return bv_arena_print(&mail->scratch, " %.*s",
			      BV_TEXT_ARG(sentence(mail, mail->answer->trust_text)));
}

/* "This bisection ended at X.", or that it did not. */
static struct bv_text about_words(struct mail *mail)
{
	const struct bv_case *c = mail->answer->c;
	struct bv_revision_ref blamed = c->bisection->claim.first_bad;
	struct bv_text subject = bv_case_subject(c, blamed);

	if (mail->answer->progress.is_in_progress)
		return BV_TEXT("This bisection is in progress. ");
	if (bv_revision_ref_is_none(blamed))
		return (struct bv_text){0};
	if (bv_case_is_subject_cut(c, blamed))
		subject = bv_arena_print(&mail->scratch, "%.*s ...", BV_TEXT_ARG(subject));
	return bv_arena_print(
		&mail->scratch, "This bisection ended at %.*s. ",
		BV_TEXT_ARG(bv_mail_commit(bv_case_name(c, blamed), subject, &mail->scratch)));
}

static const char *what_was_read(const struct bv_answer *answer, bool is_claimed)
{
	if (answer->progress.is_in_progress)
		return "read its log";
	if (answer->verdict == BV_JUDGEMENT_UNDECIDED)
		return is_claimed ? "cannot judge it" : "has nothing to judge";
	return answer->c->bisection->kind == BV_KIND_MAIL ? "read what is said of it"
							  : "read its log again";
}

static void print_opening(struct mail *mail)
{
	const struct bv_answer *answer = mail->answer;
	struct bv_text about = about_words(mail), holds;
	bool is_claimed = !bv_text_is_empty(about);

	if (answer->verdict != BV_JUDGEMENT_UNDECIDED)
		holds = what_holds(mail);
	else if (is_claimed && !answer->progress.is_in_progress)
		holds = answer->result->reason;
	else
		holds = answer->headline;
	holds = sentence(mail, bv_screen_text(holds, &mail->scratch));
	bv_mail_folded(mail->out,
		       bv_arena_print(&mail->scratch,
				      "%.*sgit bisect-verify, which made this mail, %s. %.*s%.*s",
				      BV_TEXT_ARG(about), what_was_read(answer, is_claimed),
				      BV_TEXT_ARG(holds), BV_TEXT_ARG(trust_words(mail))),
		       0);
}

/*
 * The evidence
 */

/* "lines 92, 177: ", unless the words name lines themselves. */
static struct bv_text lines_words(struct mail *mail, const struct bv_reason *reason)
{
	size_t count = reason->lines.count;
	struct bv_text list = {0};

	if (count == 0 || bv_text_contains(reason->text, BV_TEXT("(line ")))
		return list;
	for (size_t i = 0; i < count && i < LINES_NAMED_MAX; i++)
		list = bv_arena_print(&mail->scratch, "%.*s%s%zu", BV_TEXT_ARG(list), i ? ", " : "",
				      reason->lines.items[i]);
	return bv_arena_print(&mail->scratch, "line%s %.*s%s: ", bv_screen_plural(count),
			      BV_TEXT_ARG(list), count > LINES_NAMED_MAX ? ", ..." : "");
}

static void print_reason(struct mail *mail, const struct bv_reason *reason)
{
	bv_mail_item(mail->out, bv_arena_print(&mail->scratch, "%.*s%.*s",
					       BV_TEXT_ARG(lines_words(mail, reason)),
					       BV_TEXT_ARG(reason->text)));
}

/* What trust says is said already. */
static bool is_said(const struct mail *mail, const struct bv_reason *reason)
{
	return reason->is_said_by_trust && mail->answer->against.count > 1;
}

static void print_against(struct mail *mail)
{
	const struct bv_reasons *list = &mail->answer->against;
	bool is_mail = !bv_text_is_empty(mail->answer->place.message_id);
	bool is_consistent = mail->answer->verdict == BV_JUDGEMENT_CONSISTENT;
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (is_said(mail, &list->items[i]))
			continue;
		if (shown == REASONS_MAX) {
			left++;
			continue;
		}
		if (shown++ == 0)
			bv_mail_paragraph(
				mail->out,
				bv_arena_print(&mail->scratch, "%s (%s):",
					       is_consistent ? "Worth knowing" : "What was found",
					       is_mail ? "lines of the file with the mail"
						       : "lines are those of the log"));
		print_reason(mail, &list->items[i]);
	}
	if (left)
		bv_mail_item(mail->out, bv_arena_print(&mail->scratch, "and %zu more", left));
}

static void print_for(struct mail *mail)
{
	const struct bv_reasons *list = &mail->answer->for_it;

	if (list->count)
		bv_mail_paragraph(mail->out, BV_TEXT("What speaks for the result:"));
	for (size_t i = 0; i < list->count && i < FOR_MAX; i++)
		print_reason(mail, &list->items[i]);
}

/*
 * What the log may be about
 */

/* "T" in 9 of 20 runs: X is wrong; 129 commits left */
static void print_choice(struct mail *mail, const struct bv_bug *bug)
{
	struct bv_text wrong = bug->wrong_text, seen = {0};

	if (bug->runs)
		seen = bv_arena_print(&mail->scratch, " in %zu of %zu runs", bug->crashed,
				      bug->runs);
	if (bv_text_is_empty(wrong))
		wrong = BV_TEXT("no verdict stands out as wrong");
	bv_mail_item(mail->out,
		     bv_arena_print(&mail->scratch, "\"%.*s\"%.*s: %.*s%s%.*s",
				    BV_TEXT_ARG(bug->title), BV_TEXT_ARG(seen), BV_TEXT_ARG(wrong),
				    bug->left_text.size ? "; " : "", BV_TEXT_ARG(bug->left_text)));
}

/* What the start test shows is what the log is about, unless somebody says otherwise. */
static void print_one_bug(struct mail *mail, const struct bv_bug *bug)
{
	const char *about = bug->is_reported ? "For the reported bug, \"" : "If the bug is \"";
	const char *then = bug->is_reported ? "\", " : "\", then ";

	if (!bv_text_is_empty(bug->wrong_text))
		bv_mail_paragraph(
			mail->out,
			bv_arena_print(&mail->scratch, "%s%.*s%s%.*s.",
				       bug->title.size ? about : "The first to go wrong: ",
				       BV_TEXT_ARG(bug->title), bug->title.size ? then : "",
				       BV_TEXT_ARG(bug->wrong_text)));
	if (!bv_text_is_empty(mail->answer->if_wrong_text))
		bv_mail_paragraph(mail->out, sentence(mail, mail->answer->if_wrong_text));
}

static void print_bugs(struct mail *mail)
{
	const struct bv_bugs *bugs = &mail->answer->bugs;

	if (!bv_mail_is_doubted(mail->answer))
		return;
	if (!mail->answer->is_bug_open) {
		print_one_bug(mail, &bugs->items[0]);
		return;
	}
	bv_mail_paragraph(mail->out, bv_arena_print(&mail->scratch,
						    "The first test shows %zu bugs, and it "
						    "matters which of them was reported:",
						    bugs->count));
	for (size_t i = 0; i < bugs->count && i < BUGS_MAX; i++)
		print_choice(mail, &bugs->items[i]);
}

/*
 * What was looked at, and where to read on
 */

/* " 27 checks could not be made, 24 of them for this reason: no tree." */
static struct bv_text unseen_words(struct mail *mail)
{
	const struct bv_unseens *list = &mail->answer->unseen;
	const struct bv_unseen *most = NULL;
	struct bv_text share = {0};
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].does_not_apply)
			continue;
		count += list->items[i].ids.count;
		if (!most || list->items[i].ids.count > most->ids.count)
			most = &list->items[i];
	}
	if (!most)
		return share;
	if (most->ids.count < count)
		share = bv_arena_print(&mail->scratch, ", %zu of them for this reason",
				       most->ids.count);
	return bv_arena_print(&mail->scratch, " %zu check%s could not be made%.*s: %.*s.", count,
			      bv_screen_plural(count), BV_TEXT_ARG(share), BV_TEXT_ARG(most->why));
}

static void print_looked_at(struct mail *mail)
{
	struct bv_text about = bv_screen_text(mail->answer->about, &mail->scratch);

	bv_mail_paragraph(mail->out,
			  bv_arena_print(&mail->scratch, "Looked at: %.*s.%.*s", BV_TEXT_ARG(about),
					 BV_TEXT_ARG(unseen_words(mail))));
}

/* The checks behind the reasons that are told. */
static void print_checks(struct mail *mail)
{
	const struct bv_reasons *list = &mail->answer->against;
	struct bv_texts ids = {0}, others = {0};

	for (size_t i = 0; i < list->count; i++)
		for (size_t k = 0; k < list->items[i].ids.count; k++)
			if (!is_said(mail, &list->items[i]))
				*BV_APPEND(ids.count ? &others : &ids, &mail->scratch) =
					list->items[i].ids.items[k];
	if (ids.count)
		bv_mail_paragraph(
			mail->out,
			bv_arena_print(&mail->scratch,
				       "`git bisect-verify explain %.*s` says what that check "
				       "means and when it errs%s%.*s.",
				       BV_TEXT_ARG(ids.items[0]), others.count ? "; also: " : "",
				       BV_TEXT_ARG(bv_words_list(&others, &mail->scratch))));
}

void bv_render_mail(const struct bv_report *report, struct bv_out *out)
{
	struct mail mail = {.answer = report->answer, .out = out};
	const struct bv_answer *answer = report->answer;

	bv_mail_headers(out, &answer->place);
	print_opening(&mail);
	print_against(&mail);
	if (answer->verdict != BV_JUDGEMENT_UNDECIDED || answer->progress.is_in_progress) {
		print_for(&mail);
		print_bugs(&mail);
		bv_mail_plan(out, answer);
	}
	if (answer->verdict != BV_JUDGEMENT_UNDECIDED)
		print_looked_at(&mail);
	print_checks(&mail);
	bv_arena_release(&mail.scratch);
}
