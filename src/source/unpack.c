/* SPDX-License-Identifier: GPL-2.0-only */
/* Files packed by gzip or xz, unpacked piece by piece: the only place that knows zlib and liblzma.
 */
#include <lzma.h>
#include <string.h>
#include <zlib.h>

#include "source_private.h"

#include "base/banned.h"

/* `xz -9` takes 65 MiB to unpack, and no more is needed by any level. */
#define XZ_MEMORY_MAX ((uint64_t)128 << 20)
/* zlib: the largest window, and a gzip head around it. */
#define GZIP_WINDOW (MAX_WBITS + 16)

struct bv_unpacker {
	enum bv_packing packing;
	bool is_begun;     /* the library holds memory */
	bool is_in_member; /* of gzip: its end has not come yet */
	z_stream gzip;
	lzma_stream xz;
};

static const struct {
	struct bv_text magic;
	enum bv_packing packing;
} magics[] = {
	{BV_TEXT_INIT("\x1f\x8b\x08"), BV_PACKING_GZIP},
	{BV_TEXT_INIT("\xfd"
		      "7zXZ\0"),
	 BV_PACKING_XZ},
};

enum bv_packing bv_packing_of(struct bv_text head)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (bv_text_starts_with(head, magics[i].magic))
			return magics[i].packing;
	return BV_PACKING_NONE;
}

struct bv_unpacker *bv_unpack_begin(enum bv_packing packing, struct bv_arena *keep)
{
	struct bv_unpacker *unpacker = bv_arena_alloc(keep, 1, sizeof(*unpacker));

	unpacker->packing = packing;
	if (packing == BV_PACKING_GZIP)
		unpacker->is_begun = inflateInit2(&unpacker->gzip, GZIP_WINDOW) == Z_OK;
	else
		unpacker->is_begun = lzma_stream_decoder(&unpacker->xz, XZ_MEMORY_MAX,
							 LZMA_CONCATENATED) == LZMA_OK;
	unpacker->is_in_member = true;
	return unpacker;
}

void bv_unpack_end(struct bv_unpacker *unpacker)
{
	if (!unpacker || !unpacker->is_begun)
		return;
	if (unpacker->packing == BV_PACKING_GZIP)
		(void)inflateEnd(&unpacker->gzip);
	else
		lzma_end(&unpacker->xz);
}

/* Members follow one another; what follows the last and is none is padding. Source: gzip(1). */
static enum bv_unpacked next_member(struct bv_unpacker *unpacker, struct bv_text packed)
{
	if (bv_packing_of(packed) != BV_PACKING_GZIP)
		return BV_UNPACKED_END;
	if (inflateReset(&unpacker->gzip) != Z_OK)
		return BV_UNPACKED_DAMAGED;
	unpacker->is_in_member = true;
	return BV_UNPACKED_MORE;
}

static enum bv_unpacked unpack_gzip(struct bv_unpacker *unpacker, struct bv_text *packed,
				    struct bv_room *room, bool is_last)
{
	z_stream *stream = &unpacker->gzip;
	int result;

	if (!unpacker->is_in_member) {
		/* The next one's first bytes may be still to come. */
		if (packed->size < magics[0].magic.size && !is_last)
			return BV_UNPACKED_MORE;
		return next_member(unpacker, *packed);
	}
	/* zlib's structure has no const, but it does not write there. */
	stream->next_in = (unsigned char *)(uintptr_t)packed->data;
	stream->avail_in = (unsigned int)packed->size;
	stream->next_out = (unsigned char *)room->bytes + room->used;
	stream->avail_out = (unsigned int)(room->size - room->used);
	result = inflate(stream, Z_NO_FLUSH);
	*packed = bv_text_from_offset(*packed, packed->size - stream->avail_in);
	room->used = room->size - stream->avail_out;
	if (result == Z_STREAM_END)
		unpacker->is_in_member = false;
	else if (result != Z_OK && result != Z_BUF_ERROR)
		return BV_UNPACKED_DAMAGED;
	return BV_UNPACKED_MORE;
}

static enum bv_unpacked unpack_xz(struct bv_unpacker *unpacker, struct bv_text *packed,
				  struct bv_room *room, bool is_last)
{
	lzma_stream *stream = &unpacker->xz;
	lzma_ret result;

	stream->next_in = (const unsigned char *)packed->data;
	stream->avail_in = packed->size;
	stream->next_out = (unsigned char *)room->bytes + room->used;
	stream->avail_out = room->size - room->used;
	result = lzma_code(stream, is_last ? LZMA_FINISH : LZMA_RUN);
	*packed = bv_text_from_offset(*packed, packed->size - stream->avail_in);
	room->used = room->size - stream->avail_out;
	if (result == LZMA_STREAM_END)
		return BV_UNPACKED_END;
	return result == LZMA_OK || result == LZMA_BUF_ERROR ? BV_UNPACKED_MORE
							     : BV_UNPACKED_DAMAGED;
}

enum bv_unpacked bv_unpack(struct bv_unpacker *unpacker, struct bv_text *packed,
			   struct bv_room *room, bool is_last)
{
	size_t packed_before = packed->size, used_before = room->used;
	bool was_in_member = unpacker->is_in_member;
	enum bv_unpacked result;

	if (!unpacker->is_begun)
		return BV_UNPACKED_DAMAGED;
	result = unpacker->packing == BV_PACKING_GZIP ? unpack_gzip(unpacker, packed, room, is_last)
						      : unpack_xz(unpacker, packed, room, is_last);
	/* All is there, there is room, and nothing moves: the end is missing. */
	if (result == BV_UNPACKED_MORE && is_last && packed->size == packed_before &&
	    room->used == used_before && was_in_member == unpacker->is_in_member &&
	    room->used < room->size)
		return BV_UNPACKED_DAMAGED;
	return result;
}
