/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of options, and reading them. */
#include "options.h"

#include <string.h>

#include "checks/check.h"
#include "kernel/path_class.h"
#include "report/report.h"
#include "workers.h"

enum type {
	TYPE_FLAG = 0,
	TYPE_TEXT,
	TYPE_LIST, /* texts that add up */
	TYPE_NUMBER,
	TYPE_CHOICE,
	TYPE_ARCH
};

struct option {
	enum type type;
	struct bv_option_row row;
	size_t most, initial; /* of a number */
};

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

static const struct option table[BV_OPTION_COUNT] = {
	[BV_OPTION_TREE] = {TYPE_TEXT,
			    {.name = "tree",
			     .value = "DIR",
			     .help = "the Linux tree to ask; default: the one git would use"}},
	[BV_OPTION_NO_TREE] = {TYPE_FLAG, {.name = "no-tree", .help = "judge the log alone"}},
	[BV_OPTION_LATER] = {TYPE_FLAG,
			     {.name = "later",
			      .has_no = true,
			      .help = "look through later commits for reverts and Fixes: of the "
				      "blamed one; the hook does"}},
	[BV_OPTION_TITLE] = {TYPE_TEXT,
			     {.name = "title",
			      .value = "TITLE",
			      .help = "the reported bug's title; a log does not hold it"}},
	[BV_OPTION_ARCH] = {TYPE_ARCH,
			    {.name = "arch",
			     .value = "ARCH",
			     .help = "the architecture that was built, as below arch/"}},
	[BV_OPTION_CHECK] = {TYPE_LIST,
			     {.name = "check",
			      .value = "ID=LEVEL",
			      .choices = check_at,
			      .help = "set a check or family (ID.*) to off, note, warning, error"}},
	[BV_OPTION_ASSUME] = {TYPE_LIST,
			      {.name = "assume",
			       .value = "REV=VERDICT",
			       .help = "judge as if that test had been good, bad or skip"}},
	[BV_OPTION_FORMAT] = {TYPE_CHOICE,
			      {.name = "format", .value = "FORMAT", .choices = format_at}},
	[BV_OPTION_FAIL_ON] = {TYPE_CHOICE,
			       {.name = "fail-on",
				.value = "VERDICT",
				.choices = fail_on_at,
				.help = "exit 1 from doubtful (default) or refuted on, or never"}},
	[BV_OPTION_JOBS] = {TYPE_NUMBER,
			    {.name = "jobs",
			     .letter = 'j',
			     .value = "N",
			     .help = "processes that judge; default: one for each processor"},
			    .most = BV_WORKERS_MAX},
	[BV_OPTION_TIMEOUT] = {TYPE_NUMBER,
			       {.name = "timeout",
				.value = "SECONDS",
				.help = "give up a log after so long; default 60, 0: never"},
			       .most = 1000000,
			       .initial = 60},
	[BV_OPTION_MAX_MEMORY] = {TYPE_NUMBER,
				  {.name = "max-memory",
				   .value = "MIB",
				   .help = "give up a log that takes more; default 2048, 0: none"},
				  .most = 1000000,
				  .initial = 2048},
	[BV_OPTION_FILES0_FROM] = {TYPE_TEXT,
				   {.name = "files0-from",
				    .value = "FILE",
				    .help = "read the paths from FILE, each ending in NUL; - is "
					    "standard input"}},
	[BV_OPTION_COLOUR] = {TYPE_CHOICE, {.name = "color", .value = "WHEN", .choices = when_at}},
	[BV_OPTION_VERBOSE] = {TYPE_FLAG,
			       {.name = "verbose",
				.letter = 'v',
				.help = "also notes, steps, and checks that did not run"}},
	[BV_OPTION_DUMP_MODEL] = {TYPE_FLAG,
				  {.name = "dump-model",
				   .help = "print what was read instead of judging it"}},
	[BV_OPTION_VERSION] = {TYPE_FLAG, {.name = "version", .help = "the version"}},
	[BV_OPTION_HELP] = {TYPE_FLAG, {.name = "help", .letter = 'h', .help = "this text"}},
};

/* Options by the names that they had. */
static const struct {
	const char *name;
	enum bv_option option;
} old_names[] = {
	{"threads", BV_OPTION_JOBS},
};

struct bv_option_row bv_option_row(enum bv_option option)
{
	return table[option].row;
}

/*
 * Values
 */

static bool fail_value(struct bv_error *err, enum bv_option option, const char *value)
{
	return bv_fail(err, BV_ERROR_USAGE, "--%s does not take '%s'", table[option].row.name,
		       value);
}

/* "auto, always, never" */
static struct bv_text choices_of(enum bv_option option, struct bv_arena *keep)
{
	bv_word_at *word_at = table[option].row.choices;
	struct bv_text all = bv_text_from(word_at(0));

	for (size_t i = 1; word_at(i); i++)
		all = bv_arena_print(keep, "%.*s, %s", BV_TEXT_ARG(all), word_at(i));
	return all;
}

static bool set_choice(struct bv_option_value *out, enum bv_option option, const char *value,
		       struct bv_error *err)
{
	bv_word_at *word_at = table[option].row.choices;
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

static bool set_value(struct bv_option_value *out, enum bv_option option, const char *value,
		      struct bv_error *err)
{
	out->text = value;
	switch (table[option].type) {
	case TYPE_NUMBER:
		return set_number(out, option, value, err);
	case TYPE_CHOICE:
		return set_choice(out, option, value, err);
	case TYPE_ARCH:
		return set_arch(option, value, err);
	case TYPE_FLAG:
	case TYPE_TEXT:
	case TYPE_LIST:
		break;
	}
	return true;
}

bool bv_options_configure(struct bv_options *options, enum bv_option option, const char *value,
			  struct bv_error *err)
{
	struct bv_option_value configured = options->of[option];

	if (!set_value(&configured, option, value, err))
		return false;
	if (!options->of[option].is_given)
		options->of[option] = configured;
	return true;
}

/*
 * Names
 */

/* What an argument says before its value is looked at. */
struct spelling {
	enum bv_option option;
	bool is_no;
	const char *value; /* in the same argument; NULL: none */
};

static const char *name_at(size_t index)
{
	return index < BV_OPTION_COUNT ? table[index].row.name : NULL;
}

static bool fail_unknown(struct bv_options *options, struct bv_text name, const char *argument,
			 struct bv_error *err)
{
	const char *meant = bv_nearest_word(name, name_at);

	options->has_unknown = true;
	(void)bv_fail(err, BV_ERROR_USAGE, "unknown option %s", argument);
	if (meant)
		(void)bv_fail_advice(err, "did you mean --%s?", meant);
	return false;
}

static bool find_exact(struct spelling *out, struct bv_text name)
{
	struct bv_text contrary = name;
	bool is_no = bv_take_prefix(&contrary, BV_TEXT("no-"));

	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		struct bv_text known = bv_text_from(table[i].row.name);

		out->option = (enum bv_option)i;
		out->is_no = is_no && table[i].row.has_no && bv_text_equal(contrary, known);
		if (out->is_no || bv_text_equal(name, known))
			return true;
	}
	for (size_t i = 0; i < sizeof(old_names) / sizeof(old_names[0]); i++) {
		out->option = old_names[i].option;
		if (bv_text_equal(name, bv_text_from(old_names[i].name)))
			return true;
	}
	return false;
}

/* As git does, the beginning of a name will do, if it is the only one. */
static bool find_beginning(struct spelling *out, struct bv_text name, struct bv_error *err)
{
	const char *found = NULL;

	for (size_t i = 0; name.size && i < BV_OPTION_COUNT; i++) {
		if (!bv_text_starts_with(bv_text_from(table[i].row.name), name))
			continue;
		if (found) {
			(void)bv_fail(err, BV_ERROR_USAGE, "--%.*s is ambiguous",
				      BV_TEXT_ARG(name));
			return bv_fail_advice(err, "it could be --%s or --%s", found,
					      table[i].row.name);
		}
		found = table[i].row.name;
		*out = (struct spelling){.option = (enum bv_option)i};
	}
	return found != NULL;
}

static bool find_long(struct spelling *out, struct bv_options *options, const char *argument,
		      struct bv_error *err)
{
	struct bv_text rest = bv_text_from(argument + 2), name;
	const char *value = NULL;

	if (bv_take_until(&rest, BV_TEXT("="), &name))
		value = rest.data;
	else
		name = rest;
	if (!find_exact(out, name) && !find_beginning(out, name, err))
		return err->kind == BV_ERROR_NONE && fail_unknown(options, name, argument, err);
	out->value = value;
	return true;
}

/* "-v", "-j2"; what stands behind a flag's letter is one more. */
static bool find_short(struct spelling *out, struct bv_options *options, const char *letters,
		       struct bv_error *err)
{
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		if (table[i].row.letter != letters[0])
			continue;
		*out = (struct spelling){.option = (enum bv_option)i};
		if (table[i].row.value && letters[1])
			out->value = letters + 1;
		return true;
	}
	options->has_unknown = true;
	return bv_fail(err, BV_ERROR_USAGE, "unknown option -%c", letters[0]);
}

/*
 * The command line
 */

static bool take(struct bv_options *out, const struct spelling *spelling, struct bv_arena *keep,
		 struct bv_error *err)
{
	const struct option *option = &table[spelling->option];
	struct bv_option_value *value = &out->of[spelling->option];

	value->is_given = true;
	if (option->type == TYPE_FLAG) {
		value->number = !spelling->is_no;
		return !spelling->value ||
		       bv_fail(err, BV_ERROR_USAGE, "--%s takes no value", option->row.name);
	}
	if (option->type == TYPE_LIST)
		*BV_APPEND(&value->all, keep) = bv_text_from(spelling->value);
	return set_value(value, spelling->option, spelling->value, err);
}

/* The option at @arguments[*at]; its value may be the next argument. */
static bool parse_one(struct bv_options *out, int *at, char **arguments, struct bv_arena *keep,
		      struct bv_error *err)
{
	const char *argument = arguments[*at], *letters = argument + 1;
	bool is_long = argument[1] == '-';
	struct spelling spelling = {0};

	do {
		const struct bv_option_row *row;

		if (!(is_long ? find_long(&spelling, out, argument, err)
			      : find_short(&spelling, out, letters, err)))
			return false;
		row = &table[spelling.option].row;
		if (row->value && !spelling.value)
			spelling.value = arguments[++*at];
		if (row->value && !spelling.value) {
			--*at;
			return bv_fail(err, BV_ERROR_USAGE, "--%s wants a value: %s", row->name,
				       row->value);
		}
		if (!take(out, &spelling, keep, err))
			return false;
		out->of[spelling.option].is_short = !is_long;
		letters++;
	} while (!is_long && !spelling.value && *letters);
	return true;
}

static bool parse_all(struct bv_options *out, int *argument_count, char **arguments,
		      struct bv_arena *keep, struct bv_error *err)
{
	bool is_option_allowed = true, is_parsed = true;
	int kept = 0;

	for (int i = 0; is_parsed && i < *argument_count; i++) {
		const char *argument = arguments[i];

		if (is_option_allowed && strcmp(argument, "--") == 0) {
			is_option_allowed = false;
			out->has_dashes = kept == 0;
		} else if (!is_option_allowed || argument[0] != '-' || argument[1] == '\0') {
			arguments[kept++] = arguments[i];
		} else {
			is_parsed = parse_one(out, &i, arguments, keep, err);
		}
	}
	arguments[kept] = NULL;
	*argument_count = kept;
	return is_parsed;
}

/*
 * What is told of the log
 */

static bool tell_level(struct bv_options *out, struct bv_text level, struct bv_arena *keep,
		       struct bv_error *err)
{
	struct bv_text id;

	if (bv_take_until(&level, BV_TEXT("="), &id))
		return bv_check_levels_add(&out->told.levels, id, level, keep, err);
	(void)bv_fail(err, BV_ERROR_USAGE, "--check wants ID=LEVEL, not '%.*s'",
		      BV_TEXT_ARG(level));
	return bv_fail_advice(err, "for instance --check culprit.merge=error");
}

static bool tell_assumption(struct bv_options *out, struct bv_text word, struct bv_arena *keep,
			    struct bv_error *err)
{
	static const enum bv_verdict verdicts[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD,
						   BV_VERDICT_SKIP};
	struct bv_text rest = word, revision;

	for (size_t i = 0; bv_take_until(&rest, BV_TEXT("="), &revision) &&
			   i < sizeof(verdicts) / sizeof(verdicts[0]);
	     i++, rest = word) {
		if (bv_text_equal(rest, bv_text_from(bv_verdict_name(verdicts[i])))) {
			*BV_APPEND(&out->told.assumptions, keep) =
				(struct bv_assumption){revision, verdicts[i]};
			return true;
		}
	}
	(void)bv_fail(err, BV_ERROR_USAGE,
		      "--assume wants REV=good, REV=bad or REV=skip, not '%.*s'",
		      BV_TEXT_ARG(word));
	return bv_fail_advice(err, "for instance --assume v5.13=good");
}

static bool tell(struct bv_options *out, struct bv_arena *keep, struct bv_error *err)
{
	const struct bv_texts *levels = &out->of[BV_OPTION_CHECK].all;
	const struct bv_texts *assumptions = &out->of[BV_OPTION_ASSUME].all;

	out->told.title = bv_text_from(out->of[BV_OPTION_TITLE].text);
	out->told.arch = bv_arch_find(bv_text_from(out->of[BV_OPTION_ARCH].text));
	for (size_t i = 0; i < levels->count; i++)
		if (!tell_level(out, levels->items[i], keep, err))
			return false;
	for (size_t i = 0; i < assumptions->count; i++)
		if (!tell_assumption(out, assumptions->items[i], keep, err))
			return false;
	if (out->of[BV_OPTION_NO_TREE].is_given && out->of[BV_OPTION_TREE].is_given)
		return bv_fail(err, BV_ERROR_USAGE, "--tree and --no-tree contradict each other") ||
		       bv_fail_advice(err, "leave one of them out");
	return true;
}

bool bv_options_parse(struct bv_options *out, int *argument_count, char **arguments,
		      struct bv_arena *keep, struct bv_error *err)
{
	*out = (struct bv_options){0};
	for (size_t i = 0; i < BV_OPTION_COUNT; i++)
		out->of[i].number = table[i].initial;
	return parse_all(out, argument_count, arguments, keep, err) && tell(out, keep, err);
}

bool bv_options_are_for(struct bv_options *options, const struct bv_command *command,
			struct bv_error *err)
{
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		if (!options->of[i].is_given || (command->options & 1u << i))
			continue;
		options->has_unknown = true;
		return bv_fail(err, BV_ERROR_USAGE, "%s does not take the option --%s",
			       command->name ? command->name : "verifying one log",
			       table[i].row.name);
	}
	return true;
}
