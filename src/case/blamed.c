/* SPDX-License-Identifier: GPL-2.0-only */
/* The questions about the blamed commit: what it is, and what it can do to what was tested. */
#include "case_private.h"
#include "kernel/commit_title.h"
#include "kernel/path_class.h"

#include "base/banned.h"

struct bv_text bv_case_message(const struct bv_case *c)
{
	return c->facts.culprit.is_read == BV_YES ? c->facts.culprit.message
						  : c->bisection->claim.print.message;
}

enum bv_truth bv_case_is_merge(const struct bv_case *c)
{
	const struct bv_claim *claim = &c->bisection->claim;
	const struct bv_culprit_facts *culprit = &c->facts.culprit;
	const struct bv_revision *blamed = bv_bisection_revision(c->bisection, claim->first_bad);

	if (culprit->is_read == BV_YES)
		return culprit->parents.count > 1 ? BV_YES : BV_NO;
	if (!bv_text_is_empty(claim->print.merge) || (blamed && bv_title_is_merge(blamed->subject)))
		return BV_YES;
	/* git prints "Merge:" of every merge, syzbot's mails of none; a title may be anything. */
	return claim->print.line && !bv_case_is_announced(c) ? BV_NO : BV_UNKNOWN;
}

/* As the log prints it. */
static struct bv_text printed_title(const struct bv_case *c)
{
	const struct bv_revision *blamed =
		bv_bisection_revision(c->bisection, c->bisection->claim.first_bad);

	return blamed ? blamed->subject : (struct bv_text){0};
}

enum bv_truth bv_case_is_release(const struct bv_case *c)
{
	bool is_titled = bv_title_is_release(printed_title(c));
	enum bv_diff_class class = bv_case_diff_class(c);

	if (bv_case_is_linux(c) == BV_NO || !(is_titled || c->facts.culprit.tags.count))
		return BV_NO;
	if (class != BV_DIFF_UNKNOWN)
		return class == BV_DIFF_VERSION ? BV_YES : BV_NO;
	/* Other projects tag whatever they like; that title Linux gives to nothing else. */
	return is_titled && bv_case_is_linux(c) == BV_YES ? BV_YES : BV_UNKNOWN;
}

enum bv_truth bv_case_is_detector(const struct bv_case *c, struct bv_text *file)
{
	*file = (struct bv_text){0};
	if (bv_case_is_merge(c) == BV_YES || bv_case_is_linux(c) == BV_NO)
		return BV_NO;
	if (bv_title_names_detector(printed_title(c)))
		return BV_YES;
	for (size_t i = 0; i < c->files.count; i++)
		if (bv_path_is_detector(c->files.items[i].path)) {
			*file = c->files.items[i].path;
			return BV_YES;
		}
	return c->files.count ? BV_NO : BV_UNKNOWN;
}

static enum bv_diff_class class_of_content(enum bv_content content)
{
	switch (content) {
	case BV_CONTENT_COMMENTS:
		return BV_DIFF_COMMENTS;
	case BV_CONTENT_HELP_TEXT:
		return BV_DIFF_HELP_TEXT;
	case BV_CONTENT_VERSION:
		return BV_DIFF_VERSION;
	case BV_CONTENT_UNKNOWN:
	case BV_CONTENT_NOTHING: /* a mode or a name: a script that cannot run breaks the build */
	case BV_CONTENT_CODE:
		return BV_DIFF_CODE;
	}
	return BV_DIFF_CODE;
}

static enum bv_diff_class class_of_path(struct bv_text path, struct bv_text arch,
					enum bv_content content)
{
	switch (bv_path_reach(path, arch)) {
	case BV_REACH_NOTHING:
		return BV_DIFF_NOTHING;
	case BV_REACH_DOCUMENTS:
		return BV_DIFF_NO_CODE;
	case BV_REACH_OTHER_ARCH:
		return BV_DIFF_OTHER_ARCH;
	case BV_REACH_TOOLS:
		return BV_DIFF_TOOLS;
	case BV_REACH_VERSION:
		return BV_DIFF_VERSION;
	case BV_REACH_UNKNOWN:
		return BV_DIFF_UNKNOWN;
	case BV_REACH_IMAGE:
		return class_of_content(content);
	}
	return BV_DIFF_UNKNOWN;
}

/* VERSION, PATCHLEVEL, SUBLEVEL, EXTRAVERSION and NAME, each before and after. */
#define VERSION_LINES_MAX 10

/* Where the log shows names and numbers only, the title says what changed in the top Makefile. */
static bool is_version_by_title(const struct bv_case *c, const struct bv_changed_file *file)
{
	return c->files.source != BV_FILES_TREE && c->files.source != BV_FILES_PATCH &&
	       bv_text_equal(file->path, BV_TEXT("Makefile")) &&
	       bv_title_is_release(printed_title(c)) &&
	       (!file->changed.is_known || file->changed.value <= VERSION_LINES_MAX);
}

static enum bv_diff_class class_of_file(const struct bv_case *c, const struct bv_changed_file *file)
{
	struct bv_text arch = c->arch;
	enum bv_diff_class class, old_class;

	if (file->is_directory)
		return BV_DIFF_UNKNOWN;
	if (is_version_by_title(c, file))
		return BV_DIFF_VERSION;
	class = class_of_path(file->path, arch, file->content);
	if (bv_text_is_empty(file->old_path))
		return class;
	/* A renamed file leaves one place and enters another. */
	old_class = class_of_path(file->old_path, arch, file->content);
	return class > old_class ? class : old_class;
}

enum bv_diff_class bv_case_diff_class(const struct bv_case *c)
{
	enum bv_diff_class farthest = BV_DIFF_NOTHING;

	if (bv_case_is_linux(c) == BV_NO)
		return BV_DIFF_UNKNOWN;
	for (size_t i = 0; i < c->files.count; i++) {
		enum bv_diff_class class = class_of_file(c, &c->files.items[i]);

		if (class > farthest)
			farthest = class;
	}
	if (farthest < BV_DIFF_UNKNOWN && !c->files.is_complete)
		return BV_DIFF_UNKNOWN;
	return farthest;
}

bool bv_case_is_announced(const struct bv_case *c)
{
	const struct bv_statements *statements = &c->log->claim.statements;

	return statements->count && statements->items[0].kind == BV_STATEMENT_MAIL;
}

bool bv_case_is_syzbots(const struct bv_case *c)
{
	return bv_kind_is_syzbot(c->log->kind) || bv_case_is_announced(c);
}

enum bv_truth bv_case_is_linux(const struct bv_case *c)
{
	enum bv_kind kind = c->log->kind;

	if (bv_case_is_syzbots(c) || kind == BV_KIND_LKP || kind == BV_KIND_KERNELCI ||
	    kind == BV_KIND_KCI_DEV || kind == BV_KIND_KCI_BISECT)
		return BV_YES;
	return c->facts.culprit.is_linux;
}

enum bv_truth bv_case_is_image_tested(const struct bv_case *c)
{
	if (bv_case_is_syzbots(c) || !bv_text_is_empty(c->told->title))
		return BV_YES;
	switch (c->log->under_test) {
	case BV_UNDER_TEST_IMAGE:
		return BV_YES;
	case BV_UNDER_TEST_OTHER:
		return BV_NO;
	case BV_UNDER_TEST_UNKNOWN:
		break;
	}
	return BV_UNKNOWN;
}

struct bv_text bv_case_serves(const struct bv_case *c)
{
	for (size_t i = 0; i < c->files.count; i++) {
		struct bv_text serves = bv_path_serves(c->files.items[i].path);

		if (bv_text_is_empty(serves))
			serves = bv_path_serves(c->files.items[i].old_path);
		if (!bv_text_is_empty(serves))
			return serves;
	}
	return (struct bv_text){0};
}
