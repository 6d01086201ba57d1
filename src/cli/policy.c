/* SPDX-License-Identifier: GPL-2.0-only */
/* From settings to a policy. */
#include "policy.h"

#include "base/banned.h"

bool bv_policy_take(struct bv_policy *policy, struct bv_text key, struct bv_text reason,
		    struct bv_arena *keep, struct bv_error *why)
{
	static const struct {
		struct bv_text end;
		bool is_invalid;
	} kinds[] = {{BV_TEXT_INIT(".allow"), false}, {BV_TEXT_INIT(".invalid"), true}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct bv_text what = key;

		if (!bv_text_ends_with(key, kinds[i].end) || key.size == kinds[i].end.size)
			continue;
		what.size -= kinds[i].end.size;
		*BV_APPEND(&policy->precedents, keep) =
			(struct bv_precedent){what, reason, kinds[i].is_invalid};
		if (bv_text_is_empty(bv_text_trim(reason))) {
			(void)bv_fail(why, BV_ERROR_CONFIG, "no reason");
			(void)bv_fail_advice(why, "say why it is so, in words");
		}
		return true;
	}
	return false;
}

void bv_policy_set(struct bv_policy *policy, const struct bv_options *options)
{
	size_t fail_on = options->of[BV_OPTION_FAIL_ON].number;

	policy->does_doubtful_stop = fail_on == BV_FAIL_ON_DOUBTFUL;
	policy->does_refuted_stop = fail_on != BV_FAIL_ON_NEVER;
	policy->does_undecided_stop = options->does_undecided_block;
}
