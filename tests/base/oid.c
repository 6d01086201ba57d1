/* SPDX-License-Identifier: GPL-2.0-only */
/* Object ids, between bytes and hex. */
#include "base/oid.h"

#include <criterion/criterion.h>

#define DIGITS "0123456789abcdef0123456789ABCDEF01234567"

Test(oid, hex_goes_there_and_back)
{
	struct bv_oid oid;

	cr_assert(bv_oid_parse(&oid, BV_TEXT(DIGITS)));
	cr_expect_eq(oid.bytes[0], 0x01);
	cr_expect_eq(oid.bytes[15], 0xef);
	cr_expect_str_eq(bv_oid_hex(&oid).digits, "0123456789abcdef0123456789abcdef01234567");
}

Test(oid, only_forty_hex_digits_are_an_id)
{
	static const char *const rows[] = {
		"", "0123456", DIGITS "0", " " DIGITS, "g123456789abcdef0123456789abcdef01234567",
	};
	struct bv_oid oid;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_not(bv_oid_parse(&oid, bv_text_from(rows[i])), "%s", rows[i]);
}

Test(oid, order_is_bytewise_and_unsigned)
{
	struct bv_oid low = {{0x7f}}, high = {{0x80}};

	cr_expect(bv_oid_compare(&low, &high) < 0);
	cr_expect(bv_oid_compare(&high, &low) > 0);
	cr_expect_eq(bv_oid_compare(&low, &low), 0);
	cr_expect(bv_oid_equal(&low, &low));
	cr_expect_not(bv_oid_equal(&low, &high));
}
