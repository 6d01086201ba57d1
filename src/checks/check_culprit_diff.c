/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the diff's part: what the blamed commit changes. */
#include "check_private.h"

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

static bool is_class_known(struct bv_check_run *run, enum bv_diff_class found)
{
	if (found != BV_DIFF_UNKNOWN)
		return true;
	if (run->c->files.is_complete && bv_text_is_empty(run->c->arch))
		bv_check_not_run(run, "which architecture was built is not known; say --arch");
	else
		bv_check_not_run(run, "the blamed commit's list of files is not complete");
	return false;
}

/*
 * What cannot reach the image proves something where the image was tested. What else it can reach
 * may have been tested; of that it is told, and held against nobody.
 */
static void check_class(struct bv_check_run *run, enum bv_diff_class class, enum bv_level level,
			const char *what)
{
	enum bv_diff_class found = bv_case_diff_class(run->c);
	struct bv_text serves = bv_case_serves(run->c);
	bool is_image = bv_case_is_image_tested(run->c) == BV_YES;
	size_t line = run->c->bisection->claim.line;
	struct bv_finding *finding;
	struct bv_text files;

	if (!is_class_known(run, found) || found != class)
		return;
	files = file_words(run);
	if (is_image || bv_text_is_empty(serves)) {
		finding = bv_finding_add_at(run, level, line, "it changes only %s%.*s", what,
					    BV_TEXT_ARG(files));
	} else {
		finding = bv_finding_add_at(run, BV_LEVEL_NOTE, line,
					    "it changes only %s%.*s: that can break %.*s, but not "
					    "the kernel",
					    what, BV_TEXT_ARG(files), BV_TEXT_ARG(serves));
		finding->is_urgent = true;
	}
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/* Nothing but a test of the image shows that comments do not matter: kernel-doc is made of them. */
static enum bv_level if_image_else(const struct bv_check_run *run, enum bv_level otherwise)
{
	return bv_case_is_image_tested(run->c) == BV_YES ? BV_LEVEL_ERROR : otherwise;
}

static void check_comment_only(struct bv_check_run *run)
{
	if (run->c->files.source != BV_FILES_TREE)
		bv_check_not_run(run, "the contents of the blamed commit's files are not known");
	else
		check_class(run, BV_DIFF_COMMENTS, if_image_else(run, BV_LEVEL_WARNING),
			    "comments or white space of ");
}

static void check_help_text_only(struct bv_check_run *run)
{
	if (run->c->files.source != BV_FILES_TREE)
		bv_check_not_run(run, "the contents of the blamed commit's files are not known");
	else
		check_class(run, BV_DIFF_HELP_TEXT, BV_LEVEL_ERROR, "help texts of ");
}

/* Whatever was tested, it was none of MAINTAINERS. */
static void check_no_code(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_NOTHING, if_image_else(run, BV_LEVEL_WARNING), "");
	check_class(run, BV_DIFF_NO_CODE, BV_LEVEL_ERROR, "");
}

static void check_other_arch(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_OTHER_ARCH, BV_LEVEL_ERROR, "code of another architecture: ");
}

static void check_tools_only(struct bv_check_run *run)
{
	check_class(run, BV_DIFF_TOOLS, BV_LEVEL_ERROR, "tools, tests or samples: ");
}

static void check_version_only(struct bv_check_run *run)
{
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

#define NEEDS_DIFF (BV_NEED_CLAIM | BV_NEED_FILES | BV_NEED_LINUX)

static const struct bv_check checks[] = {
	{"culprit.comment-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_comment_only},
	{"culprit.detector", BV_LEVEL_NOTE, BV_NEED_CLAIM | BV_NEED_LINUX, check_detector},
	{"culprit.help-text-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_help_text_only},
	{"culprit.no-code", BV_LEVEL_ERROR, NEEDS_DIFF, check_no_code},
	{"culprit.other-arch", BV_LEVEL_ERROR, NEEDS_DIFF, check_other_arch},
	{"culprit.tools-only", BV_LEVEL_ERROR, NEEDS_DIFF, check_tools_only},
	{"culprit.version-only", BV_LEVEL_WARNING, NEEDS_DIFF, check_version_only},
};

const struct bv_check_family bv_family_culprit_diff = BV_CHECK_FAMILY(checks);
