/* SPDX-License-Identifier: GPL-2.0-only */
/* mail.*: who would be written to. */
#include "base/oid.h"
#include "check_private.h"
#include "kernel/trailer.h"
#include "log/syzbot/syzbot_era.h"

#include "base/banned.h"

static struct bv_text quote_addresses(const struct bv_check_run *run, const struct bv_texts *list)
{
	if (list->count == 1)
		return list->items[0];
	return bv_arena_print(run->keep, "%.*s and %zu more", BV_TEXT_ARG(list->items[0]),
			      list->count - 1);
}

/* A set of the addresses of both lists. */
static struct bv_texts set_of(const struct bv_check_run *run, const struct bv_texts *to,
			      const struct bv_texts *cc)
{
	struct bv_texts set = {0};

	for (size_t i = 0; i < to->count; i++)
		*BV_APPEND(&set, run->keep) = to->items[i];
	for (size_t i = 0; i < cc->count; i++)
		*BV_APPEND(&set, run->keep) = cc->items[i];
	bv_text_set_make(&set);
	return set;
}

/* Addresses of @from that are not in the set. */
static struct bv_texts not_in(const struct bv_check_run *run, const struct bv_texts *from,
			      const struct bv_texts *set)
{
	struct bv_texts rest = {0};

	for (size_t i = 0; i < from->count; i++)
		if (!bv_text_set_has(set, from->items[i]))
			*BV_APPEND(&rest, run->keep) = from->items[i];
	return rest;
}

/* Whom the commit's own lines name is written to, not copied. */
static void report_copied(struct bv_check_run *run, const struct bv_texts *expected,
			  const struct bv_texts *missing)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_texts nobody = {0};
	struct bv_texts to = set_of(run, &claim->recipients_to, &nobody);
	struct bv_texts not_to = not_in(run, expected, &to);
	struct bv_texts copied = not_in(run, &not_to, missing);
	struct bv_text words;

	if (claim->has_one_recipient_list || copied.count == 0)
		return;
	words = quote_addresses(run, &copied);
	(void)bv_finding_add(run, claim->recipients_line,
			     "the log would only copy %.*s, whom the commit's own lines name",
			     BV_TEXT_ARG(words));
}

static void check_recipients(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	bool is_read = culprit->is_read == BV_YES;
	struct bv_text author = is_read ? culprit->author : claim->print.author;
	struct bv_text message = is_read ? culprit->message : claim->print.message;
	struct bv_era era = run->c->bisection->era;
	/* Since 2019-12-10 (b730d26a8) Cc: lines do not count, and two people are too few. */
	bool is_old = era.is_known && era.newest < BV_ERA_2019_12_PARENT;
	bool is_new = era.is_known && era.oldest > BV_ERA_2019_12_PARENT;
	struct bv_texts expected = {0}, named, missing, extra;
	struct bv_text words;

	if (!is_read && bv_case_same(run->c, claim->print.revision, claim->first_bad) != BV_YES) {
		bv_check_not_run(run, "the commit printed is not the one blamed");
		return;
	}
	if (bv_text_is_empty(author) || bv_text_is_empty(message)) {
		bv_check_not_run(run, "neither the log nor the tree shows the blamed commit");
		return;
	}
	bv_trailer_recipients(&expected, author, message, is_old, run->keep);
	bv_text_set_make(&expected);
	named = set_of(run, &claim->recipients_to, &claim->recipients_cc);
	missing = not_in(run, &expected, &named);
	if (missing.count) {
		words = quote_addresses(run, &missing);
		(void)bv_finding_add(run, claim->recipients_line,
				     "the commit's own lines name %.*s, whom the log leaves out",
				     BV_TEXT_ARG(words));
	}
	report_copied(run, &expected, &missing);
	/* With fewer names MAINTAINERS was asked too, and its answer is that day's. */
	if (!is_new || expected.count <= 2)
		return;
	extra = not_in(run, &named, &expected);
	if (extra.count) {
		words = quote_addresses(run, &extra);
		(void)bv_finding_add(run, claim->recipients_line,
				     "the commit's own lines do not name %.*s, whom the log would "
				     "mail",
				     BV_TEXT_ARG(words));
	}
}

/* What is blamed aloud is what was found. */
static void check_announced(struct bv_check_run *run)
{
	struct bv_revision_ref blamed = run->c->bisection->claim.first_bad;
	struct bv_text announced = run->c->told->announced;
	struct bv_text found = bv_case_full_name(run->c, blamed, run->keep);

	if (!bv_text_is_hex(announced, BV_OID_DIGITS_LEAST, BV_OID_HEX) ||
	    !bv_text_is_hex(found, BV_OID_DIGITS_LEAST, BV_OID_HEX)) {
		bv_check_not_run(run, "the mail or the log names no commit by its id");
		return;
	}
	if (!bv_id_is_same(announced, found))
		(void)bv_finding_add(run, run->c->bisection->claim.line,
				     "the mail blames %.*s, but its log ends at %.*s",
				     BV_TEXT_ARG(bv_case_short(announced)),
				     BV_TEXT_ARG(bv_case_short(found)));
}

static const struct bv_check checks[] = {
	{"mail.other-culprit", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_MAIL, check_announced},
	{"mail.recipients", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_RECIPIENTS | BV_NEED_SYZBOT,
	 check_recipients},
};

const struct bv_check_family bv_family_mail = BV_CHECK_FAMILY(checks);
