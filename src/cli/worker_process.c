/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Processes by fork(), two pipes each. Workers know the tree and the settings from before the fork,
 * and share the pages of the commit-graph.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "workers_private.h"

/* How long an idle worker may take to end. Units: 10 ms. */
#define END_TICKS_MAX 100

static void close_pipes(const struct bv_worker_pipes *pipes)
{
	(void)close(pipes->jobs);
	(void)close(pipes->answers);
}

int bv_worker_reap(struct bv_worker *worker)
{
	int status = 0;

	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		;
	close_pipes(&worker->pipes);
	bv_arena_release(&worker->keep);
	*worker = (struct bv_worker){0};
	return status;
}

void bv_worker_end_idle(struct bv_worker *worker)
{
	int ended = 0;

	(void)close(worker->pipes.jobs);
	worker->pipes.jobs = -1;
	for (int i = 0; i < END_TICKS_MAX && ended == 0; i++) {
		siginfo_t info = {0};

		(void)waitid(P_PID, (id_t)worker->process, &info, WEXITED | WNOHANG | WNOWAIT);
		ended = info.si_pid != 0;
		if (!ended)
			(void)nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	}
}

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
#define ENDING_COUNT (sizeof(ending_signals) / sizeof(ending_signals[0]))

/* A worker ends by the signals that end its parent, but by none that it was told to ignore. */
static void forget_handlers(const sigset_t *mask)
{
	struct sigaction action;

	for (size_t i = 0; i < ENDING_COUNT; i++)
		if (sigaction(ending_signals[i], NULL, &action) == 0 &&
		    action.sa_handler != SIG_IGN)
			(void)signal(ending_signals[i], SIG_DFL);
	(void)sigprocmask(SIG_SETMASK, mask, NULL);
}

/* A worker does not outlive its parent. */
_Noreturn static void be_worker(const struct bv_workers *workers,
				const struct bv_worker_pipes *pipes, pid_t parent)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		exit(0);
	for (size_t i = 0; i < workers->count; i++)
		if (workers->items[i].process)
			close_pipes(&workers->items[i].pipes);
	workers->work(workers->context, pipes);
	exit(0);
}

/* The child never returns from here; handlers of the parent's do not run in it. */
static pid_t fork_worker(struct bv_workers *workers, const struct bv_worker_pipes *theirs,
			 const struct bv_worker_pipes *ours)
{
	pid_t parent = getpid(), process;
	sigset_t ending, before;

	(void)sigemptyset(&ending);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		(void)sigaddset(&ending, ending_signals[i]);
	(void)sigprocmask(SIG_BLOCK, &ending, &before);
	process = fork();
	if (process == 0) {
		forget_handlers(&before);
		close_pipes(ours);
		be_worker(workers, theirs, parent);
	}
	workers->start_problem = process < 0 ? errno : 0;
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	close_pipes(theirs);
	if (process < 0)
		close_pipes(ours);
	return process;
}

bool bv_worker_start(struct bv_workers *workers, struct bv_worker *worker)
{
	struct bv_worker_pipes ours, theirs;
	int jobs[2], answers[2];

	if (pipe(jobs) != 0) {
		workers->start_problem = errno;
		return false;
	}
	if (pipe(answers) != 0) {
		workers->start_problem = errno;
		(void)close(jobs[0]);
		(void)close(jobs[1]);
		return false;
	}
	ours = (struct bv_worker_pipes){.jobs = jobs[1], .answers = answers[0]};
	theirs = (struct bv_worker_pipes){.jobs = jobs[0],
					  .answers = answers[1],
					  .number = (size_t)(worker - workers->items),
					  .count = workers->count};
	worker->process = fork_worker(workers, &theirs, &ours);
	if (worker->process < 0) {
		worker->process = 0;
		return false;
	}
	worker->pipes = ours;
	worker->mib_before = bv_process_mib(worker->process);
	workers->failing_since_ms = 0;
	return true;
}
