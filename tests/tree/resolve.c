/* SPDX-License-Identifier: GPL-2.0-only */
/* From what a log writes to commits. */
#include <criterion/criterion.h>

#include "case/case.h"
#include "repo/tree.h"
#include "support/culprit_text.h"
#include "support/scratch.h"

/** Three commits, tags of all kinds, a merge. */
static const char make_tree[] =
	"git init -q r && cd r\n"
	"echo 1 >f; g 'one: the first commit'; git tag v1.0\n"
	"echo 2 >f; g '[PATCH] two: the second commit'; git tag -a -m 'two' v1.1\n"
	"git tag -a -m nested nested v1.1\n"
	"git checkout -q -b side v1.0; echo s >s; g 'side: a commit'; git checkout -q master\n"
	"tick; git merge -q -m 'three: a merge' side; git tag v1.2\n"
	"git tag blob $(git rev-parse HEAD:f)\n";

struct fixture {
	struct bv_scratch scratch;
	struct bv_tree *tree;
};

static struct fixture start(const char *script)
{
	struct fixture fixture = {.scratch = bv_scratch_open()};
	struct bv_error err = {0};

	(void)bv_scratch_run(&fixture.scratch, "%s", script);
	cr_assert(bv_tree_open(&fixture.tree, bv_scratch_path(&fixture.scratch, "r"), &err), "%s",
		  err.text);
	return fixture;
}

static void finish(struct fixture *fixture)
{
	bv_tree_close(fixture->tree);
	bv_scratch_close(&fixture->scratch);
}

static struct bv_revision_facts resolve(struct fixture *fixture, const char *written,
					const char *subject)
{
	return bv_facts_of(fixture->tree, written, subject, &fixture->scratch.keep).revisions[0];
}

static const char *word(struct fixture *fixture, const char *revision)
{
	return bv_scratch_word(&fixture->scratch, "cd r; git rev-parse '%s'", revision).data;
}

/* How an id that is not here is found, in a log that names v1.0, too. */
static enum bv_resolution resolve_beside(struct fixture *fixture, const char *written,
					 const char *subject)
{
	static const struct bv_told told = {.is_later_wanted = true};
	struct bv_arena *keep = &fixture->scratch.keep;
	struct bv_bisection bisection = {0};
	struct bv_revision *revision = BV_APPEND(&bisection.revisions, keep);
	struct bv_case c;

	revision->written = bv_text_from("v1.0");
	revision = BV_APPEND(&bisection.revisions, keep);
	revision->written = bv_text_from(written);
	revision->subject = bv_text_from(subject);
	bv_case_open(&c, &bisection, &told, fixture->tree, keep);
	cr_expect_eq(c.facts.revisions[1].exists, BV_NO, "%s", subject);
	return c.facts.revisions[1].resolution;
}

static void expect_commit(struct fixture *fixture, const char *written,
			  enum bv_resolution resolution, const char *revision)
{
	struct bv_revision_facts facts = resolve(fixture, written, "");
	const char *expected = word(fixture, revision);

	cr_expect_eq(facts.resolution, resolution, "%s", written);
	cr_expect_eq(facts.exists, BV_YES, "%s", written);
	cr_expect_eq(facts.is_commit, BV_YES, "%s", written);
	cr_expect_str_eq(bv_oid_hex(&facts.id).digits, expected, "%s", written);
}

Test(resolve, found)
{
	struct fixture fixture = start(make_tree);
	const char *two = word(&fixture, "v1.1^{commit}");

	expect_commit(&fixture, two, BV_RESOLUTION_EXACT, "v1.1^{}");
	expect_commit(&fixture, word(&fixture, "v1.1"), BV_RESOLUTION_EXACT, "v1.1^{}");
	expect_commit(&fixture, word(&fixture, "nested"), BV_RESOLUTION_EXACT, "v1.1^{}");
	expect_commit(&fixture, bv_scratch_word(&fixture.scratch, "echo %.12s", two).data,
		      BV_RESOLUTION_ABBREVIATION, "v1.1^{}");
	expect_commit(&fixture, bv_scratch_word(&fixture.scratch, "echo %s | tr a-f A-F", two).data,
		      BV_RESOLUTION_EXACT, "v1.1^{}");
	expect_commit(&fixture, bv_scratch_word(&fixture.scratch, "echo v1.0-7-g%.10s", two).data,
		      BV_RESOLUTION_ABBREVIATION, "v1.1^{}");
	expect_commit(&fixture, "v1.0", BV_RESOLUTION_NAME, "v1.0");
	expect_commit(&fixture, "v1.1", BV_RESOLUTION_NAME, "v1.1^{}");
	expect_commit(&fixture, "refs/tags/v1.1", BV_RESOLUTION_NAME, "v1.1^{}");
	expect_commit(&fixture, "nested", BV_RESOLUTION_NAME, "v1.1^{}");
	expect_commit(&fixture, "v1.2~2", BV_RESOLUTION_NAME, "v1.0");
	expect_commit(&fixture, "v1.2^2", BV_RESOLUTION_NAME, "side");
	expect_commit(&fixture, "v1.2^2~1^0", BV_RESOLUTION_NAME, "v1.0");
	expect_commit(&fixture, "v1.1^{commit}~1", BV_RESOLUTION_NAME, "v1.0");
	expect_commit(&fixture, bv_scratch_word(&fixture.scratch, "echo %.9s~1", two).data,
		      BV_RESOLUTION_NAME, "v1.0");
	finish(&fixture);
}

Test(resolve, not_found)
{
	static const struct {
		const char *written;
		enum bv_truth exists;
	} rows[] = {
		{"0123456789012345678901234567890123456789", BV_NO},
		{"0123456789ab", BV_NO},
		{"v9.9", BV_NO},
		{"v1.0~5", BV_NO},
		{"v1.0^7", BV_NO},
		{"next-20200101", BV_UNKNOWN},
		{"0123456789012345678901234567890123456789012345678901234567890123", BV_UNKNOWN},
		{"abc", BV_UNKNOWN},
		{"HEAD", BV_UNKNOWN},
		{"HEAD~1", BV_UNKNOWN},
		{"master", BV_UNKNOWN},
		{"v1.2^{/two}", BV_UNKNOWN},
		{"v1.2~99999999", BV_UNKNOWN},
		{"v1.2:f", BV_UNKNOWN},
		{"@{1}", BV_UNKNOWN},
		{"v1.0..v1.2", BV_UNKNOWN},
		{"", BV_UNKNOWN},
		{"'; rm -rf", BV_UNKNOWN},
		{"v1.0~1~", BV_NO},
	};
	struct fixture fixture = start(make_tree);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_revision_facts facts = resolve(&fixture, rows[i].written, "");

		cr_expect_eq(facts.resolution, BV_RESOLUTION_NONE, "%s", rows[i].written);
		cr_expect_eq(facts.exists, rows[i].exists, "%s", rows[i].written);
		cr_expect(facts.exists == BV_NO || facts.why_unknown.size, "%s", rows[i].written);
	}
	finish(&fixture);
}

Test(resolve, no_commit)
{
	struct fixture fixture = start(make_tree);
	struct bv_revision_facts facts = resolve(&fixture, word(&fixture, "v1.0^{tree}"), "");

	cr_expect_eq(facts.exists, BV_YES);
	cr_expect_eq(facts.is_commit, BV_NO);
	cr_expect_eq(facts.resolution, BV_RESOLUTION_NONE);
	finish(&fixture);
}

Test(resolve, titles)
{
	static const struct {
		const char *written, *subject;
		enum bv_subject_match match;
	} rows[] = {
		{"v1.0", "one: the first commit", BV_SUBJECT_EQUAL},
		{"v1.0", "one:  the first commit ", BV_SUBJECT_EQUAL},
		{"v1.0", "one: the fir", BV_SUBJECT_BEGINNING},
		{"v1.0", "one: the fir...", BV_SUBJECT_BEGINNING},
		{"v1.0", "one: the second commit", BV_SUBJECT_DIFFERS},
		{"v1.0", "one", BV_SUBJECT_UNKNOWN},
		{"v1.0", "one: the first commit, longer", BV_SUBJECT_DIFFERS},
		{"v1.1", "two: the second commit", BV_SUBJECT_PATCH_PREFIX},
		{"v1.1", "[PATCH] two: the second commit", BV_SUBJECT_EQUAL},
		{"v1.1", "", BV_SUBJECT_UNKNOWN},
	};
	struct fixture fixture = start(make_tree);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(resolve(&fixture, rows[i].written, rows[i].subject).subject_match,
			     rows[i].match, "%s", rows[i].subject);
	cr_expect_eq(resolve(&fixture, "HEAD", "three: a merge").resolution, BV_RESOLUTION_NAME);
	cr_expect_eq(resolve(&fixture, "HEAD", "two: the second commit").resolution,
		     BV_RESOLUTION_NONE);
	finish(&fixture);
}

/** The first seven digits and another last one, as some people shorten. */
Test(resolve, misspelt)
{
	struct fixture fixture = start(make_tree);
	struct bv_scratch *scratch = &fixture.scratch;
	const char *one = word(&fixture, "v1.0");
	const char *wrong =
		bv_scratch_word(scratch, "echo %.7s$(echo %.8s | cut -c8 | tr 0-9a-f 1-9a-f0)", one,
				one)
			.data;
	struct bv_revision_facts facts = resolve(&fixture, wrong, "one: the first");

	cr_expect_eq(facts.resolution, BV_RESOLUTION_SPELLING);
	cr_expect_eq(facts.exists, BV_NO);
	cr_expect_str_eq(bv_oid_hex(&facts.id).digits, one);
	cr_expect_eq(resolve(&fixture, wrong, "something else").resolution, BV_RESOLUTION_NONE);
	cr_expect_eq(resolve(&fixture, wrong, "").resolution, BV_RESOLUTION_NONE);
	finish(&fixture);
}

/** One digit wrong, wherever it is, beside an id that is here; a title that differs is of another
 * commit. With a title two may be wrong. */
Test(resolve, digits_wrong)
{
	static const struct {
		const char *subject;
		enum bv_resolution one, two;
	} rows[] = {
		{"", BV_RESOLUTION_SPELLING, BV_RESOLUTION_NONE},
		{"two: the second commit", BV_RESOLUTION_SPELLING, BV_RESOLUTION_SPELLING},
		{"never: written at all", BV_RESOLUTION_NONE, BV_RESOLUTION_NONE},
	};
	struct fixture fixture = start(make_tree);
	const char *right = word(&fixture, "v1.1^{commit}");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t at = 0; at < 40; at += 13) {
			char wrong[41] = {0};

			memcpy(wrong, right, 40);
			wrong[at] = wrong[at] == '0' ? '1' : '0';
			cr_expect_eq(resolve_beside(&fixture, wrong, rows[i].subject), rows[i].one,
				     "digit %zu, \"%s\"", at, rows[i].subject);
			wrong[39 - at] = wrong[39 - at] == '2' ? '3' : '2';
			cr_expect_eq(resolve_beside(&fixture, wrong, rows[i].subject), rows[i].two,
				     "digits %zu and %zu, \"%s\"", at, 39 - at, rows[i].subject);
		}
	finish(&fixture);
}

/** A mail may name nothing else: twelve digits are enough of an id, ten are not. */
Test(resolve, digit_wrong_alone)
{
	static const struct {
		size_t digits, at;
		enum bv_resolution resolution;
	} rows[] = {
		{40, 0, BV_RESOLUTION_SPELLING}, {40, 39, BV_RESOLUTION_SPELLING},
		{12, 0, BV_RESOLUTION_SPELLING}, {12, 11, BV_RESOLUTION_SPELLING},
		{11, 10, BV_RESOLUTION_NONE},    {10, 0, BV_RESOLUTION_NONE},
	};
	struct fixture fixture = start(make_tree);
	const char *right = word(&fixture, "v1.1^{commit}");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char wrong[41] = {0};
		struct bv_revision_facts facts;

		memcpy(wrong, right, rows[i].digits);
		wrong[rows[i].at] = wrong[rows[i].at] == '0' ? '1' : '0';
		facts = resolve(&fixture, wrong, "");
		cr_expect_eq(facts.resolution, rows[i].resolution, "%zu digits", rows[i].digits);
		cr_expect(facts.resolution == BV_RESOLUTION_NONE ||
				  strcmp(bv_oid_hex(&facts.id).digits, right) == 0,
			  "%zu digits", rows[i].digits);
	}
	finish(&fixture);
}

/** The title of a commit that is years away, beside one of the log's time that has it too. */
Test(resolve, digit_wrong_and_title_used_again)
{
	struct fixture fixture =
		start("git init -q r && cd r; echo 1 >f; g 'one: the first commit'; git tag v1.0\n"
		      "echo 2 >f; g 'twice: the same title'; git tag near\n"
		      "echo $((1600000000 + 10 * 366 * 86400)) >\"$BV_SCRATCH/.clock\"\n"
		      "echo 3 >f; g 'twice: the same title'; git tag far\n");
	char wrong[41] = {0};

	memcpy(wrong, word(&fixture, "far"), 40);
	wrong[39] = wrong[39] == '0' ? '1' : '0';
	cr_expect_eq(resolve_beside(&fixture, wrong, "twice: the same title"),
		     BV_RESOLUTION_SPELLING);
	finish(&fixture);
}

/** Of a log of another tree what it blames is looked for, and else only what it names first. */
Test(resolve, digit_wrong_among_many)
{
	static const struct bv_told told = {.is_later_wanted = true};
	struct fixture fixture = start(make_tree);
	struct bv_arena *keep = &fixture.scratch.keep;
	struct bv_bisection bisection = {0};
	const char *right = word(&fixture, "v1.1^{commit}");
	char last = right[39] == '0' ? '1' : '0';
	struct bv_case c;

	for (unsigned i = 0; i < 30; i++)
		BV_APPEND(&bisection.revisions, keep)->written =
			bv_arena_print(keep, "%02x23456789012345678901234567890123456789", i);
	bisection.revisions.items[20].written = bv_arena_print(keep, "%.39s%c", right, last);
	bv_case_open(&c, &bisection, &told, fixture.tree, keep);
	cr_expect_eq(c.facts.revisions[20].resolution, BV_RESOLUTION_NONE);
	bisection.claim.first_bad.number = 21;
	bv_case_open(&c, &bisection, &told, fixture.tree, keep);
	cr_expect_eq(c.facts.revisions[20].resolution, BV_RESOLUTION_SPELLING);
	finish(&fixture);
}

/** A rebased commit has another id here, and the same title. */
Test(resolve, found_by_title)
{
	static const char *const missing = "0123456789012345678901234567890123456789";
	static const struct {
		const char *subject;
		enum bv_resolution resolution;
	} rows[] = {
		{"side: a commit", BV_RESOLUTION_SUBJECT},
		{"two: the second commit", BV_RESOLUTION_SUBJECT},
		{"twice: the same title", BV_RESOLUTION_NONE},
		{"never: written at all", BV_RESOLUTION_NONE},
	};
	struct fixture fixture = start(make_tree);
	struct bv_scratch *scratch = &fixture.scratch;

	(void)bv_scratch_run(scratch, "cd r; echo 3 >f; g 'twice: the same title'; echo 4 >f; "
				      "g 'twice: the same title'");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(resolve_beside(&fixture, missing, rows[i].subject), rows[i].resolution,
			     "%s", rows[i].subject);
	finish(&fixture);
}

/** Four digits fit several of 900 commits, and some commits and trees: git prefers the commit. */
Test(resolve, ambiguous)
{
	struct fixture fixture = start(
		"git init -q --bare r && cd r\n"
		"i=0; while [ $i -lt 900 ]; do i=$((i + 1)); echo \"commit refs/heads/master\n"
		"committer A <a@example.org> $((1600000000 + i)) +0000\ndata 2\nn\n"
		"M 644 inline f\ndata 4\n$(printf %04d $i)\"; done |\n"
		"git fast-import --quiet\n"
		"git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)' "
		">../all\n");
	struct bv_text all = bv_scratch_run(
		&fixture.scratch,
		"awk '{ p = substr($1, 1, 4); n[p]++; if ($2 == \"commit\") c[p]++ } END { "
		"for (p in n) if (n[p] > 1) print p, c[p] + 0 }' all");
	struct bv_text line, prefix;
	size_t ambiguous = 0, preferred = 0;

	while (bv_take_line(&all, &line)) {
		struct bv_revision_facts facts;
		uint64_t commits;

		cr_assert(bv_take_word(&line, &prefix) && bv_take_blanks(&line) &&
			  bv_take_uint(&line, &commits));
		facts = resolve(&fixture, bv_arena_copy(&fixture.scratch.keep, prefix).data, "");
		cr_expect_eq(facts.exists, BV_YES, "%.4s", prefix.data);
		cr_expect_eq(facts.is_ambiguous, commits > 1 ? BV_YES : BV_NO, "%.4s", prefix.data);
		cr_expect_eq(facts.resolution == BV_RESOLUTION_ABBREVIATION, commits == 1, "%.4s",
			     prefix.data);
		ambiguous += commits > 1;
		preferred += commits == 1;
	}
	cr_expect_gt(ambiguous, 0);
	cr_expect_gt(preferred, 0);
	finish(&fixture);
}

Test(resolve, cut_and_damaged)
{
	static const char *const missing = "0123456789012345678901234567890123456789";
	struct fixture fixture = start(make_tree);
	struct bv_scratch *scratch = &fixture.scratch;
	const char *side = word(&fixture, "side"), *two = word(&fixture, "v1.1^{}");
	struct bv_revision_facts facts;
	struct bv_error err = {0};

	(void)bv_scratch_run(scratch,
			     "git clone -q --depth 1 \"file://$PWD/r\" shallow\n"
			     "cd r; file() { echo .git/objects/$(echo $1 | cut -c1-2)/$(echo $1 | "
			     "cut -c3-); }\n"
			     "chmod u+w $(file %s) $(file %s); echo garbage >$(file %s)\n"
			     "cat $(file %s) >$(file %s)\n",
			     side, two, side, word(&fixture, "v1.0"), two);
	facts = resolve(&fixture, side, "");
	cr_expect_eq(facts.is_commit, BV_UNKNOWN);
	cr_expect_neq(facts.why_unknown.size, 0);
	facts = resolve(&fixture, two, "one: the first commit");
	cr_expect_eq(facts.subject_match, BV_SUBJECT_UNKNOWN, "another object's bytes");
	cr_expect_neq(facts.why_unknown.size, 0);
	bv_tree_close(fixture.tree);
	cr_assert(bv_tree_open(&fixture.tree, bv_scratch_path(scratch, "shallow"), &err));
	facts = resolve(&fixture, missing, "");
	cr_expect_eq(facts.exists, BV_UNKNOWN);
	cr_expect_neq(facts.why_unknown.size, 0);
	finish(&fixture);
}
