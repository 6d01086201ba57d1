/* mail.*: who would be written to. */
#include "check_private.h"
#include "log/syzbot_era.h"
#include "trailer.h"

#include "base/banned.h"

static bool is_listed(const struct bv_texts *list, struct bv_text address)
{
	for (size_t i = 0; i < list->count; i++)
		if (bv_text_equal_nocase(list->items[i], address))
			return true;
	return false;
}

static struct bv_text quote_addresses(const struct bv_check_run *run, const struct bv_texts *list)
{
	if (list->count == 1)
		return list->items[0];
	return bv_arena_print(run->keep, "%.*s and %zu more", BV_TEXT_ARG(list->items[0]),
			      list->count - 1);
}

/* Addresses of @from that are in neither list. */
static struct bv_texts not_in(const struct bv_check_run *run, const struct bv_texts *from,
			      const struct bv_texts *to, const struct bv_texts *cc)
{
	struct bv_texts rest = {0};

	for (size_t i = 0; i < from->count; i++)
		if (!is_listed(to, from->items[i]) && !is_listed(cc, from->items[i]))
			*BV_APPEND(&rest, run->keep) = from->items[i];
	return rest;
}

static void check_recipients(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->bisection->claim;
	const struct bv_culprit_facts *culprit = &run->facts->culprit;
	bool is_read = culprit->is_read == BV_YES;
	struct bv_text author = is_read ? culprit->author : claim->print.author;
	struct bv_text message = is_read ? culprit->message : claim->print.message;
	struct bv_era era = run->bisection->era;
	/* Since 2019-12-10 (b730d26a8) Cc: lines do not count, and two people are too few. */
	bool is_old = era.is_known && era.newest < BV_ERA_2019_12_PARENT;
	bool is_new = era.is_known && era.oldest > BV_ERA_2019_12_PARENT;
	struct bv_texts expected = {0}, missing, extra;
	const struct bv_texts none = {0};
	struct bv_text words;

	if (bv_text_is_empty(author) || bv_text_is_empty(message)) {
		bv_check_not_run(run, "neither the log nor the tree shows the blamed commit");
		return;
	}
	bv_trailer_recipients(&expected, author, message, is_old, run->keep);
	missing = not_in(run, &expected, &claim->recipients_to, &claim->recipients_cc);
	if (missing.count) {
		words = quote_addresses(run, &missing);
		(void)bv_finding_add(run, claim->recipients_line,
				     "the commit's own lines name %.*s, whom the log leaves out",
				     BV_TEXT_ARG(words));
	}
	/* With fewer names MAINTAINERS was asked too, and its answer is that day's. */
	if (!is_new || expected.count <= 2)
		return;
	extra = not_in(run, &claim->recipients_to, &expected, &none);
	if (extra.count) {
		words = quote_addresses(run, &extra);
		(void)bv_finding_add(run, claim->recipients_line,
				     "the commit's own lines do not name %.*s, whom the log would "
				     "mail",
				     BV_TEXT_ARG(words));
	}
}

static const struct bv_check checks[] = {
	{{"mail.recipients", BV_LEVEL_WARNING, "the recipients are not those of the commit",
	  "syzkaller mails the author and all who signed off, reviewed, acked or tested the "
	  "commit; where "
	  "these are fewer than three, also those that get_maintainer.pl names. The commit's own "
	  "lines "
	  "are read again and compared.\n"
	  "It errs for addresses in forms that Go's mail parser takes and this one does not.\n"
	  "Compare with git show."},
	 BV_NEED_CLAIM | BV_NEED_RECIPIENTS | BV_NEED_SYZBOT,
	 check_recipients},
};

const struct bv_check_family bv_family_mail = BV_CHECK_FAMILY(checks);
