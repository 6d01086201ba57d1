/* SPDX-License-Identifier: GPL-2.0-only */
/* What the readers of logs and of sessions stand on: revisions by their names, steps, offers. */
#include "base/oid.h"
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

/*
 * Names: an open hash table over the full ids, keyed by the seven digits that git abbreviates to
 * at least.
 */

#define KEY_DIGITS         7
#define COMMIT_DIGITS_MOST 64 /* SHA-256 */
/* A power of two, so large that half the slots stay free. */
#define SLOTS (2 * BV_REVISIONS_MAX)
/* More neighbours come only from a log made to be slow; what lies behind them is not found. */
#define PROBES_MAX 64

static size_t slot_of(struct bv_text hex)
{
	size_t key = 0;

	for (size_t i = 0; i < KEY_DIGITS; i++) {
		char c = hex.data[i];
		size_t digit = c <= '9' ? (size_t)(c - '0') : (size_t)((c | 0x20) - 'a') + 10;

		key = key * 16 + digit;
	}
	/* Knuth's multiplicative hash spreads ids that somebody chose alike. */
	return (key * 2654435761U >> 7) % SLOTS;
}

static void learn(struct bv_git_names *names, const struct bv_bisection *bisection)
{
	for (; names->known < bisection->revisions.count; names->known++) {
		struct bv_text written = bisection->revisions.items[names->known].written;
		size_t slot;
		size_t probes = 0;

		if (!bv_text_is_hex(written, BV_OID_HEX, COMMIT_DIGITS_MOST))
			continue;
		slot = slot_of(written);
		while (names->slots[slot] && probes++ < PROBES_MAX)
			slot = (slot + 1) % SLOTS;
		if (!names->slots[slot])
			names->slots[slot] = (uint32_t)names->known + 1;
	}
}

struct bv_revision_ref bv_git_names_find(struct bv_git_names *names,
					 const struct bv_bisection *bisection,
					 struct bv_text abbreviation, struct bv_arena *keep)
{
	size_t slot = slot_of(abbreviation);

	if (!names->slots)
		names->slots = bv_arena_alloc(keep, SLOTS, sizeof(*names->slots));
	learn(names, bisection);
	for (size_t probes = 0; names->slots[slot] && probes <= PROBES_MAX; probes++) {
		uint32_t number = names->slots[slot];
		struct bv_text full = bisection->revisions.items[number - 1].written;

		if (bv_id_begins(full, abbreviation))
			return (struct bv_revision_ref){number};
		slot = (slot + 1) % SLOTS;
	}
	return (struct bv_revision_ref){0};
}

struct bv_revision_ref bv_git_revision(struct bv_git_build *build, struct bv_text written,
				       size_t line)
{
	if (bv_text_is_hex(written, 7, BV_OID_HEX - 1)) {
		struct bv_revision_ref full =
			bv_git_names_find(&build->names, build->out, written, build->keep);

		if (!bv_revision_ref_is_none(full))
			return full;
	}
	return bv_build_revision(build->out, written, line, build->keep);
}

struct bv_step *bv_git_add_step(struct bv_git_build *build, struct bv_revision_ref revision,
				enum bv_verdict verdict, size_t line)
{
	struct bv_step *step =
		bv_revision_ref_is_none(revision) ? NULL : bv_build_step(build->out, build->keep);

	if (!step)
		return NULL;
	step->revision = revision;
	step->marked = revision;
	step->verdict = verdict;
	step->mark = verdict;
	step->line = line;
	step->verdict_line = verdict == BV_VERDICT_UNKNOWN ? 0 : line;
	return step;
}

/* "Bisecting:", then "[H] SUBJECT"; until 2005-10 git named no commit, but people looked. */
bool bv_git_take_offer(struct bv_git_build *build, struct bv_offer *offer,
		       const struct bv_git_event *event)
{
	if (event->kind == BV_GIT_BISECTING) {
		*offer = (struct bv_offer){
			.revisions_left = event->revisions_left,
			.steps_left = event->steps_left,
			.is_merge_base = event->is_merge_base,
			.line = event->number,
		};
		return false;
	}
	if (event->kind != BV_GIT_OFFER && !(event->kind == BV_GIT_HASH && offer->line))
		return false;
	if (!offer->line)
		offer->line = event->number;
	offer->revision = bv_git_revision(build, event->revision, event->number);
	bv_build_subject(build->out, offer->revision, event->subject, event->is_subject_cut,
			 event->number);
	return !bv_revision_ref_is_none(offer->revision);
}
