/* The words that the renderers share: names of commits, subjects, verdicts and endings. */
#ifndef BV_REPORT_WORDS_H
#define BV_REPORT_WORDS_H

#include "base/arena.h"
#include "report.h"

/** Digits of a commit on a screen. */
#define BV_SHORT_DIGITS 12

/** @commit cut for a screen when it is a long hash, else whole. Owner: borrowed. */
struct bv_text bv_words_short(struct bv_text commit);
/** The subject is the log's, and its end is missing there. */
bool bv_words_is_subject_cut(const struct bv_report *report, struct bv_revision_ref ref);
/** @ref as a person would say it: the release that the walk tested it as, else short. */
struct bv_text bv_words_name(const struct bv_report *report, struct bv_revision_ref ref);

/** The commits that the log names by their ids, and those of them that the tree has. */
struct bv_words_found {
	size_t named, here;
};
/** Both 0 without a tree. */
struct bv_words_found bv_words_found(const struct bv_report *report);

/**
 * Does the log say how the runs of @step went?
 *
 * Meaning: syzkaller prints every run, so that none printed means none made; other producers'
 *          steps have runs only where they are printed.
 */
bool bv_words_has_runs(const struct bv_bisection *bisection, const struct bv_step *step);
/**
 * "2021", "2019 to 2020" or "2024 or later": when it was made, as far as the log says; else empty.
 *
 * Owner: borrowed, or kept in @keep.
 */
struct bv_text bv_words_years(const struct bv_bisection *bisection, struct bv_arena *keep);
/** How many different revisions were tested. */
size_t bv_words_tested_count(const struct bv_bisection *bisection);
/** No number of runs makes a verdict good enough: a bug that hardly ever shows itself. */
bool bv_words_is_too_rare(const struct bv_reading *reading);
/** What to do then. */
#define BV_WORDS_BISECT_ANEW                                                                       \
	"bisect anew, with a reproducer or a .config that crashes reliably: runs of this one do "  \
	"not tell good from bad"

/**
 * Names of checks in a row: "flaky.no-test, flaky.skips"; of more than three only their families,
 * "flaky.*, step.*", unless @is_whole.
 *
 * Meaning: each name once, in the order of @ids.
 * Owner:   kept in @keep.
 */
struct bv_text bv_words_checks(const struct bv_texts *ids, bool is_whole, struct bv_arena *keep);

/** Constant words: "first-bad", "timeout". */
const char *bv_words_ending(enum bv_ending ending);
/** In capitals, as checkpatch and the first screen have them. */
const char *bv_words_level_capitals(enum bv_level level);
const char *bv_words_judgement_capitals(enum bv_judgement judgement);
/** The judgement's reason, never empty. Owner: borrowed. */
struct bv_text bv_words_reason(const struct bv_check_result *result);

/** Distinct addresses that the log names, people or lists. */
size_t bv_words_recipients(const struct bv_claim *claim);

#endif
