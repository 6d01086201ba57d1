/* SPDX-License-Identifier: GPL-2.0-only */
/* From one process of this program to another: numbers as they are, texts behind their size. */
#ifndef BV_CLI_PACK_H
#define BV_CLI_PACK_H

#include "base/out.h"

void bv_pack_bytes(struct bv_out_buffer *out, const void *bytes, size_t size);
void bv_pack_size(struct bv_out_buffer *out, size_t size);
void bv_pack_text(struct bv_out_buffer *out, struct bv_text text);

/** False, and *rest is of no more use, when less is there. */
bool bv_unpack_bytes(void *out, struct bv_text *rest, size_t size);
/** The same. Owner: the copy is kept in @keep. */
bool bv_unpack_text(struct bv_text *out, struct bv_text *rest, struct bv_arena *keep);

#endif
