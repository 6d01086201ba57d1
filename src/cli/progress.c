/* One line, as git shows its own. */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

struct bv_progress bv_progress_start(const char *title, size_t total)
{
	struct bv_progress progress = {.title = title, .total = total};

	progress.is_on_terminal = isatty(STDERR_FILENO) == 1;
	progress.started = progress.shown = time(NULL);
	return progress;
}

static void print(const struct bv_progress *progress, size_t done)
{
	if (progress->total)
		(void)fprintf(stderr, "\r%s: %3zu%% (%zu/%zu)", progress->title,
			      done * 100 / progress->total, done, progress->total);
	else
		(void)fprintf(stderr, "\r%s: %zu", progress->title, done);
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
	print(progress, done);
	(void)fflush(stderr);
}

void bv_progress_end(struct bv_progress *progress)
{
	if (!progress->is_shown)
		return;
	if (progress->total)
		print(progress, progress->total);
	(void)fprintf(stderr, ", done.\n");
	progress->is_shown = false;
}
