/* SPDX-License-Identifier: GPL-2.0-only */
/* Packing for a pipe: both ends are the same program on the same machine. */
#include "pack.h"

#include <string.h>

void bv_pack_bytes(struct bv_out_buffer *out, const void *bytes, size_t size)
{
	(void)bv_sink_buffer(out, bytes, size);
}

void bv_pack_size(struct bv_out_buffer *out, size_t size)
{
	bv_pack_bytes(out, &size, sizeof(size));
}

void bv_pack_text(struct bv_out_buffer *out, struct bv_text text)
{
	bv_pack_size(out, text.size);
	bv_pack_bytes(out, text.data, text.size);
}

bool bv_unpack_bytes(void *out, struct bv_text *rest, size_t size)
{
	if (rest->size < size)
		return false;
	memcpy(out, rest->data, size);
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

bool bv_unpack_text(struct bv_text *out, struct bv_text *rest, struct bv_arena *keep)
{
	size_t size;

	if (!bv_unpack_bytes(&size, rest, sizeof(size)) || rest->size < size)
		return false;
	*out = bv_arena_copy(keep, bv_text_slice(*rest, 0, size));
	*rest = bv_text_from_offset(*rest, size);
	return true;
}
