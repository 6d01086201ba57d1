/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of producers. */
#include "producer.h"

#include "base/banned.h"

const struct bv_producer *const bv_producers[] = {
	&bv_producer_syzbot,     &bv_producer_kci_dev,
	&bv_producer_kci_bisect, &bv_producer_vixi,
	&bv_producer_bayesect,   &bv_producer_dashboard,
	&bv_producer_git,        &bv_producer_syzbot_mails,
	&bv_producer_lkp,        &bv_producer_kernelci,
	&bv_producer_regzbot,    &bv_producer_people,
	&bv_producer_ai_patch,   NULL,
};
