/* SPDX-License-Identifier: GPL-2.0-only */
/* git as a process, heard on two pipes. */
#include "ask_git.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/out.h"

#include "base/banned.h"

extern char **environ;

/* Standard output and standard error. */
#define STREAMS 2

struct asking {
	struct bv_arena *keep;
	int ours[STREAMS], theirs[STREAMS];
	struct bv_out_buffer heard[STREAMS];
	pid_t process;
};

static void close_file(int *file)
{
	if (*file >= 0)
		(void)close(*file);
	*file = -1;
}

static void close_all(int *files)
{
	for (size_t i = 0; i < STREAMS; i++)
		close_file(&files[i]);
}

static bool open_pipes(struct asking *asking)
{
	for (size_t i = 0; i < STREAMS; i++) {
		int ends[2];

		if (pipe(ends) != 0)
			return false;
		asking->ours[i] = ends[0];
		asking->theirs[i] = ends[1];
		(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
		(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

static bool is_passed_on(const char *entry)
{
	static const struct bv_text left_out[] = {BV_TEXT_INIT("GIT_CONFIG="),
						  BV_TEXT_INIT("GIT_COMMON_DIR="),
						  BV_TEXT_INIT("LC_ALL=")};

	for (size_t i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
		if (bv_text_starts_with(bv_text_from(entry), left_out[i]))
			return false;
	return true;
}

/* What git says stands among our words, which are English, too. */
static char **environment(struct bv_arena *keep)
{
	static char english[] = "LC_ALL=C";
	size_t count = 0, kept = 0;
	char **list;

	while (environ && environ[count])
		count++;
	list = bv_arena_alloc(keep, count + 2, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		if (is_passed_on(environ[i]))
			list[kept++] = environ[i];
	list[kept] = english;
	return list;
}

/* "git" before them; posix_spawn() wants words that it could write to. */
static char **command_line(const char *const *arguments, struct bv_arena *keep)
{
	size_t count = 0;
	char **list;

	while (arguments[count])
		count++;
	list = bv_arena_alloc(keep, count + 2, sizeof(*list));
	for (size_t i = 0; i <= count; i++) {
		const char *word = i ? arguments[i - 1] : "git";
		size_t bytes = strlen(word) + 1;

		list[i] = bv_arena_alloc(keep, bytes, 1);
		memcpy(list[i], word, bytes);
	}
	return list;
}

/* We may ignore SIGPIPE; git is to end by it when we hear it no longer. */
static bool start(struct asking *asking, const char *const *arguments)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int problem;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return false;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return false;
	}
	(void)sigemptyset(&defaults);
	(void)sigaddset(&defaults, SIGPIPE);
	(void)posix_spawnattr_setsigdefault(&attributes, &defaults);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	problem = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY,
						   0) ||
		  posix_spawn_file_actions_adddup2(&actions, asking->theirs[0], STDOUT_FILENO) ||
		  posix_spawn_file_actions_adddup2(&actions, asking->theirs[1], STDERR_FILENO) ||
		  posix_spawnp(&asking->process, "git", &actions, &attributes,
			       command_line(arguments, asking->keep), environment(asking->keep));
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return problem == 0;
}

/* False once there is no more to hear of this one. */
static bool hear_one(struct asking *asking, size_t stream)
{
	struct bv_out_buffer *heard = &asking->heard[stream];
	char bytes[4096];
	ssize_t count = read(asking->ours[stream], bytes, sizeof(bytes));

	if (count < 0)
		return errno == EINTR || errno == EAGAIN;
	(void)bv_sink_buffer(heard, bytes, (size_t)count);
	return count > 0 && heard->count <= BV_GIT_ANSWER_BYTES_MAX;
}

static void hear(struct asking *asking)
{
	while (asking->ours[0] >= 0 || asking->ours[1] >= 0) {
		/* poll() passes over those below zero. */
		struct pollfd files[STREAMS] = {{.fd = asking->ours[0], .events = POLLIN},
						{.fd = asking->ours[1], .events = POLLIN}};

		if (poll(files, STREAMS, -1) < 0 && errno != EINTR)
			return;
		for (size_t i = 0; i < STREAMS; i++)
			if (files[i].revents && !hear_one(asking, i))
				close_file(&asking->ours[i]);
	}
}

/* False when somebody else, who has us as a library, has heard of its end. */
static bool wait_for_end(const struct asking *asking, int *status)
{
	int raw = 0;

	while (waitpid(asking->process, &raw, 0) < 0)
		if (errno != EINTR)
			return false;
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128;
	return true;
}

bool bv_ask_git(struct bv_git_answer *out, const char *const *arguments, struct bv_arena *keep)
{
	struct asking asking = {.keep = keep,
				.ours = {-1, -1},
				.theirs = {-1, -1},
				.heard = {{.keep = keep}, {.keep = keep}}};
	bool is_answered = open_pipes(&asking) && start(&asking, arguments);

	*out = (struct bv_git_answer){0};
	close_all(asking.theirs);
	if (is_answered)
		hear(&asking);
	close_all(asking.ours);
	if (!is_answered || !wait_for_end(&asking, &out->status))
		return false;
	out->out = (struct bv_text){asking.heard[0].items, asking.heard[0].count};
	out->said = (struct bv_text){asking.heard[1].items, asking.heard[1].count};
	out->is_cut =
		out->out.size > BV_GIT_ANSWER_BYTES_MAX || out->said.size > BV_GIT_ANSWER_BYTES_MAX;
	return true;
}
