/* SPDX-License-Identifier: GPL-2.0-only */
/* Files of an audit's folder: named by us, written whole, and nothing else there is touched. */
#include "audit_pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack.h"

/* Of a log's name in that of its page. Units: bytes. */
#define NAME_MAX_BYTES   80
#define DRAFT_NAME_BYTES 64

static bool fail(struct bv_error *err, const char *folder, const char *name, const char *what)
{
	char path[sizeof(err->source)];

	(void)snprintf(path, sizeof(path), "%s%s%s", folder, name[0] ? "/" : "", name);
	(void)bv_fail(err, BV_ERROR_INTERNAL, "%s: %s", what, strerror(errno ? errno : EIO));
	return bv_fail_at(err, path, 0);
}

bool bv_pages_open(struct bv_pages *out, const char *folder, struct bv_error *err)
{
	*out = (struct bv_pages){.is_wanted = true, .folder = folder, .descriptor = -1};
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return fail(err, folder, "", "the folder for pages cannot be made");
	out->descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return out->descriptor >= 0 || fail(err, folder, "", "no folder to write pages to");
}

void bv_pages_close(struct bv_pages *pages)
{
	if (pages->is_wanted && pages->descriptor >= 0)
		(void)close(pages->descriptor);
	*pages = (struct bv_pages){0};
}

/* Letters, digits and ".-_" of the file's own name; what else it holds is a '_'. */
static struct bv_text clean_name(const char *path, struct bv_arena *keep)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789.-";
	const char *base = strrchr(path, '/');
	struct bv_text name =
		bv_text_slice(bv_text_from(base ? base + 1 : path), 0, NAME_MAX_BYTES);
	char *clean = bv_arena_alloc(keep, name.size + 1, 1);

	for (size_t i = 0; i < name.size; i++)
		clean[i] = name.data[i] && strchr(plain, name.data[i]) ? name.data[i] : '_';
	return (struct bv_text){clean, name.size};
}

struct bv_text bv_page_name(const struct bv_page_place *place, struct bv_arena *keep)
{
	struct bv_text mail = {0}, part = {0};

	if (place->mail)
		mail = bv_arena_print(keep, ".m%zu", place->mail);
	if (place->part > 1)
		part = bv_arena_print(keep, ".p%zu", place->part);
	return bv_arena_print(keep, "%04zu%.*s%.*s-%.*s.html", place->path + 1, BV_TEXT_ARG(mail),
			      BV_TEXT_ARG(part), BV_TEXT_ARG(clean_name(place->name, keep)));
}

/* Until it is whole a page has another name; each process writes one at a time. */
static void name_draft(char *out, size_t size)
{
	(void)snprintf(out, size, ".page-%ld.draft", (long)getpid());
}

/* A new file: nothing that is there is opened, be it a link or a pipe. */
static FILE *open_file(const struct bv_pages *pages, const char *name, struct bv_error *err)
{
	char draft[DRAFT_NAME_BYTES];
	int descriptor;
	FILE *file;

	name_draft(draft, sizeof(draft));
	(void)unlinkat(pages->descriptor, draft, 0);
	descriptor = openat(pages->descriptor, draft,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	if (!file)
		(void)fail(err, pages->folder, name, "the page cannot be written");
	if (!file && descriptor >= 0)
		(void)close(descriptor);
	return file;
}

static bool close_file(const struct bv_pages *pages, const char *name, FILE *file,
		       const struct bv_out *out, struct bv_error *err)
{
	char draft[DRAFT_NAME_BYTES];
	int problem = out->is_failed ? out->problem : 0;
	bool is_written = !out->is_failed;

	name_draft(draft, sizeof(draft));
	if (fclose(file) != 0 && is_written) {
		problem = errno;
		is_written = false;
	}
	if (is_written && renameat(pages->descriptor, draft, pages->descriptor, name) != 0) {
		problem = errno;
		is_written = false;
	}
	if (!is_written)
		(void)unlinkat(pages->descriptor, draft, 0);
	errno = problem;
	return is_written || fail(err, pages->folder, name, "the page cannot be written");
}

bool bv_pages_write(const struct bv_pages *pages, struct bv_text name,
		    const struct bv_report *report, struct bv_error *err)
{
	FILE *file = open_file(pages, name.data, err);
	struct bv_out out = {.sink = bv_sink_file, .context = file};

	if (!file)
		return false;
	bv_report_render(report, bv_format_find(BV_TEXT("html")), &out);
	return close_file(pages, name.data, file, &out, err);
}

bool bv_pages_write_index(const struct bv_pages *pages, struct bv_index *index,
			  struct bv_error *err)
{
	static const char name[] = "index.html";
	FILE *file = open_file(pages, name, err);
	struct bv_out out = {.sink = bv_sink_file, .context = file};

	if (!file)
		return false;
	bv_report_render_index(index, pages->commit_url, &out);
	return close_file(pages, name, file, &out, err);
}

/*
 * Rows through a pipe
 */

void bv_rows_pack(const struct bv_index *rows, const struct bv_error *problem,
		  struct bv_out_buffer *out)
{
	bv_pack_bytes(out, problem, sizeof(*problem));
	bv_pack_size(out, rows->count);
	for (size_t i = 0; i < rows->count; i++) {
		const struct bv_index_row *row = &rows->items[i];

		bv_pack_bytes(out, &row->verdict, sizeof(row->verdict));
		bv_pack_bytes(out, &row->trust_percent, sizeof(row->trust_percent));
		bv_pack_bytes(out, &row->is_date_of_commit, sizeof(row->is_date_of_commit));
		bv_pack_text(out, row->page);
		bv_pack_text(out, row->log);
		bv_pack_text(out, row->verdict_text);
		bv_pack_text(out, row->commit);
		bv_pack_text(out, row->subject);
		bv_pack_text(out, row->date);
		bv_pack_text(out, row->subsystem);
	}
}

static bool unpack_row(struct bv_index_row *row, struct bv_text *rest, struct bv_arena *keep)
{
	return bv_unpack_bytes(&row->verdict, rest, sizeof(row->verdict)) &&
	       row->verdict <= BV_JUDGEMENT_REFUTED &&
	       bv_unpack_bytes(&row->trust_percent, rest, sizeof(row->trust_percent)) &&
	       bv_unpack_bytes(&row->is_date_of_commit, rest, sizeof(row->is_date_of_commit)) &&
	       bv_unpack_text(&row->page, rest, keep) && bv_unpack_text(&row->log, rest, keep) &&
	       bv_unpack_text(&row->verdict_text, rest, keep) &&
	       bv_unpack_text(&row->commit, rest, keep) &&
	       bv_unpack_text(&row->subject, rest, keep) &&
	       bv_unpack_text(&row->date, rest, keep) &&
	       bv_unpack_text(&row->subsystem, rest, keep);
}

bool bv_rows_unpack(struct bv_index *rows, struct bv_error *problem, struct bv_text *rest,
		    struct bv_arena *keep)
{
	size_t count;

	if (!bv_unpack_bytes(problem, rest, sizeof(*problem)) ||
	    !bv_unpack_bytes(&count, rest, sizeof(count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!unpack_row(BV_APPEND(rows, keep), rest, keep))
			return false;
	return true;
}
