/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The answer: what a reader of a judged bisection needs, as one thought.
 *
 * Case, findings and odds become sentences here, each once, and none that contradicts another.
 * Every format renders the answer; no format adds a thought. Sentences begin with a small letter
 * and have no full stop; what they take from a log is as the log has it: renderers make it safe.
 */
#ifndef BV_ANSWER_H
#define BV_ANSWER_H

#include "base/arena.h"
#include "case/case.h"
#include "case/suspects.h"
#include "checks/check.h"
#include "odds/salvage.h"

/** Where a text was found. Borrowed. */
struct bv_place {
	struct bv_text log;        /* as reports name it: "FILE", "FILE:N" for the N-th mail */
	struct bv_text file;       /* its name, without a mail's number */
	struct bv_text message_id; /* empty when it is no mail */
	struct bv_text subject;    /* of the mail, decoded */
	struct bv_text date;       /* of the mail, "YYYY-MM-DD"; may be empty */
	bool is_stdin;             /* it cannot be named again */
	size_t mail;               /* its number in a mailbox of which no mail was named; 0: none */
	/* The text itself, and for each line the number that it goes by; NULL: they are counted. */
	struct bv_text text;
	const size_t *line_numbers;
	size_t line_number_count;
};

struct bv_source;
/** Where @source is; of a mailbox a mail that was named. Owner: borrowed, the log kept in @keep. */
struct bv_place bv_place_of(const struct bv_source *source, struct bv_arena *keep);

/** Line numbers of a log. */
struct bv_lines {
	size_t *items;
	size_t count, capacity;
};

/** One sentence for or against the result. */
struct bv_reason {
	const char *name;      /* of one for it: "one-title"; NULL: of checks */
	enum bv_level level;   /* the gravest of its findings; BV_LEVEL_OFF for one for it */
	struct bv_text text;   /* without the lines */
	struct bv_lines lines; /* of the log, ascending, each once */
	struct bv_texts ids;   /* of the checks, each once */
	size_t finding_count;  /* that it says in one */
	struct bv_texts named; /* the commits of some, each once; the first's may be empty */
	/* Said by trust, which stands on the same screen: only counted there. */
	bool is_said_by_trust;
};
struct bv_reasons {
	struct bv_reason *items;
	size_t count, capacity;
};

/** A bug that the log may be about, and what follows when it is. */
struct bv_bug {
	struct bv_text title;             /* empty: any crash, the log names none */
	size_t crashed, runs;             /* in the start test; 0 runs: it has none */
	size_t crashed_otherwise;         /* of those runs */
	bool is_reported;                 /* by what the user told, or the mail's subject */
	const struct bv_reading *reading; /* NULL: no runs could be weighed */
	/* The first verdict that does not hold; NULL: none stands out. */
	const struct bv_wrong *wrong;
	struct bv_text wrong_text; /* "v5.13 \"bad\" (line 28) is wrong: ..."; empty without */
	struct bv_salvage salvage;
	bool does_salvage_lead;   /* its log has both ends, differs, and leaves something to test */
	struct bv_count left;     /* commits, when only the verdicts that hold are believed */
	struct bv_oids only;      /* that one, where a tree tells and it is one; else none */
	struct bv_text left_text; /* "129 commits left, about 8 tests of 2 runs"; may be empty */
	bool is_rate_hopeless;    /* it shows too rarely for any number of runs to be enough */
};
struct bv_bugs {
	struct bv_bug *items;
	size_t count, capacity;
};

enum bv_plan_kind {
	BV_PLAN_NONE = 0,
	BV_PLAN_WHICH_BUG, /* several bugs lead to several commits: say which one was reported */
	BV_PLAN_CONFIRM,   /* test the blamed commit, its parents, and a revert */
	BV_PLAN_REPEAT,    /* test again what all the rest hangs on */
	BV_PLAN_SHOW_OLD,  /* show that the reproducer works on kernels as old as the good one */
	BV_PLAN_OLDER,     /* the good release has the bug too: walk back farther */
	BV_PLAN_GO_ON,     /* bisect on from the salvaged log */
	BV_PLAN_FINISH,    /* test what git asks for */
	BV_PLAN_ANEW,      /* bisect anew with a reproducer that crashes reliably */
	BV_PLAN_ASK,       /* ask for the log: the mail has only its result */
	BV_PLAN_FETCH      /* judge the log that the mail has the address of */
};

/** One thing to test. */
struct bv_plan_test {
	struct bv_text what; /* "the blamed commit", "its parent" */
	struct bv_text
		commit;      /* all digits where known, else as the log has it; empty: see @what */
	struct bv_text name; /* of it, as the screen has it: the release, or twelve digits */
	struct bv_text subject;         /* may be empty */
	size_t runs;                    /* 0: not known, the log tells no rate */
	struct bv_text if_bad, if_good; /* what each result would mean; may be empty */
};
struct bv_plan_tests {
	struct bv_plan_test *items;
	size_t count, capacity;
};

struct bv_plan {
	enum bv_plan_kind kind;
	struct bv_text text;   /* what to do next, one sentence */
	struct bv_text counts; /* which crash counts; empty: not known */
	struct bv_plan_tests tests;
	struct bv_texts
		commands; /* shell lines to paste, in their order; nothing of a log unquoted */
	struct bv_text expected; /* "about 8 tests of 2 runs"; may be empty */
	size_t bug;              /* that it is for, index; SIZE_MAX: none, or which is to be said */
};

/** Checks that could not be made for one reason. */
struct bv_unseen {
	struct bv_text why;
	struct bv_texts ids;
	bool does_not_apply; /* to this kind of log: nothing is missing */
};
struct bv_unseens {
	struct bv_unseen *items;
	size_t count, capacity;
};

/** A bisection that is not finished. */
struct bv_progress_facts {
	bool is_in_progress;
	struct bv_count left; /* commits */
	size_t tests_left;    /* about; 0: not known */
	struct bv_text next;  /* the commit to test, all digits where known; may be empty */
	struct bv_text next_name, next_subject;
	size_t next_line; /* where git asks for it; 0: nowhere in the log */
};

/** What the renderers are handed. Everything is borrowed or kept in the arena it was made in. */
struct bv_answer {
	struct bv_place place;
	const struct bv_case *c;
	const struct bv_check_result *result;

	enum bv_judgement verdict;
	struct bv_text verdict_text; /* "REFUTED", "consistent", "in progress": the first word */
	struct bv_text headline;     /* behind it: who is blamed, and what holds */
	struct bv_text trust_text;   /* "1 of 100 results like this one was right"; may be empty */
	struct bv_reasons against;   /* the gravest first; errors and warnings, and urgent notes */
	struct bv_reasons for_it;
	struct bv_bugs bugs; /* the likeliest first */
	bool is_bug_open;    /* several, which lead elsewhere, and nobody said which */
	/* Of a doubted result in which no verdict stands out: the likeliest one; or empty. */
	struct bv_text if_wrong_text;
	struct bv_plan plan;
	struct bv_progress_facts progress;
	struct bv_suspects suspects; /* of the plan's bug, else of the likeliest */
	struct bv_texts recipients;  /* that the log names, people or lists, each once */
	struct bv_text people_text;  /* whether they are to be mailed; empty: nobody is named */
	struct bv_unseens unseen;
	struct bv_text unseen_text; /* "no tree; 27 checks could not be made" */
	/* The tree is hardly the one that was bisected: what it lacks, and what to do; or empty. */
	struct bv_text wrong_tree_text;
	struct bv_text log_address; /* of the bisection's log, http or https; may be empty */
	struct bv_text
		about; /* what was judged: "syzbot cause bisection, 17 tests, v5.12..v5.13" */
};

/**
 * Make the answer.
 *
 * Meaning: asks the tree of the case for what is left and what to test next, where there is one.
 * Owner:   kept in @keep; borrows from @c, @result and @place.
 */
void bv_answer_make(struct bv_answer *out, const struct bv_case *c,
		    const struct bv_check_result *result, const struct bv_place *place,
		    struct bv_arena *keep);

/**
 * @word as one word for a shell, in single quotes unless it is plain.
 *
 * Meaning: line ends and other control characters cannot be pasted: they become "?".
 * Owner:   kept in @keep, or borrowed.
 */
struct bv_text bv_shell_word(struct bv_text word, struct bv_arena *keep);
/** The same, in quotes in any case. */
struct bv_text bv_shell_quoted(struct bv_text word, struct bv_arena *keep);

/** Constant words, as the JSON has them: "which-bug", "go-on". NULL for none. */
const char *bv_plan_kind_name(enum bv_plan_kind kind);

#endif
