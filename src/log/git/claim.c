/* SPDX-License-Identifier: GPL-2.0-only */
/* The conclusion: on the screen, in BISECT_LOG's last comments, or only as a printed commit. */
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

struct claim_reader {
	struct bv_git_build *build;
	const struct bv_git_event *screen;  /* "H is the first bad commit", the last one */
	const struct bv_git_event *comment; /* "# first bad commit: [H] SUBJECT", the last one */
	bool is_in_list;                    /* of commits that could be the first bad one */
	bool *is_listed;                    /* by revision number */
};

static const struct bv_git_event *event_at(const struct claim_reader *reader, size_t index)
{
	return &reader->build->events->items[index];
}

static struct bv_revision_ref revision_of(const struct claim_reader *reader,
					  const struct bv_git_event *event)
{
	return bv_git_revision(reader->build, event->revision, event->number);
}

static size_t depth_of(const struct claim_reader *reader, const struct bv_git_event *event)
{
	return bv_quote_depth(reader->build->lines->items[event->index].text);
}

static void end_with(struct claim_reader *reader, enum bv_ending ending,
		     const struct bv_git_event *event)
{
	struct bv_claim *claim = &reader->build->out->claim;

	claim->ending = ending;
	claim->line = event->number;
	claim->text = event->text;
	claim->is_quoted = depth_of(reader, event) > 0;
}

static void state(struct claim_reader *reader, enum bv_statement_kind kind,
		  const struct bv_git_event *event)
{
	struct bv_bisection *out = reader->build->out;
	struct bv_revision_ref ref = revision_of(reader, event);

	bv_build_subject(out, ref, event->subject, event->is_subject_cut, event->number);
	bv_build_statement(out, kind, ref, event->subject, event->number, reader->build->keep);
}

static void list(struct claim_reader *reader, const struct bv_git_event *event)
{
	struct bv_git_build *build = reader->build;
	struct bv_revision_ref ref = revision_of(reader, event);

	if (bv_revision_ref_is_none(ref) || reader->is_listed[ref.number])
		return;
	reader->is_listed[ref.number] = true;
	bv_build_subject(build->out, ref, event->subject, event->is_subject_cut, event->number);
	*BV_APPEND(&build->out->claim.could_be, build->keep) = ref;
}

/* Without a conclusion the first word on why there is none stays. */
static void give_up(struct claim_reader *reader, enum bv_ending ending,
		    const struct bv_git_event *event)
{
	if (reader->build->out->claim.ending == BV_ENDING_NONE)
		end_with(reader, ending, event);
}

/* The last comments of a BISECT_LOG may be all that was posted of it. */
static bool is_log_comment(enum bv_git_event_kind kind)
{
	return kind == BV_GIT_FIRST_BAD_COMMENT || kind == BV_GIT_ONLY_SKIPPED_COMMENT ||
	       kind == BV_GIT_POSSIBLE_COMMENT;
}

/* The last one counts, but what a mail says itself goes before a copy of it in what it quotes. */
static void prefer(const struct claim_reader *reader, const struct bv_git_event **chosen,
		   const struct bv_git_event *event)
{
	if (!*chosen || depth_of(reader, event) <= depth_of(reader, *chosen))
		*chosen = event;
}

static void take_claim_event(struct claim_reader *reader, const struct bv_git_event *event)
{
	bool is_hash = event->kind == BV_GIT_HASH;

	if (is_log_comment(event->kind) && reader->build->out->kind == BV_KIND_UNKNOWN)
		reader->build->out->kind = BV_KIND_GIT_LOG;

	if (event->kind == BV_GIT_FIRST_BAD) {
		prefer(reader, &reader->screen, event);
		state(reader, BV_STATEMENT_GIT, event);
	} else if (event->kind == BV_GIT_FIRST_BAD_COMMENT) {
		prefer(reader, &reader->comment, event);
		state(reader, BV_STATEMENT_COMMENT, event);
	} else if (event->kind == BV_GIT_ONLY_SKIPPED ||
		   event->kind == BV_GIT_ONLY_SKIPPED_COMMENT) {
		give_up(reader, BV_ENDING_ONLY_SKIPPED, event);
	} else if (event->kind == BV_GIT_POSSIBLE_COMMENT || (is_hash && reader->is_in_list)) {
		give_up(reader, BV_ENDING_ONLY_SKIPPED, event);
		list(reader, event);
	} else if (event->kind == BV_GIT_MERGE_BASE_BAD) {
		give_up(reader, BV_ENDING_MERGE_BASE_BAD, event);
	} else if (event->kind == BV_GIT_FAILED) {
		give_up(reader, BV_ENDING_ERROR, event);
	} else if (event->kind == BV_GIT_ROBOT) {
		reader->build->signer = event->robot;
	}
	reader->is_in_list = event->kind == BV_GIT_COULD_BE || (is_hash && reader->is_in_list);
}

/* Which revisions were judged bad, by number. Owner: kept. */
static bool *judged_bad(const struct bv_git_build *build)
{
	const struct bv_steps *steps = &build->out->steps;
	bool *is_bad = bv_arena_alloc(build->keep, BV_REVISIONS_MAX + 1, sizeof(*is_bad));

	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].verdict == BV_VERDICT_BAD)
			is_bad[steps->items[i].revision.number] = true;
	return is_bad;
}

/* Git prints the commit right below its conclusion; people and robots put it elsewhere. */
static const struct bv_git_event *find_header(struct claim_reader *reader)
{
	struct bv_git_build *build = reader->build;
	struct bv_git_span span = build->part.all;
	const struct bv_git_event *below = reader->screen ? reader->screen + 1 : NULL;
	struct bv_revision_ref blamed = build->out->claim.first_bad;
	const bool *is_bad = judged_bad(build);

	if (below && below < build->events->items + span.to && below->kind == BV_GIT_HEADER)
		return below;
	for (size_t i = span.from; i < span.to; i++) {
		const struct bv_git_event *event = event_at(reader, i);
		struct bv_revision_ref ref;

		if (event->kind != BV_GIT_HEADER)
			continue;
		/* Commits that nobody tested are quoted too; they are not named by the log. */
		ref = bv_git_names_find(&build->names, build->out, event->revision, build->keep);
		if (bv_revision_ref_is_none(blamed) ? is_bad[ref.number]
						    : bv_revision_ref_equal(ref, blamed))
			return event;
	}
	return NULL;
}

static void print_commit(struct claim_reader *reader, const struct bv_git_event *header)
{
	if (!bv_revision_ref_is_none(revision_of(reader, header)))
		(void)bv_git_print(reader->build->out, reader->build->lines, header->index,
				   reader->build->keep);
}

void bv_git_read_claim(struct bv_git_build *build)
{
	struct claim_reader reader = {.build = build};
	struct bv_git_span span = build->part.all;
	struct bv_claim *claim = &build->out->claim;
	const struct bv_git_event *conclusion;
	const struct bv_git_event *header;

	reader.is_listed = bv_arena_alloc(build->keep, BV_REVISIONS_MAX + 1, sizeof(bool));
	for (size_t i = span.from; i < span.to; i++)
		take_claim_event(&reader, event_at(&reader, i));
	conclusion = reader.screen ? reader.screen : reader.comment;
	if (conclusion)
		claim->first_bad = revision_of(&reader, conclusion);
	header = find_header(&reader);
	if (!conclusion && header) {
		conclusion = header;
		claim->first_bad = revision_of(&reader, header);
	}
	if (conclusion && !bv_revision_ref_is_none(claim->first_bad))
		end_with(&reader, BV_ENDING_FIRST_BAD, conclusion);
	if (header)
		print_commit(&reader, header);
}
