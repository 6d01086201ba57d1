/* SPDX-License-Identifier: GPL-2.0-only */
/* The blamed commit as git shows it, its tags, and what came after it. */
#include <criterion/criterion.h>

#include "case/case_private.h"
#include "repo/tree.h"
#include "support/culprit_text.h"
#include "support/scratch.h"

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

/** What libgit2 has read it keeps. */
static void reopen(struct fixture *fixture)
{
	struct bv_error err = {0};

	bv_tree_close(fixture->tree);
	cr_assert(bv_tree_open(&fixture->tree, bv_scratch_path(&fixture->scratch, "r"), &err), "%s",
		  err.text);
}

static struct bv_culprit_facts culprit_of(struct fixture *fixture, const char *revision)
{
	struct bv_text id =
		bv_scratch_word(&fixture->scratch,
				"cd r; GIT_NO_REPLACE_OBJECTS=1 git rev-parse '%s^{}'", revision);

	return bv_facts_of(fixture->tree, id.data, "", &fixture->scratch.keep).culprit;
}

/** People, zones, dates and titles of all sorts; git is the judge. */
Test(culprit, header_as_git)
{
	static const char *const commits[] = {
		"author A B <a@example.org> 1600000000 +0530\n\ntitle\n\nbody\n",
		"author A B <a@example.org> 1600000000 -0930\n\ntitle\ngoes on\n  here\n\nbody\n",
		"author  A  <a@example.org> 951782400 +0000\n\n\n \n\ttitle  \n\n\n",
		"author <a@example.org> 0 -0000\n\ntitle",
		"author A <a@example.org> 68169600 +1245\n\n",
		"author A <a@example.org> 4102444799 -1200\n\nx\n",
		"author A <a@example.org>\n\nno date\n",
		"author A <a>b@example.org> 1600000000 +0100\n\nx\n",
		"author A <a@example.org> 99999999999999999999 +0100\n\nx\n",
		"author A <a@example.org> 1600000000\n\nno zone\n",
		"author \303\204 <a@example.org> 1600000000 +0100\n\n\303\204 title\n",
	};
	struct fixture fixture = start("git init -q r");
	struct bv_scratch *scratch = &fixture.scratch;

	for (size_t i = 0; i < sizeof(commits) / sizeof(commits[0]); i++) {
		struct bv_text body = bv_text_from(commits[i]), author;
		struct bv_culprit_facts culprit;
		struct bv_text id, gits, ours;

		cr_assert(bv_take_line(&body, &author));
		id = bv_scratch_word(
			scratch,
			"cd r; { echo tree $(git mktree </dev/null); cat <<'E'\n%.*s\nE\n"
			"echo 'committer C <c@example.org> 1600000000 +0000'; echo 'gpgsig -----\n"
			" author none\n -----'; cat <<'E'\n%.*s\nE\n} >../o\n"
			"git hash-object -w --literally -t commit ../o; git update-ref "
			"refs/heads/a "
			"$(git hash-object --literally -t commit ../o) || :",
			BV_TEXT_ARG(author), BV_TEXT_ARG(body));
		culprit = bv_facts_of(fixture.tree, id.data, "", &scratch->keep).culprit;
		gits = bv_scratch_word(scratch,
				       "cd r; git show -s --no-mailmap %s | "
				       "sed -n '1,/^$/s/^\\(Author\\|Date\\): *//p'; "
				       "git show -s --format=%%s %s",
				       id.data, id.data);
		ours = bv_arena_print(
			&scratch->keep, "%.*s\n%.*s\n%.*s", BV_TEXT_ARG(culprit.author),
			BV_TEXT_ARG(bv_date_print(culprit.author_date, &scratch->keep)),
			BV_TEXT_ARG(culprit.subject));
		cr_expect(bv_text_equal(bv_text_trim(ours), gits), "%zu\nours:\n%s\ngit's:\n%s", i,
			  ours.data, gits.data);
	}
	finish(&fixture);
}

Test(culprit, message_tags_and_encoding)
{
	struct fixture fixture = start(
		"git init -q r; cd r; tick; git commit -q --allow-empty -m \"$(printf "
		"'one\\n\\nbody\\n\\nSigned-off-by: A <a@example.org>')\"\n"
		"git tag v1.0; git tag -a -m signed v1.0-rc9; git tag other; git tag v-none\n"
		"git pack-refs --all; git tag -a -m loose v1.0.1; tick\n"
		"printf 'caf\\351' | git -c i18n.commitEncoding=ISO-8859-1 commit -q --allow-empty "
		"-F -\n");
	struct bv_culprit_facts one = culprit_of(&fixture, "v1.0");
	struct bv_culprit_facts latin = culprit_of(&fixture, "master");

	cr_expect(bv_text_equal(one.subject, BV_TEXT("one")));
	cr_expect(bv_text_equal(one.message,
				BV_TEXT("one\n\nbody\n\nSigned-off-by: A <a@example.org>")));
	cr_assert_eq(one.tags.count, 3);
	cr_expect_eq(one.has_tags_read, BV_YES);
	cr_expect_eq(one.parents.count, 0);
	cr_expect(bv_text_equal(latin.encoding, BV_TEXT("ISO-8859-1")));
	cr_expect(bv_text_equal(latin.subject, BV_TEXT("caf\351")));
	cr_expect_eq(latin.tags.count, 0);
	cr_expect(bv_text_equal(latin.parent_subjects.items[0], BV_TEXT("one")));
	finish(&fixture);
}

Test(culprit, later_commits)
{
	struct fixture fixture =
		start("git init -q r; cd r; echo 1 >f; g 'one: it'; echo 2 >f; g 'two: it'\n"
		      "echo 3 >f; g 'three: it'; two=$(git rev-parse HEAD~1)\n"
		      "tick; git revert --no-edit $two || { git checkout -q --theirs f; git add f; "
		      "git -c core.editor=true revert --continue; }\n"
		      "git checkout -q -b topic HEAD~1; echo 4 >g; g \"four: it\n\n"
		      "Fixes: $(echo $two | cut -c1-12) (\\\"two: it\\\")\"\n"
		      "git checkout -q master\n");
	struct bv_culprit_facts two = culprit_of(&fixture, "master~2");
	struct bv_culprit_facts three = culprit_of(&fixture, "master~1");

	cr_expect_eq(two.is_later_read, BV_YES);
	cr_expect_eq(two.reverted_by.count, 1);
	cr_expect_eq(two.fixed_by.count, 1);
	cr_expect_geq(two.later_searched.value, 3);
	cr_expect_eq(three.is_later_read, BV_YES);
	cr_expect_eq(three.reverted_by.count + three.fixed_by.count, 0);
	finish(&fixture);
}

/* Each is asked of a kernel that crashed before all of them, and after. */
Test(culprit, later_commits_about_the_crash)
{
	struct fixture fixture =
		start("git init -q r; cd r; echo 1 >f; g one; echo 2 >f; g two; two=$(git "
		      "rev-parse HEAD)\n"
		      "echo 3 >f; g \"three\n\ndemo_wait() sleeps\n\nFixes: $two (\\\"two\\\")\"\n"
		      "echo 4 >f; g \"four\n\nWARNING in demo_wait\n\nFixes: $two\"\n"
		      "echo 5 >f; g \"five\n\nWARNING in demo_wait\n\nNo cause is named\"\n");
	struct bv_culprit_facts one = culprit_of(&fixture, "master~4");
	struct bv_culprit_facts two = culprit_of(&fixture, "master~3");
	struct bv_culprit_facts five = culprit_of(&fixture, "master");
	struct bv_arena *keep = &fixture.scratch.keep;
	struct bv_crash_words words = {0};
	const struct bv_oid *kernels[] = {&two.id, &five.id, NULL};

	cr_expect_eq(one.crash_fixed_by.count, 0, "nothing was known of a crash");
	*BV_APPEND(&words.names, keep) = BV_TEXT("WARNING in demo_wait");
	*BV_APPEND(&words.functions, keep) = BV_TEXT("demo_wait");
	for (size_t i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++) {
		struct bv_crash_seen crash = {.words = &words, .kernel = kernels[i]};
		struct bv_culprit_facts first = one, second = two;
		bool is_before = i == 0;

		first.fixed_by = second.fixed_by = (struct bv_oids){0};
		bv_later_search(&first, fixture.tree, &crash, keep);
		bv_later_search(&second, fixture.tree, &crash, keep);
		cr_expect_eq(first.fixed_by.count, 0);
		cr_expect_eq(first.crash_fixed_by.count, is_before);
		cr_expect_eq(first.crash_causes.count, is_before);
		cr_expect_not(first.is_later_about_crash);
		cr_expect_eq(second.fixed_by.count, 2);
		cr_expect_eq(second.is_later_about_crash, is_before);
		cr_expect_eq(second.crash_fixed_by.count, 0);
	}
	finish(&fixture);
}

/* Without time nothing is read, and it is known how much that would have been. */
Test(culprit, later_commits_without_time)
{
	struct fixture fixture = start("git init -q r; cd r; g one; g two; g three\n");
	struct bv_crash_words words = {0};
	struct bv_crash_seen crash = {.words = &words, .seconds = 1e-9};
	struct bv_culprit_facts one = culprit_of(&fixture, "master~2");

	cr_expect_eq(one.is_later_read, BV_YES);
	bv_later_search(&one, fixture.tree, &crash, &fixture.scratch.keep);
	cr_expect_eq(one.is_later_read, BV_UNKNOWN);
	cr_expect_eq(one.later_searched.value, 0);
	cr_expect_geq(one.later_count.value, 2);
	finish(&fixture);
}

#define COVERED_BY_A_GRAPH                                                                         \
	"git init -q r; cd r; g one; git tag base; one=$(git rev-parse HEAD)\n"                    \
	"g \"two\n\nFixes: $one\"; g three; git commit-graph write --reachable --no-progress\n"

/* The youngest lie outside, on one branch only or on all. */
Test(culprit, later_commits_beside_a_commit_graph)
{
	static const char *const scripts[] = {
		COVERED_BY_A_GRAPH "g \"four\n\nFixes: $one\"\n",
		COVERED_BY_A_GRAPH "git checkout -q -b topic HEAD~1; g \"four\n\nFixes: $one\"\n"
				   "git checkout -q master\n"};

	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct fixture fixture = start(scripts[i]);
		struct bv_culprit_facts one = culprit_of(&fixture, "base");

		cr_expect_eq(one.is_later_read, BV_YES);
		cr_expect_eq(one.fixed_by.count, 2);
		finish(&fixture);
	}
}

Test(culprit, functions_that_it_adds)
{
	struct fixture fixture =
		start("git init -q r; cd r; echo 'int old_wait(void);' >a.c; echo x >b.c; g one\n"
		      "echo 'int demo_wait(void) { old_wait(); }' >b.c; g two\n"
		      "git mv b.c c.c; g three; echo 'demo_wait_all();' >d.c; g four\n");
	static const struct {
		const char *revision, *function;
	} rows[] = {{"master~2", "demo_wait"},
		    {"master~2", "old_wait"},
		    {"master~1", ""},
		    {"master", ""}};
	struct bv_arena *keep = &fixture.scratch.keep;
	struct bv_crash_words crash = {0};

	*BV_APPEND(&crash.functions, keep) = BV_TEXT("demo_wait");
	*BV_APPEND(&crash.functions, keep) = BV_TEXT("old_wait");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_culprit_facts facts = culprit_of(&fixture, rows[i].revision);
		bool is_listed = false;

		bv_added_functions_find(&facts, fixture.tree, &crash, keep);
		cr_expect_eq(facts.are_functions_read, BV_YES);
		for (size_t f = 0; f < facts.added_functions.count; f++)
			is_listed |= bv_text_equal(facts.added_functions.items[f],
						   bv_text_from(rows[i].function));
		cr_expect_eq(is_listed, rows[i].function[0] != '\0', "%s %s", rows[i].revision,
			     rows[i].function);
		cr_expect_eq(facts.added_functions.count > 0, is_listed);
	}
	finish(&fixture);
}

Test(culprit, what_a_message_says)
{
	static const struct {
		const char *name, *message;
		enum bv_later meaning;
	} rows[] = {
		{"revert", "x\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n",
		 BV_LATER_REVERTS},
		{"wrapped", "x\n\nThis reverts commit\n0123456789abcdef0123456789abcdef01234567.\n",
		 BV_LATER_REVERTS},
		{"short revert", "This reverts commit 0123456789ab.\n", BV_LATER_REVERTS},
		{"too short", "This reverts commit 0123456.\n", BV_LATER_NOTHING},
		{"fixes", "x\n\nFixes: 0123456789ab (\"the title\")\n", BV_LATER_FIXES},
		{"fixes commit", "fixes: commit 0123456789ab\n", BV_LATER_FIXES},
		{"fixes, short, title", "Fixes: 0123456 (\"the title\")\n", BV_LATER_FIXES},
		{"fixes, short", "Fixes: 0123456 (\"another\")\n", BV_LATER_NOTHING},
		{"another id", "Fixes: 0123456789ac\n", BV_LATER_NOTHING},
		{"inside another id", "Fixes: ff0123456789ab\n", BV_LATER_NOTHING},
		{"mentioned", "see 0123456789ab for why\n", BV_LATER_NOTHING},
		{"too long", "Fixes: 0123456789abcdef0123456789abcdef012345678\n",
		 BV_LATER_NOTHING},
	};
	struct bv_oid id;

	cr_assert(bv_oid_parse(&id, BV_TEXT("0123456789abcdef0123456789abcdef01234567")));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(
			bv_later_read(bv_text_from(rows[i].message), &id, BV_TEXT("the title")),
			rows[i].meaning, "%s", rows[i].name);
}

Test(culprit, what_a_message_says_of_the_crash)
{
	static const struct {
		const char *name, *message, *fixes;
		bool is_about, is_perhaps_about;
	} rows[] = {
		{"syzbot's name",
		 "x\n\nReported-by: syzbot+0123456789abcdef0123@example.org\n"
		 "Fixes: 0123456789ab (\"a\")\n",
		 "0123456789ab", true, true},
		{"another's name", "Reported-by: syzbot+0123456789abcdef01234@example.org\n", "",
		 false, false},
		{"title", "BUG: KASAN: use-after-free in demo_wait (2)\nfixes: commit 0123456\n",
		 "0123456", true, true},
		{"function", "demo_wait() can sleep\n", "", false, true},
		{"part of a function", "demo_wait_all() can sleep\n", "", false, false},
		{"the last one counts", "demo_wait\nFixes: 01234567\nFixes: 89abcdef\n", "89abcdef",
		 false, true},
		{"no id", "Fixes: a typo\n", "", false, false},
	};
	struct bv_arena keep = {0};
	struct bv_crash_words crash = {0};

	*BV_APPEND(&crash.names, &keep) = BV_TEXT("syzbot+0123456789abcdef0123");
	*BV_APPEND(&crash.names, &keep) = BV_TEXT("KASAN: use-after-free in demo_wait");
	*BV_APPEND(&crash.functions, &keep) = BV_TEXT("demo_wait");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text message = bv_text_from(rows[i].message);

		cr_expect_eq(bv_later_is_about(message, &crash, false), rows[i].is_about, "%s",
			     rows[i].name);
		cr_expect_eq(bv_later_is_about(message, &crash, true), rows[i].is_perhaps_about,
			     "%s", rows[i].name);
		cr_expect(bv_text_equal(bv_later_fixes(message), bv_text_from(rows[i].fixes)), "%s",
			  rows[i].name);
	}
	bv_arena_release(&keep);
}

/** What is missing makes unknown, never a wrong list. */
Test(culprit, missing_objects)
{
	struct fixture fixture =
		start("git init -q r; cd r; git config gc.auto 0\n"
		      "mkdir d; seq 9 >d/f; seq 20 >top; g one; seq 10 >d/f; echo x >top; g two\n"
		      "git mv top bottom; seq 8 >d/f; g three\n"
		      "drop() { rm -f .git/objects/$(git rev-parse $1 | sed 's,^..,&/,'); }\n"
		      "drop HEAD~1:d/f; drop HEAD~2:top\n");
	struct bv_scratch *scratch = &fixture.scratch;
	struct bv_culprit_facts two = culprit_of(&fixture, "HEAD~1");
	struct bv_culprit_facts three = culprit_of(&fixture, "HEAD");

	cr_expect_eq(two.is_diff_complete, BV_YES);
	cr_assert_eq(two.files.count, 2);
	cr_expect_not(two.files.items[0].added.is_known);
	cr_expect_eq(two.files.items[0].content, BV_CONTENT_UNKNOWN);
	cr_expect_neq(two.why_unknown.size, 0);
	cr_expect_eq(three.are_renames_known, BV_YES, "an exact rename needs no contents");
	(void)bv_scratch_run(scratch, "cd r; rm .git/objects/$(git rev-parse HEAD~1:d | sed "
				      "'s,^..,&/,')");
	reopen(&fixture);
	two = culprit_of(&fixture, "HEAD~1");
	cr_expect_eq(two.is_read, BV_YES);
	cr_expect_neq(two.is_diff_complete, BV_YES);
	cr_expect_neq(two.why_unknown.size, 0);
	(void)bv_scratch_run(scratch, "cd r; f=.git/objects/$(git rev-parse HEAD^{tree} | sed "
				      "'s,^..,&/,'); chmod u+w $f; echo garbage >$f");
	reopen(&fixture);
	three = culprit_of(&fixture, "HEAD");
	cr_expect_eq(three.is_diff_complete, BV_UNKNOWN);
	finish(&fixture);
}

Test(culprit, shallow_and_replaced)
{
	struct fixture fixture = start(
		"git init -q s; cd s; seq 9 >f; g one; seq 10 >f; g two; seq 11 >f; g three; cd "
		"..\n"
		"git clone -q --depth 2 \"file://$PWD/s\" r\n");
	struct bv_culprit_facts two = culprit_of(&fixture, "HEAD~1"), three;

	cr_expect_eq(two.is_read, BV_YES);
	cr_expect_eq(two.parents.count, 1);
	cr_expect_neq(two.is_diff_complete, BV_YES, "its parent is beyond the boundary");
	cr_expect_neq(two.is_later_read, BV_YES);
	(void)bv_scratch_run(&fixture.scratch, "cd r; git replace HEAD HEAD~1");
	reopen(&fixture);
	three = culprit_of(&fixture, "HEAD");
	cr_expect_eq(three.is_read, BV_UNKNOWN);
	cr_expect_neq(three.why_unknown.size, 0);
	finish(&fixture);
}
