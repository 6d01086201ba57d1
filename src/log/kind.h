/* SPDX-License-Identifier: GPL-2.0-only */
/* Who or what made a log, and what follows from that. */
#ifndef BISECT_VERIFY_KIND_H
#define BISECT_VERIFY_KIND_H

#include <stdbool.h>

enum bv_kind {
	BV_KIND_UNKNOWN = 0,
	BV_KIND_SYZBOT_CAUSE,
	BV_KIND_SYZBOT_FIX,
	BV_KIND_GIT_LOG,
	BV_KIND_SESSION, /* a terminal session: git's screen text */
	BV_KIND_LKP,
	BV_KIND_KERNELCI,
	BV_KIND_MAIL, /* a claim without its log */
	BV_KIND_KCI_DEV,
	BV_KIND_KCI_BISECT,
	BV_KIND_VIXI,
	BV_KIND_BAYESECT
};

/** syzkaller made the log: its rules apply. */
bool bv_kind_is_syzbot(enum bv_kind kind);
/** git bisect did it: a log or a screen of git's own, or of a program that runs it. */
bool bv_kind_is_gits(enum bv_kind kind);
/** Git chose what to test, not the producer. */
bool bv_kind_has_gits_picks(enum bv_kind kind);
/**
 * It is a robot that runs git bisect and tests what git checks out, nothing else.
 *
 * Source: kernelci-core, jenkins/bisect.jpl; kernelci/kci-dev, kcidev/subcommands/bisect.py.
 * Neither names a commit when it says a verdict.
 */
bool bv_kind_tests_offers(enum bv_kind kind);
/** The producer calls each commit something; git bayesect weighs all runs together instead. */
bool bv_kind_has_verdicts(enum bv_kind kind);

/** A constant word, as the JSON writes it: "syzbot-cause". */
const char *bv_kind_name(enum bv_kind kind);

#endif
