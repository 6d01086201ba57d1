/* SPDX-License-Identifier: GPL-2.0-only */
/* The history where it is cut, grafted, replaced, or lacks objects. */
#include <criterion/criterion.h>

#include "repo/range.h"
#include "support/bisect_vars.h"
#include "support/drawn_history.h"

/*
 * A - B - C - E - F
 *      \     /
 *       - D -
 */
static const char drawing[] = "commit A\n"
			      "commit B A\n"
			      "commit C B\n"
			      "commit D B\n"
			      "commit E C D\n"
			      "commit F E\n";

struct place {
	struct bv_scratch scratch;
	struct bv_drawn drawn;
	git_repository *repository;
	struct bv_history *history;
};

/* The drawing with a commit-graph, after @script was run in it with the ids as $A, $B, ... */
static struct place open_place(const char *script)
{
	struct place place = {.scratch = bv_scratch_open()};
	struct bv_text text = {"", 0};

	cr_assert(git_libgit2_init() > 0);
	place.drawn = bv_drawn_parse(drawing, &place.scratch.keep);
	bv_drawn_import(&place.drawn, &place.scratch, "r");
	for (size_t i = 0; i < place.drawn.count; i++)
		text = bv_arena_print(&place.scratch.keep, "%.*s%.*s=%s\n", BV_TEXT_ARG(text),
				      BV_TEXT_ARG(place.drawn.items[i].name),
				      bv_drawn_hex(&place.drawn, i, &place.scratch.keep));
	(void)bv_scratch_run(&place.scratch,
			     "%.*scd r\n"
			     "git commit-graph write --no-progress --stdin-commits <all.txt\n%s",
			     BV_TEXT_ARG(text), script);
	place.history = bv_open_history(bv_scratch_path(&place.scratch, "r"), &place.repository);
	return place;
}

static void close_place(struct place *place)
{
	bv_history_close(place->history);
	git_repository_free(place->repository);
	git_libgit2_shutdown();
	bv_scratch_close(&place->scratch);
}

static struct bv_commit commit_of(struct place *place, const char *name)
{
	return bv_must_find(place->history, &bv_drawn_find(&place->drawn, name)->id);
}

static struct bv_range range_of(struct place *place, const char *bad, const char *good)
{
	struct bv_range_question question = {.bad = commit_of(place, bad)};
	struct bv_range range;

	*BV_APPEND(&question.good, &place->scratch.keep) = commit_of(place, good);
	bv_range_find(&range, place->history, &question, &place->scratch.keep);
	return range;
}

static enum bv_truth is_ancestor(struct place *place, const char *old, const char *young)
{
	return bv_history_is_ancestor(place->history, commit_of(place, old),
				      commit_of(place, young));
}

static void expect_note(struct place *place, const char *word)
{
	struct bv_text note = bv_history_graph_note(place->history);

	cr_expect(bv_history_has_commit_graph(place->history) == BV_UNKNOWN);
	cr_expect(bv_text_contains(note, bv_text_from(word)), "%.*s", BV_TEXT_ARG(note));
}

Test(history, a_commit_is_its_own_ancestor)
{
	struct place place = open_place("");

	cr_expect(is_ancestor(&place, "C", "C") == BV_YES);
	cr_expect(is_ancestor(&place, "A", "F") == BV_YES);
	cr_expect(is_ancestor(&place, "F", "A") == BV_NO);
	cr_expect(is_ancestor(&place, "C", "D") == BV_NO);
	close_place(&place);
}

Test(history, is_unknown_beyond_a_shallow_boundary)
{
	struct place place = open_place("echo $B >shallow");
	struct bv_range range;

	expect_note(&place, "shallow");
	cr_expect(bv_history_parents(place.history, commit_of(&place, "B")).state ==
		  BV_PARENTS_CUT);
	cr_expect(is_ancestor(&place, "A", "D") == BV_UNKNOWN);
	cr_expect(is_ancestor(&place, "D", "F") == BV_YES);
	range = range_of(&place, "F", "A");
	cr_expect(!range.is_known);
	cr_expect(bv_text_contains(range.why_unknown, BV_TEXT("shallow")), "%.*s",
		  BV_TEXT_ARG(range.why_unknown));
	close_place(&place);
}

Test(history, follows_grafts)
{
	struct place place = open_place("echo $E $C >info/grafts");

	expect_note(&place, "grafts");
	cr_expect(is_ancestor(&place, "D", "F") == BV_NO);
	cr_expect(range_of(&place, "F", "B").candidates.count == 3);
	close_place(&place);
}

/* Loose, packed, and packed where no folder is left of it. */
Test(history, follows_replace_refs)
{
	static const char *const scripts[] = {
		"git replace --graft $E $D 2>/dev/null",
		"git replace --graft $E $D 2>/dev/null; git pack-refs --all",
		"git replace --graft $E $D 2>/dev/null; git pack-refs --all\n"
		"rm -rf $(git rev-parse --git-common-dir)/refs/replace",
	};

	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct place place = open_place(scripts[i]);

		expect_note(&place, "replace");
		cr_expect(is_ancestor(&place, "C", "F") == BV_NO);
		cr_expect(is_ancestor(&place, "D", "F") == BV_YES);
		close_place(&place);
	}
}

Test(history, ignores_replace_refs_that_git_ignores)
{
	struct place place = open_place("git replace --graft $E $D 2>/dev/null\n"
					"git config core.useReplaceRefs false");

	cr_expect(is_ancestor(&place, "C", "F") == BV_YES);
	close_place(&place);
}

Test(history, a_circle_of_grafts_is_unknown)
{
	struct place place = open_place("printf '%s\\n' \"$B $E\" \"$C $B\" >info/grafts");

	cr_expect(!range_of(&place, "F", "A").is_known);
	close_place(&place);
}

Test(history, names_a_parent_that_is_missing)
{
	static const char script[] =
		"tree=$(git rev-parse $A^{tree})\n"
		"p=1111111111111111111111111111111111111111\n"
		"w='Ben Example <ben@example.org> 1600000000 +0000'\n"
		"printf 'tree %s\\nparent %s\\nauthor %s\\ncommitter %s\\n\\nx\\n' $tree $p \"$w\""
		" \"$w\" | git hash-object -t commit -w --stdin >orphan";
	struct place place = open_place(script);
	struct bv_text hex = bv_scratch_word(&place.scratch, "cat r/orphan");
	struct bv_range_question question = {.good = {0}};
	struct bv_range range;
	struct bv_oid id;

	cr_assert(bv_oid_parse(&id, hex));
	question.bad = bv_must_find(place.history, &id);
	*BV_APPEND(&question.good, &place.scratch.keep) = commit_of(&place, "A");
	bv_range_find(&range, place.history, &question, &place.scratch.keep);
	cr_expect(!range.is_known);
	cr_expect(bv_text_contains(range.why_unknown, BV_TEXT("111111111111")), "%.*s",
		  BV_TEXT_ARG(range.why_unknown));
	close_place(&place);
}

Test(history, a_tree_is_no_commit)
{
	struct place place = open_place("git rev-parse $A^{tree} >id");
	struct bv_commit commit;
	struct bv_oid id;

	cr_assert(bv_oid_parse(&id, bv_scratch_word(&place.scratch, "cat r/id")));
	cr_expect(bv_history_find(place.history, &id, &commit) == BV_NO);
	id.bytes[0] ^= 1;
	cr_expect(bv_history_find(place.history, &id, &commit) == BV_NO);
	close_place(&place);
}

Test(history, a_damaged_object_is_unknown)
{
	struct place place = open_place("rm objects/info/commit-graph\n"
					"o=objects/$(echo $F | cut -c 1-2)/$(echo $F | cut -c 3-)\n"
					"chmod u+w $o && echo damaged >$o");
	struct bv_commit commit;

	cr_expect(bv_history_find(place.history, &bv_drawn_find(&place.drawn, "F")->id, &commit) ==
		  BV_UNKNOWN);
	cr_expect(is_ancestor(&place, "A", "E") == BV_YES);
	close_place(&place);
}
