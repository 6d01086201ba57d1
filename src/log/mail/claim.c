/* SPDX-License-Identifier: GPL-2.0-only */
/* What the producers' claims in mails have in common. */
#include "log/builder.h"
#include "mail_private.h"

#include "base/banned.h"

void bv_mail_blame(struct bv_mail_reader *reader, enum bv_statement_kind kind,
		   const struct bv_mail_commit *commit)
{
	struct bv_bisection *out = reader->out;
	struct bv_claim *claim = &out->claim;
	const struct bv_line *line = &reader->view->items[commit->index];
	struct bv_revision_ref ref =
		bv_build_abbreviated(out, commit->hash, line->number, reader->keep);

	bv_build_subject(out, ref, commit->subject, commit->is_subject_cut, line->number);
	bv_build_statement(out, kind, ref, commit->subject, line->number, reader->keep);
	claim->statements.items[claim->statements.count - 1].is_quoted = reader->is_quoted;
	if (claim->ending == BV_ENDING_FIRST_BAD || bv_revision_ref_is_none(ref))
		return;
	claim->ending = BV_ENDING_FIRST_BAD;
	claim->first_bad = ref;
	claim->line = line->number;
	claim->text = bv_text_trim(line->text);
	claim->is_quoted = reader->is_quoted;
}

/* `Fixes: 0123456789ab ("title")`, as submitting-patches.rst wants it. */
static bool take_fixes_hash(struct bv_text line, struct bv_text *hash, size_t *offset)
{
	struct bv_text rest = line;

	if (!bv_take_prefix(&rest, BV_TEXT("Fixes: ")) || !bv_take_blanks(&rest) ||
	    !bv_take_hex(&rest, 7, 40, hash))
		return false;
	*offset = line.size - rest.size;
	return true;
}

bool bv_mail_take_fixes(struct bv_mail_reader *reader, size_t index)
{
	struct bv_mail_commit commit = {.index = index};
	size_t offset;

	if (!take_fixes_hash(reader->view->items[index].text, &commit.hash, &offset))
		return false;
	commit.subject =
		bv_prose_subject(reader->view, index, offset, &commit.is_subject_cut, reader->keep);
	bv_mail_blame(reader, BV_STATEMENT_FIXES, &commit);
	return true;
}

bool bv_mail_take_remark(struct bv_mail_reader *reader, const struct bv_text *names, size_t count,
			 size_t index)
{
	struct bv_text rest = reader->view->items[index].text;
	struct bv_text name;

	if (!bv_take_until(&rest, BV_TEXT(":"), &name))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!bv_text_equal(name, names[i]))
			continue;
		bv_build_remark(reader->out, name, bv_text_trim(rest),
				reader->view->items[index].number, reader->keep);
		return true;
	}
	return false;
}
