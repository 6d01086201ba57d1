/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is read of the texts in a folder, compared with what stands beside them:
 *
 *   models FOLDER
 *
 * names each text, so that the last one is known after a crash, and prints what differs; exit
 * status 1 if anything does. BV_UPDATE_GOLDENS=1 writes the files anew. NAME.txt (or .log, .eml,
 * .mbox, .html) has NAME.model, all its bisections as --dump-model prints them, or NAME.lines, the
 * lines that are left to be read, with their numbers in the file.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log/log.h"
#include "report/report.h"

#include "base/banned.h"

static const struct bv_text model = BV_TEXT_INIT(".model"), lines = BV_TEXT_INIT(".lines");

static void print_model(const struct bv_source *source, struct bv_out *out, struct bv_arena *keep)
{
	struct bv_bisections all = {0};

	bv_log_read(&all, source, keep);
	if (source->mail && bv_bisections_are_none(&all))
		return;
	for (size_t i = 0; i < all.count; i++)
		bv_report_dump_model(&all.items[i], out);
}

static void print_lines(const struct bv_source *source, struct bv_out *out)
{
	struct bv_text rest = source->text, line;

	if (source->mail) {
		bv_out_print(out, "[%zu ", source->mail);
		bv_out_text(out, source->message_id);
		bv_out_print(out, "|");
		bv_out_text(out, source->subject);
		bv_out_print(out, "]\n");
	}
	for (size_t i = 0; bv_take_line(&rest, &line); i++) {
		size_t number = i + 1;

		if (source->line_number_count > i)
			number = source->line_numbers[i];
		else if (source->line_number_count)
			number = source->line_numbers[source->line_number_count - 1];
		bv_out_print(out, "%zu:", number);
		bv_out_text(out, line);
		bv_out_print(out, "\n");
	}
}

/* All texts of the file at @path. */
static bool print_file(struct bv_out *out, const char *path, bool is_model, struct bv_arena *keep)
{
	struct bv_sources *sources = NULL;
	struct bv_source source;
	struct bv_error err = {0};

	if (bv_sources_open(&sources, path, &err)) {
		while (bv_sources_next(&source, sources, keep, &err)) {
			if (is_model)
				print_model(&source, out, keep);
			else
				print_lines(&source, out);
		}
	}
	bv_sources_close(sources);
	if (err.kind != BV_ERROR_NONE)
		(void)printf("%s\n", err.text);
	return err.kind == BV_ERROR_NONE;
}

/* False where there is no such file. */
static bool read_file(struct bv_text *out, const char *path, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	char chunk[4096];
	size_t size;
	FILE *file = fopen(path, "rb");

	if (!file)
		return false;
	while ((size = fread(chunk, 1, sizeof(chunk), file)) > 0)
		(void)bv_sink_buffer(&buffer, chunk, size);
	(void)fclose(file);
	*out = (struct bv_text){buffer.items, buffer.count};
	return true;
}

static bool write_file(const char *path, struct bv_text text)
{
	FILE *file = fopen(path, "wb");
	bool is_written = file && fwrite(text.data, 1, text.size, file) == text.size;

	if (file && fclose(file) != 0)
		is_written = false;
	if (!is_written)
		perror(path);
	return is_written;
}

static void show_difference(const char *path, struct bv_text found, struct bv_arena *keep)
{
	const char *command = bv_arena_print(keep, "diff -u '%s' -", path).data;
	FILE *diff;

	diff = popen(command, "w");
	if (!diff)
		return;
	(void)fwrite(found.data, 1, found.size, diff);
	(void)pclose(diff);
}

/* One text, and what is expected of it. */
static bool compare(const char *path, const char *expected_path, struct bv_arena *keep)
{
	bool is_model = bv_text_ends_with(bv_text_from(expected_path), model);
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	struct bv_text expected, found;

	(void)printf("%s\n", path);
	(void)fflush(stdout);
	if (!print_file(&out, path, is_model, keep))
		return false;
	found = (struct bv_text){buffer.items, buffer.count};
	if (read_file(&expected, expected_path, keep) && bv_text_equal(found, expected))
		return true;
	if (getenv("BV_UPDATE_GOLDENS"))
		return write_file(expected_path, found);
	show_difference(expected_path, found, keep);
	return false;
}

static bool is_there(const char *path)
{
	FILE *file = fopen(path, "rb");

	return file && fclose(file) == 0;
}

/* The name of @entry without what follows its last dot. */
static struct bv_text stem(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return bv_text_slice(bv_text_from(entry->d_name), 0, (size_t)(dot - entry->d_name));
}

static bool check(const char *folder, const struct dirent *entry)
{
	struct bv_arena keep = {0};
	struct bv_text name = stem(entry);
	const char *path = bv_arena_print(&keep, "%s/%s", folder, entry->d_name).data;
	const char *expected =
		bv_arena_print(&keep, "%s/%.*s.lines", folder, BV_TEXT_ARG(name)).data;
	bool is_good;

	if (!is_there(expected))
		expected = bv_arena_print(&keep, "%s/%.*s.model", folder, BV_TEXT_ARG(name)).data;
	is_good = compare(path, expected, &keep);
	bv_arena_release(&keep);
	return is_good;
}

static int is_expected(const struct dirent *entry)
{
	struct bv_text name = bv_text_from(entry->d_name);

	return bv_text_ends_with(name, model) || bv_text_ends_with(name, lines);
}

static int is_text(const struct dirent *entry)
{
	return strchr(entry->d_name, '.') > entry->d_name && !is_expected(entry);
}

/* A file that is expected of no text would never be looked at. */
static bool are_in_pairs(const char *folder, int text_count)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_expected, alphasort);

	for (int i = 0; i < count; i++)
		free(entries[i]);
	if (count >= 0)
		free(entries);
	if (count != text_count)
		(void)printf("%s: %d texts, but %d of .model and .lines\n", folder, text_count,
			     count);
	return count == text_count;
}

int main(int argument_count, char **arguments)
{
	struct dirent **entries;
	int count, bad_count = 0;

	if (argument_count != 2)
		return 129;
	count = scandir(arguments[1], &entries, is_text, alphasort);
	if (count <= 0)
		(void)printf("%s: no texts\n", arguments[1]);
	for (int i = 0; i < count; i++) {
		bad_count += !check(arguments[1], entries[i]);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	(void)printf("%d texts, %d not as expected\n", count, bad_count);
	return count <= 0 || bad_count > 0 || !are_in_pairs(arguments[1], count);
}
