/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, what the log prints of the blamed commit: is it the tree's commit? */
#include "check_private.h"

#include "base/banned.h"

static void differs(struct bv_check_run *run, size_t line, const char *what, struct bv_text printed,
		    struct bv_text actual)
{
	struct bv_finding *finding =
		bv_finding_add(run, line, "the log prints the %s \"%.*s\", the tree has \"%.*s\"",
			       what, BV_TEXT_ARG(printed), BV_TEXT_ARG(actual));

	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/*
 * The same instant, in whatever zone: git show prints the author's, syzbot's mails print +0000. The
 * tree's instant is printed in the log's zone, so that a wrong weekday is seen too.
 */
static void compare_date(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_date date = run->c->facts.culprit.author_date;
	struct bv_text actual;

	if (!bv_date_zone(&date.zone, print->date))
		return;
	actual = bv_date_print(date, run->keep);
	if (!bv_text_equal(print->date, actual))
		differs(run, print->line, "date", print->date, actual);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct bv_text without_leading_space(struct bv_text text)
{
	while (text.size && is_space(text.data[0]))
		text = bv_text_from_offset(text, 1);
	return text;
}

static struct bv_text first_line(struct bv_text text)
{
	struct bv_text line = {0};

	(void)bv_take_line(&text, &line);
	return line;
}

/*
 * A mail may end the message early and wrap its lines: what is there must be the commit's, however
 * it is broken.
 */
static void compare_message(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_text printed = print->message, actual = run->c->facts.culprit.message;
	size_t number = print->message_line;

	for (;;) {
		struct bv_text before = printed;

		printed = without_leading_space(printed);
		actual = without_leading_space(actual);
		for (; before.data < printed.data; before = bv_text_from_offset(before, 1))
			number += before.data[0] == '\n';
		if (printed.size == 0)
			return;
		if (actual.size == 0 || printed.data[0] != actual.data[0]) {
			differs(run, number, "message from here on", first_line(printed),
				first_line(actual));
			return;
		}
		printed = bv_text_from_offset(printed, 1);
		actual = bv_text_from_offset(actual, 1);
	}
}

/* .mailmap may have given the author another name or another address, not both. */
static bool is_same_person(struct bv_text a, struct bv_text b)
{
	struct bv_text name_a = {0}, name_b = {0};

	if (!bv_take_until(&a, BV_TEXT("<"), &name_a) || !bv_take_until(&b, BV_TEXT("<"), &name_b))
		return bv_text_equal(a, b);
	return bv_text_equal(name_a, name_b) || bv_text_equal_nocase(a, b);
}

static void check_header_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (bv_case_same(run->c, print->revision, run->c->bisection->claim.first_bad) == BV_NO) {
		bv_check_not_run(run, "the commit printed is not the one blamed");
		return;
	}
	if (!bv_text_is_empty(print->author) && !is_same_person(print->author, culprit->author))
		differs(run, print->line, "author", print->author, culprit->author);
	compare_date(run, print);
	if (!bv_text_is_empty(print->message))
		compare_message(run, print);
}

static void check_parent_differs(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_oids *parents = &run->c->facts.culprit.parents;
	const struct bv_revision_facts *named =
		bv_facts_revision(&run->c->facts, claim->untested_parent);
	struct bv_finding *finding;
	struct bv_text name;

	if (!named || parents->count == 0)
		return;
	if (named->resolution == BV_RESOLUTION_NONE) {
		bv_check_not_run(run, "the commit that was built as the parent is not in the tree");
		return;
	}
	if (bv_oid_equal(&named->id, &parents->items[0]))
		return;
	name = bv_oid_name(run, &parents->items[0]);
	finding = bv_finding_add(
		run, bv_bisection_revision(run->c->bisection, claim->untested_parent)->line,
		"the log builds another commit as the parent; in the tree the parent is %.*s",
		BV_TEXT_ARG(name));
	bv_finding_commit(run, finding, claim->untested_parent);
}

static const struct bv_check checks[] = {
	{"culprit.header-differs", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_SAYS_PRINTED,
	 check_header_differs},
	{"culprit.parent-differs", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_SYZBOT | BV_NEED_TREE | BV_NEED_CULPRIT, check_parent_differs},
};

const struct bv_check_family bv_family_culprit_print = BV_CHECK_FAMILY(checks);
