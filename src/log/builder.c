/* Building the model: revisions by spelling, statements, lines of no known kind. */
#include "builder.h"

#include "base/banned.h"

static struct bv_revision_ref ref_of(size_t index)
{
	return (struct bv_revision_ref){(uint32_t)index + 1};
}

static bool is_same_spelling(struct bv_text a, struct bv_text b)
{
	if (bv_text_equal(a, b))
		return true;
	return bv_text_is_hex(a, 7, 64) && bv_text_equal_nocase(a, b);
}

struct bv_revision_ref bv_build_revision(struct bv_bisection *bisection, struct bv_text written,
					 size_t line, struct bv_arena *keep)
{
	struct bv_revisions *revisions = &bisection->revisions;
	struct bv_revision *added;

	if (bv_text_is_empty(written))
		return (struct bv_revision_ref){0};
	/* The newest are asked for most. */
	for (size_t i = revisions->count; i-- > 0;)
		if (is_same_spelling(revisions->items[i].written, written))
			return ref_of(i);
	added = BV_APPEND(revisions, keep);
	added->written = written;
	added->line = line;
	return ref_of(revisions->count - 1);
}

void bv_build_subject(struct bv_bisection *bisection, struct bv_revision_ref ref,
		      struct bv_text subject, bool is_cut, size_t line)
{
	struct bv_revision *revision;

	if (bv_revision_ref_is_none(ref) || bv_text_is_empty(subject))
		return;
	revision = &bisection->revisions.items[ref.number - 1];
	if (bv_text_is_empty(revision->subject)) {
		revision->subject = subject;
		revision->subject_line = line;
		revision->is_subject_cut = is_cut;
		return;
	}
	if (revision->is_subject_cut && bv_text_starts_with(subject, revision->subject)) {
		revision->subject = subject;
		revision->subject_line = line;
		revision->is_subject_cut = is_cut;
		return;
	}
	if (is_cut ? !bv_text_starts_with(revision->subject, subject)
		   : !bv_text_equal(revision->subject, subject))
		revision->other_subject_line = line;
}

void bv_build_statement(struct bv_bisection *bisection, enum bv_statement_kind kind,
			struct bv_revision_ref ref, struct bv_text subject, size_t line,
			struct bv_arena *keep)
{
	struct bv_statement *added = BV_APPEND(&bisection->claim.statements, keep);

	added->kind = kind;
	added->revision = ref;
	added->subject = subject;
	added->line = line;
}

void bv_build_unknown(struct bv_bisection *bisection, struct bv_text text, size_t line,
		      struct bv_arena *keep)
{
	struct bv_unknown_line *added = BV_APPEND(&bisection->unknown_lines, keep);

	added->text = text;
	added->line = line;
}
