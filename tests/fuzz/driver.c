/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Replays a corpus where there is no libFuzzer: every file of the folders named, whole and cut
 * short.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "fuzz/fuzz.h"
#include "log/log.h"

/* A cut at each of so many even steps: logs and files do end in the middle. */
#define CUTS 16

static void try_bytes(struct bv_text bytes)
{
	/* A block of exactly this size, so that AddressSanitizer sees a read behind it. */
	uint8_t *copy = malloc(bytes.size ? bytes.size : 1);

	if (!copy)
		exit(1);
	if (bytes.size)
		memcpy(copy, bytes.data, bytes.size);
	(void)LLVMFuzzerTestOneInput(copy, bytes.size);
	free(copy);
}

static bool replay_file(const char *path)
{
	struct bv_source source = {0};
	struct bv_error err = {0};
	struct bv_arena keep = {0};
	bool is_read = bv_source_read(&source, path, &keep, &err);

	if (is_read) {
		try_bytes(source.text);
		for (size_t i = 0; i < CUTS; i++)
			try_bytes(bv_text_slice(source.text, 0, source.text.size / CUTS * i));
	} else {
		(void)fprintf(stderr, "%s: %s\n", path, err.text);
	}
	bv_arena_release(&keep);
	return is_read;
}

/* How many files of @folder were replayed; -1 when one could not be read. */
static long replay_folder(const char *folder)
{
	DIR *listing = opendir(folder);
	struct dirent *entry;
	long count = 0;

	if (!listing)
		return -1;
	while (count >= 0 && (entry = readdir(listing))) {
		char path[4096];

		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		count = replay_file(path) ? count + 1 : -1;
	}
	(void)closedir(listing);
	return count;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		long count = replay_folder(argv[i]);

		if (count <= 0) {
			(void)fprintf(stderr, "%s: no corpus could be read\n", argv[i]);
			return 1;
		}
		(void)printf("%s: %ld files replayed\n", argv[i], count);
	}
	return argc < 2;
}
