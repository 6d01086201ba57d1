/* Decoding one UTF-8 code point from untrusted bytes. */
#ifndef BV_BASE_UTF8_H
#define BV_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

/** Bytes of the code point at the start of @text, 0 when there is none that is valid. */
size_t bv_utf8_decode(struct bv_text text, uint32_t *code_point);

#endif
