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
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/out.h"

#define TICK_MS 100
/* A worker finds its next job waiting when it has ended one; each has to wait behind a slow one. */
#define JOBS_AHEAD 4
#define READ_BYTES ((size_t)64 << 10)

enum frame_kind {
	FRAME_BEGIN = 1,
	FRAME_ANSWER,
	FRAME_HAND_ON,
	FRAME_END
};

struct frame_head {
	uint64_t kind, number, size; /* size: bytes behind the head */
};

/*
 * In a worker
 */

bool bv_worker_take(const struct bv_worker_pipes *pipes, struct bv_job *job)
{
	char *to = (char *)job;
	size_t taken = 0;

	while (taken < sizeof(*job)) {
		ssize_t count = read(pipes->jobs, to + taken, sizeof(*job) - taken);

		if (count > 0)
			taken += (size_t)count;
		else if (count == 0 || errno != EINTR)
			return false;
	}
	return true;
}

/* Nobody is left to work for when the parent does not read. */
static void send_frame(const struct bv_worker_pipes *pipes, enum frame_kind kind, size_t number,
		       struct bv_text bytes)
{
	struct frame_head head = {kind, number, bytes.size};
	size_t sent = 0, all = sizeof(head) + bytes.size;

	while (sent < all) {
		size_t of_head = sent < sizeof(head) ? sizeof(head) - sent : 0;
		size_t of_bytes = sent < sizeof(head) ? 0 : sent - sizeof(head);
		struct iovec parts[] = {
			{(char *)&head + sizeof(head) - of_head, of_head},
			{bytes.size ? (char *)(uintptr_t)bytes.data + of_bytes : NULL,
			 bytes.size - of_bytes},
		};
		ssize_t count = writev(pipes->answers, parts, 2);

		if (count > 0)
			sent += (size_t)count;
		else if (errno != EINTR)
			exit(0);
	}
}

void bv_worker_begin(const struct bv_worker_pipes *pipes, size_t number)
{
	send_frame(pipes, FRAME_BEGIN, number, (struct bv_text){0});
}

void bv_worker_answer(const struct bv_worker_pipes *pipes, struct bv_text bytes)
{
	send_frame(pipes, FRAME_ANSWER, 0, bytes);
}

bool bv_worker_hand_on(const struct bv_worker_pipes *pipes, const struct bv_job *job, uint64_t kin)
{
	size_t owner = kin % pipes->count;

	if (job->owner || owner == pipes->number)
		return false;
	send_frame(pipes, FRAME_HAND_ON, owner, (struct bv_text){0});
	return true;
}

void bv_worker_end(const struct bv_worker_pipes *pipes)
{
	send_frame(pipes, FRAME_END, 0, (struct bv_text){0});
}

/*
 * In the parent
 */

enum kill_reason {
	KILL_NONE = 0,
	KILL_TIME,
	KILL_MEMORY
};

struct worker {
	pid_t process; /* 0: none */
	struct bv_worker_pipes pipes;
	struct bv_job jobs[JOBS_AHEAD]; /* handed out, the one it is at first */
	size_t job_count;
	uint64_t spent_ms; /* on the part of an answer that is expected next */
	enum kill_reason killed_for;
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
	/* Handed on by a worker, or left by one that was lost; in that order. */
	struct waiting {
		struct bv_job *items;
		size_t count, capacity;
	} waiting;
	struct worker items[BV_WORKERS_MAX];
};

static uint64_t now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

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
				       .looked_ms = now_ms()};
	return workers;
}

static void close_pipes(struct worker *worker)
{
	if (!worker->process)
		return;
	(void)close(worker->pipes.jobs);
	(void)close(worker->pipes.answers);
}

/* The status of waitpid(). */
static int reap(struct worker *worker)
{
	int status = 0;

	close_pipes(worker);
	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		;
	bv_arena_release(&worker->keep);
	*worker = (struct worker){0};
	return status;
}

void bv_workers_close(struct bv_workers *workers)
{
	struct bv_arena keep;

	if (!workers)
		return;
	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->items[i];

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
			close_pipes(&(struct worker){.process = workers->items[i].process,
						     .pipes = workers->items[i].pipes});
	workers->work(workers->context, pipes);
	exit(0);
}

static bool start(struct bv_workers *workers, struct worker *worker)
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

static void give(struct worker *worker, const struct bv_job *job)
{
	/* What cannot be written is lost with its worker, of which the answers' end tells. */
	(void)!write(worker->pipes.jobs, job, sizeof(*job));
	if (worker->job_count == 0)
		worker->spent_ms = 0;
	worker->jobs[worker->job_count++] = *job;
}

static bool has_room(const struct worker *worker)
{
	return worker->job_count < JOBS_AHEAD && !worker->is_closed;
}

/* The one with the fewest jobs; NULL: none has room. */
static struct worker *with_most_room(struct bv_workers *workers)
{
	struct worker *best = NULL;

	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->items[i];

		if (has_room(worker) && (!best || worker->job_count < best->job_count))
			best = worker;
	}
	return best;
}

static bool hand_out(struct bv_workers *workers, const struct bv_job *job, struct bv_error *err)
{
	struct worker *worker = with_most_room(workers);

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
	struct worker *owner =
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
	struct waiting *waiting = &workers->waiting;
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

static void end_job_by(struct bv_workers *workers, struct worker *worker,
		       const struct frame_head *head, struct bv_worker_event *event)
{
	struct bv_job job = worker->jobs[0];

	worker->job_count--;
	memmove(worker->jobs, worker->jobs + 1, worker->job_count * sizeof(*worker->jobs));
	event->news = BV_WORKER_ENDED;
	if (head->kind == FRAME_HAND_ON) {
		job.owner = head->number + 1;
		bv_workers_hand_out_again(workers, &job);
		event->news = BV_WORKER_HANDED_ON;
	}
}

/* The next whole frame of @worker, out of what was read. */
static bool take_frame(struct bv_workers *workers, struct worker *worker,
		       struct bv_worker_event *event)
{
	struct bv_text rest = {worker->read.items + worker->read_used,
			       worker->read.count - worker->read_used};
	struct frame_head head;

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
	if (head.kind == FRAME_BEGIN)
		event->news = BV_WORKER_BEGAN;
	else if (head.kind != FRAME_ANSWER)
		end_job_by(workers, worker, &head, event);
	return true;
}

/* Forget what was used, so that a buffer is as large as an answer at most. */
static void tidy(struct worker *worker)
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

static void hear(struct worker *worker)
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

/* A signal to all of a group reaches the workers too, and perhaps first: the loss is not theirs. */
static void let_signal_arrive(int signal)
{
	if (signal == SIGINT || signal == SIGTERM || signal == SIGHUP)
		(void)nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
}

static void tell_end(int status, struct bv_error *out)
{
	if (WIFSIGNALED(status)) {
		let_signal_arrive(WTERMSIG(status));
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

static void tell_loss(const struct bv_workers *workers, enum kill_reason killed_for, int status,
		      struct bv_error *out)
{
	switch (killed_for) {
	case KILL_TIME:
		(void)bv_fail(out, BV_ERROR_LIMIT, "it took longer than %zu seconds",
			      workers->limits.seconds);
		(void)bv_fail_advice(out, "allow more with --timeout=SECONDS (0: no limit)");
		break;
	case KILL_MEMORY:
		(void)bv_fail(out, BV_ERROR_LIMIT, "it took more than %zu MiB of memory",
			      workers->limits.mib);
		(void)bv_fail_advice(out, "allow more with --max-memory=MIB (0: no limit)");
		break;
	case KILL_NONE:
		tell_end(status, out);
		break;
	}
}

/* The jobs that a lost worker had not begun are handed out again. */
static bool lose(struct bv_workers *workers, struct worker *worker, struct bv_worker_event *event)
{
	struct worker lost = *worker;
	int status = reap(worker);

	if (lost.job_count == 0)
		return false;
	*event = (struct bv_worker_event){.news = BV_WORKER_LOST, .job = lost.jobs[0]};
	tell_loss(workers, lost.killed_for, status, &event->lost);
	for (size_t i = 1; i < lost.job_count; i++)
		bv_workers_hand_out_again(workers, &lost.jobs[i]);
	return true;
}

/* When no process can be started any more, that is what is told of each job that waits. */
static bool tell_waiting(struct bv_workers *workers, const struct bv_error *err,
			 struct bv_worker_event *event)
{
	struct waiting *waiting = &workers->waiting;

	if (err->kind == BV_ERROR_NONE || waiting->count == 0)
		return false;
	*event = (struct bv_worker_event){
		.news = BV_WORKER_LOST, .job = waiting->items[--waiting->count], .lost = *err};
	return true;
}

/* Memory that @process has for itself, in MiB; 0: not known. */
static size_t mib_of(pid_t process)
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

static void kill_for(struct worker *worker, enum kill_reason reason)
{
	worker->killed_for = reason;
	(void)kill(worker->process, SIGKILL);
}

/*
 * While we were stopped, or waited for our output to be read, nobody's time went by: what is heard
 * of a worker then is heard late.
 */
static void watch(struct bv_workers *workers)
{
	const struct bv_worker_limits *limits = &workers->limits;
	uint64_t now = now_ms(), gone_ms = now - workers->looked_ms;

	if (gone_ms < TICK_MS)
		return;
	workers->looked_ms = now;
	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->items[i];

		if (worker->job_count == 0 || worker->killed_for)
			continue;
		worker->spent_ms += gone_ms < 2 * TICK_MS ? gone_ms : 2 * TICK_MS;
		if (limits->seconds && worker->spent_ms / 1000 >= limits->seconds)
			kill_for(worker, KILL_TIME);
		else if (limits->mib && mib_of(worker->process) > limits->mib)
			kill_for(worker, KILL_MEMORY);
	}
}

static bool take_event(struct bv_workers *workers, struct bv_worker_event *event)
{
	struct bv_error err = {0};

	if (workers->waiting.count)
		place_waiting(workers, true, &err);
	if (tell_waiting(workers, &err, event))
		return true;
	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->items[(workers->turn + i) % workers->count];

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
	if (poll(polled, workers->count, TICK_MS) < 0)
		return false;
	for (size_t i = 0; i < workers->count; i++)
		if (polled[i].revents)
			hear(&workers->items[i]);
	watch(workers);
	return take_event(workers, event);
}
