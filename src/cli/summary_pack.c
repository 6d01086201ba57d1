/* SPDX-License-Identifier: GPL-2.0-only */
/* A summary from one process to another: numbers as they are, texts behind their size. */
#include <string.h>

#include "summary.h"

static void put_size(struct bv_out_buffer *out, size_t size)
{
	(void)bv_sink_buffer(out, (const char *)&size, sizeof(size));
}

static void put_text(struct bv_out_buffer *out, struct bv_text text)
{
	put_size(out, text.size);
	(void)bv_sink_buffer(out, text.data, text.size);
}

static bool take_bytes(void *out, struct bv_text *rest, size_t size)
{
	if (rest->size < size)
		return false;
	memcpy(out, rest->data, size);
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

static bool take_text(struct bv_text *out, struct bv_text *rest, struct bv_arena *keep)
{
	size_t size;

	if (!take_bytes(&size, rest, sizeof(size)) || rest->size < size)
		return false;
	*out = bv_arena_copy(keep, bv_text_slice(*rest, 0, size));
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

void bv_summary_pack(const struct bv_summary *summary, struct bv_out_buffer *out)
{
	(void)bv_sink_buffer(out, (const char *)&summary->sums, sizeof(summary->sums));
	put_size(out, summary->magnets.count);
	for (size_t i = 0; i < summary->magnets.count; i++) {
		const struct bv_blame *blame = &summary->magnets.items[i];

		put_text(out, blame->commit);
		put_text(out, blame->subject);
		put_size(out, blame->titles.count);
		for (size_t j = 0; j < blame->titles.count; j++)
			put_text(out, blame->titles.items[j]);
	}
	put_size(out, summary->scores.count);
	(void)bv_sink_buffer(out, (const char *)summary->scores.items,
			     summary->scores.count * sizeof(*summary->scores.items));
}

static bool take_blame(struct bv_blame *blame, struct bv_text *rest, struct bv_arena *keep)
{
	size_t count;

	if (!take_text(&blame->commit, rest, keep) || !take_text(&blame->subject, rest, keep) ||
	    !take_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_text(BV_APPEND(&blame->titles, keep), rest, keep))
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

	if (!take_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_bytes(BV_APPEND(scores, &scores->keep), rest, sizeof(*scores->items)))
			return false;
	return true;
}

bool bv_summary_unpack(struct bv_summary *summary, struct bv_text *rest)
{
	struct bv_magnets *magnets = &summary->magnets;
	struct bv_sums sums;
	size_t count;

	if (!take_bytes(&sums, rest, sizeof(sums)) || !take_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_blame(BV_APPEND(magnets, &magnets->keep), rest, &magnets->keep))
			return false;
	if (!take_scores(&summary->scores, rest))
		return false;
	add_sums(&summary->sums, &sums);
	return true;
}
