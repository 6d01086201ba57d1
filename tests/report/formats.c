/* SPDX-License-Identifier: GPL-2.0-only */
/* What holds of every sample in every form; and a few of them as a whole, against golden files. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "report/draft.h"
#include "report/golden_file.h"
#include "report/samples.h"

#include "base/banned.h"

#define SCREEN_ROWS    24
#define SCREEN_COLUMNS 80

struct form {
	const char *suffix;
	const char *format;
	size_t width;
	bool is_verbose, has_colour;
};

static struct bv_text rendered(sample_maker *make, const struct form *form, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer,
			     .context = &buffer,
			     .width = form->width,
			     .has_colour = form->has_colour};
	struct bv_report report = *make(keep);

	report.is_verbose = form->is_verbose;
	bv_report_render(&report, bv_format_find(bv_text_from(form->format)), &out);
	cr_assert(!out.is_failed);
	cr_expect(out.width == form->width, "the caller's width");
	return (struct bv_text){buffer.items, buffer.count};
}

/* Few: sentences are tested where they are made. */
static const struct {
	const char *name;
	sample_maker *make;
	struct form form;
} goldens[] = {
	{"refuted", sample_refuted, {"txt", "text", SCREEN_COLUMNS, false, false}},
	{"refuted", sample_refuted, {"verbose.txt", "text", SCREEN_COLUMNS, true, true}},
	{"refuted", sample_refuted, {"terse", "terse", 0, false, false}},
	{"refuted", sample_refuted, {"json", "json", 0, false, false}},
	{"refuted", sample_refuted, {"mail", "mail", 0, false, false}},
	{"consistent", sample_consistent, {"txt", "text", SCREEN_COLUMNS, false, false}},
	{"consistent", sample_consistent, {"mail", "mail", 0, false, false}},
	{"hostile", sample_hostile, {"verbose.txt", "text", SCREEN_COLUMNS, true, false}},
	{"hostile", sample_hostile, {"terse", "terse", 0, false, false}},
	{"hostile", sample_hostile, {"json", "json", 0, false, false}},
};

Test(formats, are_as_reviewed)
{
	for (size_t i = 0; i < sizeof(goldens) / sizeof(goldens[0]); i++) {
		struct bv_arena keep = {0};
		char name[100];

		(void)snprintf(name, sizeof(name), "%s.%s", goldens[i].name,
			       goldens[i].form.suffix);
		golden_expect(name, rendered(goldens[i].make, &goldens[i].form, &keep));
		bv_arena_release(&keep);
	}
}

/* A command is pasted, so it is never folded. */
static bool may_be_wide(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("  $ "));
}

Test(formats, the_first_screen_is_a_screen)
{
	const struct form form = {"txt", "text", SCREEN_COLUMNS, false, false};

	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		struct bv_text rest = rendered(samples[i].make, &form, &keep), line;
		size_t rows = 0;

		/* Words of a thousand letters cannot be folded. */
		for (; bv_take_line(&rest, &line); rows++)
			cr_expect(samples[i].make == sample_hostile || may_be_wide(line) ||
					  bv_text_columns(line) <= SCREEN_COLUMNS,
				  "%s: %.*s", samples[i].name, BV_TEXT_ARG(line));
		cr_expect(samples[i].make == sample_hostile || rows <= SCREEN_ROWS, "%s: %zu rows",
			  samples[i].name, rows);
		bv_arena_release(&keep);
	}
}

Test(formats, the_verdict_is_in_the_first_row)
{
	const struct form form = {"txt", "text", SCREEN_COLUMNS, false, false};
	static const struct {
		sample_maker *make;
		const char *words;
	} rows[] = {
		{sample_refuted, "REFUTED: cccc00001111 \"MAINTAINERS: "},
		{sample_doubtful, "DOUBTFUL: bbbb00001111 \"demo: "},
		{sample_consistent, "consistent: bbbb0000 \"demo: "},
		{sample_undecided, "undecided: "},
		{sample_nothing, "undecided: "},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_text text = rendered(rows[i].make, &form, &keep);

		cr_expect(bv_text_starts_with(text, bv_text_from(rows[i].words)), "%.*s",
			  BV_TEXT_ARG(text));
		bv_arena_release(&keep);
	}
}

/* Nothing that a terminal would obey, at any width. */
Test(formats, no_terminal_sees_control_bytes)
{
	static const struct form forms[] = {
		{"", "text", 20, false, false}, {"", "text", SCREEN_COLUMNS, true, false},
		{"", "text", 0, true, false},   {"", "terse", 0, false, false},
		{"", "json", 0, false, false},  {"", "mail", 0, false, false},
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_text text = rendered(sample_hostile, &forms[i], &keep);

		for (size_t k = 0; k < text.size; k++)
			cr_assert(((unsigned char)text.data[k] >= ' ' && text.data[k] != 0x7f) ||
					  text.data[k] == '\n',
				  "%s: byte %d at %zu", forms[i].format, text.data[k], k);
		cr_expect_not(bv_text_contains(text, BV_TEXT("\xe2\x80\xae")), "%s",
			      forms[i].format);
		bv_arena_release(&keep);
	}
}

Test(formats, are_found_by_name)
{
	for (size_t i = 0; i < bv_format_count(); i++)
		cr_expect(bv_format_find(bv_text_from(bv_format_at(i)->name)) == bv_format_at(i));
	cr_expect(bv_format_at(bv_format_count()) == NULL);
	cr_expect(bv_format_find(BV_TEXT("jsonl")) == NULL);
}

Test(formats, are_in_the_manual)
{
	struct bv_arena keep = {0};
	static char bytes[1 << 16];
	FILE *file = fopen(BV_MANUAL, "r");
	struct bv_text manual = {bytes, 0};

	cr_assert(file);
	manual.size = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	for (size_t i = 0; i < bv_format_count(); i++) {
		const struct bv_format *format = bv_format_at(i);

		cr_expect(bv_text_contains(manual, bv_arena_print(&keep, ".B %s\n(%s", format->name,
								  format->help)),
			  "%s", format->name);
	}
	bv_arena_release(&keep);
}

/* A byte that is no text takes four columns: the row of a quoting mail is cut before them. */
Test(formats, a_quoting_row_fits_its_terminal)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 40};
	struct draft *draft = draft_new("box", BV_KIND_MAIL, &keep);
	struct bv_text row;

	draft->bisection.claim.is_quoted = true;
	draft->place.mail = 2;
	draft->place.message_id = BV_TEXT("\x01\xff\x01\xff\x01\xff\x01\xff\x01\xff\x01\xff"
					  "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3");
	bv_report_render(draft_finish(draft), bv_format_at(0), &out);
	row = bv_text_trim_end((struct bv_text){buffer.items, buffer.count});
	cr_expect(bv_text_starts_with(row, BV_TEXT("mail 2 only quotes: ")), "%.*s",
		  BV_TEXT_ARG(row));
	cr_expect(bv_text_columns(row) <= 40, "%.*s", BV_TEXT_ARG(row));
	bv_arena_release(&keep);
}
