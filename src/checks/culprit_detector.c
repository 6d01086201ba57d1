/* culprit.detector: by the words of its title, or by the files it changes. */
#include "culprit_detector.h"

#include "culprit_merge.h"

#include "base/banned.h"

/* Words in a title, and places in the tree, of commits that make old bugs visible. */
static const struct bv_text detector_words[] = {
	BV_TEXT_INIT("kasan"),        BV_TEXT_INIT("kmsan"),   BV_TEXT_INIT("kcsan"),
	BV_TEXT_INIT("ubsan"),        BV_TEXT_INIT("lockdep"), BV_TEXT_INIT("fault injection"),
	BV_TEXT_INIT("kmemleak"),     BV_TEXT_INIT("kcov"),    BV_TEXT_INIT("warn_on"),
	BV_TEXT_INIT("debugobjects"),
};

static bool contains_nocase(struct bv_text text, struct bv_text needle)
{
	for (size_t i = 0; i + needle.size <= text.size; i++)
		if (bv_text_equal_nocase(bv_text_slice(text, i, needle.size), needle))
			return true;
	return false;
}

static bool names_detector(struct bv_text text)
{
	for (size_t i = 0; i < sizeof(detector_words) / sizeof(detector_words[0]); i++)
		if (contains_nocase(text, detector_words[i]))
			return true;
	return false;
}

static bool is_detector_file(struct bv_text path)
{
	return names_detector(path) || bv_text_ends_with(path, BV_TEXT(".tbl"));
}

/* The file that tells, or NULL. */
static const struct bv_case_file *find_detector_file(const struct bv_case_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		if (is_detector_file(files->items[i].path))
			return &files->items[i];
	return NULL;
}

/* A merge touches everything, and what it touches says nothing. */
void bv_check_culprit_detector(struct bv_check_run *run)
{
	const struct bv_case_files *files = &run->c->files;
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_revision *blamed =
		bv_bisection_revision(run->c->bisection, claim->first_bad);
	const struct bv_case_file *file = find_detector_file(files);
	struct bv_finding *finding;

	if (bv_case_is_merge(run->c) == BV_YES)
		return;
	if (blamed && names_detector(blamed->subject)) {
		finding = bv_finding_add(run, claim->line,
					 "works on a detector, by its title: it may only have made "
					 "the bug visible");
	} else if (file) {
		finding = bv_finding_add(run, claim->line,
					 "changes %.*s: it may only have made the bug visible",
					 BV_TEXT_ARG(file->path));
	} else {
		if (files->count == 0)
			bv_check_not_run(run, "neither the log nor the tree lists its files");
		return;
	}
	bv_finding_commit(run, finding, claim->first_bad);
}
