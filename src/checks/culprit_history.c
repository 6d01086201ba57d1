/* What the tree says for the blamed commit or against it: what it added, and what came after. */
#include "culprit_history.h"

#include "base/banned.h"

static void note_later_unread(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (!culprit->is_later_wanted)
		bv_check_not_run(run, "say --later to have the commits after it searched");
	else if (culprit->is_later_read != BV_YES)
		bv_check_not_run(run, "the commits after it were not all searched");
}

static void later_commits(struct bv_check_run *run, const struct bv_oids *commits,
			  const char *format)
{
	for (size_t i = 0; i < commits->count; i++) {
		struct bv_text name = bv_oid_name(run, &commits->items[i]);
		struct bv_finding *finding =
			bv_finding_add(run, 0, "%s %.*s", format, BV_TEXT_ARG(name));

		bv_finding_oid(run, finding, &commits->items[i]);
	}
	note_later_unread(run);
}

void bv_check_culprit_crash_fixed(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	for (size_t i = 0; i < culprit->crash_fixed_by.count; i++) {
		const struct bv_oid *id = &culprit->crash_fixed_by.items[i];
		struct bv_text name = bv_oid_name(run, id);
		struct bv_finding *finding = bv_finding_add(
			run, run->c->bisection->claim.line,
			"%.*s fixes this crash and names another cause: %.*s", BV_TEXT_ARG(name),
			BV_TEXT_ARG(culprit->crash_causes.items[i]));

		bv_finding_oid(run, finding, id);
	}
	note_later_unread(run);
}

void bv_check_culprit_adds_function(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	for (size_t i = 0; i < culprit->added_functions.count; i++) {
		struct bv_finding *finding =
			bv_finding_add(run, run->c->bisection->claim.line,
				       "it brings in %.*s, which the crash names",
				       BV_TEXT_ARG(culprit->added_functions.items[i]));

		bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
	}
	if (culprit->are_functions_read != BV_YES)
		bv_check_not_run(run, "the contents of its files were not searched for the crash's "
				      "functions");
}

void bv_check_culprit_fixed_later(struct bv_check_run *run)
{
	later_commits(run, &run->c->facts.culprit.fixed_by, "named by the Fixes: line of");
}

void bv_check_culprit_reverted(struct bv_check_run *run)
{
	later_commits(run, &run->c->facts.culprit.reverted_by, "reverted by");
}
