/* SPDX-License-Identifier: GPL-2.0-only */
/* What was tested, by the words of people and robots. */
#include "under_test.h"

#include <stdbool.h>

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* In lower case, each at the beginning of a word; letters compare without case. */
static const struct tested_word {
	struct bv_text text;
	enum bv_under_test tested;
} words[] = {
	/* An oops, as lib/dump_stack.c, kernel/panic.c and the detectors print it. */
	{BV_TEXT_INIT("kernel panic - not syncing"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("unable to handle kernel "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("unable to handle page fault"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("kernel null pointer dereference"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("kernel bug at "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("kasan: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("bug:kasan"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("kmsan: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("kcsan: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("ubsan: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("general protection fault"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("internal error: oops"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("oops: 0"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("warning: cpu: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("warning:at_"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("soft lockup - cpu"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("detected stalls on cpu"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("blocked for more than "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("possible circular locking"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("possible recursive locking"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("suspicious rcu usage"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("sleeping function called from"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("call trace:"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hardware name: "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("---[ end trace "), BV_UNDER_TEST_IMAGE},
	/* A boot. */
	{BV_TEXT_INIT("fails to boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("failed to boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("fail to boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("unable to boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("not boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("don't boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("doesn't boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("didn't boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("won't boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("can't boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("longer boots"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("boot failure"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("boot failed"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("boot hang"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hangs at boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hangs on boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hangs during boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hangs while boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("hangs while it boots"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("crash on boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("crashes on boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("crashes at boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("crashes during boot"), BV_UNDER_TEST_IMAGE},
	/* KernelCI's and LKP's names of such tests. */
	{BV_TEXT_INIT("bisection: boot on "), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("test suite: boot"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("baseline.login"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("baseline.dmesg"), BV_UNDER_TEST_IMAGE},
	{BV_TEXT_INIT("boot_failures"), BV_UNDER_TEST_IMAGE},
	/* Other tests, as make, Kbuild and the robots name them. */
	{BV_TEXT_INIT("htmldocs"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("pdfdocs"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("kernel-doc"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("dtbs_check"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("dt_binding_check"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("selftest"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("kselftest"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("perf test"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("coccicheck"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("checkpatch"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("sparse warning"), BV_UNDER_TEST_OTHER},
	{BV_TEXT_INIT("smatch warning"), BV_UNDER_TEST_OTHER},
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static enum bv_under_test word_at(struct bv_text line, size_t at)
{
	char first = lower(line.data[at]);

	for (size_t i = 0; i < COUNT(words); i++)
		if (words[i].text.data[0] == first &&
		    bv_text_equal_nocase(bv_text_slice(line, at, words[i].text.size),
					 words[i].text))
			return words[i].tested;
	return BV_UNDER_TEST_UNKNOWN;
}

enum bv_under_test bv_line_under_test(struct bv_text line)
{
	enum bv_under_test tested = BV_UNDER_TEST_UNKNOWN;

	for (size_t at = 0; at < line.size && tested != BV_UNDER_TEST_IMAGE; at++) {
		enum bv_under_test here = BV_UNDER_TEST_UNKNOWN;

		if (at == 0 || !is_letter(line.data[at - 1]))
			here = word_at(line, at);
		if (here > tested)
			tested = here;
	}
	return tested;
}
