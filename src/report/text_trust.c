/* How far to believe the result: one row, and a table of the evidence. */
#include "render.h"
#include "screen.h"

#include "base/banned.h"

#define NAME_COLUMNS 14
/* A piece that would print as 0.0 says nothing. Units: log-odds. */
#define WEIGHT_SHOWN .05

void bv_render_trust(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_trust *trust = &report->result->trust;
	const struct bv_trust_piece *for_it = bv_trust_loudest(trust, true);
	const struct bv_trust_piece *against = bv_trust_loudest(trust, false);
	unsigned in_hundred = (unsigned)(100 * trust->chance + .5);
	struct bv_arena scratch = {0};

	if (!trust->is_known)
		return;
	bv_screen_row(out, "trust",
		      bv_arena_print(&scratch,
				     "%.2f: about %u in 100 results like this one are right, all "
				     "evidence weighed (calibrated on %zu syzbot results%s%s%s%s)",
				     in_hundred / 100.0, in_hundred, trust->sample_count,
				     against ? "; most against: " : "",
				     against ? against->words : "", for_it ? "; most for: " : "",
				     for_it ? for_it->words : ""));
	bv_arena_release(&scratch);
}

void bv_render_evidence(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_trust *trust = &report->result->trust;
	struct bv_arena scratch = {0};
	const char *label = "evidence";

	for (size_t i = 0; i < trust->piece_count; i++) {
		const struct bv_trust_piece *piece = &trust->pieces[i];
		bool is_heard = piece->weight >= WEIGHT_SHOWN || piece->weight <= -WEIGHT_SHOWN;

		bv_screen_row(out, label,
			      bv_arena_print(&scratch, "%-*s %+5.1f  %s", NAME_COLUMNS, piece->name,
					     is_heard ? piece->weight : 0.0,
					     piece->is_known ? piece->words : "not known"));
		label = "";
	}
	bv_arena_release(&scratch);
}
