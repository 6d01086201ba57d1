/* SPDX-License-Identifier: GPL-2.0-only */
/* A worker's side of the pipes. */
#include <errno.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

#include "workers_private.h"

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
static void send_frame(const struct bv_worker_pipes *pipes, enum bv_frame_kind kind, size_t number,
		       struct bv_text bytes)
{
	struct bv_frame_head head = {kind, number, bytes.size};
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
	send_frame(pipes, BV_FRAME_BEGIN, number, (struct bv_text){0});
}

void bv_worker_answer(const struct bv_worker_pipes *pipes, struct bv_text bytes)
{
	send_frame(pipes, BV_FRAME_ANSWER, 0, bytes);
}

bool bv_worker_hand_on(const struct bv_worker_pipes *pipes, const struct bv_job *job, uint64_t kin)
{
	size_t owner = kin % pipes->count;

	if (job->owner || owner == pipes->number)
		return false;
	send_frame(pipes, BV_FRAME_HAND_ON, owner, (struct bv_text){0});
	return true;
}

void bv_worker_end(const struct bv_worker_pipes *pipes)
{
	send_frame(pipes, BV_FRAME_END, 0, (struct bv_text){0});
}
