/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading options. */
#include "options.h"

#include <string.h>

#include "checks/check.h"
#include "kernel/path_class.h"

/* Options by the names that they had. */
static const struct {
	const char *name;
	enum bv_option option;
} old_names[] = {
	{"threads", BV_OPTION_JOBS},
};

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
	return index < BV_OPTION_COUNT ? bv_option_row((enum bv_option)index)->name : NULL;
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
		struct bv_text known = bv_text_from(bv_option_row((enum bv_option)i)->name);

		out->option = (enum bv_option)i;
		out->is_no = is_no && bv_option_row((enum bv_option)i)->has_no &&
			     bv_text_equal(contrary, known);
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

static bool begins_contrary(const struct bv_option_row *row, struct bv_text name)
{
	struct bv_text rest = name;

	if (!row->has_no)
		return false;
	return bv_text_starts_with(BV_TEXT("no-"), name) ||
	       (bv_take_prefix(&rest, BV_TEXT("no-")) &&
		bv_text_starts_with(bv_text_from(row->name), rest));
}

/* As git does, the beginning of a name will do, if it is the only one. */
static bool find_beginning(struct spelling *out, struct bv_text name, struct bv_error *err)
{
	const struct bv_option_row *found = NULL;

	for (size_t i = 0; name.size && i < BV_OPTION_COUNT; i++) {
		const struct bv_option_row *row = bv_option_row((enum bv_option)i);
		bool is_no = begins_contrary(row, name);

		if (!is_no && !bv_text_starts_with(bv_text_from(row->name), name))
			continue;
		if (found) {
			(void)bv_fail(err, BV_ERROR_USAGE, "--%.*s is ambiguous",
				      BV_TEXT_ARG(name));
			return bv_fail_advice(err, "it could be --%s%s or --%s%s",
					      out->is_no ? "no-" : "", found->name,
					      is_no ? "no-" : "", row->name);
		}
		found = row;
		*out = (struct spelling){.option = (enum bv_option)i, .is_no = is_no};
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
		if (bv_option_row((enum bv_option)i)->letter != letters[0])
			continue;
		*out = (struct spelling){.option = (enum bv_option)i};
		if (bv_option_row((enum bv_option)i)->value && letters[1])
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
	const struct bv_option_row *row = bv_option_row(spelling->option);
	struct bv_option_value *value = &out->of[spelling->option];

	value->is_given = true;
	if (row->type == BV_OPTION_FLAG) {
		value->number = !spelling->is_no;
		return !spelling->value ||
		       bv_fail(err, BV_ERROR_USAGE, "--%s takes no value", row->name);
	}
	if (row->type == BV_OPTION_LIST)
		*BV_APPEND(&value->all, keep) = bv_text_from(spelling->value);
	return bv_option_set(value, spelling->option, spelling->value, err);
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
		row = bv_option_row(spelling.option);
		if (row->value && !spelling.value)
			spelling.value = arguments[++*at];
		if (row->value && !spelling.value)
			return bv_fail(err, BV_ERROR_USAGE, "--%s wants a value: %s", row->name,
				       row->value);
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
				(struct bv_assumption){revision, verdicts[i], false};
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
		out->of[i].number = bv_option_row((enum bv_option)i)->initial;
	return parse_all(out, argument_count, arguments, keep, err) && tell(out, keep, err);
}

bool bv_options_are_for(struct bv_options *options, const struct bv_command *command,
			struct bv_error *err)
{
	options->known = command->options;
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		if (!options->of[i].is_given || (command->options & 1u << i))
			continue;
		options->has_unknown = true;
		return bv_fail(err, BV_ERROR_USAGE, "%s does not take the option --%s",
			       command->name ? command->name : "verifying one log",
			       bv_option_row((enum bv_option)i)->name);
	}
	return true;
}

bool bv_options_configure(struct bv_options *options, enum bv_option option, const char *value,
			  struct bv_error *err)
{
	struct bv_option_value configured = options->of[option];

	if (!bv_option_set(&configured, option, value, err))
		return false;
	if (!options->of[option].is_given)
		options->of[option] = configured;
	return true;
}
