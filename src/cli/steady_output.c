/* SPDX-License-Identifier: GPL-2.0-only */
/* Waits for room and then writes what surely finds it, so that a signal is always heard. */
#include "steady_output.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#define TICK_MS   100
#define TICKS_MAX 10

bool bv_sink_steady(void *context, const char *bytes, size_t size)
{
	const struct bv_steady_output *output = context;
	int ticks = 0;

	while (size) {
		struct pollfd room = {output->file, POLLOUT, 0};
		ssize_t count;

		if (poll(&room, 1, TICK_MS) <= 0) {
			ticks++;
			if (*output->is_ending && ticks > TICKS_MAX) {
				errno = ETIMEDOUT;
				return false;
			}
			continue;
		}
		count = write(output->file, bytes, size < PIPE_BUF ? size : PIPE_BUF);
		if (count > 0) {
			bytes += count;
			size -= (size_t)count;
			ticks = 0;
		} else if (errno != EINTR && errno != EAGAIN) {
			return false;
		}
	}
	return true;
}
