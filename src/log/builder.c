/* SPDX-License-Identifier: GPL-2.0-only */
/* Building the model: revisions by spelling, statements, lines of no known kind. */
#include "builder.h"

#include "kernel/subject.h"

#include "base/banned.h"

struct bv_bisection *bv_build_part(struct bv_bisections *out, const struct bv_lines *lines,
				   struct bv_arena *keep)
{
	struct bv_bisection *part = BV_APPEND(out, keep);

	part->part = out->count;
	part->is_truncated = lines->is_truncated;
	part->is_cut = lines->is_cut;
	part->first_line = lines->count ? lines->items[0].number : 0;
	part->last_line = lines->count ? lines->items[lines->count - 1].number : 0;
	return part;
}

static bool is_same_spelling(struct bv_text a, struct bv_text b)
{
	if (bv_text_equal(a, b))
		return true;
	return bv_text_is_hex(a, 7, 64) && bv_text_equal_nocase(a, b);
}

/* The slot of @written in the index: its number, or 0 where it belongs. */
static uint32_t *find_slot(struct bv_revisions *revisions, struct bv_text written)
{
	size_t at = bv_text_hash_nocase(written) % revisions->slot_count;

	while (revisions->slots[at] &&
	       !is_same_spelling(revisions->items[revisions->slots[at] - 1].written, written))
		at = (at + 1) % revisions->slot_count;
	return &revisions->slots[at];
}

/* Keep the index at most half full. */
static void grow_slots(struct bv_revisions *revisions, struct bv_arena *keep)
{
	if (revisions->count * 2 < revisions->slot_count)
		return;
	revisions->slot_count = revisions->slot_count ? revisions->slot_count * 2 : 64;
	revisions->slots = bv_arena_alloc(keep, revisions->slot_count, sizeof(*revisions->slots));
	for (size_t i = 0; i < revisions->count; i++)
		*find_slot(revisions, revisions->items[i].written) = (uint32_t)i + 1;
}

struct bv_revision_ref bv_build_revision(struct bv_bisection *bisection, struct bv_text written,
					 size_t line, struct bv_arena *keep)
{
	struct bv_revisions *revisions = &bisection->revisions;
	struct bv_revision *added;
	uint32_t *slot;

	if (bv_text_is_empty(written))
		return (struct bv_revision_ref){0};
	grow_slots(revisions, keep);
	slot = find_slot(revisions, written);
	if (*slot)
		return (struct bv_revision_ref){*slot};
	if (revisions->count == BV_REVISIONS_MAX) {
		bisection->is_truncated = true;
		return (struct bv_revision_ref){0};
	}
	added = BV_APPEND(revisions, keep);
	added->written = written;
	added->line = line;
	*slot = (uint32_t)revisions->count;
	return (struct bv_revision_ref){*slot};
}

struct bv_revision_ref bv_build_abbreviated(struct bv_bisection *bisection, struct bv_text written,
					    size_t line, struct bv_arena *keep)
{
	const struct bv_revisions *revisions = &bisection->revisions;

	for (size_t i = 0; i < revisions->count; i++) {
		struct bv_text full = revisions->items[i].written;

		if (bv_text_is_hex(written, 7, 64) && bv_text_is_hex(full, written.size, 64) &&
		    bv_id_begins(full, written))
			return (struct bv_revision_ref){(uint32_t)i + 1};
	}
	return bv_build_revision(bisection, written, line, keep);
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
	if (revision->is_subject_cut && bv_subject_begins(subject, revision->subject)) {
		revision->subject = subject;
		revision->subject_line = line;
		revision->is_subject_cut = is_cut;
		return;
	}
	if (bv_subject_is_same(revision->subject, subject))
		return;
	revision->other_subject = subject;
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

struct bv_step *bv_build_step(struct bv_bisection *bisection, struct bv_arena *keep)
{
	if (bisection->steps.count == BV_STEPS_MAX) {
		bisection->is_truncated = true;
		return NULL;
	}
	return BV_APPEND(&bisection->steps, keep);
}

void bv_build_remark(struct bv_bisection *bisection, struct bv_text name, struct bv_text value,
		     size_t line, struct bv_arena *keep)
{
	struct bv_remark *added;

	if (bv_text_is_empty(value))
		return;
	added = BV_APPEND(&bisection->remarks, keep);
	added->name = name;
	added->value = value;
	added->line = line;
}

static void add_line(struct bv_unknown_lines *lines, struct bv_text text, size_t line,
		     struct bv_arena *keep)
{
	struct bv_unknown_line *added = BV_APPEND(lines, keep);

	added->text = text;
	added->line = line;
}

void bv_build_unnamed(struct bv_bisection *bisection, struct bv_text text, size_t line,
		      struct bv_arena *keep)
{
	add_line(&bisection->unnamed_verdicts, text, line, keep);
}

void bv_build_unknown(struct bv_bisection *bisection, struct bv_text text, size_t line,
		      struct bv_arena *keep)
{
	add_line(&bisection->unknown_lines, text, line, keep);
}
