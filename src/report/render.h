/* One renderer per format. */
#ifndef BV_REPORT_RENDER_H
#define BV_REPORT_RENDER_H

#include "base/out.h"
#include "checks/check.h"
#include "report.h"

void bv_render_text(const struct bv_report *report, struct bv_out *out);
void bv_render_terse(const struct bv_report *report, struct bv_out *out);
void bv_render_json(const struct bv_report *report, struct bv_out *out);

/* The parts of the text that are files of their own. */
/** The crash that was bisected. */
void bv_render_crash(const struct bv_report *report, struct bv_out *out);
void bv_render_findings(const struct bv_report *report, struct bv_out *out);
void bv_render_not_run(const struct bv_report *report, struct bv_out *out);
/** The first wrong verdict, what the verdicts that hold leave, and how to go on. */
void bv_render_odds(const struct bv_report *report, struct bv_out *out);
/** How far to believe the result, and which pieces of evidence weigh most. */
void bv_render_trust(const struct bv_report *report, struct bv_out *out);
/** One row per piece of evidence, with its weight. */
void bv_render_evidence(const struct bv_report *report, struct bv_out *out);
/** One row per step: what was tested, how it went, how many candidates it left. */
void bv_render_steps(const struct bv_report *report, struct bv_out *out);

/** A check's row by its index. */
typedef const struct bv_check_info *bv_check_row(size_t index);
/** As bv_report_explain_list(), over any table of @count rows sorted by id. */
void bv_render_check_list(bv_check_row *row, size_t count, struct bv_out *out);

#endif
