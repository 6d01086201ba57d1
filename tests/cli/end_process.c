/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Preloaded by the tests of audit: the process that opens a file comes to the end that is in the
 * file's name; or, with BV_END_AT_MAIL, the one that begins that mail of a mailbox. With
 * BV_FORKS_FAIL "FROM,TO" those calls of fork() fail; with BV_NONSENSE what a worker tells is none.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...) __attribute__((alias("open")));

static void grow(void)
{
	for (;;) {
		char *more = malloc(16 << 20);

		if (more)
			memset(more, 1, 16 << 20);
		usleep(20000);
	}
}

static void come_to_an_end(const char *path)
{
	if (strstr(path, "=kill"))
		(void)raise(SIGKILL);
	if (strstr(path, "=exit"))
		_exit(7);
	while (strstr(path, "=hang"))
		(void)pause();
	if (strstr(path, "=grow"))
		grow();
}

static int really_open(const char *path, int flags, va_list arguments)
{
	int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;

	come_to_an_end(path);
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list arguments;
	int file;

	va_start(arguments, flags);
	file = really_open(path, flags, arguments);
	va_end(arguments);
	return file;
}

/* A worker tells its parent of what it begins: kind 1, and the mail's number. */
ssize_t writev(int file, const struct iovec *parts, int count)
{
	const char *wanted = getenv("BV_END_AT_MAIL");
	uint64_t head[2] = {99, 99};
	ssize_t written;

	if (getenv("BV_NONSENSE"))
		return write(file, head, sizeof(head)) + write(file, head, sizeof(head));
	written = syscall(SYS_writev, file, parts, count);

	if (wanted && parts[0].iov_len >= sizeof(head)) {
		memcpy(head, parts[0].iov_base, sizeof(head));
		if (head[0] == 1 && head[1] == (uint64_t)atoi(wanted))
			(void)raise(SIGKILL);
	}
	return written;
}

pid_t fork(void)
{
	static int calls;
	const char *wanted = getenv("BV_FORKS_FAIL");
	int from = 0, to = 0;

	calls++;
	if (wanted && sscanf(wanted, "%d,%d", &from, &to) == 2 && calls >= from && calls <= to) {
		errno = EAGAIN;
		return -1;
	}
	return (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}
