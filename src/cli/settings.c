/* SPDX-License-Identifier: GPL-2.0-only */
/* Settings: each key and what takes its value. */
#include "settings.h"

#include "base/nearest.h"
#include "policy.h"
#include "session.h"
#include "terminal.h"

/* Takes a value; false for a bad one, with advice in @why. */
typedef bool take_value(struct bv_session *session, struct bv_text value, struct bv_error *why);

static bool take_arch(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	return bv_options_configure(session->options, BV_OPTION_ARCH, value.data, why);
}

static bool take_fail_on(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	return bv_options_configure(session->options, BV_OPTION_FAIL_ON, value.data, why);
}

static bool take_later(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	struct bv_option_value *later = &session->options->of[BV_OPTION_LATER];
	bool is_true;

	if (!bv_config_parse_bool(&is_true, value))
		return bv_fail_advice(why, "say true or false");
	if (later->is_given)
		return true;
	later->number = is_true;
	session->options->later_seconds = 0;
	return true;
}

static bool take_undecided(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	bool *does_block = &session->options->does_undecided_block;

	*does_block = bv_text_equal_nocase(value, BV_TEXT("block"));
	return *does_block || bv_text_equal_nocase(value, BV_TEXT("pass")) ||
	       bv_fail_advice(why, "say one of: pass, block");
}

static bool take_hook(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	bool is_on;

	if (!bv_config_parse_bool(&is_on, value))
		return bv_fail_advice(why, "say one of: on, off");
	session->is_hook_off = !is_on;
	return true;
}

static bool take_log_folder(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	if (bv_text_is_empty(value))
		return bv_fail_advice(why, "name the folder of logs");
	*BV_APPEND(&session->log_folders, &session->keep) = bv_config_path(value, &session->keep);
	return true;
}

static bool prints_pages(const struct bv_options *options)
{
	return options->of[BV_OPTION_HTML].is_given ||
	       bv_format_at(options->of[BV_OPTION_FORMAT].number) ==
		       bv_format_find(BV_TEXT("html"));
}

/* Where a page's commits are. What else a browser may be sent to, a page must not offer. */
static bool take_commit_url(struct bv_session *session, struct bv_text value, struct bv_error *why)
{
	struct bv_text rest = value, before;
	bool is_web = bv_text_starts_with(value, BV_TEXT("https://")) ||
		      bv_text_starts_with(value, BV_TEXT("http://"));
	bool is_template = bv_take_until(&rest, BV_TEXT("%s"), &before) &&
			   !bv_text_contains(rest, BV_TEXT("%s"));

	/* What prints no page, the hook above all, must not fail for it. */
	if (!prints_pages(session->options))
		return true;
	session->commit_url = value;
	return bv_text_is_empty(value) || (is_web && is_template) ||
	       bv_fail_advice(why, "say an http or https address with one %%s for the commit, "
				   "for instance https://example.org/linux/commit/?id=%%s");
}

/* Source: git's color.c, git_config_colorbool(). */
static bool set_colour(struct bv_options *options, struct bv_text value, struct bv_error *why)
{
	struct bv_option_value *colour = &options->of[BV_OPTION_COLOUR];
	bool is_true = true;
	enum bv_when when = BV_WHEN_AUTO;

	if (bv_text_equal_nocase(value, BV_TEXT("always")))
		when = BV_WHEN_ALWAYS;
	else if (bv_text_equal_nocase(value, BV_TEXT("never")))
		when = BV_WHEN_NEVER;
	else if (!bv_text_equal_nocase(value, BV_TEXT("auto")) &&
		 !bv_config_parse_bool(&is_true, value))
		return bv_fail_advice(why, "say one of: auto, always, never, true, false");
	if (!colour->is_given)
		colour->number = is_true ? when : BV_WHEN_NEVER;
	return true;
}

/* As it would be given with --option; git's keys are in lower case. */
static const struct {
	const char *key, *name;
	take_value *take;
} table[] = {
	{"arch", "arch", take_arch},
	{"commiturl", "commitUrl", take_commit_url},
	{"failon", "failOn", take_fail_on},
	{"hook", "hook", take_hook},
	{"hookundecided", "hookUndecided", take_undecided},
	{"later", "later", take_later},
	{"logs", "logs", take_log_folder},
};

#define KEY_COUNT (sizeof(table) / sizeof(table[0]))

static const char *key_at(size_t index)
{
	return index < KEY_COUNT ? table[index].key : NULL;
}

/* The row of @key, KEY_COUNT when there is none. */
static size_t find_row(struct bv_text key)
{
	size_t row = 0;

	while (row < KEY_COUNT && !bv_text_equal(key, bv_text_from(table[row].key)))
		row++;
	return row;
}

/* Settings on their way to a session. */
struct taking {
	struct bv_session *session;
	struct bv_settings settings;
	size_t unknown; /* keys that there are not */
};

/* One for a line; each costs a look through its file. */
#define UNKNOWN_SHOWN 10

/*
 * What is wrong, and where
 */

static bool fail_value(struct bv_error *err, const struct bv_settings *settings,
		       const struct bv_config_entry *entry, const struct bv_error *why)
{
	struct bv_arena scratch = {0};
	struct bv_config_place place = bv_config_place_of(&settings->config, entry, &scratch);
	struct bv_text key = entry->key;
	size_t row = bv_take_prefix(&key, BV_TEXT("bisectverify.")) ? find_row(key) : KEY_COUNT;

	(void)bv_fail_at(err, place.name.data, place.line);
	(void)bv_fail(err, BV_ERROR_CONFIG, "bad value '%.*s' for '%s%.*s'",
		      BV_TEXT_ARG(entry->value), row < KEY_COUNT ? "bisectverify." : "",
		      BV_TEXT_ARG(row < KEY_COUNT ? bv_text_from(table[row].name) : entry->key));
	if (why->advice[0])
		(void)bv_fail_advice(err, "%s", why->advice);
	bv_arena_release(&scratch);
	return false;
}

/* A newer version may know it, so that it is no error. */
static void warn_unknown(struct taking *taking, const struct bv_config_entry *entry,
			 const char *group, const char *meant)
{
	struct bv_arena scratch = {0};
	struct bv_config_place place;
	struct bv_error warning = {0};

	if (taking->unknown++ >= UNKNOWN_SHOWN)
		return;
	place = bv_config_place_of(&taking->settings.config, entry, &scratch);
	(void)bv_fail(&warning, BV_ERROR_CONFIG, "there is no setting '%.*s'%s%s%s%s",
		      BV_TEXT_ARG(entry->key), meant ? "; did you mean " : "", meant ? group : "",
		      meant ? meant : "", meant ? "?" : "");
	(void)bv_fail_at(&warning, place.name.data, place.line);
	bv_status_warn(&warning);
	bv_arena_release(&scratch);
}

static void warn_of_others(const struct taking *taking)
{
	struct bv_error warning = {0};

	if (taking->unknown <= UNKNOWN_SHOWN)
		return;
	(void)bv_fail(&warning, BV_ERROR_CONFIG, "%zu other settings that there are not",
		      taking->unknown - UNKNOWN_SHOWN);
	bv_status_warn(&warning);
}

static void warn_as_git(const struct bv_config *config)
{
	struct bv_text rest = config->said, line, last = {0};

	while (bv_take_line(&rest, &line)) {
		if (!bv_text_equal(line, last))
			bv_status_say(line);
		last = line;
	}
}

/*
 * Taking them
 */

static const char *check_at(size_t index)
{
	return index < bv_check_count() ? bv_check_at(index)->id : NULL;
}

/* git's keys take no star: bisectverify.check.flaky is the family. */
static bool take_level(struct taking *taking, const struct bv_config_entry *entry,
		       struct bv_error *err)
{
	struct bv_session *session = taking->session;
	struct bv_text id = entry->key, value = entry->value;
	struct bv_error why = {0};
	enum bv_level level;

	(void)bv_take_prefix(&id, BV_TEXT("bisectverify.check."));
	if (bv_text_find_byte(id, '.') == SIZE_MAX)
		id = bv_arena_print(&session->keep, "%.*s.*", BV_TEXT_ARG(id));
	if (bv_check_levels_add(&session->told.levels, id, value, &session->keep, &why))
		return true;
	if (!bv_level_parse(&level, value))
		return fail_value(err, &taking->settings, entry, &why);
	warn_unknown(taking, entry, "bisectverify.check.", bv_nearest_word(id, check_at));
	return true;
}

/* A key that stands alone is true, as in git. */
static bool take_one(struct taking *taking, const struct bv_config_entry *entry,
		     struct bv_error *err)
{
	const struct bv_settings *settings = &taking->settings;
	struct bv_session *session = taking->session;
	struct bv_text key = entry->key, value = entry->value.data ? entry->value : BV_TEXT("true");
	struct bv_error why = {0};
	const char *meant;
	size_t row;

	/* The others print nothing that has colour. */
	if (!bv_take_prefix(&key, BV_TEXT("bisectverify.")))
		return !(session->options->known & 1u << BV_OPTION_COLOUR) ||
		       set_colour(session->options, value, &why) ||
		       fail_value(err, settings, entry, &why);
	if (bv_text_starts_with(key, BV_TEXT("check.")))
		return take_level(taking, entry, err);
	row = find_row(key);
	if (row == KEY_COUNT &&
	    bv_policy_take(&session->policy, key, entry->value, &session->keep, &why))
		return why.kind == BV_ERROR_NONE || fail_value(err, settings, entry, &why);
	if (row < KEY_COUNT)
		return table[row].take(session, value, &why) ||
		       fail_value(err, settings, entry, &why);
	meant = bv_nearest_word(key, key_at);
	warn_unknown(taking, entry, "bisectverify.",
		     meant ? table[find_row(bv_text_from(meant))].name : NULL);
	return true;
}

bool bv_settings_take(struct bv_session *session, struct bv_error *err)
{
	struct taking taking = {.session = session};
	const struct bv_settings *settings = &taking.settings;

	if (!bv_tree_settings(&taking.settings, session->tree, &session->keep, err))
		return false;
	warn_as_git(&settings->config);
	for (size_t i = 0; i < settings->count; i++)
		if (!take_one(&taking, settings->items[i], err))
			return false;
	warn_of_others(&taking);
	return true;
}

bool bv_settings_take_colour(struct bv_options *options, struct bv_error *err)
{
	struct bv_session session = {.options = options};
	struct taking taking = {.session = &session};
	const struct bv_settings *settings = &taking.settings;
	bool is_taken = bv_tree_settings(&taking.settings, NULL, &session.keep, err);

	for (size_t i = 0; is_taken && i < settings->count; i++)
		if (bv_text_equal(settings->items[i]->key, BV_TEXT("color.ui")))
			is_taken = take_one(&taking, settings->items[i], err);
	bv_arena_release(&session.keep);
	return is_taken;
}
