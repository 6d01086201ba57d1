/* SPDX-License-Identifier: GPL-2.0-only */
/* Small questions that the parts of an answer share. */
#include <string.h>

#include "answer_private.h"
#include "plan.h"

#include "base/banned.h"

bool bv_answer_is_doubted(const struct bv_answer *answer)
{
	return answer->verdict == BV_JUDGEMENT_DOUBTFUL || answer->verdict == BV_JUDGEMENT_REFUTED;
}

const struct bv_finding *bv_answer_finding(const struct bv_answer *answer, const char *id)
{
	const struct bv_findings *findings = &answer->result->findings;

	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].id, id) == 0)
			return &findings->items[i];
	return NULL;
}

const char *bv_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

const struct bv_bug *bv_plan_bug(const struct bv_answering *work)
{
	return &work->out->bugs.items[0];
}
