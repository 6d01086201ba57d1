/* SPDX-License-Identifier: GPL-2.0-only */
/* Jobs to workers, and what is heard of them. */
#include "workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "workers_private.h"

#define READ_BYTES       ((size_t)64 << 10)
#define ANSWER_BYTES_MAX ((size_t)256 << 20)
#define START_TRIED_MS   5000

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

void bv_workers_close(struct bv_workers *workers)
{
	struct bv_arena keep;

	if (!workers)
		return;
	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[i];

		if (!worker->process)
			continue;
		if (worker->job_count == 0)
			bv_worker_end_idle(worker);
		(void)kill(worker->process, SIGKILL);
		(void)bv_worker_reap(worker);
	}
	keep = workers->keep;
	bv_arena_release(&keep);
}

/*
 * Handing out
 */

/* The one with the fewest jobs; NULL: none has room. */
static struct bv_worker *with_most_room(struct bv_workers *workers, bool is_running)
{
	struct bv_worker *best = NULL;

	for (size_t i = 0; i < workers->count; i++) {
		struct bv_worker *worker = &workers->items[i];

		if (worker->job_count < BV_WORKER_JOBS_AHEAD && !worker->is_closed &&
		    (worker->process || !is_running) &&
		    (!best || worker->job_count < best->job_count))
			best = worker;
	}
	return best;
}

/* False when it is gone, of which the end of its answers will tell. */
static bool give(struct bv_worker *worker, const struct bv_job *job)
{
	if (write(worker->pipes.jobs, job, sizeof(*job)) != (ssize_t)sizeof(*job))
		return false;
	if (worker->job_count == 0)
		worker->spent_ms = 0;
	worker->jobs[worker->job_count++] = *job;
	return true;
}

/* Where no process can be started, those that are there do it. */
static bool hand_out(struct bv_workers *workers, const struct bv_job *job)
{
	struct bv_worker *worker = with_most_room(workers, false);

	if (worker && !worker->process && !bv_worker_start(workers, worker)) {
		if (workers->failing_since_ms == 0)
			workers->failing_since_ms = bv_workers_clock_ms();
		worker = with_most_room(workers, true);
	}
	return worker && give(worker, job);
}

static bool is_any_idle(const struct bv_workers *workers)
{
	for (size_t i = 0; i < workers->count; i++)
		if (workers->items[i].job_count == 0)
			return true;
	return false;
}

/* To the worker that it is kept for, unless another one has nothing to do. */
static bool hand_out_waiting(struct bv_workers *workers, const struct bv_job *job, bool is_idle)
{
	struct bv_worker *owner = job->owner ? &workers->items[job->owner - 1] : NULL;

	if (owner && owner->process && owner->job_count < BV_WORKER_JOBS_AHEAD && !owner->is_closed)
		return give(owner, job);
	return (!owner || is_idle) && hand_out(workers, job);
}

static void place_waiting(struct bv_workers *workers, bool do_idle_ones_help)
{
	struct bv_waiting_jobs *waiting = &workers->waiting;
	bool is_idle = do_idle_ones_help && is_any_idle(workers);
	size_t kept = 0;

	for (size_t i = 0; i < waiting->count; i++) {
		if (!hand_out_waiting(workers, &waiting->items[i], is_idle))
			waiting->items[kept++] = waiting->items[i];
		else
			is_idle = is_idle && is_any_idle(workers);
	}
	waiting->count = kept;
}

/* What waits comes first. */
bool bv_workers_hand_out(struct bv_workers *workers, const struct bv_job *job)
{
	if (workers->waiting.count)
		place_waiting(workers, false);
	return hand_out(workers, job);
}

void bv_workers_hand_out_again(struct bv_workers *workers, const struct bv_job *job)
{
	*BV_APPEND(&workers->waiting, &workers->keep) = *job;
}

static bool is_any_running(const struct bv_workers *workers)
{
	for (size_t i = 0; i < workers->count; i++)
		if (workers->items[i].process)
			return true;
	return false;
}

/* When none is at work, and none could be started for a while. */
static bool is_start_hopeless(const struct bv_workers *workers, struct bv_error *err)
{
	uint64_t since = workers->failing_since_ms;

	if (since == 0 || is_any_running(workers) || bv_workers_clock_ms() - since < START_TRIED_MS)
		return false;
	(void)bv_fail(err, BV_ERROR_LIMIT, "no process could be started: %s",
		      strerror(workers->start_problem));
	(void)bv_fail_advice(err, "end other processes, or raise their limit (ulimit -u)");
	return true;
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
		job.owner = head->number % workers->count + 1;
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
	if (head.kind < BV_FRAME_BEGIN || head.kind > BV_FRAME_END ||
	    head.size > ANSWER_BYTES_MAX || head.number > SIZE_MAX / 2) {
		bv_worker_kill(worker, BV_WORKER_KILL_NONSENSE);
		worker->read_used = worker->read.count;
		return false;
	}
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
	int status = bv_worker_reap(worker);

	if (lost.job_count == 0)
		return false;
	*event = (struct bv_worker_event){.news = BV_WORKER_LOST, .job = lost.jobs[0]};
	bv_workers_tell_loss(workers, lost.killed_for, status, &event->lost);
	for (size_t i = 1; i < lost.job_count; i++)
		bv_workers_hand_out_again(workers, &lost.jobs[i]);
	return true;
}

static bool take_event(struct bv_workers *workers, struct bv_worker_event *event)
{
	if (workers->waiting.count)
		place_waiting(workers, true);
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

bool bv_workers_wait(struct bv_workers *workers, struct bv_worker_event *event,
		     struct bv_error *err)
{
	struct pollfd polled[BV_WORKERS_MAX];

	if (take_event(workers, event))
		return true;
	if (is_start_hopeless(workers, err))
		return false;
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
