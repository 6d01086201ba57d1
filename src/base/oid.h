/* SPDX-License-Identifier: GPL-2.0-only */
/* Object ids (SHA-1; libgit2 before 1.7 opens no other repository). */
#ifndef BISECT_VERIFY_OID_H
#define BISECT_VERIFY_OID_H

#include <stdbool.h>

#include "text.h"

#define BV_OID_BYTES 20
#define BV_OID_HEX   40
/** Digits that name a commit: git's own abbreviation has no fewer. */
#define BV_OID_DIGITS_LEAST 7

struct bv_oid {
	unsigned char bytes[BV_OID_BYTES];
};

/** A list of them, for BV_APPEND(). */
struct bv_oids {
	struct bv_oid *items;
	size_t count, capacity;
};

/** Room for 40 hex digits and a NUL. */
struct bv_oid_hex {
	char digits[BV_OID_HEX + 1];
};

/** True when @text is exactly 40 hex digits, of either case. */
bool bv_oid_parse(struct bv_oid *out, struct bv_text text);
/** The same object. */
bool bv_oid_equal(const struct bv_oid *a, const struct bv_oid *b);
/** Bytewise order, which is git's. */
int bv_oid_compare(const struct bv_oid *a, const struct bv_oid *b);
/** In how many of its digits the hex text @written, whole or abbreviated, is another than @oid. */
size_t bv_oid_other_digits(const struct bv_oid *oid, struct bv_text written);
struct bv_oid_hex bv_oid_hex(const struct bv_oid *oid);

#endif
