/* SPDX-License-Identifier: GPL-2.0-only */
/* The files that the blamed commit changes, beside those that the crash ran through. */
#include "html_private.h"

#include "base/banned.h"

enum shared {
	SHARED_NOTHING = 0,
	SHARED_FOLDER,
	SHARED_FILE
};

static struct bv_texts crash_files(struct bv_page *page)
{
	struct bv_texts all = {0}, each = {0};

	bv_stack_telling_files(&all, page->answer->c->bisection->claim.crash_report, &page->keep);
	for (size_t i = 0; i < all.count && each.count < BV_PAGE_FILES_MAX; i++) {
		size_t at = 0;

		while (at < each.count && !bv_text_equal(each.items[at], all.items[i]))
			at++;
		if (at == each.count)
			*BV_APPEND(&each, &page->keep) = all.items[i];
	}
	return each;
}

bool bv_page_has_diff(const struct bv_page *page)
{
	return page->answer->c->files.count > 0 ||
	       !bv_text_is_empty(page->answer->c->bisection->claim.crash_report);
}

static enum shared shared_by(struct bv_text changed, struct bv_text ran_through)
{
	struct bv_text folder = bv_directory_of(changed);

	if (bv_path_fits(changed, ran_through))
		return SHARED_FILE;
	/* A file of the root shares no folder worth the name. */
	return !bv_text_is_empty(folder) && bv_text_equal(folder, bv_directory_of(ran_through))
		       ? SHARED_FOLDER
		       : SHARED_NOTHING;
}

static enum shared most_shared(struct bv_text changed, const struct bv_texts *frames)
{
	enum shared most = SHARED_NOTHING;

	for (size_t i = 0; i < frames->count; i++) {
		enum shared shared = shared_by(changed, frames->items[i]);

		most = shared > most ? shared : most;
	}
	return most;
}

static enum shared frame_shares(struct bv_text frame, const struct bv_case_files *files)
{
	enum shared most = SHARED_NOTHING;

	for (size_t i = 0; i < files->count; i++) {
		enum shared shared = shared_by(files->items[i].path, frame);

		most = shared > most ? shared : most;
	}
	return most;
}

static void write_shared(struct bv_page *page, enum shared shared)
{
	static const char *const tags[] = {
		[SHARED_NOTHING] = "",
		[SHARED_FOLDER] = " <span class=\"tag quiet\">same folder</span>",
		[SHARED_FILE] = " <span class=\"tag\">same file</span>",
	};

	bv_html_markup(&page->html, tags[shared]);
}

static void write_count(struct bv_page *page, const char *sign, struct bv_count count)
{
	if (count.is_known) {
		bv_html_markup(&page->html, " ");
		bv_html_markup(&page->html, sign);
		bv_html_print(&page->html, "%zu", count.value);
	}
}

static void write_files(struct bv_page *page, const struct bv_texts *frames)
{
	const struct bv_case_files *files = &page->answer->c->files;
	struct bv_html *html = &page->html;
	size_t shown = files->count < BV_PAGE_FILES_MAX ? files->count : BV_PAGE_FILES_MAX;

	bv_html_markup(html, "<div>\n<h3>The blamed commit changes</h3>\n");
	if (shown == 0)
		bv_html_markup(html, "<p class=\"aside\">Not known: neither the log nor a tree "
				     "tells.</p>\n");
	bv_html_markup(html, shown ? "<ul class=\"files\">\n" : "");
	for (size_t i = 0; i < shown; i++) {
		const struct bv_changed_file *file = &files->items[i];

		bv_html_markup(html, "<li>");
		bv_html_element(html, "code", bv_screen_text(file->path, &page->keep));
		bv_html_markup(html, "<span class=\"aside\">");
		write_count(page, "+", file->added);
		write_count(page, "&#8722;", file->deleted);
		bv_html_markup(html, "</span>");
		write_shared(page, most_shared(file->path, frames));
		bv_html_markup(html, "</li>\n");
	}
	bv_html_markup(html, shown ? "</ul>\n" : "");
	bv_page_more(page, files->count - shown, "files");
	if (shown && !files->is_complete)
		bv_html_markup(html, "<p class=\"aside\">The list is not complete.</p>\n");
	bv_html_markup(html, "</div>\n");
}

static void write_frames(struct bv_page *page, const struct bv_texts *frames)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<div>\n<h3>The crash ran through</h3>\n");
	if (frames->count == 0)
		bv_html_markup(html, "<p class=\"aside\">Not known: the log has no stack that "
				     "names files.</p>\n");
	bv_html_markup(html, frames->count ? "<ol class=\"files\">\n" : "");
	for (size_t i = 0; i < frames->count; i++) {
		bv_html_markup(html, "<li>");
		bv_html_element(html, "code", bv_screen_text(frames->items[i], &page->keep));
		write_shared(page, frame_shares(frames->items[i], &page->answer->c->files));
		bv_html_markup(html, "</li>\n");
	}
	bv_html_markup(html, frames->count ? "</ol>\n" : "");
	bv_html_markup(html, "</div>\n");
}

static void write_words(struct bv_page *page, const struct bv_texts *frames)
{
	const struct bv_case_files *files = &page->answer->c->files;
	size_t counts[SHARED_FILE + 1] = {0};
	struct bv_html *html = &page->html;

	if (files->count == 0 || frames->count == 0)
		return;
	for (size_t i = 0; i < files->count; i++)
		counts[most_shared(files->items[i].path, frames)]++;
	bv_html_markup(html, "<p>");
	if (counts[SHARED_FILE])
		bv_html_print(html, "Of %zu changed file%s the crash ran through %zu.",
			      files->count, bv_screen_plural(files->count), counts[SHARED_FILE]);
	else if (counts[SHARED_FOLDER])
		bv_html_print(html,
			      "The crash ran through none of the files, but through the "
			      "folder of %zu of %zu.",
			      counts[SHARED_FOLDER], files->count);
	else
		bv_html_markup(html, "They share no file and no folder.");
	bv_html_markup(html, " Frames that every crash passes through are left out.</p>\n");
}

void bv_page_diff(struct bv_page *page)
{
	struct bv_texts frames = crash_files(page);

	write_words(page, &frames);
	bv_html_markup(&page->html, "<div class=\"beside\">\n");
	write_files(page, &frames);
	write_frames(page, &frames);
	bv_html_markup(&page->html, "</div>\n");
}
