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

/** The range as it stood when its candidates were first known; git starts then. */
void bv_replayer_note_start(struct bv_replayer *replayer);
/** After the last step: what all branches say of the steps and of the range. */
void bv_replayer_note_end(struct bv_replayer *replayer);

#endif
