/* SPDX-License-Identifier: GPL-2.0-only */
/* What goes through the pipes, and what is known of each worker. */
#ifndef BV_CLI_WORKERS_PRIVATE_H
#define BV_CLI_WORKERS_PRIVATE_H

#include <sys/types.h>

#include "base/out.h"
#include "workers.h"

#define BV_WORKERS_TICK_MS 100
/* A worker finds its next job waiting when it has ended one; each has to wait behind a slow one. */
#define BV_WORKER_JOBS_AHEAD 4

enum bv_frame_kind {
	BV_FRAME_BEGIN = 1,
	BV_FRAME_ANSWER,
	BV_FRAME_HAND_ON,
	BV_FRAME_END
};

struct bv_frame_head {
	uint64_t kind, number, size; /* size: bytes behind the head */
};

enum bv_worker_kill {
	BV_WORKER_KILL_NONE = 0,
	BV_WORKER_KILL_TIME,
	BV_WORKER_KILL_MEMORY,
	BV_WORKER_KILL_NONSENSE /* what it sent is no frame */
};

struct bv_worker {
	pid_t process; /* 0: none */
	struct bv_worker_pipes pipes;
	struct bv_job jobs[BV_WORKER_JOBS_AHEAD]; /* handed out, the one it is at first */
	size_t job_count;
	size_t mib_before; /* of its parent's memory, which it shares until either writes to it */
	uint64_t spent_ms; /* on the part of an answer that is expected next */
	enum bv_worker_kill killed_for;
	bool is_closed; /* its end of the answers is */
	struct bv_arena keep;
	struct bv_out_buffer read;
	size_t read_used;
};

struct bv_workers {
	struct bv_arena keep; /* this struct lives in it, too */
	struct bv_worker_limits limits;
	bv_work *work;
	void *context;
	size_t count, turn;
	uint64_t looked_ms;
	uint64_t failing_since_ms; /* none could be started; 0: the last one was */
	int start_problem;         /* errno */
	/* Handed on by a worker, or left by one that was lost; in that order. */
	struct bv_waiting_jobs {
		struct bv_job *items;
		size_t count, capacity;
	} waiting;
	struct bv_worker items[BV_WORKERS_MAX];
};

/*
 * worker_process.c
 */

/** False when no process can be had: workers->start_problem says why. */
bool bv_worker_start(struct bv_workers *workers, struct bv_worker *worker);
/** Let a worker without a job end by itself, so that its leaks are found; for a second at most. */
void bv_worker_end_idle(struct bv_worker *worker);
/** Wait for its end; the worker is none then. The status of waitpid(). */
int bv_worker_reap(struct bv_worker *worker);

/*
 * worker_limits.c
 */

/** End the workers that took too long or grew too large. */
void bv_workers_watch(struct bv_workers *workers);
void bv_worker_kill(struct bv_worker *worker, enum bv_worker_kill reason);
/** Memory that @process has for itself, in MiB; 0: not known. */
size_t bv_process_mib(pid_t process);
/** Why a worker was lost, by its limits or by the status that waitpid() gave. */
void bv_workers_tell_loss(const struct bv_workers *workers, enum bv_worker_kill killed_for,
			  int status, struct bv_error *out);
/** Milliseconds of a clock that is not set. */
uint64_t bv_workers_clock_ms(void);

#endif
