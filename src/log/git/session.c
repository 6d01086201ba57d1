/* SPDX-License-Identifier: GPL-2.0-only */
/* The steps of a terminal session: git offers a commit, somebody judges it. */
#include "base/oid.h"
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

struct session_reader {
	struct bv_git_build *build;
	struct bv_offer offer;       /* the newest that names its commit */
	struct bv_offer next;        /* the newest "Bisecting:", its commit still to come */
	bool is_waiting;             /* nobody judged @offer yet */
	bool is_running;             /* git bisect run judges */
	struct bv_revision_ref head; /* checked out; what a verdict without a name is about */
};

/* The offered commit was judged by something that printed no verdict: git bisect run. */
static void settle(struct session_reader *reader, enum bv_verdict verdict, size_t line)
{
	struct bv_step *step;

	if (!reader->is_waiting)
		return;
	reader->is_waiting = false;
	step = bv_git_add_step(reader->build, reader->offer.revision, verdict, reader->offer.line);
	if (!step)
		return;
	step->offer = reader->offer;
	step->is_by_bisect_run = reader->is_running;
	step->verdict_line = verdict == BV_VERDICT_UNKNOWN ? 0 : line;
}

static void take_offer(struct session_reader *reader)
{
	/* The same commit again is no verdict: git bisect next, or an older commit was judged. */
	if (!bv_revision_ref_equal(reader->offer.revision, reader->next.revision))
		settle(reader, BV_VERDICT_UNKNOWN, 0);
	reader->offer = reader->next;
	reader->next = (struct bv_offer){0};
	reader->head = reader->offer.revision;
	reader->is_waiting = true;
}

static void add_verdict(struct session_reader *reader, const struct bv_git_event *event,
			enum bv_verdict verdict, struct bv_revision_ref revision)
{
	struct bv_step *step;
	bool is_offered =
		reader->is_waiting && bv_revision_ref_equal(revision, reader->offer.revision);

	step = bv_git_add_step(reader->build, revision, verdict,
			       is_offered ? reader->offer.line : event->number);
	if (!step)
		return;
	step->verdict_line = event->number;
	if (is_offered)
		step->offer = reader->offer;
}

/* HEAD is what git checked out, once it did. */
static struct bv_revision_ref named_revision(struct session_reader *reader, struct bv_text word,
					     size_t line)
{
	bool is_head = bv_text_equal(word, BV_TEXT("HEAD")) || bv_text_equal(word, BV_TEXT("@"));

	if (is_head && !bv_revision_ref_is_none(reader->offer.revision))
		return reader->offer.revision;
	return bv_git_revision(reader->build, word, line);
}

static void take_verdict(struct session_reader *reader, const struct bv_git_event *event,
			 enum bv_verdict verdict)
{
	struct bv_git_build *build = reader->build;
	struct bv_text rest = event->arguments;
	struct bv_text word;
	bool is_named = false;

	while (bv_git_take_shell_word(&rest, &word, build->keep)) {
		is_named = true;
		add_verdict(reader, event, verdict, named_revision(reader, word, event->number));
	}
	/* Before git offered anything, the commit is what the user had checked out. */
	if (!is_named && bv_revision_ref_is_none(reader->head) && build->out->git.line)
		reader->head = bv_git_revision(build, BV_TEXT("HEAD"), event->number);
	if (!is_named && bv_revision_ref_is_none(reader->head))
		bv_build_unnamed(build->out, event->text, event->number, build->keep);
	else if (!is_named)
		add_verdict(reader, event, verdict, reader->head);
	reader->is_waiting = reader->is_running = false;
}

/* What was named before is no offer of this bisection. */
static void begin(struct session_reader *reader, const struct bv_git_event *event)
{
	*reader = (struct session_reader){.build = reader->build};
	bv_git_take_start(reader->build, event);
}

static void take_command(struct session_reader *reader, const struct bv_git_event *event)
{
	struct bv_git_build *build = reader->build;
	enum bv_verdict verdict = bv_git_verdict(&build->terms, event->word);

	if (bv_git_is_start(event))
		begin(reader, event);
	else if (verdict != BV_VERDICT_UNKNOWN)
		take_verdict(reader, event, verdict);
	else if (!bv_text_is_empty(event->arguments) &&
		 bv_text_is_hex(event->arguments, 7, BV_OID_HEX))
		bv_build_unknown(build->out, event->text, event->number, build->keep);
}

static void take_session_event(struct session_reader *reader, const struct bv_git_event *event)
{
	struct bv_git_build *build = reader->build;

	if (event->kind == BV_GIT_COMMAND) {
		take_command(reader, event);
	} else if (event->kind == BV_GIT_RUNNING) {
		reader->is_running = true;
	} else if (event->kind == BV_GIT_FIRST_BAD) {
		struct bv_revision_ref blamed =
			bv_git_revision(build, event->revision, event->number);
		bool is_blamed = bv_revision_ref_equal(blamed, reader->offer.revision);

		settle(reader, is_blamed ? BV_VERDICT_BAD : BV_VERDICT_UNKNOWN, event->number);
	} else if (event->kind == BV_GIT_ONLY_SKIPPED || event->kind == BV_GIT_MERGE_BASE_BAD ||
		   event->kind == BV_GIT_FAILED) {
		settle(reader, BV_VERDICT_UNKNOWN, 0);
	} else if (event->kind == BV_GIT_UNKNOWN) {
		bv_build_unknown(build->out, event->text, event->number, build->keep);
	} else if (bv_git_take_offer(build, &reader->next, event)) {
		take_offer(reader);
	}
}

void bv_git_read_session(struct bv_git_build *build)
{
	struct session_reader reader = {.build = build};
	struct bv_git_span span = build->part.all;

	for (size_t i = span.from; i < span.to; i++)
		take_session_event(&reader, &build->events->items[i]);
	if (reader.is_waiting)
		build->out->pending = reader.offer;
}
