/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run RUNS COMMAND...: time shell commands as whole processes, in turn, RUNS times each.
 *
 * One line a command: median wall seconds, median CPU seconds, peak memory of the largest process
 * in KiB, bytes read by system calls, and the median of the first command's time over this one's,
 * pair by pair. A first run of each is not counted.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MAX     101
#define COMMANDS_MAX 8

struct figures {
	double wall_seconds, cpu_seconds;
	long peak_kib;
	long long read_bytes;
};

static double now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Before the process is reaped, with all that it waited for; mapped files are not in it. */
static long long bytes_read_by(pid_t process)
{
	char path[64], line[128];
	long long bytes = -1;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%ld/io", (long)process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "rchar: %lld", &bytes) == 1)
			break;
	if (file)
		(void)fclose(file);
	return bytes;
}

static void run_here(const char *command)
{
	int nowhere = open("/dev/null", O_RDWR);

	if (nowhere >= 0) {
		(void)dup2(nowhere, 0);
		(void)dup2(nowhere, 1);
		(void)dup2(nowhere, 2);
	}
	(void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static int run(struct figures *out, const char *command)
{
	double begin = now();
	pid_t process = fork();
	struct rusage usage;
	siginfo_t info;
	int status;

	if (process == 0)
		run_here(command);
	if (process < 0 || waitid(P_PID, (id_t)process, &info, WEXITED | WNOWAIT) != 0)
		return -1;
	out->wall_seconds = now() - begin;
	out->read_bytes = bytes_read_by(process);
	if (wait4(process, &status, 0, &usage) < 0)
		return -1;
	out->cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	out->peak_kib = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int compare(const void *a, const void *b)
{
	double one = *(const double *)a, two = *(const double *)b;

	return (one > two) - (one < two);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void print_command(struct figures figures[][RUNS_MAX], int command, int runs)
{
	double wall[RUNS_MAX], cpu[RUNS_MAX], ratio[RUNS_MAX];
	long peak_kib = 0;

	for (int i = 0; i < runs; i++) {
		const struct figures *one = &figures[command][i];

		wall[i] = one->wall_seconds;
		cpu[i] = one->cpu_seconds;
		ratio[i] = figures[0][i].wall_seconds / one->wall_seconds;
		peak_kib = one->peak_kib > peak_kib ? one->peak_kib : peak_kib;
	}
	(void)printf("%.6f\t%.6f\t%ld\t%lld\t%.3f\n", median(wall, runs), median(cpu, runs),
		     peak_kib, figures[command][0].read_bytes, median(ratio, runs));
}

int main(int argument_count, char **arguments)
{
	static struct figures figures[COMMANDS_MAX][RUNS_MAX];
	int runs = argument_count > 2 ? (int)strtol(arguments[1], NULL, 10) : 0;
	int commands = argument_count - 2;

	if (runs < 1 || runs > RUNS_MAX || commands > COMMANDS_MAX) {
		(void)fprintf(stderr, "usage: run RUNS COMMAND...\n");
		return 129;
	}
	for (int i = -1; i < runs; i++) {
		for (int c = 0; c < commands; c++) {
			int status = run(&figures[c][i < 0 ? 0 : i], arguments[2 + c]);

			/* Ours says 1 and 2 of logs, not of itself. */
			if (status < 0 || status > 2) {
				(void)fprintf(stderr, "run: status %d: %s\n", status,
					      arguments[2 + c]);
				return 1;
			}
		}
	}
	for (int c = 0; c < commands; c++)
		print_command(figures, c, runs);
	return 0;
}
