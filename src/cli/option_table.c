/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of options, and their values. */
#include <string.h>

#include "checks/check.h"
#include "kernel/path_class.h"
#include "options.h"
#include "report/report.h"
#include "workers.h"

static const char *fail_on_at(size_t index)
{
	static const char *const names[] = {
		[BV_FAIL_ON_DOUBTFUL] = "doubtful",
		[BV_FAIL_ON_REFUTED] = "refuted",
		[BV_FAIL_ON_NEVER] = "never",
	};

	return index < sizeof(names) / sizeof(names[0]) ? names[index] : NULL;
}

static const char *when_at(size_t index)
{
	static const char *const names[] = {
		[BV_WHEN_AUTO] = "auto",
		[BV_WHEN_ALWAYS] = "always",
		[BV_WHEN_NEVER] = "never",
	};

	return index < sizeof(names) / sizeof(names[0]) ? names[index] : NULL;
}

static const char *format_at(size_t index)
{
	const struct bv_format *format = bv_format_at(index);

	return format ? format->name : NULL;
}

static const char *check_at(size_t index)
{
	return index < bv_check_count() ? bv_check_at(index)->id : NULL;
}

static const struct bv_option_row table[BV_OPTION_COUNT] = {
	[BV_OPTION_TREE] = {BV_OPTION_TEXT, "tree", .value = "DIR",
			    .help = "the Linux tree to ask; default: as for git itself"},
	[BV_OPTION_NO_TREE] = {BV_OPTION_FLAG, "no-tree", .help = "judge the log alone"},
	[BV_OPTION_LATER] = {BV_OPTION_FLAG, "later", .has_no = true,
			     .help = "also search later commits for reverts and Fixes:"},
	[BV_OPTION_TITLE] = {BV_OPTION_TEXT, "title", .value = "TITLE",
			     .help = "the reported bug's title; a log does not hold it"},
	[BV_OPTION_BUG] = {BV_OPTION_TEXT, "bug", .value = "FILE",
			   .help = "the reported bug, as JSON of syzbot's dashboard"},
	[BV_OPTION_ARCH] = {BV_OPTION_ARCHITECTURE, "arch", .value = "ARCH",
			    .help = "the architecture that was built, as below arch/"},
	[BV_OPTION_CHECK] = {BV_OPTION_LIST, "check", .value = "ID=LEVEL", .choices = check_at,
			     .help = "a check, or ID.*: off, note, warning or error"},
	[BV_OPTION_ASSUME] = {BV_OPTION_LIST, "assume", .value = "REV=VERDICT",
			      .help = "judge as if that test had been good, bad or skip"},
	[BV_OPTION_RESULTS] = {BV_OPTION_TEXT, "results", .value = "FILE",
			       .help = "a log of later tests, to be believed instead"},
	[BV_OPTION_PART] = {BV_OPTION_NUMBER, "part", .value = "N", .most = 1000000,
			    .help = "only the N-th bisection of the text"},
	[BV_OPTION_LOG] = {BV_OPTION_TEXT, "log", .value = "FILE",
			   .help = "the log of the bisection that the mail is about"},
	[BV_OPTION_INSTALL] = {BV_OPTION_FLAG, "install",
			       .help = "have git send-email ask here, then a hook of yours"},
	[BV_OPTION_UNINSTALL] = {BV_OPTION_FLAG, "uninstall", .help = "have your hook back"},
	[BV_OPTION_FORMAT] = {BV_OPTION_CHOICE, "format", .value = "FORMAT", .choices = format_at},
	[BV_OPTION_LADDER] = {BV_OPTION_FLAG, "ladder", .has_no = true,
			      .help = "draw each step: its runs, and what it left"},
	[BV_OPTION_FAIL_ON] = {BV_OPTION_CHOICE, "fail-on", .value = "VERDICT",
			       .choices = fail_on_at,
			       .help = "exit 1 from doubtful (default), refuted or never on"},
	[BV_OPTION_JOBS] = {BV_OPTION_NUMBER, "jobs", .letter = 'j', .value = "N",
			    .most = BV_WORKERS_MAX,
			    .help = "processes that judge; default: one a processor"},
	[BV_OPTION_TIMEOUT] = {BV_OPTION_NUMBER, "timeout", .value = "SECONDS", .most = 1000000,
			       .initial = 60,
			       .help = "give a log up after so long; default 60, 0: never"},
	[BV_OPTION_MAX_MEMORY] = {BV_OPTION_NUMBER, "max-memory", .value = "MIB", .most = 1000000,
				  .initial = 2048,
				  .help = "give up a log that takes more; default 2048"},
	[BV_OPTION_FILES0_FROM] = {BV_OPTION_TEXT, "files0-from", .value = "FILE",
				   .help = "read paths from FILE, each ending in NUL"},
	[BV_OPTION_LABELS] = {BV_OPTION_TEXT, "labels", .value = "FILE",
			      .help = "compare with FILE, a table of which logs are right"},
	[BV_OPTION_HTML] = {BV_OPTION_TEXT, "html", .value = "DIR",
			    .help = "write a page for each log, and an index, to DIR"},
	[BV_OPTION_COLOUR] = {BV_OPTION_CHOICE, "color", .value = "WHEN", .choices = when_at},
	[BV_OPTION_VERBOSE] = {BV_OPTION_FLAG, "verbose", .letter = 'v',
			       .help = "also notes, steps, and checks that did not run"},
	[BV_OPTION_DUMP_MODEL] = {BV_OPTION_FLAG, "dump-model",
				  .help = "print what was read instead of judging it"},
	[BV_OPTION_VERSION] = {BV_OPTION_FLAG, "version", .help = "the version"},
	[BV_OPTION_HELP] = {BV_OPTION_FLAG, "help", .letter = 'h', .help = "this text"},
};

const struct bv_option_row *bv_option_row(enum bv_option option)
{
	return &table[option];
}

/*
 * Values
 */

static bool fail_value(struct bv_error *err, enum bv_option option, const char *value)
{
	return bv_fail(err, BV_ERROR_USAGE, "--%s does not take '%s'", table[option].name, value);
}

/* "auto, always, never" */
static struct bv_text choices_of(enum bv_option option, struct bv_arena *keep)
{
	bv_word_at *word_at = table[option].choices;
	struct bv_text all = bv_text_from(word_at(0));

	for (size_t i = 1; word_at(i); i++)
		all = bv_arena_print(keep, "%.*s, %s", BV_TEXT_ARG(all), word_at(i));
	return all;
}

static bool set_choice(struct bv_option_value *out, enum bv_option option, const char *value,
		       struct bv_error *err)
{
	bv_word_at *word_at = table[option].choices;
	struct bv_arena scratch = {0};

	for (size_t i = 0; word_at(i); i++) {
		if (strcmp(word_at(i), value) == 0) {
			out->number = i;
			return true;
		}
	}
	(void)fail_value(err, option, value);
	(void)bv_fail_advice(err, "say one of: %s", choices_of(option, &scratch).data);
	bv_arena_release(&scratch);
	return false;
}

static bool set_number(struct bv_option_value *out, enum bv_option option, const char *value,
		       struct bv_error *err)
{
	struct bv_text rest = bv_text_from(value);
	uint64_t number;

	if (!bv_take_uint(&rest, &number) || !bv_text_is_empty(rest) ||
	    number > table[option].most) {
		(void)fail_value(err, option, value);
		return bv_fail_advice(err, "say a number from 0 to %zu", table[option].most);
	}
	out->number = (size_t)number;
	return true;
}

static bool set_arch(enum bv_option option, const char *value, struct bv_error *err)
{
	if (!bv_text_is_empty(bv_arch_find(bv_text_from(value))))
		return true;
	(void)fail_value(err, option, value);
	return bv_fail_advice(err, "say one of: %s", bv_arch_choices);
}

bool bv_option_set(struct bv_option_value *out, enum bv_option option, const char *value,
		   struct bv_error *err)
{
	out->text = value;
	switch (table[option].type) {
	case BV_OPTION_NUMBER:
		return set_number(out, option, value, err);
	case BV_OPTION_CHOICE:
		return set_choice(out, option, value, err);
	case BV_OPTION_ARCHITECTURE:
		return set_arch(option, value, err);
	case BV_OPTION_FLAG:
	case BV_OPTION_TEXT:
	case BV_OPTION_LIST:
		break;
	}
	return true;
}
