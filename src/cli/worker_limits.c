/* SPDX-License-Identifier: GPL-2.0-only */
/* What a worker may take, and why one was lost. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "workers_private.h"

uint64_t bv_workers_clock_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

size_t bv_process_mib(pid_t process)
{
	unsigned long all, resident, shared;
	char path[64];
	FILE *file;
	int fields = 0;

	(void)snprintf(path, sizeof(path), "/proc/%ld/statm", (long)process);
	file = fopen(path, "r");
	if (!file)
		return 0;
	fields = fscanf(file, "%lu %lu %lu", &all, &resident, &shared);
	(void)fclose(file);
	if (fields != 3 || resident < shared)
		return 0;
	return (resident - shared) / ((1ul << 20) / (unsigned long)sysconf(_SC_PAGESIZE));
}

void bv_worker_kill(struct bv_worker *worker, enum bv_worker_kill reason)
{
	worker->killed_for = reason;
	(void)kill(worker->process, SIGKILL);
}

/*
 * While we were stopped, or waited for our output to be read, nobody's time went by: what is heard
 * of a worker then is heard late.
 */
void bv_workers_watch(struct bv_workers *workers)
{
	const struct bv_worker_limits *limits = &workers->limits;
	uint64_t now = bv_workers_clock_ms(), gone_ms = now - workers->looked_ms;

	if (gone_ms < BV_WORKERS_TICK_MS)
		return;
	workers->looked_ms = now;
	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[i];

		if (worker->job_count == 0 || worker->killed_for)
			continue;
		worker->spent_ms +=
			gone_ms < 2 * BV_WORKERS_TICK_MS ? gone_ms : 2 * BV_WORKERS_TICK_MS;
		if (limits->seconds && worker->spent_ms / 1000 >= limits->seconds)
			bv_worker_kill(worker, BV_WORKER_KILL_TIME);
		else if (limits->mib &&
			 bv_process_mib(worker->process) > limits->mib + worker->mib_before)
			bv_worker_kill(worker, BV_WORKER_KILL_MEMORY);
	}
}

static void tell_end(int status, struct bv_error *out)
{
	if (WIFSIGNALED(status)) {
		(void)bv_fail(out, BV_ERROR_INTERNAL,
			      "the process that judged it was ended by signal %d (%s)",
			      WTERMSIG(status), strsignal(WTERMSIG(status)));
	} else {
		(void)bv_fail(out, BV_ERROR_INTERNAL,
			      "the process that judged it ended with status %d",
			      WEXITSTATUS(status));
	}
	(void)bv_fail_advice(out, "judge it alone; if that fails too, report it as a bug");
}

void bv_workers_tell_loss(const struct bv_workers *workers, enum bv_worker_kill killed_for,
			  int status, struct bv_error *out)
{
	switch (killed_for) {
	case BV_WORKER_KILL_TIME:
		(void)bv_fail(out, BV_ERROR_LIMIT, "it took longer than %zu s",
			      workers->limits.seconds);
		(void)bv_fail_advice(out, "allow more with --timeout=SECONDS (0: no limit)");
		break;
	case BV_WORKER_KILL_MEMORY:
		(void)bv_fail(out, BV_ERROR_LIMIT, "it took more than %zu MiB of memory",
			      workers->limits.mib);
		(void)bv_fail_advice(out, "allow more with --max-memory=MIB (0: no limit)");
		break;
	case BV_WORKER_KILL_NONSENSE:
		(void)bv_fail(out, BV_ERROR_INTERNAL,
			      "the process that judged it sent what is no answer");
		(void)bv_fail_advice(out, "judge it alone; if that fails too, report it as a bug");
		break;
	case BV_WORKER_KILL_NONE:
		tell_end(status, out);
		break;
	}
}
