/* A session: tree, settings, and the one way from a bisection to its judgement. */
#include "session.h"

#include <stdio.h>

#include "terminal.h"

/* "check.ID" of the configuration; the command line's levels come later and win. */
static bool take_check_level(struct bv_options *options, struct bv_text key, struct bv_text value,
			     struct bv_arena *keep, struct bv_error *err)
{
	if (bv_options_add_level(options, key, value, keep, err))
		return true;
	return bv_fail_at(err, "git config bisectverify.check", 0);
}

static bool take_setting(struct bv_options *options, const struct bv_setting *setting,
			 struct bv_arena *keep, struct bv_error *err)
{
	struct bv_text key = setting->key;
	const char *value = setting->value.data;

	if (bv_take_prefix(&key, BV_TEXT("check.")))
		return take_check_level(options, key, setting->value, keep, err);
	if (bv_text_equal_nocase(key, BV_TEXT("failon"))) {
		if (options->is_fail_on_given ||
		    bv_options_set(options, "fail-on", value, keep, err))
			return true;
		return bv_fail_at(err, "git config bisectverify.failOn", 0);
	}
	if (bv_text_equal_nocase(key, BV_TEXT("hookundecided")))
		options->does_undecided_block =
			bv_text_equal_nocase(setting->value, BV_TEXT("block"));
	else if (bv_text_equal_nocase(key, BV_TEXT("arch")) && !options->arch)
		options->arch = value;
	return true;
}

static bool take_settings(struct bv_session *session, struct bv_error *err)
{
	struct bv_options *options = session->options;
	struct bv_check_levels given = options->levels;
	struct bv_settings settings = {0};

	options->levels = (struct bv_check_levels){0};
	if (!bv_tree_settings(&settings, session->tree, &session->keep, err))
		return false;
	for (size_t i = 0; i < settings.count; i++)
		if (!take_setting(options, &settings.items[i], &session->keep, err))
			return false;
	for (size_t i = 0; i < given.count; i++)
		*BV_APPEND(&options->levels, &session->keep) = given.items[i];
	return true;
}

/* A tree that nobody named and that cannot be opened is worth a word, not the whole job. */
static bool open_tree(struct bv_session *session, struct bv_error *err)
{
	struct bv_error why = {0};

	if (session->options->is_without_tree)
		return true;
	if (session->options->tree)
		return bv_tree_open(&session->tree, session->options->tree, err);
	if (!bv_tree_open(&session->tree, NULL, &why)) {
		struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

		bv_out_print(&out, "warning: %s%s%s; judging the log alone\n", why.source,
			     why.source[0] ? ": " : "", why.text);
		if (why.advice[0])
			bv_out_print(&out, "hint: %s\n", why.advice);
	}
	return true;
}

bool bv_session_open(struct bv_session *out, struct bv_options *options, struct bv_error *err)
{
	*out = (struct bv_session){.options = options};
	if (!open_tree(out, err) || !take_settings(out, err))
		return false;
	out->settings.title = bv_text_from(options->title);
	out->settings.arch = bv_text_from(options->arch);
	out->settings.levels = options->levels.items;
	out->settings.level_count = options->levels.count;
	return true;
}

void bv_session_close(struct bv_session *session)
{
	bv_tree_close(session->tree);
	bv_arena_release(&session->keep);
	*session = (struct bv_session){0};
}

void bv_session_judge(struct bv_judged *out, struct bv_session *session,
		      struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_check_input input = {
		.bisection = bisection,
		.facts = &out->facts,
		.settings = &session->settings,
	};

	*out = (struct bv_judged){.bisection = bisection};
	if (session->tree)
		bv_tree_facts(&out->facts, session->tree, bisection, keep);
	bv_claim_imply(bisection, &out->facts);
	bv_checks_run(&out->result, &input, keep);
}

struct bv_report bv_session_report(const struct bv_session *session, struct bv_text log,
				   const struct bv_judged *judged)
{
	return (struct bv_report){
		.log = log,
		.bisection = judged->bisection,
		.facts = &judged->facts,
		.result = &judged->result,
		.is_verbose = session->options->is_verbose,
	};
}
