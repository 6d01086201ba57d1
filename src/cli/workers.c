/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Processes by fork(), two pipes each. Workers know the tree and the settings from before the fork,
 * and share the pages of the commit-graph.
 */
#include "workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workers_private.h"

#define READ_BYTES ((size_t)64 << 10)

struct bv_workers *bv_workers_open(size_t count, const struct bv_worker_limits *limits,
				   bv_work *work, void *context)
{
	struct bv_arena keep = {0};
	struct bv_workers *workers = bv_arena_alloc(&keep, 1, sizeof(*workers));

	BV_ASSERT(count > 0 && count <= BV_WORKERS_MAX);
	*workers = (struct bv_workers){.keep = keep,
				       .limits = *limits,
				       .work = work,
				       .context = context,
				       .count = count,
				       .looked_ms = bv_workers_clock_ms()};
	return workers;
}

static void close_pipes(struct bv_worker *worker)
{
	if (!worker->process)
		return;
	(void)close(worker->pipes.jobs);
	(void)close(worker->pipes.answers);
}

/* The status of waitpid(). */
static int reap(struct bv_worker *worker)
{
	int status = 0;

	close_pipes(worker);
	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		;
	bv_arena_release(&worker->keep);
	*worker = (struct bv_worker){0};
	return status;
}

void bv_workers_close(struct bv_workers *workers)
{
	struct bv_arena keep;

	if (!workers)
		return;
	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[i];

		/* One that has no job ends by itself, and finds its leaks. */
		if (worker->process && worker->job_count)
			(void)kill(worker->process, SIGKILL);
		if (worker->process)
			(void)reap(worker);
	}
	keep = workers->keep;
	bv_arena_release(&keep);
}

/*
 * Starting
 */

/* A worker does not outlive its parent, and ends by signals as any process does. */
_Noreturn static void be_worker(const struct bv_workers *workers,
				const struct bv_worker_pipes *pipes, pid_t parent)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		exit(0);
	(void)signal(SIGINT, SIG_DFL);
	(void)signal(SIGTERM, SIG_DFL);
	(void)signal(SIGHUP, SIG_DFL);
	for (size_t i = 0; i < workers->count; i++)
		if (workers->items[i].process)
			close_pipes(&(struct bv_worker){.process = workers->items[i].process,
							.pipes = workers->items[i].pipes});
	workers->work(workers->context, pipes);
	exit(0);
}

static bool start(struct bv_workers *workers, struct bv_worker *worker)
{
	pid_t parent = getpid(), process = -1;
	int jobs[2], answers[2];

	if (pipe(jobs) != 0)
		return false;
	if (pipe(answers) != 0) {
		(void)close(jobs[0]);
		(void)close(jobs[1]);
		return false;
	}
	/* What is not yet written is not the worker's to write. */
	(void)fflush(NULL);
	process = fork();
	if (process == 0) {
		(void)close(jobs[1]);
		(void)close(answers[0]);
		be_worker(workers,
			  &(struct bv_worker_pipes){jobs[0], answers[1],
						    (size_t)(worker - workers->items),
						    workers->count},
			  parent);
	}
	(void)close(jobs[0]);
	(void)close(answers[1]);
	if (process < 0) {
		(void)close(jobs[1]);
		(void)close(answers[0]);
		return false;
	}
	worker->process = process;
	worker->pipes = (struct bv_worker_pipes){.jobs = jobs[1], .answers = answers[0]};
	return true;
}

static bool fail_start(struct bv_error *err)
{
	(void)bv_fail(err, BV_ERROR_LIMIT, "no process could be started: %s", strerror(errno));
	return bv_fail_advice(err, "end other processes, or raise their limit (ulimit -u)");
}

static void give(struct bv_worker *worker, const struct bv_job *job)
{
	/* What cannot be written is lost with its worker, of which the answers' end tells. */
	(void)!write(worker->pipes.jobs, job, sizeof(*job));
	if (worker->job_count == 0)
		worker->spent_ms = 0;
	worker->jobs[worker->job_count++] = *job;
}

static bool has_room(const struct bv_worker *worker)
{
	return worker->job_count < BV_WORKER_JOBS_AHEAD && !worker->is_closed;
}

/* The one with the fewest jobs; NULL: none has room. */
static struct bv_worker *with_most_room(struct bv_workers *workers)
{
	struct bv_worker *best = NULL;

	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[i];

		if (has_room(worker) && (!best || worker->job_count < best->job_count))
			best = worker;
	}
	return best;
}

static bool hand_out(struct bv_workers *workers, const struct bv_job *job, struct bv_error *err)
{
	struct bv_worker *worker = with_most_room(workers);

	if (workers->count == 0)
		return fail_start(err);
	while (worker && !worker->process && !start(workers, worker)) {
		/* Those that are there do it. */
		*worker = workers->items[--workers->count];
		if (workers->count == 0)
			return fail_start(err);
		worker = with_most_room(workers);
	}
	if (worker)
		give(worker, job);
	return worker != NULL;
}

/* To the worker that it is kept for, unless another one has nothing to do. */
static bool hand_out_waiting(struct bv_workers *workers, const struct bv_job *job, bool is_any_idle,
			     struct bv_error *err)
{
	struct bv_worker *owner =
		job->owner && job->owner <= workers->count ? &workers->items[job->owner - 1] : NULL;

	if (owner && owner->process && has_room(owner)) {
		give(owner, job);
		return true;
	}
	return (!owner || is_any_idle) && hand_out(workers, job, err);
}

static bool is_any_idle(const struct bv_workers *workers)
{
	for (size_t i = 0; i < workers->count; i++)
		if (workers->items[i].job_count == 0)
			return true;
	return false;
}

static void place_waiting(struct bv_workers *workers, bool do_idle_ones_help, struct bv_error *err)
{
	struct bv_waiting_jobs *waiting = &workers->waiting;
	bool is_idle = do_idle_ones_help && is_any_idle(workers);
	size_t kept = 0;

	for (size_t i = 0; i < waiting->count; i++) {
		if (!hand_out_waiting(workers, &waiting->items[i], is_idle, err))
			waiting->items[kept++] = waiting->items[i];
		else
			is_idle = is_idle && is_any_idle(workers);
	}
	waiting->count = kept;
}

/* What waits comes first. */
bool bv_workers_hand_out(struct bv_workers *workers, const struct bv_job *job, struct bv_error *err)
{
	if (workers->waiting.count)
		place_waiting(workers, false, err);
	return err->kind == BV_ERROR_NONE && hand_out(workers, job, err);
}

void bv_workers_hand_out_again(struct bv_workers *workers, const struct bv_job *job)
{
	*BV_APPEND(&workers->waiting, &workers->keep) = *job;
}

/*
 * Hearing
 */

static void end_job_by(struct bv_workers *workers, struct bv_worker *worker,
		       const struct bv_frame_head *head, struct bv_worker_event *event)
{
	struct bv_job job = worker->jobs[0];

	worker->job_count--;
	memmove(worker->jobs, worker->jobs + 1, worker->job_count * sizeof(*worker->jobs));
	event->news = BV_WORKER_ENDED;
	if (head->kind == BV_FRAME_HAND_ON) {
		job.owner = head->number + 1;
		bv_workers_hand_out_again(workers, &job);
		event->news = BV_WORKER_HANDED_ON;
	}
}

/* The next whole frame of @worker, out of what was read. */
static bool take_frame(struct bv_workers *workers, struct bv_worker *worker,
		       struct bv_worker_event *event)
{
	struct bv_text rest = {worker->read.items + worker->read_used,
			       worker->read.count - worker->read_used};
	struct bv_frame_head head;

	if (worker->job_count == 0 || rest.size < sizeof(head))
		return false;
	memcpy(&head, rest.data, sizeof(head));
	if (rest.size - sizeof(head) < head.size)
		return false;
	*event = (struct bv_worker_event){.news = BV_WORKER_ANSWERED,
					  .job = worker->jobs[0],
					  .number = head.number,
					  .bytes = bv_text_slice(rest, sizeof(head), head.size)};
	worker->read_used += sizeof(head) + head.size;
	worker->spent_ms = 0;
	if (head.kind == BV_FRAME_BEGIN)
		event->news = BV_WORKER_BEGAN;
	else if (head.kind != BV_FRAME_ANSWER)
		end_job_by(workers, worker, &head, event);
	return true;
}

/* Forget what was used, so that a buffer is as large as an answer at most. */
static void tidy(struct bv_worker *worker)
{
	struct bv_out_buffer *read = &worker->read;

	if (worker->read_used == read->count) {
		bv_arena_release(&worker->keep);
		*read = (struct bv_out_buffer){0};
	} else if (worker->read_used) {
		read->count -= worker->read_used;
		memmove(read->items, read->items + worker->read_used, read->count);
	}
	worker->read_used = 0;
}

static void hear(struct bv_worker *worker)
{
	char bytes[READ_BYTES];
	ssize_t count = read(worker->pipes.answers, bytes, sizeof(bytes));

	if (count > 0) {
		tidy(worker);
		worker->read.keep = &worker->keep;
		(void)bv_sink_buffer(&worker->read, bytes, (size_t)count);
	} else if (count == 0 || errno != EINTR) {
		worker->is_closed = true;
	}
}

/*
 * Loss
 */

/* The jobs that a lost worker had not begun are handed out again. */
static bool lose(struct bv_workers *workers, struct bv_worker *worker,
		 struct bv_worker_event *event)
{
	struct bv_worker lost = *worker;
	int status = reap(worker);

	if (lost.job_count == 0)
		return false;
	*event = (struct bv_worker_event){.news = BV_WORKER_LOST, .job = lost.jobs[0]};
	bv_workers_tell_loss(workers, lost.killed_for, status, &event->lost);
	for (size_t i = 1; i < lost.job_count; i++)
		bv_workers_hand_out_again(workers, &lost.jobs[i]);
	return true;
}

/* When no process can be started any more, that is what is told of each job that waits. */
static bool tell_waiting(struct bv_workers *workers, const struct bv_error *err,
			 struct bv_worker_event *event)
{
	struct bv_waiting_jobs *waiting = &workers->waiting;

	if (err->kind == BV_ERROR_NONE || waiting->count == 0)
		return false;
	*event = (struct bv_worker_event){
		.news = BV_WORKER_LOST, .job = waiting->items[--waiting->count], .lost = *err};
	return true;
}

static bool take_event(struct bv_workers *workers, struct bv_worker_event *event)
{
	struct bv_error err = {0};

	if (workers->waiting.count)
		place_waiting(workers, true, &err);
	if (tell_waiting(workers, &err, event))
		return true;
	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[(workers->turn + i) % workers->count];

		if (take_frame(workers, worker, event) ||
		    (worker->is_closed && lose(workers, worker, event))) {
			workers->turn = (workers->turn + i) % workers->count;
			return true;
		}
	}
	return false;
}

bool bv_workers_wait(struct bv_workers *workers, struct bv_worker_event *event)
{
	struct pollfd polled[BV_WORKERS_MAX];

	if (take_event(workers, event))
		return true;
	for (size_t i = 0; i < workers->count; i++)
		polled[i] = (struct pollfd){
			workers->items[i].process ? workers->items[i].pipes.answers : -1, POLLIN,
			0};
	if (poll(polled, workers->count, BV_WORKERS_TICK_MS) < 0)
		return false;
	for (size_t i = 0; i < workers->count; i++)
		if (polled[i].revents)
			hear(&workers->items[i]);
	bv_workers_watch(workers);
	return take_event(workers, event);
}
