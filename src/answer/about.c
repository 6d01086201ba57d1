/* SPDX-License-Identifier: GPL-2.0-only */
/* What was judged, whom it concerns, and what was not looked at. */
#include "answer_private.h"
#include "base/oid.h"

#include "base/banned.h"

/*
 * What was judged
 */

static const char *kind_words(enum bv_kind kind)
{
	static const char *const words[] = {
		[BV_KIND_UNKNOWN] = "no bisection",
		[BV_KIND_SYZBOT_CAUSE] = "syzbot cause bisection",
		[BV_KIND_SYZBOT_FIX] = "syzbot fix bisection",
		[BV_KIND_GIT_LOG] = "git bisect log",
		[BV_KIND_SESSION] = "terminal session of git bisect",
		[BV_KIND_LKP] = "LKP bisection",
		[BV_KIND_KERNELCI] = "KernelCI bisection",
		[BV_KIND_MAIL] = "mail with a result, without its log",
		[BV_KIND_KCI_DEV] = "kci-dev bisection",
		[BV_KIND_KCI_BISECT] = "kci-bisect campaign",
		[BV_KIND_VIXI] = "VIXI bisection",
		[BV_KIND_BAYESECT] = "git bayesect log",
	};

	return words[kind];
}

/* A mail of syzbot's keeps the kind of its bisection: what is said of a fix is turned round. */
bool bv_answer_is_without_log(const struct bv_bisection *bisection)
{
	return bisection->kind == BV_KIND_MAIL ||
	       (bv_kind_is_syzbot(bisection->kind) && bisection->steps.count == 0 &&
		!bv_text_is_empty(bv_bisection_log_address(bisection)));
}

static struct bv_text what_words(const struct bv_bisection *bisection)
{
	bool is_fix = bisection->kind == BV_KIND_SYZBOT_FIX;

	if (bv_bisection_is_range(bisection))
		return BV_TEXT("mail with a range, no bisection");
	if (!bv_answer_is_without_log(bisection))
		return bv_text_from(kind_words(bisection->kind));
	if (bisection->claim.is_quoted)
		return is_fix ? BV_TEXT("mail that quotes a fix, without its log")
			      : BV_TEXT("mail that quotes a result, without its log");
	return is_fix ? BV_TEXT("mail with a fix, without its log")
		      : bv_text_from(kind_words(BV_KIND_MAIL));
}

/* "2022-07-19 13:22:22.58 +0000 UTC": Go's time. */
static bool take_year(struct bv_text time, struct bv_text *out)
{
	struct bv_text rest = time;
	uint64_t year, month;

	if (!bv_take_uint(&rest, &year) || !bv_take_prefix(&rest, BV_TEXT("-")) ||
	    !bv_take_uint(&rest, &month) || month < 1 || month > 12)
		return false;
	*out = bv_text_slice(time, 0, 4);
	return year >= 1000 && year <= 9999;
}

/* Different revisions that were tested. */
static size_t count_tested(const struct bv_bisection *bisection)
{
	struct bv_arena scratch = {0};
	bool *is_seen = bv_arena_alloc(&scratch, bisection->revisions.count + 1, sizeof(*is_seen));
	size_t count = 0;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (step->phase == BV_PHASE_BUILD || step->phase == BV_PHASE_PRETENDED ||
		    !bv_bisection_revision(bisection, step->revision) ||
		    is_seen[step->revision.number])
			continue;
		is_seen[step->revision.number] = true;
		count++;
	}
	bv_arena_release(&scratch);
	return count;
}

static struct bv_text range_words(struct bv_answering *work)
{
	const struct bv_git_start *git = &work->c->bisection->git;
	struct bv_revision_ref start = work->c->bisection->start;
	struct bv_text bad = {0}, good = {0}, more = {0}, found = {0};

	if (!bv_revision_ref_is_none(git->bad))
		bad = bv_case_name(work->c, git->bad);
	if (git->good.count)
		good = bv_case_name(work->c, git->good.items[0]);
	if (bv_text_is_empty(bad) && bv_text_is_empty(good))
		return (struct bv_text){0};
	if (git->good.count > 1)
		more = bv_arena_print(work->keep, " and %zu more good", git->good.count - 1);
	if (!bv_revision_ref_is_none(start) && bv_case_same(work->c, start, git->bad) != BV_YES)
		found = bv_arena_print(work->keep, ", found at %.*s",
				       BV_TEXT_ARG(bv_case_name(work->c, start)));
	return bv_arena_print(work->keep, ", %.*s..%.*s%.*s%.*s", BV_TEXT_ARG(good),
			      BV_TEXT_ARG(bad), BV_TEXT_ARG(more), BV_TEXT_ARG(found));
}

void bv_answer_about(struct bv_answering *work)
{
	const struct bv_bisection *bisection = work->c->bisection;
	struct bv_text year = {0};
	size_t tested = count_tested(bisection);
	struct bv_text count = {0}, part = {0};
	bool is_quoted = bisection->claim.is_quoted && !bv_answer_is_without_log(bisection);

	if (tested)
		count = bv_arena_print(work->keep, ", %zu revision%s tested", tested,
				       bv_plural(tested));
	if (bisection->part > 1)
		part = bv_arena_print(work->keep, ", number %zu of this text", bisection->part);
	if (!take_year(bisection->started, &year))
		year = (struct bv_text){0};
	work->out->about = bv_arena_print(
		work->keep, "%.*s%s%.*s%.*s%s%.*s%.*s", BV_TEXT_ARG(what_words(bisection)),
		year.size ? " of " : "", BV_TEXT_ARG(year), BV_TEXT_ARG(part),
		is_quoted ? ", quoted from another mail" : "", BV_TEXT_ARG(count),
		BV_TEXT_ARG(range_words(work)));
	work->out->log_address = bv_bisection_log_address(bisection);
}

/*
 * Whom it concerns
 */

static bool is_listed(const struct bv_texts *list, struct bv_text address)
{
	for (size_t i = 0; i < list->count; i++)
		if (bv_text_equal_nocase(list->items[i], address))
			return true;
	return false;
}

/* get_maintainer.pl's answer is appended to the commit's own names, so some stand there twice. */
static void list_recipients(struct bv_answering *work)
{
	const struct bv_claim *claim = &work->c->bisection->claim;
	const struct bv_texts *lists[] = {&claim->recipients_to, &claim->recipients_cc};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (size_t k = 0; k < lists[i]->count; k++)
			if (!is_listed(&work->out->recipients, lists[i]->items[k]))
				*BV_APPEND(&work->out->recipients, work->keep) = lists[i]->items[k];
}

static const char *mail_words(enum bv_judgement verdict, bool is_to_be_tested)
{
	static const char *const words[] = {
		[BV_JUDGEMENT_UNDECIDED] = "nothing can be said of a mail to",
		[BV_JUDGEMENT_CONSISTENT] = "nothing here speaks against a mail to",
		[BV_JUDGEMENT_DOUBTFUL] = "do not yet mail",
		[BV_JUDGEMENT_REFUTED] = "do not mail",
	};

	if (verdict == BV_JUDGEMENT_CONSISTENT && is_to_be_tested)
		return "if the tests below go as they should, mail";
	return words[verdict];
}

void bv_answer_people(struct bv_answering *work)
{
	size_t count;

	list_recipients(work);
	count = work->out->recipients.count;
	if (count == 0)
		return;
	work->out->people_text =
		bv_arena_print(work->keep, "%s the %zu recipient%s of the log",
			       mail_words(work->out->verdict, work->out->plan.tests.count > 0),
			       count, bv_plural(count));
}

/*
 * What was not looked at
 */

static struct bv_unseen *find_reason(struct bv_unseens *list, const struct bv_not_run *not_run,
				     struct bv_arena *keep)
{
	struct bv_unseen *unseen;

	for (size_t i = 0; i < list->count; i++)
		if (bv_text_equal(list->items[i].why, not_run->why) &&
		    list->items[i].does_not_apply == not_run->does_not_apply)
			return &list->items[i];
	unseen = BV_APPEND(list, keep);
	unseen->why = not_run->why;
	unseen->does_not_apply = not_run->does_not_apply;
	return unseen;
}

/* The commits that the log names by their ids, and those of them that the tree has. */
struct found {
	size_t named, here;
};

static struct found count_found(const struct bv_case *c)
{
	const struct bv_revisions *revisions = &c->bisection->revisions;
	struct found found = {0};

	for (size_t i = 0; c->facts.revisions && i < revisions->count; i++) {
		if (revisions->items[i].is_aside ||
		    !bv_text_is_hex(revisions->items[i].written, 4, 2 * (size_t)BV_OID_HEX))
			continue;
		found.named++;
		found.here += c->facts.revisions[i].resolution != BV_RESOLUTION_NONE;
	}
	return found;
}

/* A tree that has few of the log's commits is hardly the one that was bisected. */
static struct bv_text wrong_tree_words(struct bv_answering *work)
{
	const struct bv_tree_facts *tree = &work->c->facts.tree;
	struct found found = count_found(work->c);
	struct bv_text lacks;

	if (!tree->is_open || found.named == 0 || 2 * found.here >= found.named)
		return (struct bv_text){0};
	if (found.named == 1)
		lacks = BV_TEXT("lacks the commit");
	else if (found.here == 0)
		lacks = bv_arena_print(work->keep, "has none of the %zu commits", found.named);
	else
		lacks = bv_arena_print(work->keep, "has only %zu of the %zu commits", found.here,
				       found.named);
	return bv_arena_print(work->keep,
			      "%.*s %.*s that the log names: git fetch%s, or name another with "
			      "--tree",
			      BV_TEXT_ARG(tree->path), BV_TEXT_ARG(lacks),
			      tree->is_shallow ? " --unshallow" : "");
}

static struct bv_text tree_words(struct bv_answering *work)
{
	const struct bv_tree_facts *tree = &work->c->facts.tree;

	if (!tree->is_open)
		return BV_TEXT("no tree");
	return bv_arena_print(
		work->keep, "tree %.*s%s%s%s%s%s", BV_TEXT_ARG(tree->path),
		tree->is_shallow ? ", shallow" : "", tree->is_partial ? ", a partial clone" : "",
		tree->has_grafts ? ", with grafts" : "",
		tree->has_replace_refs ? ", with replaced objects" : "",
		tree->has_no_names
			? ", names and replaced objects unknown: refs are kept in a way that is "
			  "not read"
			: "");
}

/* Tests of --results that the log has not, nor of the blamed commit's parents: nobody asks them. */
static size_t count_unused_results(const struct bv_case *c)
{
	const struct bv_assumptions *list = &c->told->assumptions;
	const struct bv_oids *parents = &c->facts.culprit.parents;
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		bool is_used = !list->items[i].is_result ||
			       bv_case_can_assume(c->log, list->items[i].revision);

		for (size_t k = 0; k < parents->count; k++)
			is_used |=
				bv_id_is_same(list->items[i].revision,
					      bv_text_from(bv_oid_hex(&parents->items[k]).digits));
		count += !is_used;
	}
	return count;
}

static struct bv_text unused_words(struct bv_answering *work)
{
	size_t count = count_unused_results(work->c);

	if (count == 0)
		return (struct bv_text){0};
	return bv_arena_print(work->keep,
			      "; %zu of the results %s about commits that the log does not test, "
			      "and change%s nothing",
			      count, count == 1 ? "is" : "are", count == 1 ? "s" : "");
}

/* Where nothing is claimed nothing is missed. */
static struct bv_text missing_words(struct bv_answering *work, size_t count)
{
	if (count == 0 || work->out->verdict == BV_JUDGEMENT_UNDECIDED)
		return (struct bv_text){0};
	if (!work->c->facts.tree.is_open)
		return bv_arena_print(work->keep, " (%zu check%s need%s one)", count,
				      bv_plural(count), count == 1 ? "s" : "");
	return bv_arena_print(work->keep, "; %zu check%s could not be made", count,
			      bv_plural(count));
}

void bv_answer_unseen(struct bv_answering *work)
{
	const struct bv_not_runs *not_run = &work->result->not_run;
	struct bv_unseens *list = &work->out->unseen;
	size_t missing = 0;

	for (size_t i = 0; i < not_run->count; i++) {
		struct bv_unseen *unseen = find_reason(list, &not_run->items[i], work->keep);
		bool is_for_tree = bv_text_equal(unseen->why, BV_WHY_NO_TREE);

		*BV_APPEND(&unseen->ids, work->keep) = bv_text_from(not_run->items[i].id);
		missing += !not_run->items[i].does_not_apply &&
			   (work->c->facts.tree.is_open || is_for_tree);
	}
	work->out->unseen_text = bv_arena_print(
		work->keep, "%.*s%.*s%.*s", BV_TEXT_ARG(tree_words(work)),
		BV_TEXT_ARG(missing_words(work, missing)), BV_TEXT_ARG(unused_words(work)));
	work->out->wrong_tree_text = wrong_tree_words(work);
}
