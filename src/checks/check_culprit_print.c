/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, what the log prints of the blamed commit: is it the tree's commit? */
#include "check_private.h"
#include "kernel/subject.h"

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
 * Letters that are not ASCII come in whatever encoding, and as '?'. True when both have some here,
 * which are taken.
 */
static bool take_foreign_letters(struct bv_text *printed, struct bv_text *actual)
{
	size_t in_printed = 0, in_actual = 0;

	while (in_actual < actual->size && (actual->data[in_actual] & 0x80))
		in_actual++;
	while (in_actual && in_printed < printed->size &&
	       ((printed->data[in_printed] & 0x80) || printed->data[in_printed] == '?'))
		in_printed++;
	*printed = bv_text_from_offset(*printed, in_printed);
	*actual = bv_text_from_offset(*actual, in_printed ? in_actual : 0);
	return in_printed > 0;
}

/* git prints the whole message; people cut what they paste, and some mails have only the title. */
static bool is_message_whole(const struct bv_check_run *run, const struct bv_commit_print *print)
{
	return print->stat.count || print->raw.count || print->patch.count || print->summary_line ||
	       (bv_kind_is_syzbot(run->c->bisection->kind) && !bv_case_is_announced(run->c));
}

static void report_rest(struct bv_check_run *run, const struct bv_commit_print *print, size_t line,
			struct bv_text actual)
{
	struct bv_text rest = first_line(actual);
	struct bv_finding *finding;

	if (!is_message_whole(run, print))
		return;
	finding = bv_finding_add(run, line, "the log leaves out the message's end, \"%.*s\"%s",
				 BV_TEXT_ARG(rest), rest.size < actual.size ? " and more" : "");
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/*
 * What is there must be the commit's, however a mail program broke it into lines.
 */
static void compare_message(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_text printed = print->message, actual = run->c->facts.culprit.message;
	size_t number = print->message_line;

	for (;;) {
		struct bv_text before = printed;

		printed = without_leading_space(printed);
		actual = without_leading_space(actual);
		if (printed.size == 0) {
			if (actual.size)
				report_rest(run, print, number, actual);
			return;
		}
		for (; before.data < printed.data; before = bv_text_from_offset(before, 1))
			number += before.data[0] == '\n';
		if (actual.size && take_foreign_letters(&printed, &actual))
			continue;
		if (actual.size == 0 || printed.data[0] != actual.data[0]) {
			differs(run, number, "message from here on", first_line(printed),
				first_line(actual));
			return;
		}
		printed = bv_text_from_offset(printed, 1);
		actual = bv_text_from_offset(actual, 1);
	}
}

/*
 * The author
 */

struct person {
	struct bv_text name, mail;
};

static struct person split_person(struct bv_text text, struct bv_arena *keep)
{
	struct person person = {0};

	if (!bv_take_until(&text, BV_TEXT("<"), &person.name))
		person.name = text;
	else if (!bv_take_until(&text, BV_TEXT(">"), &person.mail))
		person.mail = text;
	person.name = bv_subject_canonical(person.name, keep);
	person.mail = bv_text_trim(person.mail);
	return person;
}

/* Archives hide addresses, as "demo@..." and "demo@xxxxxxx". */
static bool is_hidden(struct bv_text mail)
{
	struct bv_text rest = mail, part;

	if (bv_text_contains(mail, BV_TEXT("...")))
		return true;
	return bv_take_until(&rest, BV_TEXT("@"), &part) &&
	       bv_text_starts_with(rest, BV_TEXT("xxxx"));
}

/* Where a mail program broke the line there is no address. */
static bool is_same_person(const struct person *printed, struct bv_text other,
			   struct bv_arena *keep)
{
	struct person actual = split_person(other, keep);

	return bv_text_equal(printed->name, actual.name) &&
	       (bv_text_is_empty(printed->mail) || is_hidden(printed->mail) ||
		bv_text_equal_nocase(printed->mail, actual.mail));
}

static bool is_half_the_same(const struct person *printed, struct bv_text other,
			     struct bv_arena *keep)
{
	struct person actual = split_person(other, keep);

	return bv_text_equal(printed->name, actual.name) ||
	       bv_text_equal_nocase(printed->mail, actual.mail);
}

/* git shows people as .mailmap has them. */
static void compare_author(struct bv_check_run *run, const struct bv_commit_print *print)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct person printed = split_person(print->author, run->keep);

	if (bv_text_is_empty(print->author) || is_same_person(&printed, culprit->author, run->keep))
		return;
	for (size_t i = 0; i < culprit->author_names.count; i++)
		if (is_same_person(&printed, culprit->author_names.items[i], run->keep))
			return;
	if (culprit->are_author_names_known != BV_YES &&
	    is_half_the_same(&printed, culprit->author, run->keep))
		bv_check_not_run(run, "not every .mailmap that git may have had could be read");
	else
		differs(run, print->line, "author", print->author, culprit->author);
}

static void check_header_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;

	if (bv_case_same(run->c, print->revision, run->c->bisection->claim.first_bad) == BV_NO) {
		bv_check_not_run(run, "the commit printed is not the one blamed");
		return;
	}
	compare_author(run, print);
	compare_date(run, print);
	if (!bv_text_is_empty(print->message))
		compare_message(run, print);
	else if (!bv_text_is_empty(print->date))
		bv_finding_commit(run,
				  bv_finding_add_at(run, BV_LEVEL_NOTE, print->line,
						    "the log prints the commit without its title"),
				  run->c->bisection->claim.first_bad);
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
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_NEED_ITSELF |
		 BV_SAYS_PRINTED,
	 check_header_differs},
	{"culprit.parent-differs", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_SYZBOT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_NEED_ITSELF,
	 check_parent_differs},
};

const struct bv_check_family bv_family_culprit_print = BV_CHECK_FAMILY(checks);
