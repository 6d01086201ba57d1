/* SPDX-License-Identifier: GPL-2.0-only */
/* The files of the tree: few and small, since nobody looks at them but diffs. */
#include <string.h>

#include "history.h"

#define PER_FOLDER 8
#define DOCUMENTS  0 /* the folder that holds no C */

static const char *const folders[] = {
	"Documentation", "arch/x86",     "block",        "fs",
	"kernel",        "mm",           "net",          "sound",
	"drivers/base",  "drivers/clk",  "drivers/gpu",  "drivers/iio",
	"drivers/media", "drivers/nvme", "drivers/scsi", "drivers/usb",
};
static const char *const names[PER_FOLDER] = {
	"core", "debug", "dma", "irq", "main", "power", "queue", "table",
};
_Static_assert(FILE_OF_TOPICS + PER_FOLDER * sizeof(folders) / sizeof(*folders) == FILE_COUNT,
	       "the files are as many as the folders hold");

/* A file's lines, for printf. */
#define SIX_LINES(before, after)                                                                   \
	before "buffers = %u" after before "channels = %u" after before "delay = %u" after before  \
	       "limit = %u" after before "retries = %u" after before "width = %u" after
_Static_assert(LINE_COUNT == 6, "a file has as many lines as are written");

static size_t folder_of(size_t file)
{
	return (file - FILE_OF_TOPICS) / PER_FOLDER;
}

static const char *name_of(size_t file)
{
	return names[(file - FILE_OF_TOPICS) % PER_FOLDER];
}

static bool is_c(size_t file)
{
	return file >= FILE_OF_TOPICS && folder_of(file) != DOCUMENTS;
}

void file_path(char out[PATH_BYTES], size_t file)
{
	if (file < FILE_OF_TOPICS)
		(void)snprintf(out, PATH_BYTES, "%s",
			       file == FILE_MAKEFILE ? "Makefile" : "MAINTAINERS");
	else
		(void)snprintf(out, PATH_BYTES, "%s/%s.%s", folders[folder_of(file)], name_of(file),
			       is_c(file) ? "c" : "rst");
}

void file_label(char out[PATH_BYTES], size_t file)
{
	const char *folder, *last;

	if (file < FILE_OF_TOPICS) {
		file_path(out, file);
		return;
	}
	folder = folders[folder_of(file)];
	last = strrchr(folder, '/');
	(void)snprintf(out, PATH_BYTES, "%s/%s", last ? last + 1 : folder, name_of(file));
}

void files_merge(struct files *files, const struct files *other)
{
	for (size_t i = 0; i < FILE_COUNT; i++)
		for (size_t k = 0; k < LINE_COUNT; k++)
			if (files->writer[i][k] < other->writer[i][k])
				files->writer[i][k] = other->writer[i][k];
}

void files_write_one(const struct files *files, size_t file, FILE *out)
{
	const uint32_t *line = files->writer[file];
	char path[PATH_BYTES];

	file_path(path, file);
	(void)fprintf(out, "M 100644 inline %s\ndata <<END\n", path);
	(void)fprintf(
		out,
		is_c(file) ? "// SPDX-License-Identifier: GPL-2.0\n" SIX_LINES("static int ", ";\n")
			   : SIX_LINES("", "\n"),
		line[0], line[1], line[2], line[3], line[4], line[5]);
	(void)fputs("END\n", out);
}

void files_write(const struct files *files, const struct files *before, FILE *out)
{
	for (size_t i = 0; i < FILE_COUNT; i++)
		if (!before ||
		    memcmp(files->writer[i], before->writer[i], sizeof(files->writer[i])) != 0)
			files_write_one(files, i, out);
}
