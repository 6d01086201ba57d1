/* SPDX-License-Identifier: GPL-2.0-only */
/* A summary from one process to another. */
#include "pack.h"
#include "summary.h"

void bv_summary_pack(const struct bv_summary *summary, struct bv_out_buffer *out)
{
	bv_pack_bytes(out, &summary->sums, sizeof(summary->sums));
	bv_pack_size(out, summary->magnets.count);
	for (size_t i = 0; i < summary->magnets.count; i++) {
		const struct bv_blame *blame = &summary->magnets.items[i];

		bv_pack_text(out, blame->commit);
		bv_pack_text(out, blame->subject);
		bv_pack_size(out, blame->titles.count);
		for (size_t j = 0; j < blame->titles.count; j++)
			bv_pack_text(out, blame->titles.items[j]);
	}
	bv_pack_size(out, summary->scores.count);
	bv_pack_bytes(out, summary->scores.items,
		      summary->scores.count * sizeof(*summary->scores.items));
}

static bool take_blame(struct bv_blame *blame, struct bv_text *rest, struct bv_arena *keep)
{
	size_t count;

	if (!bv_unpack_text(&blame->commit, rest, keep) ||
	    !bv_unpack_text(&blame->subject, rest, keep) ||
	    !bv_unpack_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!bv_unpack_text(BV_APPEND(&blame->titles, keep), rest, keep))
			return false;
	return true;
}

static void add_sums(struct bv_sums *sums, const struct bv_sums *more)
{
	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++)
		sums->judgements[i] += more->judgements[i];
	for (size_t i = 0; i <= BV_LEVEL_ERROR; i++)
		for (size_t j = 0; j < BV_SUMMARY_CHECKS_MAX; j++)
			sums->logs_with[i][j] += more->logs_with[i][j];
	sums->mails_without += more->mails_without;
	sums->unread += more->unread;
	sums->lost += more->lost;
	sums->unlabelled += more->unlabelled;
}

static bool take_scores(struct bv_scores *scores, struct bv_text *rest)
{
	size_t count;

	if (!bv_unpack_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!bv_unpack_bytes(BV_APPEND(scores, &scores->keep), rest,
				     sizeof(*scores->items)))
			return false;
	return true;
}

bool bv_summary_unpack(struct bv_summary *summary, struct bv_text *rest)
{
	struct bv_magnets *magnets = &summary->magnets;
	struct bv_sums sums;
	size_t count;

	if (!bv_unpack_bytes(&sums, rest, sizeof(sums)) ||
	    !bv_unpack_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_blame(BV_APPEND(magnets, &magnets->keep), rest, &magnets->keep))
			return false;
	if (!take_scores(&summary->scores, rest))
		return false;
	add_sums(&summary->sums, &sums);
	return true;
}
