/* SPDX-License-Identifier: GPL-2.0-only */
/* Suspects on a small history: what is shared with the crash, and by which commit. */
#include "case/suspects.h"

#include <criterion/criterion.h>

#include "replay/log_facts.h"
#include "support/scratch.h"

/* The newest first: what each commit changes is its title. */
static const char history[] =
	"git init -q r; cd r; mkdir -p fs/demo fs/other drivers/demo include/linux lib\n"
	"printf 'FS DEMO\\nF:\\tfs/demo/\\nF:\\tdrivers/demo/\\n\\nTHE REST\\nF:\\t*\\nF:\\t*/\\n' "
	">MAINTAINERS\n"
	"printf '/* one */\\nint demo_get(int a)\\n{\\n\\treturn a;\\n}\\n\\nint demo_put(int a)\\n"
	"{\\n\\treturn -a;\\n}\\n' >fs/demo/file.c\n"
	"for i in fs/demo/next.c fs/other/a.c drivers/demo/b.c lib/c.c include/linux/d.h\n"
	"do echo \"int x;\" >$i; done\n"
	"g start; git tag good\n"
	"sed -i 's/return a/return a + 1/' fs/demo/file.c; g get\n"
	"sed -i 's/one/a comment/; s/\\treturn a/\\t\\treturn a/' fs/demo/file.c; g comment\n"
	"sed -i 's/return -a/return 0/' fs/demo/file.c; g put\n"
	"echo 'int y;' >>fs/demo/next.c; g folder\n"
	"echo 'int y;' >>drivers/demo/b.c; g section\n"
	"echo 'int y;' >>fs/other/a.c; g other\n"
	"echo 'int y;' >>include/linux/d.h; g header\n"
	"git checkout -q -b side good; echo 'int z;' >fs/demo/aside.c; g aside\n"
	"git checkout -q -; git merge -q --no-edit side >/dev/null; git tag bad\n";

struct fixture {
	struct bv_scratch scratch;
	struct bv_tree *tree;
	struct bv_bisection bisection;
	struct bv_told told;
	struct bv_case c;
};

static struct fixture *start(const char *script)
{
	static struct fixture fixture;
	struct bv_error err = {0};

	fixture = (struct fixture){.scratch = bv_scratch_open()};
	(void)bv_scratch_run(&fixture.scratch, "%s\n%s", history, script);
	cr_assert(bv_tree_open(&fixture.tree, bv_scratch_path(&fixture.scratch, "r"), &err), "%s",
		  err.text);
	fixture.c = (struct bv_case){.log = &fixture.bisection,
				     .told = &fixture.told,
				     .bisection = &fixture.bisection,
				     .tree = fixture.tree};
	return &fixture;
}

static void finish(struct fixture *fixture)
{
	bv_tree_close(fixture->tree);
	bv_scratch_close(&fixture->scratch);
}

/* The suspects among good..bad, a line each: title, and reason. */
static struct bv_text suspects_text(struct fixture *fixture, struct bv_suspects *suspects)
{
	struct bv_arena *keep = &fixture->scratch.keep;
	struct bv_text ids = bv_scratch_run(&fixture->scratch, "cd r; git rev-list good..bad");
	struct bv_oids commits = {0};
	struct bv_text line, text = {"", 0};

	*suspects = (struct bv_suspects){0};
	while (bv_take_line(&ids, &line))
		cr_assert(bv_oid_parse(BV_APPEND(&commits, keep), line));
	bv_suspects_rank(suspects, &fixture->c, &commits, keep);
	for (size_t i = 0; i < suspects->count; i++)
		text = bv_arena_print(keep, "%.*s%.*s: %.*s\n", BV_TEXT_ARG(text),
				      BV_TEXT_ARG(suspects->items[i].subject),
				      BV_TEXT_ARG(suspects->items[i].reason));
	return text;
}

static void expect(struct fixture *fixture, const char *expected)
{
	struct bv_suspects suspects;
	struct bv_text text = suspects_text(fixture, &suspects);

	cr_expect_str_eq(text.data, expected);
	cr_expect_eq(suspects.merges, 1);
	cr_expect_eq(suspects.unread, 0);
	cr_expect_eq(suspects.commit_count, 9);
}

static const char report[] = "BUG: KASAN: use-after-free in demo_first+0x1/0x2 lib/string.c:1\n"
			     " demo_inline include/linux/d2.h:5 [inline]\n"
			     " demo_put+0x1/0x2 fs/demo/file.c:12\n"
			     " demo_get+0x1/0x2 fs/demo/file.c:12\n"
			     " other_call+0x1/0x2 fs/other/a.c:12\n";

Test(suspects, by_stack)
{
	struct fixture *fixture = start("");

	fixture->bisection.claim.crash_report = bv_text_from(report);
	expect(fixture, "put: changes demo_put(), 2nd frame\n"
			"get: changes demo_get(), 3rd frame\n"
			"comment: changes fs/demo/file.c, 2nd frame\n"
			"other: changes fs/other/a.c, 4th frame\n"
			"aside: in fs/demo/, 2nd frame\n"
			"folder: in fs/demo/, 2nd frame\n"
			"section: in section FS DEMO of MAINTAINERS, 2nd frame\n");
	finish(fixture);
}

/* The stack is another bug's: the titles alone say where. */
Test(suspects, by_title)
{
	struct fixture *fixture = start("");
	struct bv_arena *keep = &fixture->scratch.keep;

	fixture->bisection.claim.crash_report = bv_text_from(report);
	fixture->bisection.claim.crash_title = BV_TEXT("WARNING in something_else");
	bv_title_family_add(&fixture->c.start.family, BV_TEXT("WARNING in demo_get"), keep);
	bv_title_family_add(&fixture->c.family, BV_TEXT("WARNING in demo_get"), keep);
	expect(fixture, "get: changes demo_get()\n");
	bv_title_family_add(&fixture->c.start.family, BV_TEXT("BUG: stall in demo_put"), keep);
	expect(fixture, "put: changes demo_put()\nget: changes demo_get()\n");
	finish(fixture);
}

Test(suspects, nothing_shared)
{
	struct fixture *fixture = start("");
	struct bv_suspects suspects;

	fixture->bisection.claim.crash_report =
		BV_TEXT(" demo_x+0x1/0x2 net/demo/x.c:12\n demo_y+0x1/0x2 include/linux/e.h:3\n");
	expect(fixture, "");
	fixture->bisection.claim.crash_report = BV_TEXT("no stack\n");
	(void)suspects_text(fixture, &suspects);
	cr_expect(bv_text_contains(suspects.why_not, BV_TEXT("neither a stack nor a title")));
	finish(fixture);
}

/* In a partial clone: without file contents no function is known, without a tree no file. */
Test(suspects, not_all_is_here)
{
	struct fixture *fixture =
		start("rm $(git rev-parse bad:fs/demo/file.c | sed 's,^..,.git/objects/&/,')\n"
		      "rm $(git rev-parse bad~3^{tree} | sed 's,^..,.git/objects/&/,')\n");
	struct bv_suspects suspects;
	struct bv_text text;

	fixture->bisection.claim.crash_report = bv_text_from(report);
	text = suspects_text(fixture, &suspects);
	/* The missing tree is that of "section", and of the parent of "other"; of "put" a file is
	 * missing. */
	cr_expect_str_eq(text.data, "get: changes demo_get(), 3rd frame\n"
				    "put: changes fs/demo/file.c, 2nd frame\n"
				    "comment: changes fs/demo/file.c, 2nd frame\n"
				    "aside: in fs/demo/, 2nd frame\n"
				    "folder: in fs/demo/, 2nd frame\n");
	cr_expect_eq(suspects.unread, 3, "%zu", suspects.unread);
	finish(fixture);
}

/* What the verdicts leave, beside git's own word. */
Test(suspects, left)
{
	struct fixture *fixture = start("");
	struct bv_arena *keep = &fixture->scratch.keep;
	static const char *const names[] = {"good", "bad", "bad~5", "bad~3"};
	static const enum bv_verdict words[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD};
	struct bv_left_question question = {
		.bisection = &fixture->bisection, .facts = &fixture->c.facts, .most = 100};
	struct bv_facts *facts = &fixture->c.facts;
	struct bv_left left;
	struct bv_text listed = {"", 0}, gits;

	facts->revisions = bv_arena_alloc(keep, 4, sizeof(*facts->revisions));
	for (uint32_t i = 0; i < 4; i++) {
		struct bv_text id =
			bv_scratch_word(&fixture->scratch, "cd r; git rev-parse %s", names[i]);

		BV_APPEND(&fixture->bisection.revisions, keep)->written = id;
		facts->revisions[i].resolution = BV_RESOLUTION_EXACT;
		cr_assert(bv_oid_parse(&facts->revisions[i].id, id));
	}
	question.bad = (struct bv_revision_ref){2};
	*BV_APPEND(&question.good, keep) = (struct bv_revision_ref){1};
	for (uint32_t i = 0; i < 2; i++) {
		struct bv_step *step = BV_APPEND(&fixture->bisection.steps, keep);

		step->phase = BV_PHASE_BISECT;
		step->revision = (struct bv_revision_ref){i + 3};
	}
	fixture->bisection.git.line = 1;
	bv_tree_left(&left, fixture->tree, &question, keep);
	cr_assert(left.count.is_known, "%.*s", BV_TEXT_ARG(left.why_unknown));
	cr_expect_eq(left.commits.count, 9);
	question.words = words;
	bv_tree_left(&left, fixture->tree, &question, keep);
	for (size_t i = 0; i < left.commits.count; i++)
		listed = bv_arena_print(keep, "%.*s%s\n", BV_TEXT_ARG(listed),
					bv_oid_hex(&left.commits.items[i]).digits);
	gits = bv_scratch_run(&fixture->scratch, "cd r; git rev-list bad~3 ^bad~5 ^good");
	cr_expect(bv_text_equal(listed, gits), "%.*s\n%.*s", BV_TEXT_ARG(listed),
		  BV_TEXT_ARG(gits));
	question.most = 1;
	bv_tree_left(&left, fixture->tree, &question, keep);
	cr_expect_eq(left.count.value, 2);
	cr_expect_eq(left.commits.count, 0);
	question.good.count = 0;
	question.words = NULL;
	bv_tree_left(&left, fixture->tree, &question, keep);
	cr_expect(!left.count.is_known);
	finish(fixture);
}
