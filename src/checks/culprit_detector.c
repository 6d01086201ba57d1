/* culprit.detector: by the words of its title, or by the files it changes. */
#include "culprit_detector.h"

#include "base/banned.h"

void bv_check_culprit_detector(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text file = {0};
	struct bv_finding *finding;

	if (bv_case_is_detector(run->c, &file) != BV_YES) {
		if (run->c->files.count == 0 && bv_case_is_merge(run->c) != BV_YES)
			bv_check_not_run(run, "neither the log nor the tree lists its files");
		return;
	}
	if (bv_text_is_empty(file))
		finding = bv_finding_add(run, claim->line,
					 "works on a detector, by its title: it may only have made "
					 "the bug visible");
	else
		finding = bv_finding_add(run, claim->line,
					 "changes %.*s: it may only have made the bug visible",
					 BV_TEXT_ARG(file));
	bv_finding_commit(run, finding, claim->first_bad);
}
