/* Sums over many judged logs. */
#include "summary.h"

#include <string.h>

#include "terminal.h"

void bv_summary_add(struct bv_summary *summary, const struct bv_check_result *result)
{
	BV_ASSERT(bv_check_count() <= BV_SUMMARY_CHECKS_MAX);
	summary->judgements[result->judgement]++;
	for (size_t i = 0; i < bv_check_count(); i++) {
		const char *id = bv_check_at(i)->id;

		for (size_t j = 0; j < result->findings.count; j++) {
			if (strcmp(result->findings.items[j].id, id) == 0) {
				summary->logs_with[i]++;
				break;
			}
		}
	}
}

void bv_summary_join(struct bv_summary *summary, const struct bv_summary *other)
{
	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++)
		summary->judgements[i] += other->judgements[i];
	for (size_t i = 0; i < BV_SUMMARY_CHECKS_MAX; i++)
		summary->logs_with[i] += other->logs_with[i];
	summary->mails_without += other->mails_without;
	summary->unread += other->unread;
	bv_magnets_join(&summary->magnets, &other->magnets);
}

void bv_summary_print(struct bv_summary *summary, FILE *stream)
{
	static const enum bv_judgement order[] = {BV_JUDGEMENT_REFUTED, BV_JUDGEMENT_DOUBTFUL,
						  BV_JUDGEMENT_UNDECIDED, BV_JUDGEMENT_CONSISTENT};
	struct bv_out out = bv_terminal_out(stream, BV_WHEN_NEVER);

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		bv_out_print(&out, "%7zu %s\n", summary->judgements[order[i]],
			     bv_judgement_name(order[i]));
	if (summary->mails_without)
		bv_out_print(&out, "%7zu mails without a bisection\n", summary->mails_without);
	if (summary->unread)
		bv_out_print(&out, "%7zu could not be read\n", summary->unread);
	for (size_t i = 0; i < bv_check_count(); i++)
		if (summary->logs_with[i])
			bv_out_print(&out, "%7zu with %s\n", summary->logs_with[i],
				     bv_check_at(i)->id);
	bv_magnets_print(&summary->magnets, &out);
}
