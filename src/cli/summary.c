/* Sums over many judged logs. */
#include "summary.h"

#include <string.h>
#include <unistd.h>

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
}

void bv_summary_print(const struct bv_summary *summary, FILE *stream)
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
}

struct bv_progress bv_progress_start(size_t total)
{
	struct bv_progress progress = {.total = total};

	progress.is_on_terminal = isatty(STDERR_FILENO) == 1;
	progress.started = progress.shown = time(NULL);
	return progress;
}

void bv_progress_show(struct bv_progress *progress, size_t done)
{
	time_t now;

	if (!progress->is_on_terminal)
		return;
	now = time(NULL);
	if (now <= progress->started + 1 || now == progress->shown)
		return;
	progress->shown = now;
	progress->is_shown = true;
	(void)fprintf(stderr, "\rVerifying logs: %3zu%% (%zu/%zu)", done * 100 / progress->total,
		      done, progress->total);
	(void)fflush(stderr);
}

void bv_progress_end(struct bv_progress *progress)
{
	if (progress->is_shown)
		(void)fprintf(stderr, "\rVerifying logs: 100%% (%zu/%zu), done.\n", progress->total,
			      progress->total);
}
