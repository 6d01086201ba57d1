/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Preloaded by the tests of audit: the process that opens a file comes to the end that is in the
 * file's name; or, with BV_END_AT_MAIL, the one that begins that mail of a mailbox.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);

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

int open64(const char *path, int flags, ...)
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
	ssize_t written = syscall(SYS_writev, file, parts, count);
	uint64_t head[2];

	if (wanted && parts[0].iov_len >= sizeof(head)) {
		memcpy(head, parts[0].iov_base, sizeof(head));
		if (head[0] == 1 && head[1] == (uint64_t)atoi(wanted))
			(void)raise(SIGKILL);
	}
	return written;
}
