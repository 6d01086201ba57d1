/* SPDX-License-Identifier: GPL-2.0-only */
/* How alike two files are: equal pieces are counted, wherever they stand. */
#include "similarity.h"

#include <stdlib.h>

#include "base/banned.h"

#define PIECE_BYTES_MAX 64

static uint64_t hash_piece(struct bv_text piece)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

	for (size_t i = 0; i < piece.size; i++)
		hash = (hash ^ (unsigned char)piece.data[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static struct bv_text take_piece(struct bv_text *rest)
{
	struct bv_text piece = bv_text_slice(*rest, 0, PIECE_BYTES_MAX);
	size_t end = bv_text_find_byte(piece, '\n');

	if (end != SIZE_MAX)
		piece.size = end + 1;
	*rest = bv_text_from_offset(*rest, piece.size);
	return piece;
}

static int compare_pieces(const void *a, const void *b)
{
	const struct bv_file_piece *left = a, *right = b;

	return (left->hash > right->hash) - (left->hash < right->hash);
}

struct bv_fingerprint bv_fingerprint_make(struct bv_text text, struct bv_arena *keep)
{
	struct bv_fingerprint print = {.file_bytes = text.size};
	struct bv_text rest = text;
	size_t unique = 0;

	while (!bv_text_is_empty(rest)) {
		(void)take_piece(&rest);
		print.count++;
	}
	if (print.count == 0)
		return print;
	print.pieces = bv_arena_alloc(keep, print.count, sizeof(*print.pieces));
	rest = text;
	for (size_t i = 0; i < print.count; i++) {
		struct bv_text piece = take_piece(&rest);

		print.pieces[i] = (struct bv_file_piece){hash_piece(piece), piece.size};
	}
	qsort(print.pieces, print.count, sizeof(*print.pieces), compare_pieces);
	for (size_t i = 0; i < print.count; i++) {
		if (i > 0 && print.pieces[i].hash == print.pieces[unique - 1].hash)
			print.pieces[unique - 1].bytes += print.pieces[i].bytes;
		else
			print.pieces[unique++] = print.pieces[i];
	}
	print.count = unique;
	return print;
}

unsigned bv_similarity(const struct bv_fingerprint *a, const struct bv_fingerprint *b)
{
	size_t larger = a->file_bytes > b->file_bytes ? a->file_bytes : b->file_bytes;
	size_t shared = 0, i = 0, j = 0;

	while (i < a->count && j < b->count) {
		const struct bv_file_piece *left = &a->pieces[i], *right = &b->pieces[j];

		if (left->hash == right->hash)
			shared += left->bytes < right->bytes ? left->bytes : right->bytes;
		i += left->hash <= right->hash;
		j += left->hash >= right->hash;
	}
	return larger ? (unsigned)(shared * BV_SIMILARITY_MOST / larger) : 0;
}
