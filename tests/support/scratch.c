/* SPDX-License-Identifier: GPL-2.0-only */
/* Temporary repositories; every test has a process of its own, so the environment is ours. */
#include "scratch.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#define READ_BYTES 65536

/* Dates go on second by second, so that every id is the same in every run. */
static const char prelude[] =
	"set -e\n"
	"umask 022\n"
	"tick() {\n"
	"	t=$(($(cat \"$BV_SCRATCH/.clock\" 2>/dev/null || echo 1600000000) + 1))\n"
	"	echo $t >\"$BV_SCRATCH/.clock\"\n"
	"	export GIT_AUTHOR_DATE=\"$t +0200\" GIT_COMMITTER_DATE=\"$t -0330\"\n"
	"}\n"
	"g() { tick; git add -A && git commit -q --allow-empty -m \"$1\"; }\n";

static void set_environment(const char *folder)
{
	static const char *const variables[][2] = {
		{"GIT_CONFIG_NOSYSTEM", "1"},
		{"GIT_AUTHOR_NAME", "Ada Example"},
		{"GIT_AUTHOR_EMAIL", "ada@example.org"},
		{"GIT_COMMITTER_NAME", "Ben Example"},
		{"GIT_COMMITTER_EMAIL", "ben@example.org"},
		{"LC_ALL", "C"},
	};
	static const char *const unset[] = {"GIT_DIR",
					    "GIT_WORK_TREE",
					    "GIT_OBJECT_DIRECTORY",
					    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
					    "GIT_INDEX_FILE",
					    "GIT_CONFIG_PARAMETERS",
					    "XDG_CONFIG_HOME"};

	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		cr_assert(setenv(variables[i][0], variables[i][1], 1) == 0);
	for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
		cr_assert(unsetenv(unset[i]) == 0);
	cr_assert(setenv("HOME", folder, 1) == 0);
	cr_assert(setenv("BV_SCRATCH", folder, 1) == 0);
}

struct bv_scratch bv_scratch_open(void)
{
	struct bv_scratch scratch = {0};
	const char *parent = getenv("TMPDIR");

	scratch.folder = bv_arena_print(&scratch.keep, "%s/bisect-verify-XXXXXX",
					parent && parent[0] ? parent : "/tmp");
	cr_assert(mkdtemp((char *)(uintptr_t)scratch.folder.data));
	set_environment(scratch.folder.data);
	(void)bv_scratch_run(&scratch, "git config --global init.defaultBranch master\n"
				       "git config --global advice.detachedHead false");
	return scratch;
}

void bv_scratch_close(struct bv_scratch *scratch)
{
	(void)bv_scratch_run(scratch, "cd / && chmod -R u+rwX \"$BV_SCRATCH\" && "
				      "rm -rf \"$BV_SCRATCH\"");
	bv_arena_release(&scratch->keep);
}

bool bv_scratch_try(struct bv_scratch *scratch, struct bv_text *out, const char *script)
{
	struct bv_text command = bv_arena_print(&scratch->keep, "exec 2>/dev/null\ncd '%s'\n%s%s\n",
						scratch->folder.data, prelude, script);
	char *bytes = NULL;
	size_t size = 0, got;
	FILE *pipe = popen(command.data, "r");
	int status;

	cr_assert(pipe);
	do {
		bytes = realloc(bytes, size + READ_BYTES);
		cr_assert(bytes);
		got = fread(bytes + size, 1, READ_BYTES, pipe);
		size += got;
	} while (got > 0);
	status = pclose(pipe);
	if (out)
		*out = bv_arena_copy(&scratch->keep, (struct bv_text){bytes, size});
	free(bytes);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static struct bv_text run(struct bv_scratch *scratch, const char *format, va_list arguments)
{
	struct bv_text script = bv_arena_vprint(&scratch->keep, format, arguments), out;

	cr_assert(bv_scratch_try(scratch, &out, script.data), "fails: %s", script.data);
	return out;
}

struct bv_text bv_scratch_run(struct bv_scratch *scratch, const char *format, ...)
{
	struct bv_text out;
	va_list arguments;

	va_start(arguments, format);
	out = run(scratch, format, arguments);
	va_end(arguments);
	return out;
}

struct bv_text bv_scratch_word(struct bv_scratch *scratch, const char *format, ...)
{
	struct bv_text out;
	va_list arguments;

	va_start(arguments, format);
	out = run(scratch, format, arguments);
	va_end(arguments);
	return bv_arena_copy(&scratch->keep, bv_text_trim(out));
}

const char *bv_scratch_path(struct bv_scratch *scratch, const char *name)
{
	return bv_arena_print(&scratch->keep, "%s/%s", scratch->folder.data, name).data;
}
