/* SPDX-License-Identifier: GPL-2.0-only */
/* A session: tree, settings, and the one way from a bisection to its judgement. */
#include "session.h"

#include "kernel/path_class.h"
#include "log/bug_file.h"
#include "results.h"
#include "settings.h"
#include "terminal.h"

/* The options that change what is judged, as they were given. */
static void note_said(struct bv_session *session)
{
	static const enum bv_option options[] = {
		BV_OPTION_TREE, BV_OPTION_NO_TREE, BV_OPTION_LATER,  BV_OPTION_BUG,
		BV_OPTION_ARCH, BV_OPTION_CHECK,   BV_OPTION_ASSUME, BV_OPTION_RESULTS};

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

/* What the user says in so many words wins. */
static bool take_bug(struct bv_session *session, struct bv_error *err)
{
	const char *path = session->options->of[BV_OPTION_BUG].text;
	struct bv_bug_file bug;

	if (!path)
		return true;
	if (!bv_bug_file_read(&bug, path, &session->keep, err))
		return false;
	session->bug_title = bug.title;
	session->told.titles = bug.crash_titles;
	session->told.fix_titles = bug.fix_titles;
	if (bv_text_is_empty(session->told.title))
		session->told.title = bug.title;
	if (bv_text_is_empty(session->told.arch))
		session->told.arch = bv_arch_find(bug.architecture);
	return true;
}

/* What the command line says wins, so it comes last. */
static bool take_settings(struct bv_session *session, struct bv_error *err)
{
	const struct bv_told *given = &session->options->told;
	struct bv_check_levels *levels = &session->told.levels;

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
	if (!bv_settings_take(session, err))
		return false;
	for (size_t i = 0; i < given->levels.count; i++)
		*BV_APPEND(levels, &session->keep) = given->levels.items[i];
	session->told.is_later_wanted = session->options->of[BV_OPTION_LATER].number != 0;
	session->told.later_seconds = session->options->later_seconds;
	session->told.tree = bv_text_from(session->options->of[BV_OPTION_TREE].text);
	session->told.arch = bv_arch_find(bv_text_from(session->options->of[BV_OPTION_ARCH].text));
	return take_bug(session, err);
}

/* A tree that nobody named and that cannot be opened, for @why, stops nothing. */
static bool open_tree(struct bv_session *session, struct bv_error *why, struct bv_error *err)
{
	const char *path = session->options->of[BV_OPTION_TREE].text;

	if (session->options->of[BV_OPTION_NO_TREE].number)
		return true;
	if (path)
		return bv_tree_open(&session->tree, path, err);
	if (bv_tree_open(&session->tree, NULL, why) || why->kind != BV_ERROR_CONFIG)
		return true;
	*err = *why;
	return false;
}

static void warn_without_tree(const struct bv_error *why)
{
	struct bv_error warning = {0};

	(void)bv_fail(&warning, why->kind, "judging the log alone: %s", why->text);
	(void)bv_fail_at(&warning, why->source, why->line);
	(void)bv_fail_advice(&warning, "%s", why->advice);
	bv_status_warn(&warning);
}

bool bv_session_open(struct bv_session *out, struct bv_options *options, struct bv_error *err)
{
	struct bv_error why = {0};

	*out = (struct bv_session){.options = options};
	if (!open_tree(out, &why, err) || !take_settings(out, err))
		return false;
	/* What git takes for fatal has been said by now, and nothing would be judged. */
	if (why.kind != BV_ERROR_NONE)
		warn_without_tree(&why);
	return true;
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
	if (!told.data)
		told = session->bug_title;
	session->told.title = told.data ? told : bv_title_in_mail_subject(source->subject);
}

void bv_session_enter_behind(struct bv_session *session, const struct bv_source *source)
{
	session->source = source;
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
