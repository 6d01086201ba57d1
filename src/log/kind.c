/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of logs. */
#include "kind.h"

#include "base/banned.h"

bool bv_kind_is_syzbot(enum bv_kind kind)
{
	return kind == BV_KIND_SYZBOT_CAUSE || kind == BV_KIND_SYZBOT_FIX;
}

bool bv_kind_is_gits(enum bv_kind kind)
{
	return kind == BV_KIND_GIT_LOG || kind == BV_KIND_SESSION || kind == BV_KIND_KERNELCI ||
	       kind == BV_KIND_KCI_DEV || kind == BV_KIND_VIXI;
}

bool bv_kind_has_gits_picks(enum bv_kind kind)
{
	return kind != BV_KIND_KCI_BISECT && kind != BV_KIND_BAYESECT;
}

bool bv_kind_tests_offers(enum bv_kind kind)
{
	return kind == BV_KIND_KERNELCI || kind == BV_KIND_KCI_DEV;
}

bool bv_kind_has_verdicts(enum bv_kind kind)
{
	return kind != BV_KIND_BAYESECT;
}

const char *bv_kind_name(enum bv_kind kind)
{
	static const char *const names[] = {
		[BV_KIND_UNKNOWN] = "unknown",
		[BV_KIND_SYZBOT_CAUSE] = "syzbot-cause",
		[BV_KIND_SYZBOT_FIX] = "syzbot-fix",
		[BV_KIND_GIT_LOG] = "git-log",
		[BV_KIND_SESSION] = "session",
		[BV_KIND_LKP] = "lkp",
		[BV_KIND_KERNELCI] = "kernelci",
		[BV_KIND_MAIL] = "mail",
		[BV_KIND_KCI_DEV] = "kci-dev",
		[BV_KIND_KCI_BISECT] = "kci-bisect",
		[BV_KIND_VIXI] = "vixi",
		[BV_KIND_BAYESECT] = "bayesect",
	};

	return names[kind];
}
