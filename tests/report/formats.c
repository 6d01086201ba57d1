/* SPDX-License-Identifier: GPL-2.0-only */
/* Every sample in every form, against golden files. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "report/golden_file.h"
#include "report/samples.h"

#include "base/banned.h"

static const struct form {
	const char *suffix;
	const char *format;
	size_t width;
	bool is_verbose, has_colour;
} forms[] = {
	{"txt", "text", 100, false, false},      {"narrow.txt", "text", 20, false, false},
	{"verbose.txt", "text", 0, true, false}, {"colour.txt", "text", 100, true, true},
	{"terse", "terse", 0, false, false},     {"json", "json", 0, false, false},
};

static void check_form(const struct sample *sample, const struct form *form)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer,
			     .context = &buffer,
			     .width = form->width,
			     .has_colour = form->has_colour};
	struct bv_report report = *sample->make(&keep);
	char name[100];

	report.is_verbose = form->is_verbose;
	bv_report_render(&report, bv_format_find(bv_text_from(form->format)), &out);
	(void)snprintf(name, sizeof(name), "%s.%s", sample->name, form->suffix);
	golden_expect(name, (struct bv_text){buffer.items, buffer.count});
	cr_expect(out.width == form->width, "%s: the caller's width", name);
	bv_arena_release(&keep);
}

Test(formats, are_as_reviewed)
{
	for (size_t i = 0; i < sample_count; i++)
		for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++)
			check_form(&samples[i], &forms[k]);
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
