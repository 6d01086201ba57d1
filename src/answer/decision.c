/* SPDX-License-Identifier: GPL-2.0-only */
/* May a mail go out: what was judged, and what the user decided before. */
#include "decision.h"

#include "answer_private.h"
#include "base/oid.h"

#include "base/banned.h"

struct deciding {
	struct bv_decision *out;
	const struct bv_policy *policy;
	const struct bv_mail_question *question;
	struct bv_arena *keep;
};

const char *bv_ruling_name(enum bv_ruling ruling)
{
	static const char *const names[] = {
		[BV_RULING_SILENT] = "silent",
		[BV_RULING_SAID] = "said",
		[BV_RULING_STOPPED] = "stopped",
	};

	return names[ruling];
}

/*
 * What stops a mail
 */

static bool does_stop(const struct bv_policy *policy, const struct bv_answer *answer)
{
	const struct bv_check_result *result = answer->result;

	switch (answer->verdict) {
	case BV_JUDGEMENT_REFUTED:
		return policy->does_refuted_stop;
	case BV_JUDGEMENT_DOUBTFUL:
		return policy->does_doubtful_stop &&
		       (!result->is_only_printed ||
			(result->is_unjudged && policy->does_undecided_stop));
	case BV_JUDGEMENT_UNDECIDED:
		return policy->does_undecided_stop;
	case BV_JUDGEMENT_CONSISTENT:
		break;
	}
	return false;
}

/* The mail blames a commit, and its log came to an end without one: as bad as a doubtful one. */
static bool does_lack_of_blame_stop(const struct deciding *work)
{
	const struct bv_answer *log = work->question->log;
	const struct bv_claim *aloud = &work->question->mail->c->bisection->claim;
	enum bv_ending ending = log ? log->c->bisection->claim.ending : BV_ENDING_NONE;

	return work->policy->does_doubtful_stop && ending != BV_ENDING_NONE &&
	       ending != BV_ENDING_FIRST_BAD && !bv_revision_ref_is_none(aloud->first_bad);
}

/*
 * What was decided before
 */

static bool is_commit(const struct bv_answer *answer, struct bv_text what, struct bv_arena *keep)
{
	struct bv_text blamed =
		bv_case_full_name(answer->c, answer->c->bisection->claim.first_bad, keep);

	return bv_text_is_hex(what, BV_OID_DIGITS_LEAST, BV_OID_HEX) && !bv_text_is_empty(blamed) &&
	       bv_id_is_same(what, blamed);
}

static bool is_check(struct bv_text id, struct bv_text what)
{
	struct bv_text family = what;

	if (!bv_text_ends_with(what, BV_TEXT(".*")))
		return bv_text_equal(id, what);
	family.size--;
	return bv_text_starts_with(id, family);
}

static bool is_allowed_check(const struct bv_policy *policy, const char *id,
			     const struct bv_precedent **precedent)
{
	for (size_t i = policy->precedents.count; i-- > 0;) {
		if (!policy->precedents.items[i].is_invalid &&
		    is_check(bv_text_from(id), policy->precedents.items[i].what)) {
			*precedent = &policy->precedents.items[i];
			return true;
		}
	}
	return false;
}

/* @answer stops nothing, or for checks alone that the user lets pass. */
static bool has_allowed_checks(const struct bv_policy *policy, const struct bv_answer *answer,
			       const struct bv_precedent **precedent)
{
	const struct bv_findings *findings = &answer->result->findings;

	if (answer->verdict == BV_JUDGEMENT_UNDECIDED || !does_stop(policy, answer))
		return true;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].level >= BV_LEVEL_WARNING &&
		    !is_allowed_check(policy, findings->items[i].id, precedent))
			return false;
	return true;
}

/* All that is against the mail, and against its log, comes of checks that the user lets pass. */
static const struct bv_precedent *allowing_checks(const struct deciding *work)
{
	const struct bv_mail_question *question = work->question;
	const struct bv_precedent *precedent = NULL;

	if (does_lack_of_blame_stop(work) ||
	    !has_allowed_checks(work->policy, question->mail, &precedent) ||
	    (question->log && !has_allowed_checks(work->policy, question->log, &precedent)))
		return NULL;
	return precedent;
}

static bool is_about(const struct bv_answer *answer, struct bv_text what, struct bv_arena *keep)
{
	return answer && (is_commit(answer, what, keep) || bv_case_is_bug(answer->c, what, keep));
}

/* The mail says which bug it is, whichever of the two decides. */
static const struct bv_precedent *precedent_for(struct deciding *work, bool is_invalid)
{
	const struct bv_precedents *list = &work->policy->precedents;

	for (size_t i = list->count; i-- > 0;) {
		struct bv_text what = list->items[i].what;

		if (list->items[i].is_invalid == is_invalid &&
		    (is_about(work->question->mail, what, work->keep) ||
		     is_about(work->question->log, what, work->keep)))
			return &list->items[i];
	}
	return is_invalid ? NULL : allowing_checks(work);
}

/*
 * What was judged
 */

/* Of the mail's answer and its log's: the log's tests say more, unless the mail alone is stopped.
 */
static const struct bv_answer *deciding_answer(struct deciding *work)
{
	const struct bv_answer *mail = work->question->mail, *log = work->question->log;

	if (log && (mail->verdict == BV_JUDGEMENT_UNDECIDED || !does_stop(work->policy, mail) ||
		    does_stop(work->policy, log)))
		return log;
	return mail;
}

static struct bv_text behind_words(enum bv_behind behind)
{
	static const struct bv_text words[] = {
		[BV_BEHIND_NONE] = BV_TEXT_INIT(""),
		[BV_BEHIND_JUDGED] = BV_TEXT_INIT(""),
		[BV_BEHIND_NO_FOLDER] = BV_TEXT_INIT("the log that it links (git config "
						     "bisectverify.logs DIR, or --log FILE)"),
		[BV_BEHIND_NOT_FOUND] =
			BV_TEXT_INIT("the log that it links, which is not in bisectverify.logs "
				     "(fetch it there, or --log FILE)"),
	};

	return words[behind];
}

static struct bv_text later_words(struct deciding *work)
{
	const struct bv_culprit_facts *culprit = &work->out->answer->c->facts.culprit;
	size_t count = culprit->later_count.is_known ? culprit->later_count.value : 0;

	if (culprit->later_searched.value >= count)
		return (struct bv_text){0};
	/* Without a limit of time there is still one of number. */
	return bv_arena_print(work->keep,
			      "of %zu later commits all but the first %zu, for reverts and fixes%s",
			      count, culprit->later_searched.value,
			      work->out->answer->c->told->later_seconds > 0
				      ? " (git config bisectverify.later true reads more)"
				      : "");
}

static struct bv_text tree_words(struct deciding *work)
{
	const struct bv_answer *answer = work->out->answer;
	bool is_undecided = answer->verdict == BV_JUDGEMENT_UNDECIDED;

	if (!answer->c->facts.tree.is_open)
		return is_undecided ? BV_TEXT("no tree") : answer->unseen_text;
	/* Of what is undecided the reason says it. */
	return is_undecided ? (struct bv_text){0} : answer->wrong_tree_text;
}

static void say_unseen(struct deciding *work)
{
	const struct bv_text parts[] = {behind_words(work->out->behind), tree_words(work),
					later_words(work)};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].size)
			work->out->unseen = bv_arena_print(
				work->keep, "%.*s%s%.*s", BV_TEXT_ARG(work->out->unseen),
				work->out->unseen.size ? "; " : "", BV_TEXT_ARG(parts[i]));
}

/*
 * Whom it goes to
 */

static bool is_recipient(const struct bv_texts *recipients, struct bv_text address)
{
	for (size_t i = 0; i < recipients->count; i++)
		if (bv_text_equal_nocase(recipients->items[i], address))
			return true;
	return false;
}

/* As the tree has the commit, or else as it is printed. */
static void list_people(struct bv_people *out, const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_culprit_facts *culprit = &c->facts.culprit;
	const struct bv_commit_print *print = &c->bisection->claim.print;

	if (culprit->is_read == BV_YES)
		bv_trailer_people(out, culprit->author, culprit->message, keep);
	else
		bv_trailer_people(out, print->author, print->message, keep);
}

/* Who sends a mail may well be copied, but writes to nobody by that. */
static bool is_written_to(const struct bv_mail_question *question, struct bv_text address)
{
	return !bv_text_equal_nocase(question->sender, address) &&
	       is_recipient(question->recipients, address);
}

static void find_blamed_people(struct deciding *work)
{
	struct bv_people people = {0};

	work->out->recipient_count = work->question->recipients->count;
	list_people(&people, work->out->answer->c, work->keep);
	for (size_t i = 0; i < people.count; i++)
		if (is_written_to(work->question, people.items[i].address))
			*BV_APPEND(&work->out->blamed_people, work->keep) = people.items[i];
}

/*
 * The decision
 */

static void rule(struct deciding *work, enum bv_ruling ruling, struct bv_text why)
{
	work->out->ruling = ruling;
	work->out->why = why;
}

/* The reason of a log says "it". */
static struct bv_text log_of(const struct deciding *work)
{
	return work->out->is_by_log ? work->out->answer->place.log : (struct bv_text){0};
}

static struct bv_text precedent_words(struct deciding *work, const char *words)
{
	const struct bv_precedent *precedent = work->out->precedent;

	return bv_arena_print(work->keep, "%.*s %s: %.*s", BV_TEXT_ARG(precedent->what), words,
			      BV_TEXT_ARG(precedent->reason));
}

static struct bv_text blame_words(struct deciding *work)
{
	const struct bv_case *c = work->question->mail->c;
	struct bv_text blamed = bv_case_name(c, c->bisection->claim.first_bad);

	return bv_arena_print(work->keep, "the mail blames %.*s, but its log names no commit",
			      BV_TEXT_ARG(blamed));
}

static void rule_without_precedent(struct deciding *work)
{
	const struct bv_answer *answer = work->out->answer;
	bool is_stopped = does_stop(work->policy, answer);
	struct bv_text reason = answer->result->reason;

	(void)bv_take_prefix(&reason, BV_TEXT("nothing to check: "));
	if (work->out->is_by_log && does_lack_of_blame_stop(work))
		rule(work, BV_RULING_STOPPED, blame_words(work));
	else if (answer->verdict == BV_JUDGEMENT_UNDECIDED)
		rule(work, is_stopped ? BV_RULING_STOPPED : BV_RULING_SAID,
		     bv_arena_print(work->keep, "not judged: %.*s%s%.*s", BV_TEXT_ARG(log_of(work)),
				    work->out->is_by_log ? ": " : "", BV_TEXT_ARG(reason)));
	else if (is_stopped)
		rule(work, BV_RULING_STOPPED, answer->result->reason);
	else if (answer->result->is_only_printed)
		rule(work, BV_RULING_SAID, answer->result->findings.items[0].text);
	else
		rule(work, BV_RULING_SILENT, answer->result->reason);
}

void bv_decide(struct bv_decision *out, const struct bv_policy *policy,
	       const struct bv_mail_question *question, struct bv_arena *keep)
{
	struct deciding work = {.out = out, .policy = policy, .question = question, .keep = keep};

	*out = (struct bv_decision){.behind = question->behind};
	out->answer = deciding_answer(&work);
	out->is_by_log = out->answer == question->log;
	out->is_judged = out->answer->verdict != BV_JUDGEMENT_UNDECIDED &&
			 out->answer->c->bisection->steps.count > 0;
	say_unseen(&work);
	find_blamed_people(&work);
	out->precedent = precedent_for(&work, true);
	if (out->precedent) {
		rule(&work, BV_RULING_STOPPED, precedent_words(&work, "was found invalid before"));
		return;
	}
	rule_without_precedent(&work);
	if (out->ruling != BV_RULING_STOPPED)
		return;
	out->precedent = precedent_for(&work, false);
	if (out->precedent)
		rule(&work, BV_RULING_SAID, precedent_words(&work, "is allowed"));
}
