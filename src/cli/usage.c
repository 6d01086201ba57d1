/* SPDX-License-Identifier: GPL-2.0-only */
/* The usage, as git's commands print it. */
#include <string.h>

#include "options.h"

#define HELP_COLUMN 28

static void print_row(const struct bv_option_row *row, struct bv_out *out)
{
	const char *no = row->has_no ? "[no-]" : "", *value = row->value ? row->value : "";
	size_t used =
		4 + strlen("--") + strlen(no) + strlen(row->name) + strlen(" ") + strlen(value);

	bv_out_print(out, "    ");
	if (row->letter) {
		bv_out_print(out, "-%c, ", row->letter);
		used += strlen("-x, ");
	}
	bv_out_print(out, "--%s%s %s", no, row->name, value);
	if (used >= HELP_COLUMN) {
		bv_out_print(out, "\n");
		used = 0;
	}
	bv_out_print(out, "%*s", (int)(HELP_COLUMN - used), "");
	for (size_t i = 0; !row->help && row->choices(i); i++)
		bv_out_print(out, "%s%s", i ? ", " : "", row->choices(i));
	bv_out_print(out, "%s\n", row->help ? row->help : "");
}

static void print_call(const struct bv_command *command, struct bv_out *out)
{
	bv_out_print(out, "git bisect-verify %s%s[<options>]%s%s\n",
		     command->name ? command->name : "", command->name ? " " : "",
		     command->arguments[0] ? " " : "", command->arguments);
}

static void print_options(unsigned options, struct bv_out *out)
{
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		const struct bv_option_row *row = bv_option_row((enum bv_option)i);

		if (options & 1u << i)
			print_row(row, out);
	}
}

void bv_usage_print(const struct bv_command *shown, const struct bv_command *commands, size_t count,
		    struct bv_out *out)
{
	for (size_t i = 0; i < count; i++) {
		if (shown && shown != &commands[i])
			continue;
		bv_out_print(out, "%s", i == 0 || shown ? "usage: " : "   or: ");
		print_call(&commands[i], out);
	}
	bv_out_print(out, "\n");
	for (size_t i = 0; !shown && i < count; i++)
		bv_out_print(out, "    %-12s%s\n", commands[i].name ? commands[i].name : "",
			     commands[i].summary);
	if (shown)
		bv_out_print(out, "    %s\n", shown->summary);
	bv_out_print(out, "\n");
	print_options(shown ? shown->options : commands[0].options, out);
	if (!shown)
		bv_out_print(out, "\n    git bisect-verify <command> -h shows that command's "
				  "options\n");
}
