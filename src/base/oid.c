/* SPDX-License-Identifier: GPL-2.0-only */
/* Object ids, between bytes and hex. */
#include "oid.h"

#include <string.h>

#include "banned.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool bv_oid_parse(struct bv_oid *out, struct bv_text text)
{
	if (!bv_text_is_hex(text, BV_OID_HEX, BV_OID_HEX))
		return false;
	for (size_t i = 0; i < BV_OID_BYTES; i++)
		out->bytes[i] = (unsigned char)(hex_value(text.data[2 * i]) << 4 |
						hex_value(text.data[2 * i + 1]));
	return true;
}

bool bv_oid_equal(const struct bv_oid *a, const struct bv_oid *b)
{
	return memcmp(a->bytes, b->bytes, BV_OID_BYTES) == 0;
}

int bv_oid_compare(const struct bv_oid *a, const struct bv_oid *b)
{
	return memcmp(a->bytes, b->bytes, BV_OID_BYTES);
}

size_t bv_oid_other_digits(const struct bv_oid *oid, struct bv_text written)
{
	size_t count = 0;

	for (size_t i = 0; i < written.size && i < BV_OID_HEX; i++) {
		unsigned digit = i % 2 ? oid->bytes[i / 2] & 15u : oid->bytes[i / 2] >> 4;

		count += hex_value(written.data[i]) != (int)digit;
	}
	return count;
}

struct bv_oid_hex bv_oid_hex(const struct bv_oid *oid)
{
	static const char digits[] = "0123456789abcdef";
	struct bv_oid_hex hex;

	for (size_t i = 0; i < BV_OID_BYTES; i++) {
		hex.digits[2 * i] = digits[oid->bytes[i] >> 4];
		hex.digits[2 * i + 1] = digits[oid->bytes[i] & 15];
	}
	hex.digits[BV_OID_HEX] = '\0';
	return hex;
}
