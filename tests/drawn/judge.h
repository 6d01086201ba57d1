/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking the program under test, as a process: any version of it can be measured. */
#ifndef DRAWN_JUDGE_H
#define DRAWN_JUDGE_H

#include "tool.h"

/* From harmless on. */
enum judgement {
	JUDGED_CONSISTENT,
	JUDGED_UNDECIDED,
	JUDGED_DOUBTFUL,
	JUDGED_REFUTED
};

#define ANSWER_IDS_MAX 40

struct answer {
	bool is_there; /* the program printed a line about it */
	enum judgement judgement;
	bool has_error;
	bool has_warning; /* but for those that state a chance: odds.*, flaky.* */
	struct {
		const char *id;
		char level; /* 'e', 'w' or 'n' */
		size_t count;
	} ids[ANSWER_IDS_MAX];
	size_t id_count;
	bool was_hooked, is_stopped; /* by the hook */
};

/* What one tree's inputs are judged with; they lie in @folder as 000000.txt and so on. */
struct judge {
	const char *program, *tree, *folder;
	struct answer *answers;
	size_t count;
};

/** The path of an input. Owner: kept in @keep. */
const char *judge_path(const struct judge *judge, size_t number, struct bv_arena *keep);
/** Judge all inputs at once; ids are kept in @keep. */
void judge_audit(struct judge *judge, struct bv_arena *keep);
/** Ask the hook about one of them. */
void judge_hook(struct judge *judge, size_t number, struct bv_arena *keep);

#endif
