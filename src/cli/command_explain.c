/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify explain [ID|FAMILY|WORD]: what it means. */
#include <stdio.h>

#include "base/nearest.h"
#include "report/report.h"
#include "settings.h"
#include "terminal.h"

/* A family may be written as --check takes it, "culprit.*". */
static const struct bv_explanation *find(struct bv_text name)
{
	const struct bv_explanation *explanation;

	if (!bv_text_ends_with(name, BV_TEXT(".*")))
		return bv_explanation_find(name);
	explanation = bv_explanation_find(bv_text_slice(name, 0, name.size - 2));
	return explanation && explanation->kind == BV_EXPLAINS_FAMILY ? explanation : NULL;
}

static const char *name_at(size_t index)
{
	return index < bv_explanation_count() ? bv_explanation_at(index)->name : NULL;
}

static enum bv_status fail_unknown(const char *name)
{
	const char *meant = bv_nearest_word(bv_text_from(name), name_at);
	struct bv_error err = {0};

	(void)bv_fail(&err, BV_ERROR_USAGE, "there is no check, family or word '%s'", name);
	if (meant)
		(void)bv_fail_advice(&err, "did you mean %s?", meant);
	(void)bv_fail_advice(&err, "git bisect-verify explain lists them");
	return bv_status_report(&err);
}

int bv_command_explain(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_error err = {0};
	struct bv_out out;

	if (!bv_settings_take_colour(options, &err))
		return (int)bv_status_report(&err);
	out = bv_terminal_out(stdout, options->of[BV_OPTION_COLOUR].number);
	if (argument_count == 0)
		bv_report_explain_list(&out);
	for (int i = 0; i < argument_count; i++) {
		const struct bv_explanation *explanation = find(bv_text_from(arguments[i]));

		if (!explanation)
			return (int)fail_unknown(arguments[i]);
		if (i > 0)
			bv_out_print(&out, "\n");
		bv_report_explain(explanation, &out);
	}
	return (int)bv_status_written(&out, stdout, BV_STATUS_FINE);
}
