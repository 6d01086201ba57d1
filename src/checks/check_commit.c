/* SPDX-License-Identifier: GPL-2.0-only */
/* commit.*: is each revision that the log names what the log says it is? */
#include "check_private.h"

#include "base/banned.h"

typedef void revision_check(struct bv_check_run *run, struct bv_revision_ref ref,
			    const struct bv_revision *revision,
			    const struct bv_revision_facts *facts);

static void for_each_revision(struct bv_check_run *run, revision_check *check)
{
	for (size_t i = 0; i < run->c->bisection->revisions.count; i++) {
		struct bv_revision_ref ref = {(uint32_t)i + 1};
		const struct bv_revision_facts *facts = bv_facts_revision(&run->c->facts, ref);

		check(run, ref, &run->c->bisection->revisions.items[i], facts);
	}
}

static void revision_ambiguous(struct bv_check_run *run, struct bv_revision_ref ref,
			       const struct bv_revision *revision,
			       const struct bv_revision_facts *facts)
{
	if (facts->is_ambiguous == BV_YES && !revision->is_aside) {
		struct bv_finding *finding = bv_finding_add(
			run, revision->line, "%.*s fits more than one object of this tree",
			BV_TEXT_ARG(revision->written));

		bv_finding_commit(run, finding, ref);
	}
}

static void check_ambiguous(struct bv_check_run *run)
{
	for_each_revision(run, revision_ambiguous);
}

static void revision_local(struct bv_check_run *run, struct bv_revision_ref ref,
			   const struct bv_revision *revision,
			   const struct bv_revision_facts *facts)
{
	const char *witness = facts->local_witness == BV_LOCAL_WITNESS_TITLE ? "its printed title"
									     : "git's first offer";
	struct bv_finding *finding;
	struct bv_text id;

	if (facts->local_witness == BV_LOCAL_WITNESS_NONE)
		return;
	id = bv_oid_name(run, &facts->id);
	finding = bv_finding_add(run, revision->line,
				 "%.*s is %.*s, where it stands in this tree: %s fits that",
				 BV_TEXT_ARG(revision->written), BV_TEXT_ARG(id), witness);
	bv_finding_commit(run, finding, ref);
}

static void check_local_name(struct bv_check_run *run)
{
	for_each_revision(run, revision_local);
}

static bool is_written_as_id(const struct bv_revision *revision)
{
	return bv_text_is_hex(revision->written, 4, 64);
}

/* One line for all: a log of a tree that is not here names nothing but missing commits. */
static void check_missing(struct bv_check_run *run)
{
	const struct bv_revisions *revisions = &run->c->bisection->revisions;
	struct bv_finding *finding = NULL;
	size_t named = 0, missing = 0, unknown = 0;
	struct bv_revision_ref first = {0};

	for (size_t i = 0; i < revisions->count; i++) {
		struct bv_revision_ref ref = {(uint32_t)i + 1};
		const struct bv_revision_facts *facts = bv_facts_revision(&run->c->facts, ref);

		if (revisions->items[i].is_aside)
			continue;
		named++;
		if (facts->exists == BV_UNKNOWN)
			unknown++;
		if (facts->exists != BV_NO || facts->resolution != BV_RESOLUTION_NONE)
			continue;
		if (missing++ == 0)
			first = ref;
	}
	if (missing) {
		struct bv_text name = bv_case_name(run->c, first);

		finding = bv_finding_add(run, revisions->items[first.number - 1].line,
					 "%zu of the %zu revisions named %s not in this tree, the "
					 "first is %.*s",
					 missing, named, missing == 1 ? "is" : "are",
					 BV_TEXT_ARG(name));
		bv_finding_commit(run, finding, first);
	}
	if (unknown)
		bv_check_not_run(run, "%zu of the revisions named could not be looked up", unknown);
}

static void revision_misspelt(struct bv_check_run *run, struct bv_revision_ref ref,
			      const struct bv_revision *revision,
			      const struct bv_revision_facts *facts)
{
	struct bv_oid_hex hex = bv_oid_hex(&facts->id);
	bool is_one_digit = bv_oid_other_digits(&facts->id, revision->written) == 1;
	struct bv_finding *finding;
	struct bv_text meant;

	if (facts->resolution != BV_RESOLUTION_SPELLING)
		return;
	/* As many digits as are written: the wrong one may be the last. */
	meant = bv_text_slice(bv_text_from(hex.digits), 0, revision->written.size);
	finding = bv_finding_add(run, revision->line,
				 is_one_digit
					 ? "%.*s is not in this tree; %.*s is, which differs in "
					   "one digit"
					 : "%.*s is no commit of this tree; but for its spelling "
					   "it is %.*s",
				 BV_TEXT_ARG(revision->written), BV_TEXT_ARG(meant));
	bv_finding_commit(run, finding, ref);
}

static void check_misspelt(struct bv_check_run *run)
{
	for_each_revision(run, revision_misspelt);
}

static void revision_not_a_commit(struct bv_check_run *run, struct bv_revision_ref ref,
				  const struct bv_revision *revision,
				  const struct bv_revision_facts *facts)
{
	if (facts->exists == BV_YES && facts->is_commit == BV_NO && !revision->is_aside) {
		struct bv_finding *finding =
			bv_finding_add(run, revision->line, "%.*s is no commit in this tree",
				       BV_TEXT_ARG(revision->written));

		bv_finding_commit(run, finding, ref);
	}
}

static void check_not_a_commit(struct bv_check_run *run)
{
	for_each_revision(run, revision_not_a_commit);
}

static void revision_rewritten(struct bv_check_run *run, struct bv_revision_ref ref,
			       const struct bv_revision *revision,
			       const struct bv_revision_facts *facts)
{
	struct bv_finding *finding;
	struct bv_text written, found;

	if (facts->resolution != BV_RESOLUTION_SUBJECT)
		return;
	written = bv_case_name(run->c, ref);
	found = bv_oid_name(run, &facts->id);
	finding = bv_finding_add(run, revision->line,
				 "%.*s is not in this tree; %.*s, the one commit with its title, "
				 "stands for it",
				 BV_TEXT_ARG(written), BV_TEXT_ARG(found));
	bv_finding_commit(run, finding, ref);
}

static void check_rewritten(struct bv_check_run *run)
{
	for_each_revision(run, revision_rewritten);
}

/*
 * What a mail writes of other commits in its own words, it may shorten as it likes. The title of
 * the blamed one says that this one is meant.
 */
static enum bv_level subject_level(const struct bv_check_run *run, struct bv_revision_ref ref,
				   struct bv_text printed)
{
	const struct bv_bisection *log = run->c->bisection;
	struct bv_revision_ref blamed = log->claim.first_bad;

	if (!bv_bisection_revision(log, ref)->is_aside)
		return BV_LEVEL_WARNING;
	return bv_case_same(run->c, ref, blamed) != BV_YES &&
			       bv_case_compare_subject(run->c, blamed, printed) == BV_SUBJECT_EQUAL
		       ? BV_LEVEL_WARNING
		       : BV_LEVEL_NOTE;
}

static void report_subject(struct bv_check_run *run, struct bv_revision_ref ref,
			   struct bv_text printed, size_t line)
{
	struct bv_text name = bv_case_name(run->c, ref), subject = bv_case_subject(run->c, ref);
	struct bv_finding *finding =
		bv_finding_add_at(run, subject_level(run, ref, printed), line,
				  "%.*s is \"%.*s\" in this tree, not \"%.*s\"", BV_TEXT_ARG(name),
				  BV_TEXT_ARG(subject), BV_TEXT_ARG(printed));

	bv_finding_commit(run, finding, ref);
}

static void revision_subject(struct bv_check_run *run, struct bv_revision_ref ref,
			     const struct bv_revision *revision,
			     const struct bv_revision_facts *facts)
{
	if (facts->subject_match == BV_SUBJECT_DIFFERS)
		report_subject(run, ref, revision->subject, revision->subject_line);
	else if (revision->other_subject_line &&
		 bv_case_compare_subject(run->c, ref, revision->other_subject) ==
			 BV_SUBJECT_DIFFERS)
		report_subject(run, ref, revision->other_subject, revision->other_subject_line);
}

static void check_subject(struct bv_check_run *run)
{
	for_each_revision(run, revision_subject);
}

static void revision_unresolved_name(struct bv_check_run *run, struct bv_revision_ref ref,
				     const struct bv_revision *revision,
				     const struct bv_revision_facts *facts)
{
	struct bv_finding *finding;

	if (is_written_as_id(revision) || facts->resolution != BV_RESOLUTION_NONE)
		return;
	finding = bv_finding_add(run, revision->line,
				 "%.*s is a name that this tree's tags do not "
				 "have",
				 BV_TEXT_ARG(revision->written));
	bv_finding_commit(run, finding, ref);
}

/* The author's HEAD is not ours, unless something says so: see commit.local-name. */
static void check_unknown_name(struct bv_check_run *run)
{
	if (run->c->facts.tree.has_no_names)
		bv_check_not_run(run, "the tree's refs are kept in a way that is not read");
	else
		for_each_revision(run, revision_unresolved_name);
}

static const struct bv_check checks[] = {
	{"commit.ambiguous", BV_LEVEL_WARNING, BV_NEED_TREE, check_ambiguous},
	{"commit.local-name", BV_LEVEL_NOTE, BV_NEED_TREE, check_local_name},
	{"commit.missing", BV_LEVEL_NOTE, BV_NEED_TREE, check_missing},
	{"commit.misspelt", BV_LEVEL_WARNING, BV_NEED_TREE, check_misspelt},
	{"commit.not-a-commit", BV_LEVEL_ERROR, BV_NEED_TREE, check_not_a_commit},
	{"commit.rewritten", BV_LEVEL_NOTE, BV_NEED_TREE, check_rewritten},
	{"commit.subject", BV_LEVEL_WARNING, BV_NEED_TREE, check_subject},
	{"commit.unknown-name", BV_LEVEL_NOTE, BV_NEED_TREE, check_unknown_name},
};

const struct bv_check_family bv_family_commit = BV_CHECK_FAMILY(checks);
