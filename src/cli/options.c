/* SPDX-License-Identifier: GPL-2.0-only */
/* The option table, its parser and the usage made from it. */
#include "options.h"

#include <string.h>

#include "kernel/path_class.h"

struct option {
	char short_name; /* 0: none */
	const char *name;
	const char *value; /* its name in the usage; NULL: takes none */
	unsigned group;
	const char *help; /* NULL: the names of the formats */
	bool (*set)(struct bv_options *options, const char *value, struct bv_arena *keep,
		    struct bv_error *err);
};

static bool bad_value(struct bv_error *err, const char *option, const char *value,
		      const char *choices)
{
	(void)bv_fail(err, BV_ERROR_USAGE, "--%s does not take '%s'", option, value);
	return bv_fail_advice(err, "say one of: %s", choices);
}

static bool set_tree(struct bv_options *options, const char *value, struct bv_arena *keep,
		     struct bv_error *err)
{
	(void)keep, (void)err;
	options->tree = value;
	options->is_without_tree = false;
	return true;
}

static bool set_no_tree(struct bv_options *options, const char *value, struct bv_arena *keep,
			struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->is_without_tree = true;
	return true;
}

static bool set_later(struct bv_options *options, const char *value, struct bv_arena *keep,
		      struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->told.is_later_wanted = options->is_later_given = true;
	return true;
}

static bool set_no_later(struct bv_options *options, const char *value, struct bv_arena *keep,
			 struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->told.is_later_wanted = false;
	options->is_later_given = true;
	return true;
}

static bool set_title(struct bv_options *options, const char *value, struct bv_arena *keep,
		      struct bv_error *err)
{
	(void)keep, (void)err;
	options->told.title = bv_text_from(value);
	return true;
}

static bool set_arch(struct bv_options *options, const char *value, struct bv_arena *keep,
		     struct bv_error *err)
{
	(void)keep;
	options->told.arch = bv_arch_find(bv_text_from(value));
	options->is_arch_given = true;
	return !bv_text_is_empty(options->told.arch) ||
	       bad_value(err, "arch", value, bv_arch_choices);
}

static bool set_check(struct bv_options *options, const char *value, struct bv_arena *keep,
		      struct bv_error *err)
{
	struct bv_text level = bv_text_from(value), id;

	if (!bv_take_until(&level, BV_TEXT("="), &id)) {
		(void)bv_fail(err, BV_ERROR_USAGE, "--check wants ID=LEVEL, not '%s'", value);
		return bv_fail_advice(err, "for instance --check culprit.merge=error");
	}
	return bv_check_levels_add(&options->told.levels, id, level, keep, err);
}

static bool set_assume(struct bv_options *options, const char *value, struct bv_arena *keep,
		       struct bv_error *err)
{
	static const enum bv_verdict verdicts[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD,
						   BV_VERDICT_SKIP};
	struct bv_text word = bv_text_from(value), revision;

	if (!bv_take_until(&word, BV_TEXT("="), &revision)) {
		(void)bv_fail(err, BV_ERROR_USAGE, "--assume wants REV=VERDICT, not '%s'", value);
		return bv_fail_advice(err, "for instance --assume v5.13=good");
	}
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		if (bv_text_equal(word, bv_text_from(bv_verdict_name(verdicts[i])))) {
			*BV_APPEND(&options->told.assumptions, keep) =
				(struct bv_assumption){revision, verdicts[i]};
			return true;
		}
	}
	return bad_value(err, "assume", value, "REV=good, REV=bad, REV=skip");
}

static bool set_format(struct bv_options *options, const char *value, struct bv_arena *keep,
		       struct bv_error *err)
{
	options->format = bv_format_find(bv_text_from(value));
	return options->format || bad_value(err, "format", value, bv_format_names(", ", keep).data);
}

static bool set_fail_on(struct bv_options *options, const char *value, struct bv_arena *keep,
			struct bv_error *err)
{
	static const char *const names[] = {
		[BV_FAIL_ON_DOUBTFUL] = "doubtful",
		[BV_FAIL_ON_REFUTED] = "refuted",
		[BV_FAIL_ON_NEVER] = "never",
	};

	(void)keep;
	for (enum bv_fail_on i = BV_FAIL_ON_DOUBTFUL; i <= BV_FAIL_ON_NEVER; i++) {
		if (strcmp(value, names[i]) == 0) {
			options->fail_on = i;
			options->is_fail_on_given = true;
			return true;
		}
	}
	return bad_value(err, "fail-on", value, "doubtful, refuted, never");
}

static bool set_colour(struct bv_options *options, const char *value, struct bv_arena *keep,
		       struct bv_error *err)
{
	static const char *const names[] = {
		[BV_WHEN_AUTO] = "auto",
		[BV_WHEN_ALWAYS] = "always",
		[BV_WHEN_NEVER] = "never",
	};

	(void)keep;
	for (enum bv_when i = BV_WHEN_AUTO; i <= BV_WHEN_NEVER; i++) {
		if (strcmp(value, names[i]) == 0) {
			options->colour = i;
			return true;
		}
	}
	return bad_value(err, "color", value, "auto, always, never");
}

static bool set_threads(struct bv_options *options, const char *value, struct bv_arena *keep,
			struct bv_error *err)
{
	struct bv_text text = bv_text_from(value);
	uint64_t count;

	(void)keep;
	if (!bv_take_uint(&text, &count) || !bv_text_is_empty(text) || count > BV_THREADS_MAX)
		return bad_value(err, "threads", value, "0 (one for each processor) to 64");
	options->thread_count = (size_t)count;
	return true;
}

static bool set_verbose(struct bv_options *options, const char *value, struct bv_arena *keep,
			struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->is_verbose = true;
	return true;
}

static bool set_dump_model(struct bv_options *options, const char *value, struct bv_arena *keep,
			   struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->is_model_wanted = true;
	return true;
}

static bool set_version(struct bv_options *options, const char *value, struct bv_arena *keep,
			struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->is_version_wanted = true;
	return true;
}

static bool set_help(struct bv_options *options, const char *value, struct bv_arena *keep,
		     struct bv_error *err)
{
	(void)value, (void)keep, (void)err;
	options->is_help_wanted = true;
	return true;
}

#define EVERY_COMMAND (~0u)

static const struct option table[] = {
	{0, "tree", "DIR", BV_OPTIONS_TREE, "the Linux tree to ask; default: the one git would use",
	 set_tree},
	{0, "no-tree", NULL, BV_OPTIONS_TREE, "judge the log alone", set_no_tree},
	{0, "later", NULL, BV_OPTIONS_TREE,
	 "look through later commits for reverts and Fixes: of the blamed one", set_later},
	{0, "no-later", NULL, BV_OPTIONS_TREE, "do not: the default but for the hook",
	 set_no_later},
	{0, "title", "TITLE", BV_OPTIONS_CHECKS, "the reported bug's title; a log does not hold it",
	 set_title},
	{0, "arch", "ARCH", BV_OPTIONS_CHECKS, "the architecture that was built, as below arch/",
	 set_arch},
	{0, "check", "ID=LEVEL", BV_OPTIONS_CHECKS,
	 "set a check or family (ID.*) to off, note, warning, error", set_check},
	{0, "assume", "REV=VERDICT", BV_OPTIONS_ASSUME,
	 "judge as if that test had been good, bad or skip", set_assume},
	{0, "format", "FORMAT", BV_OPTIONS_FORMAT, NULL, set_format},
	{0, "fail-on", "JUDGEMENT", BV_OPTIONS_STATUS,
	 "exit 1 from doubtful (default) or refuted on, or never", set_fail_on},
	{0, "threads", "N", BV_OPTIONS_THREADS, "how many logs at once; default: one a processor",
	 set_threads},
	{0, "color", "WHEN", BV_OPTIONS_SCREEN, "auto, always or never", set_colour},
	{'v', "verbose", NULL, BV_OPTIONS_SCREEN, "also notes, steps, and checks that did not run",
	 set_verbose},
	{0, "dump-model", NULL, BV_OPTIONS_MODEL, "print what was read instead of judging it",
	 set_dump_model},
	{0, "version", NULL, BV_OPTIONS_VERSION, "the version", set_version},
	{'h', "help", NULL, EVERY_COMMAND, "this text", set_help},
};

#define TABLE_COUNT (sizeof(table) / sizeof(table[0]))

static const struct option *find_long(struct bv_text name)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (bv_text_equal(name, bv_text_from(table[i].name)))
			return &table[i];
	return NULL;
}

static const struct option *find_short(struct bv_text letter)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (letter.size == 1 && table[i].short_name == letter.data[0])
			return &table[i];
	return NULL;
}

bool bv_options_set(struct bv_options *options, const char *name, const char *value,
		    struct bv_arena *keep, struct bv_error *err)
{
	const struct option *option = find_long(bv_text_from(name));

	BV_ASSERT(option);
	return option->set(options, value, keep, err);
}

static bool unknown_option(struct bv_error *err, const char *argument,
			   const struct bv_command *command)
{
	if (command->name)
		(void)bv_fail(err, BV_ERROR_USAGE, "%s does not take the option %s", command->name,
			      argument);
	else
		(void)bv_fail(err, BV_ERROR_USAGE, "unknown option %s", argument);
	return bv_fail_advice(err, "git bisect-verify -h lists the options");
}

/* One option at @arguments[*at]; its value may be the next argument. */
static bool parse_one(struct bv_options *out, const struct bv_command *command, int *at,
		      char **arguments, struct bv_arena *keep, struct bv_error *err)
{
	const char *argument = arguments[*at];
	struct bv_text rest = bv_text_from(argument), name;
	bool is_long = bv_take_prefix(&rest, BV_TEXT("--"));
	const char *value = NULL;
	const struct option *option;

	if (is_long && bv_take_until(&rest, BV_TEXT("="), &name))
		value = rest.data;
	else
		name = is_long ? rest : bv_text_from(argument + 1);
	option = is_long ? find_long(name) : find_short(name);
	if (!option || !(option->group & (command->options | (option->set == set_help))))
		return unknown_option(err, argument, command);
	if (!option->value && value)
		return bv_fail(err, BV_ERROR_USAGE, "--%s takes no value", option->name);
	if (option->value && !value) {
		value = arguments[*at + 1];
		if (!value)
			return bv_fail(err, BV_ERROR_USAGE, "--%s wants a value: %s", option->name,
				       option->value);
		(*at)++;
	}
	if (option->set == set_help)
		out->is_help_short = !is_long;
	return option->set(out, value, keep, err);
}

bool bv_options_parse(struct bv_options *out, const struct bv_command *command, int *argument_count,
		      char **arguments, struct bv_arena *keep, struct bv_error *err)
{
	int kept = 0;
	bool is_option_allowed = true;

	for (int i = 0; i < *argument_count; i++) {
		const char *argument = arguments[i];

		if (is_option_allowed && strcmp(argument, "--") == 0)
			is_option_allowed = false;
		else if (!is_option_allowed || argument[0] != '-' || argument[1] == '\0')
			arguments[kept++] = arguments[i];
		else if (!parse_one(out, command, &i, arguments, keep, err))
			return false;
	}
	arguments[kept] = NULL;
	*argument_count = kept;
	return true;
}

static void usage_row(const struct option *option, struct bv_out *out)
{
	const size_t column = 28;
	const char *value = option->value ? option->value : "";
	size_t used = 4 + strlen("--") + strlen(option->name) + strlen(" ") + strlen(value);
	struct bv_arena keep = {0};

	bv_out_print(out, "    ");
	if (option->short_name) {
		bv_out_print(out, "-%c, ", option->short_name);
		used += strlen("-x, ");
	}
	bv_out_print(out, "--%s %s%*s%s\n", option->name, value,
		     used < column ? (int)(column - used) : 1, "",
		     option->help ? option->help : bv_format_names(" or ", &keep).data);
	bv_arena_release(&keep);
}

void bv_options_usage(const struct bv_command *commands, size_t count, struct bv_out *out)
{
	for (size_t i = 0; i < count; i++)
		bv_out_print(out, "%s git bisect-verify %s%s%s\n", i ? "   or:" : "usage:",
			     commands[i].name ? commands[i].name : "[<options>]",
			     commands[i].arguments[0] ? " " : "", commands[i].arguments);
	bv_out_print(out, "\n");
	for (size_t i = 0; i < count; i++)
		bv_out_print(out, "    %-10s%s\n", commands[i].name ? commands[i].name : "",
			     commands[i].summary);
	bv_out_print(out, "\n");
	for (size_t i = 0; i < TABLE_COUNT; i++)
		usage_row(&table[i], out);
}
