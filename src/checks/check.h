/* SPDX-License-Identifier: GPL-2.0-only */
/* Checks: a constant table, run over the case; each adds findings, never text for a
 * format. */
#ifndef BISECT_VERIFY_CHECK_H
#define BISECT_VERIFY_CHECK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "case/case.h"
#include "log/bisection.h"
#include "odds/odds.h"
#include "odds/trust.h"

/** The tool's word on a log. */
enum bv_judgement {
	BV_JUDGEMENT_UNDECIDED = 0, /* nothing claimed, or nothing that could be judged */
	BV_JUDGEMENT_CONSISTENT,    /* nothing found against it; never "correct" */
	BV_JUDGEMENT_DOUBTFUL,
	BV_JUDGEMENT_REFUTED
};

struct bv_finding {
	const char *id; /* "family.kebab-case", static */
	enum bv_level level;
	size_t line;                       /* of the log, 0 when none */
	struct bv_text text;               /* one line, no full stop */
	struct bv_texts commits;           /* 40 hex digits where known, else as written */
	struct bv_revision_refs revisions; /* those of them that the log names */
	bool is_urgent; /* a note that says what to do: the first screen shows it */
};
struct bv_findings {
	struct bv_finding *items;
	size_t count, capacity;
};

/** A check that could not be made, and why. */
struct bv_not_run {
	const char *id;
	struct bv_text why;
	bool does_not_apply; /* to this kind of log: nothing is missing */
};
struct bv_not_runs {
	struct bv_not_run *items;
	size_t count, capacity;
};

/** Why a check that asks the tree could not be made. */
#define BV_WHY_NO_TREE BV_TEXT("no tree")

struct bv_check_result {
	struct bv_findings findings; /* errors first, then by line */
	struct bv_not_runs not_run;
	struct bv_odds odds;
	struct bv_trust trust;
	enum bv_judgement judgement;
	bool is_innocence_proven; /* refuted: the blamed commit cannot be the cause */
	bool is_only_printed;     /* doubtful only for how the log prints the commit */
	bool is_unjudged;         /* the tests say too little to judge by them */
	struct bv_text reason;    /* of the judgement, one line */
};

/**
 * Run every check that is not off.
 *
 * Meaning: a check whose needs are missing, or that met an unknown it depends on, is in @not_run.
 * Owner:   kept in @keep; texts may borrow from @c.
 */
void bv_checks_run(struct bv_check_result *out, const struct bv_case *c, struct bv_arena *keep);

struct bv_check_run;

/** A row of the table. Rows are sorted by id; ids are never renamed and never used again. */
struct bv_check {
	const char *id;
	enum bv_level level;
	unsigned needs; /* bits of enum bv_need, and BV_SAYS_PRINTED */
	void (*run)(struct bv_check_run *run);
};
/** How many checks there are, and the one at @index below that; sorted by id. */
size_t bv_check_count(void);
const struct bv_check *bv_check_at(size_t index);
const struct bv_check *bv_check_find(struct bv_text id); /* NULL: no such check */

enum bv_explains {
	BV_EXPLAINS_NOTHING = 0,
	BV_EXPLAINS_CHECK,
	BV_EXPLAINS_FAMILY,
	BV_EXPLAINS_WORD /* of the reports */
};

/** A text of src/checks/explanations/. */
struct bv_explanation {
	enum bv_explains kind;
	const char *name;              /* a check's id, a family, a word */
	const char *const *aliases;    /* ends with NULL */
	const char *summary;           /* one line, no full stop */
	const char *const *paragraphs; /* ends with NULL */
};
/** How many there are, and the one at @index below that; sorted by name. */
size_t bv_explanation_count(void);
const struct bv_explanation *bv_explanation_at(size_t index);
/**
 * The text with this name or alias, NULL when there is none.
 *
 * Meaning: upper and lower case are one, and so are blank, hyphen and underscore.
 */
const struct bv_explanation *bv_explanation_find(struct bv_text name);

/** As settings spell a level: "off", "note", "warning", "error". */
const char *bv_level_name(enum bv_level level);
/** False when @name is no level. */
bool bv_level_parse(enum bv_level *out, struct bv_text name);
/**
 * Give the check @id, or with "family.*" a family, the level named @level.
 *
 * Errors: BV_ERROR_USAGE when there is no such check or level.
 * Owner:  the list is kept in @keep; @id is borrowed.
 */
BV_MUST_CHECK bool bv_check_levels_add(struct bv_check_levels *levels, struct bv_text id,
				       struct bv_text level, struct bv_arena *keep,
				       struct bv_error *err);
/** In lower case, as the JSON has it. */
const char *bv_judgement_name(enum bv_judgement judgement);

#endif
