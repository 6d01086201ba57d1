/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading git's answers. */
#include "bisect_vars.h"

#include <criterion/criterion.h>

#include "replay/pick.h"
#include "repo/tree_private.h"

const char bv_bisect_vars_script[] =
	"none() { printf 'bisect_%s\\n' rev= nr=0 good=0 bad=0 all=0 steps=0; }\n";

struct bv_text bv_take_value(struct bv_text *rest, const char *name)
{
	struct bv_text line;

	cr_assert(bv_take_line(rest, &line) && bv_take_prefix(&line, bv_text_from(name)) &&
			  bv_take_prefix(&line, BV_TEXT("=")),
		  "no %s: %.*s", name, BV_TEXT_ARG(line));
	(void)bv_take_prefix(&line, BV_TEXT("'"));
	if (bv_text_ends_with(line, BV_TEXT("'")))
		line.size--;
	return line;
}

static uint64_t take_number(struct bv_text *rest, const char *name)
{
	struct bv_text value = bv_take_value(rest, name);
	uint64_t number;

	if (bv_text_equal(value, BV_TEXT("-1")))
		return UINT64_MAX;
	cr_assert(bv_take_uint(&value, &number));
	return number;
}

struct bv_bisect_vars bv_take_bisect_vars(struct bv_text *rest)
{
	struct bv_bisect_vars vars = {0};

	vars.has_pick = bv_oid_parse(&vars.pick, bv_take_value(rest, "bisect_rev"));
	(void)take_number(rest, "bisect_nr");
	vars.left = take_number(rest, "bisect_good");
	(void)take_number(rest, "bisect_bad");
	vars.all = take_number(rest, "bisect_all");
	vars.steps = take_number(rest, "bisect_steps");
	return vars;
}

bool bv_is_as_git(const struct bv_candidates *set, const struct bv_bisect_vars *git)
{
	struct bv_arena keep = {0};
	struct bv_choice choice;
	struct bv_count left;
	struct bv_oid pick;
	uint32_t local;

	if (set->count != git->all || set->count == 0)
		return set->count == git->all && !git->has_pick;
	bv_choice_init(&choice, set, &keep);
	local = bv_choice_pick(&choice, BV_HALFWAY_TODAY);
	pick = bv_candidates_oid(set, local);
	left = bv_revisions_left(set->count, bv_weight(&choice.weights, local), BV_LEFT_TODAY);
	bv_arena_release(&keep);
	return bv_oid_equal(&pick, &git->pick) && bv_steps_left(set->count) == git->steps &&
	       (left.is_known ? left.value : UINT64_MAX) == git->left;
}

struct bv_history *bv_open_history(const char *path, git_repository **repository)
{
	struct bv_history_rules rules;
	struct bv_config config;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct bv_history *history;

	cr_assert(git_repository_open(repository, path) == 0, "%s: %s", path,
		  git_error_last()->message);
	cr_assert(bv_config_read(&config, *repository, &keep, &err) &&
			  bv_history_rules_of(&rules, &config, &err),
		  "%s", err.text);
	bv_arena_release(&keep);
	cr_assert(bv_history_open(&history, *repository, &rules, &err), "%s", err.text);
	return history;
}

struct bv_commit bv_must_find(struct bv_history *history, const struct bv_oid *id)
{
	struct bv_commit commit;

	cr_assert(bv_history_find(history, id, &commit) == BV_YES);
	return commit;
}
