/* SPDX-License-Identifier: GPL-2.0-only */
/* The list of files that git prints, drawn in any width, and damaged. */
#include <criterion/criterion.h>

#include "kernel/diffstat.h"
#include "log/commit_print.h"
#include "support/edited.h"
#include "support/scratch.h"

/* Files that change by so many lines; git draws them in any width as we do. */
static const char many_files[] =
	"git init -q r; cd r; i=0\n"
	"while [ $i -lt 12 ]; do seq $((i * i * 5 + 7)) >f$i; i=$((i + 1)); done; g one; i=0\n"
	"while [ $i -lt 12 ]; do { seq $((i * 3 + 1)); seq 9000 $((9000 + i * i * i / 4)); } >f$i\n"
	"i=$((i + 1)); done; printf 'a\\0b' >bin; g two";

static struct bv_commit_print read_rows(struct bv_text text, struct bv_arena *keep)
{
	struct bv_commit_print print = {0};
	struct bv_line line = {0};

	while (bv_take_line(&text, &line.text)) {
		line.number++;
		cr_assert(bv_stat_print_line(&print, &line, keep), "%.*s", BV_TEXT_ARG(line.text));
	}
	return print;
}

static void expect_bar(const struct bv_changed_file *row, struct bv_bar_scale scale,
		       struct bv_text counts, const char *width)
{
	uint64_t added = 0, deleted = 0;
	struct bv_bar bar;

	if (row->is_binary == BV_YES)
		return;
	cr_assert(bv_take_uint(&counts, &added));
	(void)bv_take_prefix(&counts, BV_TEXT("\t"));
	cr_assert(bv_take_uint(&counts, &deleted));
	bar = bv_bar_draw(scale, added, deleted);
	cr_expect(bar.plus == row->bar_plus.value && bar.minus == row->bar_minus.value,
		  "%s: %.*s: +%zu -%zu of +%zu -%zu", width, BV_TEXT_ARG(row->path), bar.plus,
		  bar.minus, row->bar_plus.value, row->bar_minus.value);
	cr_expect(
		bv_bar_fits(scale, row->changed.value, row->bar_plus.value + row->bar_minus.value));
}

Test(printed_files, bars_are_those_of_git_in_any_width)
{
	static const char *const widths[] = {"--stat=10",    "--stat=24",
					     "--stat=30",    "--stat=40",
					     "--stat=57",    "--stat=80",
					     "--stat=133",   "--stat=400",
					     "--stat=400,2", "--stat=80 --stat-graph-width=7"};
	struct bv_scratch scratch = bv_scratch_open();

	(void)bv_scratch_run(&scratch, "%s", many_files);
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		struct bv_commit_print print = read_rows(
			bv_scratch_run(&scratch, "cd r; git show --format= %s", widths[i]),
			&scratch.keep);
		struct bv_text counts = bv_scratch_run(&scratch, "cd r; git show --format= "
								 "--numstat"),
			       line;
		struct bv_bar_scale scale = bv_bar_scale_of(&print.stat);

		cr_assert(scale.is_known && print.stat.count == 13, "%s", widths[i]);
		for (size_t k = 0; bv_take_line(&counts, &line); k++)
			expect_bar(&print.stat.items[k], scale, line, widths[i]);
	}
	bv_scratch_close(&scratch);
}

/*
 * A commit that does one thing of each kind, printed as git bisect does, with one line edited
 */

static const char all_kinds[] =
	"git init -q r; cd r; seq 30 >kept; seq 40 >moved; seq 9 >gone; seq 5 >script; seq 90 "
	">both\n"
	"seq 20 >mode; g one; mkdir d; git mv moved d/moved; git rm -q gone; chmod +x script mode\n"
	"seq 2 32 >kept; seq 50 100 >both; seq 3 >new; seq 19 >mode; g two";

static const char *const printers[] = {
	"git diff-tree --pretty --stat --summary HEAD", /* as git bisect until 2.44 */
	"git show --stat --summary HEAD",               /* and since */
};

static const struct {
	const char *find, *replace; /* of a line, all of it where @replace is NULL */
	const char *id;
} edits[] = {
	{" kept ", " kept ", ""},
	{" kept ", NULL, "culprit.diffstat-sums"},
	{" files changed", "1 files changed", "culprit.diffstat-sums"},
	{"insertions(+), ", "insertions(+), 1", "culprit.diffstat-sums"},
	{"+-", "-+", "culprit.diffstat-sums"},
	{"3 +++", "3 ++", "culprit.diffstat-sums"},
	{" kept ", " kelp ", "culprit.diffstat-differs"},
	{" create mode 100644 new", NULL, "culprit.modes-differ"},
	{" create mode ", " crxate mode ", "culprit.modes-differ"},
	{" create mode 100644", " create mode 100755", "culprit.modes-differ"},
	{" delete mode 100644 gone", " delete mode 100644 done", "culprit.modes-differ"},
	{"moved", "mowed", "culprit.diffstat-differs"},
	{" mode change 100644 => 100755 script", " mode change 100644 => 100755 kept",
	 "culprit.modes-differ"},
};

/* The first finding about the list of files; "" for none. */
static const char *find_of_files(const struct bv_check_result result)
{
	static const char *const ids[] = {"culprit.diffstat-sums", "culprit.diffstat-differs",
					  "culprit.modes-differ"};

	for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++)
		if (bv_test_level_of(&result, ids[k]) == BV_LEVEL_WARNING)
			return ids[k];
	return "";
}

Test(printed_files, each_damaged_line_is_seen)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	struct bv_tree *tree;

	(void)bv_scratch_run(&scratch, "%s", all_kinds);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, "r"), &err), "%s", err.text);
	for (size_t k = 0; k < sizeof(printers) / sizeof(printers[0]); k++) {
		struct bv_text print = bv_scratch_run(
			&scratch,
			"cd r; echo '$ git bisect bad'; echo \"$(git rev-parse HEAD) is the first "
			"bad commit\"; %s; echo; echo '$ exit'",
			printers[k]);

		for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++)
			cr_expect_str_eq(find_of_files(bv_test_judge(
						 bv_test_edited(print, edits[i].find,
								edits[i].replace, &scratch.keep),
						 tree, &scratch.keep)),
					 edits[i].id, "%s: \"%s\"", printers[k], edits[i].find);
	}
	bv_tree_close(tree);
	bv_scratch_close(&scratch);
}
