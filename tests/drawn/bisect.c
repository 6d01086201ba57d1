/* SPDX-License-Identifier: GPL-2.0-only */
/* Leading git, and reading what it says. */
#include "bisect.h"

#include <math.h>
#include <string.h>

/* Stands between two pieces of output in what the script prints. */
#define MARK "\001"
/* So many show that commits were not taken by chance. */
#define BITS_SURE 11

static enum verdict truth(const struct bisect_plan *plan, size_t commit)
{
	if (plan->untestable[commit])
		return VERDICT_SKIP;
	return tree_has(plan->tree, commit, plan->cause) ? VERDICT_BAD : VERDICT_GOOD;
}

/* The test as a shell script: quick, however many commits there are. */
static void write_test(const struct bisect_plan *plan, struct bv_arena *keep)
{
	static const int statuses[] = {[VERDICT_BAD] = 1, [VERDICT_SKIP] = 125};
	const struct tree *tree = plan->tree;
	const char *script = "#!/bin/sh\nread -r commit <BISECT_HEAD\n";

	if (plan->chatter)
		script = pairs_print(keep, "%secho '%s'\n", script, plan->chatter);
	script = pairs_print(keep, "%scase $commit in\n", script);
	for (enum verdict verdict = VERDICT_BAD; verdict <= VERDICT_SKIP; verdict++) {
		char *list = bv_arena_alloc(keep, tree->count * 41 + 1, 1);
		size_t size = 0;

		for (size_t c = 0; c < tree->count; c++)
			if (truth(plan, c) == verdict) {
				memcpy(list + size, tree->commits[c].hex, 40);
				list[size + 40] = '|';
				size += 41;
			}
		if (size > 0)
			script = pairs_print(keep, "%s%.*s) exit %d ;;\n", script, (int)size - 1,
					     list, statuses[verdict]);
	}
	script = pairs_print(keep, "%sesac\nexit 0\n", script);
	pairs_write_file(pairs_print(keep, "%s/test.sh", tree->folder), bv_text_from(script));
}

static void type(struct bisect_record *record, const char *command)
{
	if (record->start_count == BISECT_STARTS_MAX)
		pairs_die("too many commands to start with");
	record->starts[record->start_count++].typed = command;
}

/* `git bisect start` with its options; the ends too, unless they are given one by one. */
static const char *start_command(const struct bisect_plan *plan, struct bv_arena *keep)
{
	const char *start = "git bisect start";

	if (strcmp(plan->terms[VERDICT_GOOD], "good") != 0 && !plan->bare_terms)
		start = pairs_print(keep, "%s --term-new=%s --term-old=%s", start,
				    plan->terms[VERDICT_BAD], plan->terms[VERDICT_GOOD]);
	if (plan->first_parent)
		start = pairs_print(keep, "%s --first-parent", start);
	if (!plan->bare_start) {
		start = pairs_print(keep, "%s %s %s", start, plan->bad_name, plan->good_name);
		for (size_t g = 0; g < plan->more_good_count; g++)
			start = pairs_print(keep, "%s %s", start, plan->more_goods[g]);
	}
	return plan->path ? pairs_print(keep, "%s -- %s", start, plan->path) : start;
}

static void plan_start(const struct bisect_plan *plan, struct bisect_record *record,
		       struct bv_arena *keep)
{
	const char *bad, *good;

	type(record, start_command(plan, keep));
	if (plan->bare_start) {
		bad = pairs_print(keep, "git bisect %s%s%s", plan->terms[VERDICT_BAD],
				  plan->bad_name[0] ? " " : "", plan->bad_name);
		good = pairs_print(keep, "git bisect %s %s", plan->terms[VERDICT_GOOD],
				   plan->good_name);
		type(record, plan->good_first ? good : bad);
		type(record, plan->good_first ? bad : good);
		for (size_t g = 0; g < plan->more_good_count; g++)
			type(record, pairs_print(keep, "git bisect %s %s",
						 plan->terms[VERDICT_GOOD], plan->more_goods[g]));
	}
	for (size_t p = 0; p < plan->own_pick_count; p++)
		type(record, plan->own_picks[p]);
}

/* The commit in the last "[H] subject" of what git said, or TREE_NONE. */
static size_t offered(const struct tree *tree, struct bv_text said)
{
	struct bv_text line, hex;
	size_t commit = TREE_NONE;

	while (bv_take_line(&said, &line))
		if (bv_take_prefix(&line, BV_TEXT("[")) && bv_take_hex(&line, 40, 40, &hex) &&
		    bv_take_prefix(&line, BV_TEXT("] ")))
			commit = tree_find(tree, hex);
	return commit;
}

static bool starts_conclusion(struct bv_text line, size_t *culprit, const struct tree *tree)
{
	struct bv_text hex;

	*culprit = TREE_NONE;
	if (bv_text_starts_with(line, BV_TEXT("There are only 'skip'ped commits left")))
		return true;
	if (!bv_take_hex(&line, 40, 40, &hex) ||
	    !bv_text_starts_with(line, BV_TEXT(" is the first ")))
		return false;
	*culprit = tree_find(tree, hex);
	return true;
}

static bool starts_farewell(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("bisect found first ")) ||
	       bv_text_starts_with(line, BV_TEXT("bisect run ")) ||
	       bv_text_starts_with(line, BV_TEXT("error: bisect run ")) ||
	       bv_text_starts_with(line, BV_TEXT("bisect run cannot"));
}

static struct bv_text between(struct bv_text whole, const char *from, const char *to)
{
	return bv_text_slice(whole, (size_t)(from - whole.data), (size_t)(to - from));
}

/* The text of one step, up to the next "running"; the conclusion is taken out of the last. */
static struct bv_text read_step(struct bisect_record *record, struct bv_text *rest)
{
	const char *begin = rest->data, *end = begin, *conclusion = NULL, *farewell = NULL;
	struct bv_text whole = *rest, line;
	bool is_first = true;

	for (;;) {
		const char *at = rest->data;
		struct bv_text before = *rest;

		if (!bv_take_line(rest, &line) || bv_text_starts_with(line, BV_TEXT("running "))) {
			*rest = before;
			end = at;
			break;
		}
		if (is_first && record->plan.chatter &&
		    bv_text_equal(line, bv_text_from(record->plan.chatter)))
			begin = rest->data;
		is_first = false;
		if (!conclusion && starts_conclusion(line, &record->culprit, record->plan.tree))
			conclusion = at;
		if (conclusion && !farewell && starts_farewell(line))
			farewell = at;
	}
	if (!farewell)
		farewell = end;
	if (conclusion) {
		record->conclusion = between(whole, conclusion, farewell);
		record->farewell = between(whole, farewell, end);
	}
	return between(whole, begin, conclusion ? conclusion : end);
}

/* What `git bisect run` printed, step by step. */
static bool read_run(struct bisect_record *record, struct bv_text run)
{
	const struct tree *tree = record->plan.tree;
	size_t commit = offered(tree, record->starts[record->start_count - 1].said);
	struct bv_text rest = run, line;

	while (commit != TREE_NONE && bv_take_line(&rest, &line)) {
		struct bisect_step *step = &record->steps[record->step_count++];

		if (!bv_text_starts_with(line, BV_TEXT("running ")) ||
		    record->step_count > BISECT_STEPS_MAX)
			return false;
		step->commit = commit;
		step->verdict = truth(&record->plan, commit);
		step->said = read_step(record, &rest);
		commit = offered(tree, step->said);
	}
	if (!record->conclusion.data)
		return false;
	record->run = between(run, run.data, record->conclusion.data);
	return record->step_count > 0;
}

/* Before 2.40 `git bisect` is a shell script around a helper: most of the time is its start. */
static const char prelude[] = "rm -rf BISECT_* refs/bisect; chmod +x test.sh\n"
			      "if [ -x \"$(git --exec-path)/git-bisect--helper\" ]; then\n"
			      "	bisect() {\n"
			      "		case $1 in\n"
			      "		start | run | skip | replay) ;;\n"
			      "		*) set -- state \"$@\" ;;\n"
			      "		esac\n"
			      "		git bisect--helper \"$@\"\n"
			      "	}\n"
			      "else\n"
			      "	bisect() { git bisect \"$@\"; }\n"
			      "fi\n";

static const char *replay_if_planned(const struct bisect_plan *plan, const char *script,
				     struct bv_arena *keep)
{
	return plan->is_replayed
		       ? pairs_print(keep,
				     "%scp BISECT_LOG saved; bisect replay saved >saved.out 2>&1\n",
				     script)
		       : script;
}

bool bisect_follow(const struct bisect_plan *plan, struct bisect_record *record,
		   struct bv_arena *keep)
{
	const char *script = prelude;
	struct bv_text out, head, run;
	int status;

	memset(record, 0, sizeof(*record));
	record->plan = *plan;
	record->culprit = TREE_NONE;
	write_test(plan, keep);
	plan_start(plan, record, keep);
	for (size_t i = 0; i < record->start_count; i++)
		script = pairs_print(keep, "%s%s 2>&1; printf '" MARK "'\n", script,
				     record->starts[i].typed + strlen("git "));
	script = replay_if_planned(plan, script, keep);
	/* `git bisect log` prints that file as it is. */
	script = pairs_print(keep,
			     "%scat BISECT_HEAD 2>/dev/null; printf '" MARK "'\n"
			     "bisect run ./test.sh 2>&1; printf '" MARK "'; cat BISECT_LOG",
			     script);
	out = pairs_shell(plan->tree->folder, script, &status, keep);
	for (size_t i = 0; i < record->start_count; i++)
		if (!bv_take_until(&out, BV_TEXT(MARK), &record->starts[i].said))
			return false;
	if (!bv_take_until(&out, BV_TEXT(MARK), &head) || !bv_take_until(&out, BV_TEXT(MARK), &run))
		return false;
	record->log = out;
	/* A log that was replayed can lead elsewhere: git then asks for merge bases again. */
	return tree_find(plan->tree, bv_text_trim(head)) ==
		       offered(plan->tree, record->starts[record->start_count - 1].said) &&
	       read_run(record, run);
}

/* "H is the first bad commit", or that only skipped ones are left; up to git's farewell. */
static bool has_end(const struct bisect_record *record, struct bv_text said)
{
	return bv_text_contains(said, bv_text_trim(record->conclusion));
}

/* By how many bits git's "Bisecting: N revisions left" makes it unlikely to take one of them. */
static double bits_of_choice(struct bv_text said)
{
	struct bv_text line;
	uint64_t left = 0;

	while (bv_take_line(&said, &line))
		if (bv_take_prefix(&line, BV_TEXT("Bisecting: ")))
			(void)bv_take_uint(&line, &left);
	return log2(2.0 * (double)left + 1);
}

static const char *told_script(const struct bisect_record *record, const struct bisect_told *told,
			       struct bv_arena *keep)
{
	const struct bisect_plan *plan = &record->plan;
	const char *script = prelude;

	for (size_t i = 0; i < record->start_count; i++)
		script = pairs_print(
			keep, "%s%s 2>&1\n", script,
			(i == 0 && told->start ? told->start : record->starts[i].typed) +
				strlen("git "));
	script = replay_if_planned(plan, script, keep);
	for (size_t s = 0; s < told->count; s++)
		script = pairs_print(keep,
				     "%sprintf '" MARK
				     "'; cat BISECT_HEAD 2>/dev/null; printf '" MARK "'\n"
				     "bisect %s %s 2>&1\n",
				     script, plan->terms[told->steps[s].verdict],
				     plan->tree->commits[told->steps[s].commit].hex);
	return pairs_print(keep, "%sprintf '" MARK "'\n", script);
}

bool bisect_is_candidate(const struct bisect_plan *plan, const struct bisect_told *told,
			 size_t step)
{
	const struct tree *tree = plan->tree;
	size_t commit = told->steps[step].commit;

	if (!tree_has(tree, plan->bad, commit) || tree_has(tree, plan->good, commit))
		return false;
	for (size_t s = 0; s < step; s++) {
		const struct bisect_step *before = &told->steps[s];

		if (before->verdict != VERDICT_SKIP &&
		    tree_has(tree, before->commit, commit) != (before->verdict == VERDICT_BAD))
			return false;
	}
	return true;
}

bool bisect_is_same(const struct bisect_record *record, const struct bisect_told *told,
		    struct bv_arena *keep)
{
	const struct tree *tree = record->plan.tree;
	struct bv_text out, asked, said;
	double bits = 0;
	int status;

	out = pairs_shell(tree->folder, told_script(record, told, keep), &status, keep);
	if (!bv_take_until(&out, BV_TEXT(MARK), &said) ||
	    (told->are_counts_told &&
	     !bv_text_ends_with(said, record->starts[record->start_count - 1].said)))
		return false;
	for (size_t s = 0; s < told->count; s++) {
		bool is_taken;

		if (has_end(record, said) || !bv_take_until(&out, BV_TEXT(MARK), &asked))
			return false;
		is_taken = tree_find(tree, bv_text_trim(asked)) != told->steps[s].commit;
		if (is_taken && !bisect_is_candidate(&record->plan, told, s))
			return false;
		if (is_taken && s != told->changed)
			bits += told->are_commits_taken ? bits_of_choice(said) : BITS_SURE;
		if (bits >= BITS_SURE || !bv_take_until(&out, BV_TEXT(MARK), &said))
			return false;
		if (told->are_counts_told && s + 1 < told->count &&
		    !bv_text_equal(bv_text_trim(said), bv_text_trim(told->steps[s].said)))
			return false;
	}
	return told->count > 0 && has_end(record, said);
}

static void draw_blocks(struct bisect_plan *plan, struct dice *dice)
{
	const struct tree *tree = plan->tree;

	for (size_t blocks = 1 + dice_below(dice, 3); blocks > 0; blocks--) {
		size_t commit = dice_below(dice, tree->count);

		for (size_t left = 3 + dice_below(dice, 9);
		     left > 0 && tree->commits[commit].parent_count > 0; left--) {
			plan->untestable[commit] = true;
			commit = tree->commits[commit].parents[0];
		}
	}
}

void bisect_draw_untestable(struct bisect_plan *plan, struct dice *dice)
{
	size_t what = dice_below(dice, 100);
	size_t percent = what < 55 ? 0 : what < 75 ? 6 : what < 88 ? 25 : 0;

	for (size_t c = 0; c < plan->tree->count; c++)
		plan->untestable[c] = dice_chance(dice, percent);
	if (what >= 88)
		draw_blocks(plan, dice);
}
