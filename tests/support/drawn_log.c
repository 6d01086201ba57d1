/* SPDX-License-Identifier: GPL-2.0-only */
/* Drawing logs. */
#include "drawn_log.h"

#include <criterion/criterion.h>

static bool is_drawn(const struct bv_drawn_log *place, struct bv_text name)
{
	for (size_t i = 0; i < place->drawn.count; i++)
		if (bv_text_equal(place->drawn.items[i].name, name))
			return true;
	return false;
}

/* Names that were not drawn are commits that the tree lacks. */
static struct bv_revision_ref revision_of(struct bv_drawn_log *place, struct bv_text name)
{
	struct bv_revisions *revisions = &place->bisection.revisions;
	struct bv_revision_facts *facts =
		bv_arena_alloc(&place->scratch.keep, revisions->count + 1, sizeof(*facts));

	for (size_t i = 0; i < revisions->count; i++)
		facts[i] = place->facts.revisions[i];
	place->facts.revisions = facts;
	facts += revisions->count;
	*BV_APPEND(revisions, &place->scratch.keep) =
		(struct bv_revision){.written = name, .line = 7};
	facts->exists = BV_NO;
	if (is_drawn(place, name)) {
		const char *terminated = bv_arena_copy(&place->scratch.keep, name).data;

		facts->exists = BV_YES;
		facts->resolution = BV_RESOLUTION_EXACT;
		facts->id = bv_drawn_find(&place->drawn, terminated)->id;
	}
	return (struct bv_revision_ref){(uint32_t)revisions->count};
}

static void read_start(struct bv_drawn_log *place, struct bv_text line)
{
	struct bv_git_start *git = &place->bisection.git;
	struct bv_text word;

	git->line = 1;
	cr_assert(bv_take_word(&line, &word));
	git->bad = revision_of(place, word);
	while (bv_take_blanks(&line) && bv_take_word(&line, &word))
		*BV_APPEND(&git->good, &place->scratch.keep) = revision_of(place, word);
}

static void read_log(struct bv_drawn_log *place, const char *log)
{
	static const char *const verdicts[] = {"test", "good", "bad", "skip", "weak"};
	struct bv_text rest = bv_text_from(log), line, word;

	while (bv_take_line(&rest, &line)) {
		struct bv_step *step;

		cr_assert(bv_take_word(&line, &word) && bv_take_blanks(&line));
		if (bv_text_equal(word, BV_TEXT("start"))) {
			read_start(place, line);
			continue;
		}
		if (bv_text_equal(word, BV_TEXT("found"))) {
			place->bisection.claim.ending = BV_ENDING_FIRST_BAD;
			place->bisection.claim.first_bad = revision_of(place, line);
			continue;
		}
		step = BV_APPEND(&place->bisection.steps, &place->scratch.keep);
		step->revision = revision_of(place, line);
		step->phase = BV_PHASE_BISECT;
		for (size_t v = 0; v < sizeof(verdicts) / sizeof(verdicts[0]); v++)
			if (bv_text_equal(word, bv_text_from(verdicts[v])))
				step->mark = step->verdict = (enum bv_verdict)v;
	}
}

struct bv_drawn_log bv_drawn_log_open(const char *drawing, const char *log)
{
	struct bv_drawn_log place = {.scratch = bv_scratch_open()};
	struct bv_error err = {0};

	place.drawn = bv_drawn_parse(drawing, &place.scratch.keep);
	bv_drawn_import(&place.drawn, &place.scratch, "r");
	cr_assert(bv_tree_open(&place.tree, bv_scratch_path(&place.scratch, "r"), &err), "%s",
		  err.text);
	read_log(&place, log);
	return place;
}

void bv_drawn_log_close(struct bv_drawn_log *place)
{
	bv_tree_close(place->tree);
	bv_scratch_close(&place->scratch);
}
