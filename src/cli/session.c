/* SPDX-License-Identifier: GPL-2.0-only */
/* A session: tree, settings, and the one way from a bisection to its judgement. */
#include "session.h"

#include "kernel/path_class.h"
#include "results.h"
#include "terminal.h"

/* Settings that say what an option says. */
static const struct {
	const char *key; /* as git gives it: lower case */
	const char *name;
	enum bv_option option;
} settings_of_options[] = {
	{"arch", "bisectverify.arch", BV_OPTION_ARCH},
	{"failon", "bisectverify.failOn", BV_OPTION_FAIL_ON},
};

static bool fail_setting(struct bv_error *err, struct bv_text value, const char *choices,
			 const char *name)
{
	(void)bv_fail(err, BV_ERROR_USAGE, "'%.*s' is neither %s", BV_TEXT_ARG(value), choices);
	return bv_fail_at(err, name, 0);
}

static bool take_later(struct bv_options *options, struct bv_text value, struct bv_error *err)
{
	struct bv_option_value *later = &options->of[BV_OPTION_LATER];
	bool is_true;

	if (!bv_setting_is_true(&is_true, value))
		return fail_setting(err, value, "true nor false", "git config bisectverify.later");
	if (!later->is_given)
		later->number = is_true;
	return true;
}

static bool take_undecided(struct bv_options *options, struct bv_text value, struct bv_error *err)
{
	options->does_undecided_block = bv_text_equal_nocase(value, BV_TEXT("block"));
	return options->does_undecided_block || bv_text_equal_nocase(value, BV_TEXT("pass")) ||
	       fail_setting(err, value, "pass nor block", "git config bisectverify.hookUndecided");
}

/* Source: git's color.c, git_config_colorbool(). */
static bool take_colour(struct bv_options *options, struct bv_text value, struct bv_error *err)
{
	struct bv_option_value *colour = &options->of[BV_OPTION_COLOUR];
	bool is_true = true;
	enum bv_when when = BV_WHEN_AUTO;

	if (bv_text_equal_nocase(value, BV_TEXT("always")))
		when = BV_WHEN_ALWAYS;
	else if (bv_text_equal_nocase(value, BV_TEXT("never")))
		when = BV_WHEN_NEVER;
	else if (!bv_text_equal_nocase(value, BV_TEXT("auto")) &&
		 !bv_setting_is_true(&is_true, value))
		return fail_setting(err, value, "auto, always, never nor a boolean",
				    "git config color.ui");
	if (!colour->is_given)
		colour->number = is_true ? when : BV_WHEN_NEVER;
	return true;
}

static bool prints_pages(const struct bv_options *options)
{
	return options->of[BV_OPTION_HTML].is_given ||
	       bv_format_at(options->of[BV_OPTION_FORMAT].number) ==
		       bv_format_find(BV_TEXT("html"));
}

/* Where a page's commits are. What else a browser may be sent to, a page must not offer. */
static bool take_commit_url(struct bv_session *session, struct bv_text value, struct bv_error *err)
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
	if (bv_text_is_empty(value) || (is_web && is_template))
		return true;
	(void)bv_fail(err, BV_ERROR_USAGE, "'%.*s' is no %s", BV_TEXT_ARG(value),
		      is_web ? "address with one %s for the commit" : "http or https address");
	(void)bv_fail_at(err, "git config bisectverify.commitUrl", 0);
	return bv_fail_advice(err, "for instance https://example.org/linux/commit/?id=%%s");
}

/* The last value of a key wins, as in git. */
static bool take_setting(struct bv_session *session, const struct bv_setting *setting,
			 struct bv_error *err)
{
	struct bv_options *options = session->options;
	struct bv_text key = setting->key;

	if (bv_take_prefix(&key, BV_TEXT("check.")))
		return bv_check_levels_add(&session->told.levels, key, setting->value,
					   &session->keep, err) ||
		       bv_fail_at(err, "git config bisectverify.check", 0);
	if (bv_text_equal_nocase(key, BV_TEXT("hookundecided")))
		return take_undecided(options, setting->value, err);
	if (bv_text_equal(key, BV_TEXT("color.ui")))
		return take_colour(options, setting->value, err);
	if (bv_text_equal_nocase(key, BV_TEXT("later")))
		return take_later(options, setting->value, err);
	if (bv_text_equal_nocase(key, BV_TEXT("commiturl")))
		return take_commit_url(session, setting->value, err);
	for (size_t i = 0; i < sizeof(settings_of_options) / sizeof(settings_of_options[0]); i++)
		if (bv_text_equal_nocase(key, bv_text_from(settings_of_options[i].key)))
			return bv_options_configure(options, settings_of_options[i].option,
						    setting->value.data, err) ||
			       bv_fail_at(err, settings_of_options[i].name, 0);
	return true;
}

/* The options that change what is judged, as they were given. */
static void note_said(struct bv_session *session)
{
	static const enum bv_option options[] = {
		BV_OPTION_TREE,  BV_OPTION_NO_TREE, BV_OPTION_LATER,  BV_OPTION_ARCH,
		BV_OPTION_CHECK, BV_OPTION_ASSUME,  BV_OPTION_RESULTS};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		const struct bv_option_row *row = bv_option_row(options[i]);
		const struct bv_option_value *value = &session->options->of[options[i]];
		const char *no = row->has_no && !value->number ? "no-" : "";

		if (row->type == BV_OPTION_FLAG && value->is_given)
			*BV_APPEND(&session->told.said, &session->keep) =
				bv_arena_print(&session->keep, "--%s%s", no, row->name);
		else if (row->type == BV_OPTION_LIST)
			for (size_t k = 0; k < value->all.count; k++)
				*BV_APPEND(&session->told.said, &session->keep) =
					bv_arena_print(&session->keep, "--%s=%.*s", row->name,
						       BV_TEXT_ARG(value->all.items[k]));
		else if (value->is_given)
			*BV_APPEND(&session->told.said, &session->keep) =
				bv_arena_print(&session->keep, "--%s=%s", row->name, value->text);
	}
}

/* What the command line says wins, so it comes last. */
static bool take_settings(struct bv_session *session, struct bv_error *err)
{
	const struct bv_told *given = &session->options->told;
	struct bv_check_levels *levels = &session->told.levels;
	struct bv_settings settings = {0};

	session->told = *given;
	*levels = (struct bv_check_levels){0};
	/* What git offered and printed follows from the verdicts that it was given. */
	session->told.assumptions = (struct bv_assumptions){0};
	for (size_t i = 0; i < given->assumptions.count; i++)
		*BV_APPEND(&session->told.assumptions, &session->keep) =
			given->assumptions.items[i];
	note_said(session);
	session->told.results = bv_text_from(session->options->of[BV_OPTION_RESULTS].text);
	if (session->told.results.data && !bv_results_read(&session->told, &session->keep, err))
		return false;
	if (session->told.assumptions.count)
		*BV_APPEND(levels, &session->keep) =
			(struct bv_check_level){BV_TEXT("step.*"), BV_LEVEL_OFF};
	if (!bv_tree_settings(&settings, session->tree, &session->keep, err))
		return false;
	for (size_t i = 0; i < settings.count; i++)
		if (!take_setting(session, &settings.items[i], err))
			return false;
	for (size_t i = 0; i < given->levels.count; i++)
		*BV_APPEND(levels, &session->keep) = given->levels.items[i];
	session->told.is_later_wanted = session->options->of[BV_OPTION_LATER].number != 0;
	session->told.tree = bv_text_from(session->options->of[BV_OPTION_TREE].text);
	session->told.arch = bv_arch_find(bv_text_from(session->options->of[BV_OPTION_ARCH].text));
	return true;
}

/* A tree that nobody named and that cannot be opened is worth a word, not the whole job. */
static bool open_tree(struct bv_session *session, struct bv_error *err)
{
	const char *path = session->options->of[BV_OPTION_TREE].text;
	struct bv_error why = {0};

	if (session->options->of[BV_OPTION_NO_TREE].number)
		return true;
	if (path)
		return bv_tree_open(&session->tree, path, err);
	if (!bv_tree_open(&session->tree, NULL, &why)) {
		struct bv_error warning = {0};

		(void)bv_fail(&warning, why.kind, "judging the log alone: %s", why.text);
		(void)bv_fail_at(&warning, why.source, why.line);
		(void)bv_fail_advice(&warning, "%s", why.advice);
		bv_status_warn(&warning);
	}
	return true;
}

bool bv_session_take_colour(struct bv_options *options, struct bv_error *err)
{
	struct bv_settings settings = {0};
	struct bv_arena keep = {0};
	struct bv_tree *tree = NULL;
	struct bv_error no_tree = {0};
	bool is_taken;

	/* What is wrong with a tree is of no interest here. */
	(void)!bv_tree_open(&tree, NULL, &no_tree);
	is_taken = bv_tree_settings(&settings, tree, &keep, err);
	for (size_t i = 0; is_taken && i < settings.count; i++)
		if (bv_text_equal(settings.items[i].key, BV_TEXT("color.ui")))
			is_taken = take_colour(options, settings.items[i].value, err);
	bv_tree_close(tree);
	bv_arena_release(&keep);
	return is_taken;
}

bool bv_session_open(struct bv_session *out, struct bv_options *options, struct bv_error *err)
{
	*out = (struct bv_session){.options = options};
	return open_tree(out, err) && take_settings(out, err);
}

static void show_reading(void *context, size_t commits)
{
	bv_progress_show(context, commits);
}

void bv_session_show_reading(struct bv_session *session)
{
	session->reading = bv_progress_start("Reading commits", NULL, 0);
	if (session->tree)
		bv_tree_tell_reading(session->tree, show_reading, &session->reading);
}

void bv_session_enter(struct bv_session *session, const struct bv_source *source)
{
	struct bv_text told = session->options->told.title;

	session->source = source;
	session->told.title = told.data ? told : bv_title_in_mail_subject(source->subject);
}

void bv_session_close(struct bv_session *session)
{
	bv_tree_close(session->tree);
	bv_arena_release(&session->keep);
	*session = (struct bv_session){0};
}

bool bv_session_can_assume(const struct bv_session *session, const struct bv_bisections *bisections,
			   struct bv_error *err)
{
	const struct bv_assumptions *assumptions = &session->told.assumptions;

	for (size_t i = 0; i < assumptions->count; i++) {
		struct bv_text revision = assumptions->items[i].revision;
		bool is_tested = assumptions->items[i].is_result;

		for (size_t j = 0; j < bisections->count; j++)
			is_tested |= bv_case_can_assume(&bisections->items[j], revision);
		if (!is_tested) {
			(void)bv_fail(err, BV_ERROR_USAGE, "the log has no test of '%.*s'",
				      BV_TEXT_ARG(revision));
			return bv_fail_advice(err, "name a release or a hash that it tests");
		}
	}
	return true;
}

void bv_session_judge(struct bv_judged *out, struct bv_session *session,
		      const struct bv_bisection *bisection, struct bv_arena *keep)
{
	const struct bv_source *source = session->source;
	struct bv_place place = bv_place_of(source, keep);

	/* The first one may be the only one. */
	if (source->mail > 1 && !session->is_mail_named)
		place.mail = source->mail;
	bv_case_open(&out->c, bisection, &session->told, session->tree, keep);
	bv_progress_end(&session->reading);
	bv_checks_run(&out->result, &out->c, keep);
	bv_answer_make(&out->answer, &out->c, &out->result, &place, keep);
}

struct bv_report bv_session_report(const struct bv_session *session, const struct bv_judged *judged)
{
	return (struct bv_report){
		.answer = &judged->answer,
		.has_ladder = session->options->of[BV_OPTION_LADDER].number,
		.is_ascii = !bv_terminal_is_utf8(),
		.is_verbose = session->options->of[BV_OPTION_VERBOSE].number,
		.commit_url = session->commit_url,
	};
}
