/* SPDX-License-Identifier: GPL-2.0-only */
/* Worker processes: jobs go out through pipes, answers come back, and a worker's end is one answer.
 */
#ifndef BV_CLI_WORKERS_H
#define BV_CLI_WORKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#define BV_WORKERS_MAX 64

/** What a worker is asked to do; what its numbers mean is the audit's matter. */
struct bv_job {
	size_t path;
	size_t from;
	size_t owner; /* 1 + the worker that it is kept for; 0: any */
};

/*
 * In a worker
 */

struct bv_worker_pipes {
	int jobs, answers;    /* file descriptors */
	size_t number, count; /* which worker of how many this is */
};

/** The next job; false when there are no more. */
bool bv_worker_take(const struct bv_worker_pipes *pipes, struct bv_job *job);
/** A part of the job is begun, the @number-th. The time that a part may take begins anew. */
void bv_worker_begin(const struct bv_worker_pipes *pipes, size_t number);
/** Hand over @bytes, the answer to a part. The time begins anew. */
void bv_worker_answer(const struct bv_worker_pipes *pipes, struct bv_text bytes);
/**
 * Jobs of one @kin profit from what the same worker remembers of the others; any number will do.
 * Hand
 * @job on, when another one should do it; true: that is done with it. A job is handed on once.
 */
bool bv_worker_hand_on(const struct bv_worker_pipes *pipes, const struct bv_job *job, uint64_t kin);
/** The job is done. */
void bv_worker_end(const struct bv_worker_pipes *pipes);

/*
 * In the parent
 */

struct bv_worker_limits {
	size_t seconds; /* for a part of a job; 0: none */
	size_t mib;     /* of memory of its own, looked at ten times a second; 0: none */
};

enum bv_worker_news {
	BV_WORKER_BEGAN,     /* a part of its job */
	BV_WORKER_ANSWERED,  /* a part */
	BV_WORKER_HANDED_ON, /* its job, to another one */
	BV_WORKER_ENDED,     /* its job */
	BV_WORKER_LOST       /* is gone, and its job with it */
};

struct bv_worker_event {
	enum bv_worker_news news;
	struct bv_job job;
	size_t number;        /* of the part that began */
	struct bv_text bytes; /* of an answer; until the next event is asked for */
	struct bv_error lost; /* what ended it: an error to be told of this job */
};

struct bv_workers;

/** What a worker does until it has no more jobs. */
typedef void bv_work(void *context, const struct bv_worker_pipes *pipes);

/**
 * @count workers, at most BV_WORKERS_MAX, that do @work. Each is started with its first job, and
 * again with the next one after it was lost. The parent's memory is theirs, too, until either
 * writes to it: limits count what comes after the start.
 *
 * Owner: the caller closes.
 */
struct bv_workers *bv_workers_open(size_t count, const struct bv_worker_limits *limits,
				   bv_work *work, void *context);
/** Ends all workers, whatever they are doing, and waits for each. NULL is fine. */
void bv_workers_close(struct bv_workers *workers);

/** Hand out @job, if a worker has room for it; false: not now. */
BV_MUST_CHECK bool bv_workers_hand_out(struct bv_workers *workers, const struct bv_job *job);
/** Hand out what is left to do of a job that was lost, before all others. */
void bv_workers_hand_out_again(struct bv_workers *workers, const struct bv_job *job);

/**
 * Wait for what comes next, for a tenth of a second at most.
 *
 * Meaning: false when nothing came, or a signal did.
 * Errors:  no worker is there, and for some seconds none could be started.
 */
bool bv_workers_wait(struct bv_workers *workers, struct bv_worker_event *event,
		     struct bv_error *err);

#endif
