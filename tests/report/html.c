/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages of a log that is full of mark-up: nothing of it is mark-up of the page. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "log/log.h"
#include "report/report.h"

#include "base/banned.h"

static struct bv_text read_log(struct bv_arena *keep)
{
	const size_t most = 1 << 20;
	char *bytes = bv_arena_alloc(keep, most, 1);
	FILE *file = fopen(BV_TEST_DATA "/checks/fine.log", "r");
	struct bv_text log = {bytes, 0};

	cr_assert(file);
	log.size = fread(bytes, 1, most, file);
	(void)fclose(file);
	return log;
}

/* Every @word of @text becomes @other. */
static struct bv_text replaced(struct bv_text text, struct bv_text word, struct bv_text other,
			       struct bv_arena *keep)
{
	struct bv_out_buffer out = {.keep = keep};
	struct bv_text before;

	while (bv_take_until(&text, word, &before)) {
		(void)bv_sink_buffer(&out, before.data, before.size);
		(void)bv_sink_buffer(&out, other.data, other.size);
	}
	(void)bv_sink_buffer(&out, text.data, text.size);
	return (struct bv_text){out.items, out.count};
}

static struct bv_text page_of(struct bv_text log, struct bv_text commit_url, struct bv_arena *keep)
{
	struct bv_source source = {.name = "<log> & \"more\"", .text = log};
	const struct bv_place place = {.log = bv_text_from(source.name), .text = log};
	const struct bv_told told = {0};
	struct bv_bisections bisections = {0};
	struct bv_check_result result = {0};
	struct bv_answer answer;
	struct bv_report report = {.answer = &answer, .commit_url = commit_url};
	struct bv_out_buffer page = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &page};
	struct bv_case c;

	bv_log_read(&bisections, &source, keep);
	cr_assert(bisections.count == 1);
	bv_case_open(&c, &bisections.items[0], &told, NULL, keep);
	bv_checks_run(&result, &c, keep);
	bv_answer_make(&answer, &c, &result, &place, keep);
	bv_report_render(&report, bv_format_find(BV_TEXT("html")), &out);
	return (struct bv_text){page.items, page.count};
}

/*
 * The page's mark-up, taken apart
 */

static bool is_word(struct bv_text word, const char *const *words)
{
	for (; *words; words++)
		if (bv_text_equal(word, bv_text_from(*words)))
			return true;
	return false;
}

static bool take_name(struct bv_text *rest, struct bv_text *out)
{
	size_t size = 0;

	while (size < rest->size &&
	       (rest->data[size] == '-' || rest->data[size] == ':' ||
		(rest->data[size] >= '0' && rest->data[size] <= '9') ||
		((rest->data[size] | ' ') >= 'a' && (rest->data[size] | ' ') <= 'z')))
		size++;
	*out = bv_text_slice(*rest, 0, size);
	*rest = bv_text_from_offset(*rest, size);
	return size > 0;
}

/* Names of attributes, each with a value in double quotes, or with a number. */
static void check_attributes(struct bv_text *rest)
{
	static const char *const names[] = {"lang",
					    "charset",
					    "http-equiv",
					    "content",
					    "name",
					    "class",
					    "id",
					    "href",
					    "rel",
					    "role",
					    "title",
					    "tabindex",
					    "scope",
					    "value",
					    "open",
					    "width",
					    "height",
					    "x",
					    "d",
					    "viewBox",
					    "vector-effect",
					    "preserveAspectRatio",
					    "aria-label",
					    "aria-labelledby",
					    "aria-hidden",
					    NULL};
	struct bv_text name, value;

	while (bv_take_blanks(rest) && take_name(rest, &name)) {
		uint64_t number;

		cr_assert(is_word(name, names), "attribute %.*s", BV_TEXT_ARG(name));
		if (bv_take_prefix(rest, BV_TEXT("=\""))) {
			cr_assert(bv_take_until(rest, BV_TEXT("\""), &value));
			cr_assert(!bv_text_contains(value, BV_TEXT("<")));
		} else if (bv_take_prefix(rest, BV_TEXT("="))) {
			(void)bv_take_prefix(rest, BV_TEXT("L"));
			cr_assert(bv_take_uint(rest, &number));
		}
	}
}

static void check_tag(struct bv_text *rest)
{
	static const char *const names[] = {
		"html",  "head", "meta",   "title",   "style", "body",    "script",  "div",
		"main",  "nav",  "header", "section", "h1",    "h2",      "h3",      "p",
		"a",     "ul",   "ol",     "li",      "span",  "code",    "pre",     "strong",
		"small", "q",    "i",      "br",      "table", "thead",   "tbody",   "tr",
		"th",    "td",   "svg",    "rect",    "path",  "details", "summary", NULL};
	struct bv_text name;

	if (bv_take_prefix(rest, BV_TEXT("!DOCTYPE html>")))
		return;
	(void)bv_take_prefix(rest, BV_TEXT("/"));
	cr_assert(take_name(rest, &name) && is_word(name, names), "tag %.*s",
		  BV_TEXT_ARG(bv_text_slice(*rest, 0, 40)));
	check_attributes(rest);
	(void)bv_take_prefix(rest, BV_TEXT("/"));
	cr_assert(bv_take_prefix(rest, BV_TEXT(">")), "in <%.*s: %.*s", BV_TEXT_ARG(name),
		  BV_TEXT_ARG(bv_text_slice(*rest, 0, 40)));
	if (bv_text_equal(name, BV_TEXT("style")) || bv_text_equal(name, BV_TEXT("script"))) {
		struct bv_text ours;

		(void)bv_take_until(rest, BV_TEXT("</"), &ours);
		(void)take_name(rest, &name);
		(void)bv_take_prefix(rest, BV_TEXT(">"));
	}
}

static void check_text(struct bv_text text)
{
	static const char *const names[] = {"amp", "lt", "gt", "quot", NULL};
	struct bv_text before;

	cr_assert(!bv_text_contains(text, BV_TEXT(">")));
	while (bv_take_until(&text, BV_TEXT("&"), &before)) {
		struct bv_text name;
		uint64_t code;
		bool is_reference = bv_take_prefix(&text, BV_TEXT("#"))
					    ? bv_take_uint(&text, &code)
					    : take_name(&text, &name) && is_word(name, names);

		cr_assert(is_reference && bv_take_prefix(&text, BV_TEXT(";")));
	}
}

static void check_page(struct bv_text page)
{
	struct bv_text text;

	while (bv_take_until(&page, BV_TEXT("<"), &text)) {
		check_text(text);
		check_tag(&page);
	}
	check_text(page);
}

Test(html, what_a_log_says_is_no_markup)
{
	static const char *const hostile[] = {
		"<script>alert(1)</script>",
		"\"><img src=x onerror=alert(1)>",
		"' onclick='x",
		"</style></title></pre>",
		"<!--",
		"&lt;&#x3c;&",
	};
	struct bv_arena keep = {0};
	struct bv_text log = read_log(&keep);

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		check_page(page_of(replaced(log, BV_TEXT("demo"), bv_text_from(hostile[i]), &keep),
				   BV_TEXT("https://example.org/\" onclick=\"<x>&id=%s"), &keep));
	bv_arena_release(&keep);
}

Test(html, what_cannot_be_seen_is_spelt)
{
	struct bv_arena keep = {0};
	struct bv_text log = replaced(read_log(&keep), BV_TEXT("demo"),
				      BV_TEXT("\x1b[2J\xe2\x80\xae\xff"), &keep);
	struct bv_text page = page_of(log, BV_TEXT(""), &keep);

	cr_expect(bv_text_contains(page, BV_TEXT("\\x1b[2J\\xe2\\x80\\xae\\xff")));
	cr_expect(!bv_text_contains(page, BV_TEXT("\x1b")));
	cr_expect(!bv_text_contains(page, BV_TEXT("\xe2\x80\xae")));
	cr_expect(!bv_text_contains(page, BV_TEXT("\xff")));
	bv_arena_release(&keep);
}

Test(html, commits_are_links_only_where_told)
{
	struct bv_arena keep = {0};
	struct bv_text log = read_log(&keep);

	cr_expect(!bv_text_contains(page_of(log, BV_TEXT(""), &keep), BV_TEXT("href=\"http")));
	cr_expect(bv_text_contains(page_of(log, BV_TEXT("http://example.org/%s.html"), &keep),
				   BV_TEXT("href=\"http://example.org/")));
	bv_arena_release(&keep);
}

/* A link that says "line 12", or just 12, leads to the line that is numbered so. */
Test(html, links_to_lines_lead_there)
{
	struct bv_arena keep = {0};
	struct bv_text page = page_of(read_log(&keep), BV_TEXT(""), &keep), rest = page, before;
	size_t links = 0;

	for (; bv_take_until(&rest, BV_TEXT("href=\"#L"), &before); links++) {
		uint64_t line, said = 0;
		struct bv_text id;

		cr_assert(bv_take_uint(&rest, &line) && bv_take_prefix(&rest, BV_TEXT("\">")));
		id = bv_arena_print(&keep, "<li id=L%u>", (unsigned)line);
		(void)(bv_take_prefix(&rest, BV_TEXT("line ")) ||
		       bv_take_prefix(&rest, BV_TEXT("lines ")));
		cr_expect(bv_take_uint(&rest, &said) && said == line, "%u for %u", (unsigned)line,
			  (unsigned)said);
		cr_expect(bv_text_contains(page, id), "line %u", (unsigned)line);
	}
	cr_expect(links > 3);
	bv_arena_release(&keep);
}

Test(html, a_long_log_is_cut_and_says_so)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer log = {.keep = &keep};
	struct bv_text fine = read_log(&keep), page;

	(void)bv_sink_buffer(&log, fine.data, fine.size);
	for (size_t i = 0; i < 200000; i++)
		(void)bv_sink_buffer(&log, "\"\"\"\"\"\"\"\"\"\n", 10);
	page = page_of((struct bv_text){log.items, log.count}, BV_TEXT(""), &keep);
	cr_expect(page.size < 1 << 20, "%zu bytes", page.size);
	cr_expect(bv_text_contains(page, BV_TEXT("were left out for its size")));
	bv_arena_release(&keep);
}
