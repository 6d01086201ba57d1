/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing pages: what comes from a log or a tree is escaped here, and only here. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "html_private.h"

#include "base/banned.h"

static const char *reference_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* Bytes that bv_out has made safe already: no control but TAB and LF, and valid UTF-8. */
static bool sink_escaped(void *context, const char *bytes, size_t size)
{
	struct bv_html *html = context;
	size_t done = 0;

	for (size_t i = 0; i < size; i++) {
		const char *reference = reference_of(bytes[i]);

		if (!reference)
			continue;
		bv_out_bytes(html->markup, bytes + done, i - done);
		bv_out_bytes(html->markup, reference, strlen(reference));
		done = i + 1;
	}
	bv_out_bytes(html->markup, bytes + done, size - done);
	return !html->markup->is_failed;
}

void bv_html_begin(struct bv_html *html, struct bv_out *out, struct bv_text commit_url)
{
	*html = (struct bv_html){
		.markup = out,
		.text = {.sink = sink_escaped, .context = html},
		.commit_url = commit_url,
	};
	/* Keeps one block from being made and freed again with every text. */
	(void)bv_arena_alloc(&html->scratch, 1, 1);
}

void bv_html_end(struct bv_html *html)
{
	bv_arena_release(&html->scratch);
}

void bv_html_markup(struct bv_html *html, const char *literal)
{
	bv_out_bytes(html->markup, literal, strlen(literal));
}

void bv_html_text(struct bv_html *html, struct bv_text text)
{
	bv_out_text(&html->text, text);
}

void bv_html_print(struct bv_html *html, const char *format, ...)
{
	struct bv_arena_mark mark = bv_arena_mark(&html->scratch);
	va_list arguments;

	va_start(arguments, format);
	bv_out_text(&html->text, bv_arena_vprint(&html->scratch, format, arguments));
	va_end(arguments);
	bv_arena_rewind(&html->scratch, mark);
}

void bv_html_element(struct bv_html *html, const char *tag, struct bv_text text)
{
	struct bv_text rest = bv_text_from(tag), name;

	(void)bv_take_word(&rest, &name);
	bv_html_markup(html, "<");
	bv_html_markup(html, tag);
	bv_html_markup(html, ">");
	bv_html_text(html, text);
	bv_html_markup(html, "</");
	bv_out_bytes(html->markup, name.data, name.size);
	bv_html_markup(html, ">");
}

void bv_html_element_or_nothing(struct bv_html *html, const char *tag, struct bv_text text)
{
	if (!bv_text_is_empty(text))
		bv_html_element(html, tag, text);
}

/* Fewer digits than git abbreviates to can be a word. */
#define ID_DIGITS_LEAST 7

void bv_html_commit(struct bv_html *html, struct bv_text commit, struct bv_text name)
{
	struct bv_text rest = html->commit_url, before;

	if (!bv_text_is_hex(commit, ID_DIGITS_LEAST, 2 * (size_t)BV_OID_HEX) ||
	    !bv_take_until(&rest, BV_TEXT("%s"), &before)) {
		bv_html_element(html, "code", name);
		return;
	}
	bv_html_markup(html, "<a class=\"commit\" rel=\"noreferrer\" href=\"");
	bv_html_text(html, before);
	bv_html_text(html, commit);
	bv_html_text(html, rest);
	bv_html_markup(html, "\">");
	bv_html_element(html, "code", name);
	bv_html_markup(html, "</a>");
}

static void write_file(struct bv_html *html, const struct bv_html_file *file)
{
	for (size_t i = 0; file->lines[i]; i++)
		bv_html_markup(html, file->lines[i]);
}

void bv_html_head(struct bv_html *html, struct bv_text title, enum bv_html_script script)
{
	bv_html_markup(html,
		       "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
		       "'none'; style-src 'sha256-");
	bv_html_markup(html, bv_html_style.sha256);
	bv_html_markup(html, "'; script-src 'sha256-");
	bv_html_markup(html, bv_html_scripts[script].sha256);
	bv_html_markup(html,
		       "'; base-uri 'none'; form-action 'none'\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width, "
		       "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
		       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	bv_html_text(html, title);
	bv_html_markup(html, " - git bisect-verify</title>\n<style>");
	write_file(html, &bv_html_style);
	bv_html_markup(html, "</style>\n</head>\n<body>\n");
}

void bv_html_foot(struct bv_html *html, enum bv_html_script script)
{
	bv_html_markup(html, "<script>");
	write_file(html, &bv_html_scripts[script]);
	bv_html_markup(html, "</script>\n</body>\n</html>\n");
}
