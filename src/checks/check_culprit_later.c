/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*: what do the commits after it say? */
#include "check_private.h"

#include "base/banned.h"

static void note_later_unread(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (!culprit->is_later_wanted)
		bv_check_not_run(run, "the commits after it were not searched, which --later does");
	else if (culprit->is_later_read != BV_YES && culprit->later_count.is_known)
		bv_check_not_run(run, "of %zu commits after it only the first %zu were searched",
				 culprit->later_count.value, culprit->later_searched.value);
	else if (culprit->is_later_read != BV_YES)
		bv_check_not_run(run, "the commits after it were not all found");
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

static void check_crash_fixed(struct bv_check_run *run)
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

static void check_fixed_later(struct bv_check_run *run)
{
	later_commits(run, &run->c->facts.culprit.fixed_by, "named by the Fixes: line of");
}

static void check_reverted(struct bv_check_run *run)
{
	later_commits(run, &run->c->facts.culprit.reverted_by, "reverted by");
}

#define NEEDS (BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT)

static const struct bv_check checks[] = {
	{"culprit.crash-fixed", BV_LEVEL_WARNING, NEEDS, check_crash_fixed},
	{"culprit.fixed-later", BV_LEVEL_NOTE, NEEDS, check_fixed_later},
	{"culprit.reverted", BV_LEVEL_NOTE, NEEDS, check_reverted},
};

const struct bv_check_family bv_family_culprit_later = BV_CHECK_FAMILY(checks);
