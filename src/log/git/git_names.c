/* An open hash table over the full ids, keyed by the seven digits that git abbreviates to at least.
 */
#include "git_names.h"

#include "base/oid.h"
#include "log/builder.h"

#include "base/banned.h"

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

		if (bv_text_equal_nocase(bv_text_slice(full, 0, abbreviation.size), abbreviation))
			return (struct bv_revision_ref){number};
		slot = (slot + 1) % SLOTS;
	}
	return (struct bv_revision_ref){0};
}
