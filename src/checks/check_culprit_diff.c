/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the commit's half: what it changes, and is it what the log prints? */
#include "check_private.h"
#include "kernel/commit_title.h"

#include "base/banned.h"

/* "MAINTAINERS", "a.c and b.c", "a.c, b.c and 7 more". */
static struct bv_text file_words(const struct bv_check_run *run)
{
	const struct bv_case_files *files = &run->c->files;
	struct bv_text first = files->items[0].path;

	if (files->count == 1)
		return first;
	if (files->count == 2)
		return bv_arena_print(run->keep, "%.*s and %.*s", BV_TEXT_ARG(first),
				      BV_TEXT_ARG(files->items[1].path));
	return bv_arena_print(run->keep, "%.*s, %.*s and %zu more", BV_TEXT_ARG(first),
			      BV_TEXT_ARG(files->items[1].path), files->count - 2);
}

static void check_class(struct bv_check_run *run, enum bv_diff_class class, enum bv_level level,
			const char *what)
{
	enum bv_diff_class found = bv_case_diff_class(run->c);
	struct bv_finding *finding;
	struct bv_text files;

	if (found == BV_DIFF_UNKNOWN) {
		if (run->c->files.is_complete && bv_text_is_empty(run->c->arch))
			bv_check_not_run(run, "which architecture was built is not known; say "
					      "--arch");
		else
			bv_check_not_run(run, "the blamed commit's list of files is not complete");
		return;
	}
	if (found != class)
		return;
	files = file_words(run);
	finding = bv_finding_add_at(run, level, run->c->bisection->claim.line,
				    "it changes only %s%.*s", what, BV_TEXT_ARG(files));
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static void check_comment_only(struct bv_check_run *run)
{
	if (run->c->files.source != BV_FILES_TREE)
		bv_check_not_run(run, "the contents of the blamed commit's files are not known");
	else
		check_class(run, BV_DIFF_COMMENTS, BV_LEVEL_ERROR, "comments or white space of ");
}

static void check_help_text_only(struct bv_check_run *run)
{
	if (run->c->files.source != BV_FILES_TREE)
		bv_check_not_run(run, "the contents of the blamed commit's files are not known");
	else
		check_class(run, BV_DIFF_HELP_TEXT, BV_LEVEL_ERROR, "help texts of ");
}

static void check_no_code(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_NO_CODE, BV_LEVEL_ERROR, "");
}

static void check_other_arch(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_OTHER_ARCH, BV_LEVEL_ERROR, "code of another architecture: ");
}

/* A syzbot test runs nothing of tools/ or samples/; what a person ran is not known. */
static void check_tools_only(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_TOOLS,
		    bv_kind_is_syzbot(run->c->bisection->kind) ? BV_LEVEL_ERROR : BV_LEVEL_WARNING,
		    "tools, tests or samples: ");
}

/* git's raw lines and diffstat name the top Makefile; that only its version changed is known from
 * the tree, or from the title that release commits have. */
static void check_version_only(struct bv_check_run *run)
{
	const struct bv_case_files *files = &run->c->files;
	const struct bv_revision *blamed =
		bv_bisection_revision(run->c->bisection, run->c->bisection->claim.first_bad);
	bool is_makefile =
		files->count == 1 && bv_text_equal(files->items[0].path, BV_TEXT("Makefile"));

	if (run->c->files.source != BV_FILES_TREE && is_makefile && blamed &&
	    bv_title_is_release(blamed->subject)) {
		struct bv_finding *finding = bv_finding_add(
			run, run->c->bisection->claim.line,
			"it changes only the version in Makefile, as its title says");

		bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
		return;
	}
	check_class(run, BV_DIFF_VERSION, BV_LEVEL_WARNING, "the version in ");
}

static void check_detector(struct bv_check_run *run)
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
					 "it works on a detector, by its title, and may only have "
					 "made the bug visible");
	else
		finding = bv_finding_add(run, claim->line,
					 "it changes %.*s, and may only have made the bug visible",
					 BV_TEXT_ARG(file));
	finding->is_urgent = true;
	bv_finding_commit(run, finding, claim->first_bad);
}

/*
 * The commit as the log prints it
 */

static void differs(struct bv_check_run *run, size_t line, const char *what, struct bv_text printed,
		    struct bv_text actual)
{
	struct bv_finding *finding =
		bv_finding_add(run, line, "the log prints the %s \"%.*s\", the tree has \"%.*s\"",
			       what, BV_TEXT_ARG(printed), BV_TEXT_ARG(actual));

	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/*
 * The same instant, in whatever zone: git show prints the author's, syzbot's mails print +0000. The
 * tree's instant is printed in the log's zone, so that a wrong weekday is seen too.
 */
static void compare_date(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_date date = run->c->facts.culprit.author_date;
	struct bv_text actual;

	if (!bv_date_zone(&date.zone, print->date))
		return;
	actual = bv_date_print(date, run->keep);
	if (!bv_text_equal(print->date, actual))
		differs(run, print->line, "date", print->date, actual);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct bv_text without_leading_space(struct bv_text text)
{
	while (text.size && is_space(text.data[0]))
		text = bv_text_from_offset(text, 1);
	return text;
}

static struct bv_text first_line(struct bv_text text)
{
	struct bv_text line = {0};

	(void)bv_take_line(&text, &line);
	return line;
}

/*
 * A mail may end the message early and wrap its lines: what is there must be the commit's, however
 * it is broken.
 */
static void compare_message(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_text printed = print->message, actual = run->c->facts.culprit.message;
	size_t number = print->message_line;

	for (;;) {
		struct bv_text before = printed;

		printed = without_leading_space(printed);
		actual = without_leading_space(actual);
		for (; before.data < printed.data; before = bv_text_from_offset(before, 1))
			number += before.data[0] == '\n';
		if (printed.size == 0)
			return;
		if (actual.size == 0 || printed.data[0] != actual.data[0]) {
			differs(run, number, "message from here on", first_line(printed),
				first_line(actual));
			return;
		}
		printed = bv_text_from_offset(printed, 1);
		actual = bv_text_from_offset(actual, 1);
	}
}

/* .mailmap may have given the author another name or another address, not both. */
static bool is_same_person(struct bv_text a, struct bv_text b)
{
	struct bv_text name_a = {0}, name_b = {0};

	if (!bv_take_until(&a, BV_TEXT("<"), &name_a) || !bv_take_until(&b, BV_TEXT("<"), &name_b))
		return bv_text_equal(a, b);
	return bv_text_equal(name_a, name_b) || bv_text_equal_nocase(a, b);
}

static void check_header_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (bv_case_same(run->c, print->revision, run->c->bisection->claim.first_bad) == BV_NO) {
		bv_check_not_run(run, "the commit printed is not the one blamed");
		return;
	}
	if (!bv_text_is_empty(print->author) && !is_same_person(print->author, culprit->author))
		differs(run, print->line, "author", print->author, culprit->author);
	compare_date(run, print);
	if (!bv_text_is_empty(print->message))
		compare_message(run, print);
}

static const struct bv_changed_file *find_file(const struct bv_changed_files *files,
					       struct bv_text printed, size_t hint)
{
	/* git prints the files in the tree's order, so the hint is nearly always right. */
	if (hint < files->count && bv_path_fits(printed, files->items[hint].path))
		return &files->items[hint];
	for (size_t i = 0; i < files->count; i++)
		if (bv_path_fits(printed, files->items[i].path))
			return &files->items[i];
	return NULL;
}

static void compare_row(struct bv_check_run *run, const struct bv_changed_file *row, size_t index)
{
	const struct bv_changed_files *files = &run->c->facts.culprit.files;
	const struct bv_changed_file *file = find_file(files, row->path, index);
	struct bv_finding *finding;

	if (!file) {
		finding = bv_finding_add(run, row->line,
					 "the log lists %.*s, which the commit does not change",
					 BV_TEXT_ARG(row->path));
	} else if (row->changed.is_known && file->added.is_known && file->deleted.is_known &&
		   row->changed.value != file->added.value + file->deleted.value) {
		finding = bv_finding_add(run, row->line,
					 "the log counts %zu changed lines in %.*s, the tree %zu",
					 row->changed.value, BV_TEXT_ARG(row->path),
					 file->added.value + file->deleted.value);
	} else {
		return;
	}
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static struct bv_text top_of(struct bv_text path)
{
	size_t slash = bv_text_find_byte(path, '/');

	return slash == SIZE_MAX ? path : bv_text_slice(path, 0, slash);
}

/* Raw lines of old gits name a directory of the root, or a file in it. */
static void compare_raw(struct bv_check_run *run, const struct bv_changed_file *row)
{
	const struct bv_changed_files *files = &run->c->facts.culprit.files;
	struct bv_finding *finding;

	for (size_t i = 0; i < files->count; i++)
		if (bv_text_equal(row->path, top_of(files->items[i].path)) ||
		    bv_text_equal(row->path, files->items[i].path) ||
		    bv_text_equal(row->path, top_of(files->items[i].old_path)))
			return;
	finding = bv_finding_add(run, row->line,
				 "the log lists %.*s, which the commit does not change",
				 BV_TEXT_ARG(row->path));
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static void check_diffstat_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_finding *finding;

	if (culprit->is_diff_complete != BV_YES) {
		bv_check_not_run(run, "%.*s",
				 BV_TEXT_ARG(bv_text_is_empty(culprit->why_unknown)
						     ? BV_TEXT("its trees could not be read")
						     : culprit->why_unknown));
		return;
	}
	if (print->stat.count == 0 && print->raw.count == 0) {
		bv_check_not_run(run, "the log prints no list of files");
		return;
	}
	if (culprit->are_renames_known != BV_YES) {
		bv_check_not_run(run, "its renames could not be looked for");
		return;
	}
	/* What git shows of a merge depends on the author's settings. */
	if (culprit->parents.count > 1) {
		bv_check_not_run(run, "what git prints of a merge depends on its settings");
		return;
	}
	for (size_t i = 0; i < print->stat.count; i++)
		compare_row(run, &print->stat.items[i], i);
	for (size_t i = 0; i < print->raw.count; i++)
		compare_raw(run, &print->raw.items[i]);
	if (print->files_changed.is_known && print->files_changed.value != culprit->files.count) {
		finding = bv_finding_add(run, print->summary_line,
					 "the log counts %zu changed files, the tree %zu",
					 print->files_changed.value, culprit->files.count);
		bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
	}
}

#define NEEDS_DIFF (BV_NEED_CLAIM | BV_NEED_FILES)
#define OF_PRINT   (BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_SAYS_PRINTED)

static const struct bv_check checks[] = {
	{"culprit.comment-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_comment_only},
	{"culprit.detector", BV_LEVEL_NOTE, BV_NEED_CLAIM, check_detector},
	{"culprit.diffstat-differs", BV_LEVEL_WARNING, OF_PRINT, check_diffstat_differs},
	{"culprit.header-differs", BV_LEVEL_WARNING, OF_PRINT, check_header_differs},
	{"culprit.help-text-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_help_text_only},
	{"culprit.no-code", BV_LEVEL_ERROR, NEEDS_DIFF, check_no_code},
	{"culprit.other-arch", BV_LEVEL_ERROR, NEEDS_DIFF, check_other_arch},
	{"culprit.tools-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_tools_only},
	{"culprit.version-only", BV_LEVEL_WARNING, NEEDS_DIFF, check_version_only},
};

const struct bv_check_family bv_family_culprit_diff = BV_CHECK_FAMILY(checks);
