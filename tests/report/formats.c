/* Every sample in every form, against golden files. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "report/golden_file.h"
#include "report/samples.h"

#include "base/banned.h"

static const struct form {
	const char *suffix;
	enum bv_format format;
	size_t width;
	bool is_verbose, has_colour;
} forms[] = {
	{"txt", BV_FORMAT_TEXT, 100, false, false},
	{"narrow.txt", BV_FORMAT_TEXT, 20, false, false},
	{"verbose.txt", BV_FORMAT_TEXT, 0, true, false},
	{"colour.txt", BV_FORMAT_TEXT, 100, true, true},
	{"terse", BV_FORMAT_TERSE, 0, false, false},
	{"json", BV_FORMAT_JSON, 0, false, false},
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
	bv_report_render(&report, form->format, &out);
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
	enum bv_format format;

	cr_expect(bv_format_parse(&format, BV_TEXT("text")) && format == BV_FORMAT_TEXT);
	cr_expect(bv_format_parse(&format, BV_TEXT("terse")) && format == BV_FORMAT_TERSE);
	cr_expect(bv_format_parse(&format, BV_TEXT("json")) && format == BV_FORMAT_JSON);
	cr_expect(!bv_format_parse(&format, BV_TEXT("jsonl")));
}
