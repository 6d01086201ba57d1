/* Progress on standard error: only on a terminal, and only when it takes longer than a second. */
#ifndef BV_CLI_PROGRESS_H
#define BV_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct bv_progress {
	const char *title; /* "Verifying logs" */
	size_t total;      /* 0: not known */
	time_t started, shown;
	bool is_on_terminal, is_shown;
};
struct bv_progress bv_progress_start(const char *title, size_t total);
void bv_progress_show(struct bv_progress *progress, size_t done);
void bv_progress_end(struct bv_progress *progress);

#endif
