/* SPDX-License-Identifier: GPL-2.0-only */
/* The steps of a BISECT_LOG: each a comment and its command. */
#include "base/oid.h"
#include "git_private.h"
#include "log/builder.h"

#include "base/banned.h"

struct log_reader {
	struct bv_git_build *build;
	const struct bv_git_event *comment; /* its command is still to come */
	struct bv_revision_ref offered;     /* on the screen, last */
	const struct bv_producer *robot;    /* whose comments stand behind the verdicts */
	bool is_concluded;
};

/* Whose comment this is, NULL for nobody's that we know. */
static const struct bv_producer *robot_of(const struct bv_git_build *build, struct bv_text comment)
{
	for (const struct bv_producer *const *row = build->producers; *row; row++)
		if ((*row)->is_comment && (*row)->is_comment(comment))
			return *row;
	return NULL;
}

static struct bv_revision_ref commit_of(struct bv_git_build *build,
					const struct bv_git_event *comment)
{
	struct bv_revision_ref ref = bv_git_revision(build, comment->revision, comment->number);

	bv_build_subject(build->out, ref, comment->subject, comment->is_subject_cut,
			 comment->number);
	return ref;
}

/* A comment that no command follows is a verdict all the same. */
static void flush_comment(struct log_reader *reader)
{
	const struct bv_git_event *comment = reader->comment;
	enum bv_verdict verdict;

	reader->comment = NULL;
	if (!comment || bv_text_is_empty(comment->revision))
		return;
	verdict = bv_git_verdict(&reader->build->terms, comment->word);
	if (verdict == BV_VERDICT_UNKNOWN)
		bv_build_unknown(reader->build->out, comment->text, comment->number,
				 reader->build->keep);
	else
		(void)bv_git_add_step(reader->build, commit_of(reader->build, comment), verdict,
				      comment->number);
}

static enum bv_verdict sign_of(const struct bv_producer *robot, struct bv_text comment)
{
	return robot->comment_verdict ? robot->comment_verdict(comment) : BV_VERDICT_UNKNOWN;
}

static void add_verdict(struct log_reader *reader, const struct bv_git_event *event,
			enum bv_verdict verdict, struct bv_text written)
{
	struct bv_git_build *build = reader->build;
	const struct bv_git_event *comment = reader->comment;
	struct bv_revision_ref marked = reader->offered;
	const struct bv_producer *robot = robot_of(build, event->comment);
	struct bv_revision_ref tested;
	struct bv_step *step;

	tested = comment ? commit_of(build, comment) : (struct bv_revision_ref){0};
	if (!bv_text_is_empty(written))
		marked = bv_git_revision(build, written, event->number);
	else if (comment)
		marked = tested;
	step = bv_git_add_step(build, comment ? tested : marked, verdict,
			       comment ? comment->number : event->number);
	reader->comment = NULL;
	if (!step)
		return;
	step->marked = marked;
	step->verdict_line = event->number;
	if (!robot)
		return;
	step->sign = sign_of(robot, event->comment);
	robot->take_comment(build->out, event->comment, build->keep);
}

/* Everything behind a robot's conclusion is a test of the result. */
static void take_retest(struct log_reader *reader, const struct bv_git_event *event,
			const struct bv_producer *robot)
{
	struct bv_bisection *out = reader->build->out;
	struct bv_step *test = BV_APPEND(&out->retests, reader->build->keep);
	size_t known = out->revisions.count;
	struct bv_revision_ref ref =
		bv_git_revision(reader->build, event->arguments, event->number);

	test->revision = test->marked = ref;
	test->verdict = test->mark = bv_git_verdict(&reader->build->terms, event->word);
	test->sign = sign_of(robot, event->comment);
	test->line = test->verdict_line = event->number;
	out->claim.is_reverified |= ref.number != 0 && ref.number <= known;
	if (robot->comment_subject)
		bv_build_subject(out, ref, robot->comment_subject(event->comment), false,
				 event->number);
}

static void take_verdict(struct log_reader *reader, const struct bv_git_event *event)
{
	struct bv_git_build *build = reader->build;
	enum bv_verdict verdict = bv_git_verdict(&build->terms, event->word);
	const struct bv_producer *robot = robot_of(build, event->comment);
	struct bv_text rest = event->arguments;
	struct bv_text word;

	if (robot) {
		build->out->kind = robot->kind;
		reader->robot = robot;
	}
	if (reader->is_concluded && robot) {
		take_retest(reader, event, robot);
		return;
	}
	/* A comment of another verdict stands for itself: both are judged. */
	if (reader->comment && !bv_text_equal(reader->comment->word, event->word))
		flush_comment(reader);
	if (verdict == BV_VERDICT_UNKNOWN)
		bv_build_unknown(build->out, event->text, event->number, build->keep);
	if (!bv_git_take_shell_word(&rest, &word, build->keep)) {
		/* Typed, without a name, and nothing says which commit was there to be judged. */
		if (!reader->comment && bv_revision_ref_is_none(reader->offered))
			bv_build_unnamed(build->out, event->text, event->number, build->keep);
		else
			add_verdict(reader, event, verdict, (struct bv_text){0});
		return;
	}
	do {
		add_verdict(reader, event, verdict, word);
	} while (bv_git_take_shell_word(&rest, &word, build->keep));
}

static void take_command(struct log_reader *reader, const struct bv_git_event *event)
{
	bool is_verdict =
		bv_git_is_state_word(event->word) ||
		bv_git_verdict(&reader->build->terms, event->word) != BV_VERDICT_UNKNOWN ||
		bv_text_is_hex(event->arguments, BV_OID_HEX, BV_OID_HEX);

	/* "# git bisect bad" in a log is a command that somebody took out. */
	if (event->is_hash_prompt)
		return;
	if (is_verdict) {
		take_verdict(reader, event);
		return;
	}
	flush_comment(reader);
	if (bv_git_is_start(event))
		bv_git_take_start(reader->build, event);
}

/* A robot goes on behind its conclusion: with tests of branches' ends, done or known before. */
static bool is_behind_robot(const struct log_reader *reader, const struct bv_git_event *event)
{
	return reader->is_concluded && reader->robot && event->kind != BV_GIT_COMMAND;
}

static void take_log_event(struct log_reader *reader, const struct bv_git_event *event)
{
	if (is_behind_robot(reader, event))
		return;
	if (event->kind == BV_GIT_UNKNOWN) {
		bv_build_unknown(reader->build->out, event->text, event->number,
				 reader->build->keep);
	} else if (event->kind == BV_GIT_COMMAND) {
		take_command(reader, event);
	} else if (event->kind == BV_GIT_STATE) {
		flush_comment(reader);
		reader->comment = event;
	} else if (event->kind == BV_GIT_OFFER) {
		reader->offered = bv_git_revision(reader->build, event->revision, event->number);
	} else if (event->kind == BV_GIT_FIRST_BAD_COMMENT) {
		flush_comment(reader);
		reader->is_concluded = true;
	}
}

/* The first step about @revision. */
static struct bv_step *find_step(struct bv_bisection *out, const size_t *first,
				 struct bv_revision_ref revision)
{
	size_t index = first[revision.number];

	return index ? &out->steps.items[index - 1] : NULL;
}

/* What the screen said when it offered the log's commits. */
static void match_offers(struct bv_git_build *build)
{
	struct bv_bisection *out = build->out;
	struct bv_git_span span = build->part.all;
	size_t *first = bv_arena_alloc(build->keep, BV_REVISIONS_MAX + 1, sizeof(*first));
	struct bv_offer offer = {0};

	for (size_t i = out->steps.count; i-- > 0;)
		first[out->steps.items[i].revision.number] = i + 1;
	for (size_t i = span.from; i < span.to; i++) {
		const struct bv_git_event *event = &build->events->items[i];
		struct bv_step *step;

		if (event->kind == BV_GIT_FIRST_BAD)
			out->pending = (struct bv_offer){0};
		if (!bv_git_take_offer(build, &offer, event))
			continue;
		step = find_step(out, first, offer.revision);
		if (step)
			step->offer = offer;
		out->pending = step ? (struct bv_offer){0} : offer;
		offer = (struct bv_offer){0};
	}
}

void bv_git_read_log(struct bv_git_build *build)
{
	struct log_reader reader = {.build = build};
	struct bv_git_span span = build->part.log;

	build->out->kind = BV_KIND_GIT_LOG;
	for (size_t i = span.from; i < span.to; i++)
		take_log_event(&reader, &build->events->items[i]);
	flush_comment(&reader);
	match_offers(build);
}
