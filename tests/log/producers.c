/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of producers: each row is whole. */
#include <criterion/criterion.h>

#include "log/producer.h"

Test(producers, rows_are_whole)
{
	for (size_t i = 0; bv_producers[i]; i++) {
		const struct bv_producer *row = bv_producers[i];
		bool is_signed = row->signature.size > 0;

		cr_expect(!row->recognise == !row->read, "row %zu: logs are known and read", i);
		cr_expect(!row->shape == !row->read_state,
			  "row %zu: state files are known and read", i);
		cr_expect(!row->claim == !row->words[0].size, "row %zu: words of a claim", i);
		cr_expect(!row->split || row->read || row->claim, "row %zu: who reads a piece", i);
		cr_expect(!row->enrich || is_signed, "row %zu: whose texts to enrich", i);
		cr_expect(!row->is_comment == !row->take_comment, "row %zu: comments", i);
		cr_expect(row->kind != BV_KIND_UNKNOWN || !(is_signed || row->is_comment),
			  "row %zu: the kind of git's log that it made", i);
		cr_expect(row->read || row->read_state || row->claim || is_signed ||
				  row->is_comment || row->what_else,
			  "row %zu: what it does", i);
		cr_expect(!row->words[BV_PRODUCER_WORDS - 1].size, "row %zu: a word too many", i);
	}
}
