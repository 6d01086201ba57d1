/* SPDX-License-Identifier: GPL-2.0-only */
/* Dice, files and other programs. */
#define _GNU_SOURCE
#include "tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define EXIT_TROUBLE 128
#define READ_BYTES   65536

/* splitmix64. */
uint64_t dice_next(struct dice *dice)
{
	uint64_t z = dice->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t dice_below(struct dice *dice, size_t count)
{
	return (size_t)(dice_next(dice) % count);
}

bool dice_chance(struct dice *dice, size_t percent)
{
	return dice_below(dice, 100) < percent;
}

const char *dice_hex(struct dice *dice, size_t digits, struct bv_arena *keep)
{
	char *hex = bv_arena_alloc(keep, digits + 1, 1);

	for (size_t i = 0; i < digits; i++)
		hex[i] = "0123456789abcdef"[dice_below(dice, 16)];
	return hex;
}

_Noreturn void pairs_die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("pairs: ", stderr);
	vfprintf(stderr, format, arguments);
	fputs("\n", stderr);
	va_end(arguments);
	exit(EXIT_TROUBLE);
}

const char *pairs_print(struct bv_arena *keep, const char *format, ...)
{
	va_list arguments;
	struct bv_text text;

	va_start(arguments, format);
	text = bv_arena_vprint(keep, format, arguments);
	va_end(arguments);
	return text.data;
}

void memory_open(struct memory *memory)
{
	*memory = (struct memory){0};
	memory->out = open_memstream(&memory->bytes, &memory->size);
	if (!memory->out)
		pairs_die("out of memory");
}

struct bv_text memory_close(struct memory *memory, struct bv_arena *keep)
{
	struct bv_text text;

	fclose(memory->out);
	text = bv_arena_copy(keep, (struct bv_text){memory->bytes, memory->size});
	free(memory->bytes);
	return text;
}

static void set_environment(const char *folder, const char *settings)
{
	static const char *const unset[] = {"GIT_DIR",
					    "GIT_WORK_TREE",
					    "GIT_INDEX_FILE",
					    "GIT_OBJECT_DIRECTORY",
					    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
					    "GIT_CONFIG_PARAMETERS",
					    "GIT_CONFIG_COUNT",
					    "XDG_CONFIG_HOME"};
	const char *const set[][2] = {
		{"HOME", folder},     {"GIT_CONFIG_GLOBAL", settings},
		{"LC_ALL", "C"},      {"GIT_CONFIG_NOSYSTEM", "1"},
		{"TZ", "UTC"},        {"GIT_DEFAULT_HASH", "sha1"},
		{"GIT_PAGER", "cat"}, {"GIT_CEILING_DIRECTORIES", folder},
	};

	for (size_t i = 0; i < PAIRS_COUNT(unset); i++)
		(void)unsetenv(unset[i]);
	for (size_t i = 0; i < PAIRS_COUNT(set); i++)
		if (setenv(set[i][0], set[i][1], 1) != 0)
			pairs_die("no room for the environment");
}

const char *pairs_open_folder(struct bv_arena *keep)
{
	const char *parent = getenv("TMPDIR"), *settings;
	char *folder = (char *)(uintptr_t)pairs_print(keep, "%s/pairs-XXXXXX",
						      parent && parent[0] ? parent : "/tmp");

	if (!mkdtemp(folder))
		pairs_die("%s: %s", folder, strerror(errno));
	settings = pairs_print(keep, "%s/settings", folder);
	/* Nothing here has to outlive a power cut, and waiting for disks is most of the time. */
	pairs_write_file(settings, BV_TEXT("[core]\n\tfsync = none\n[gc]\n\tauto = 0\n"));
	set_environment(folder, settings);
	return folder;
}

void pairs_remove_folder(const char *folder)
{
	struct bv_arena keep = {0};
	int status;

	(void)pairs_shell("/", pairs_print(&keep, "rm -rf '%s'", folder), &status, &keep);
	bv_arena_release(&keep);
}

void pairs_write_file(const char *path, struct bv_text bytes)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(bytes.data, 1, bytes.size, file) != bytes.size || fclose(file) != 0)
		pairs_die("%s: %s", path, strerror(errno));
}

static struct bv_text read_all(FILE *file, struct bv_arena *keep)
{
	char *bytes = NULL;
	size_t size = 0, got;
	struct bv_text text;

	do {
		bytes = realloc(bytes, size + READ_BYTES);
		if (!bytes)
			pairs_die("out of memory");
		got = fread(bytes + size, 1, READ_BYTES, file);
		size += got;
	} while (got > 0);
	text = bv_arena_copy(keep, (struct bv_text){bytes, size});
	free(bytes);
	return text;
}

struct bv_text pairs_read_file(const char *path, struct bv_arena *keep)
{
	FILE *file = fopen(path, "r");
	struct bv_text text;

	if (!file)
		pairs_die("%s: %s", path, strerror(errno));
	text = read_all(file, keep);
	fclose(file);
	return text;
}

struct bv_text pairs_shell(const char *folder, const char *script, int *status,
			   struct bv_arena *keep)
{
	FILE *pipe = popen(pairs_print(keep, "cd '%s' || exit 128\n%s\n", folder, script), "r");
	struct bv_text out;

	if (!pipe)
		pairs_die("no shell: %s", strerror(errno));
	out = read_all(pipe, keep);
	*status = pclose(pipe);
	*status = WIFEXITED(*status) ? WEXITSTATUS(*status) : EXIT_TROUBLE;
	return out;
}
