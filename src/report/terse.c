/* One finding per line, for editors and scripts: the form of checkpatch.pl --terse. */
#include "report_private.h"

#include "base/banned.h"

static void print_finding(const struct bv_report *report, const struct bv_finding *finding,
			  struct bv_out *out)
{
	bv_out_text(out, report->log);
	if (finding->line)
		bv_out_print(out, ":%zu", finding->line);
	bv_out_print(out, ": %s: %s: ", bv_words_level_capitals(finding->level), finding->id);
	bv_out_text(out, finding->text);
	bv_out_print(out, "\n");
}

void bv_render_terse(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_check_result *result = report->result;

	bv_out_text(out, report->log);
	bv_out_print(out, ": VERDICT: %s: ", bv_words_judgement_capitals(result->judgement));
	bv_out_text(out, bv_words_reason(result));
	bv_out_print(out, "\n");
	for (size_t i = 0; i < result->findings.count; i++)
		print_finding(report, &result->findings.items[i], out);
}
