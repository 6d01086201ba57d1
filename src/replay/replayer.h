/* A replay of a log's marks, shared by what notes the steps and what notes the range. */
#ifndef BV_TREE_REPLAYER_H
#define BV_TREE_REPLAYER_H

#include "branches.h"
#include "log_marks.h"

struct bv_replayer {
	struct bv_facts *facts;
	struct bv_history *history;
	const struct bv_bisection *bisection;
	struct bv_names names;
	struct bv_arena *keep;
	struct bv_branches branches;
	struct bv_text why_none_fits; /* what was tried for the newest silent test */
	bool is_start_noted;
	bool is_start_missing; /* the true candidates are some of the replay's */
};

/** The only state, as long as no test was silent. */
struct bv_replay *bv_replayer_first(struct bv_replayer *replayer);
/** The mark of a step in git's word, where the log has it. */
enum bv_verdict bv_replayer_mark(const struct bv_replayer *replayer, const struct bv_step *step);
struct bv_text bv_replayer_why_silent(struct bv_replayer *replayer, const struct bv_step *step);

/** Judge an offer on each branch; with that those fall away on which git would not have made it. */
void bv_replayer_judge_offer(struct bv_replayer *replayer, struct bv_commit offered,
			     const struct bv_offer *offer);

/** The range as it stood when its candidates were first known; git starts then. */
void bv_replayer_note_start(struct bv_replayer *replayer);
/** After the last step: what all branches say of the steps and of the range. */
void bv_replayer_note_end(struct bv_replayer *replayer);

#endif
