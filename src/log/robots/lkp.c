/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel's kernel test robot (0-day, LKP): the counts of its old logs, which are git's, and its
 * report mails: what it found, and at which commit.
 */
#include "lkp_comment.h"
#include "log/builder.h"
#include "log/mail/mail_private.h"

#include "base/banned.h"

/* Of one test, whose longest seen has some hundreds, and of a log. */
#define RUNS_MAX        10000
#define RUNS_MAX_IN_ALL ((size_t)1 << 18)

/* How the runs of one test went. */
struct counts {
	uint64_t good, bad;
};

static void add_run(struct bv_step *step, enum bv_outcome outcome, struct bv_text title,
		    size_t line, struct bv_arena *keep)
{
	struct bv_run *run = BV_APPEND(&step->runs, keep);

	run->outcome = outcome;
	run->title = title;
	run->line = line;
}

static size_t count_runs(const struct bv_bisection *out)
{
	size_t count = 0;

	for (size_t i = 0; i < out->steps.count; i++)
		count += out->steps.items[i].runs.count;
	return count;
}

/* So many runs of the newest step, the bad ones with @title. Numbers beyond reason say nothing. */
static void add_runs(struct bv_bisection *out, const struct counts *counts, struct bv_text title,
		     size_t line, struct bv_arena *keep)
{
	struct bv_step *step = &out->steps.items[out->steps.count - 1];
	uint64_t good = counts->good, bad = counts->bad;

	if (good > RUNS_MAX || bad > RUNS_MAX || count_runs(out) + good + bad > RUNS_MAX_IN_ALL)
		return;
	for (uint64_t i = 0; i < bad; i++)
		add_run(step, BV_OUTCOME_CRASHED, title, line, keep);
	for (uint64_t i = 0; i < good; i++)
		add_run(step, BV_OUTCOME_OK, (struct bv_text){0}, line, keep);
	step->runs_line = line;
}

static void take_comment(struct bv_bisection *out, struct bv_text text, struct bv_arena *keep)
{
	struct bv_step *step = &out->steps.items[out->steps.count - 1];
	struct bv_lkp_comment comment;
	struct counts counts;

	if (!bv_lkp_comment_read(&comment, text))
		return;
	counts = (struct counts){comment.good, comment.bad};
	if (comment.has_dirty)
		step->dirty = BV_COUNT((size_t)comment.dirty);
	add_runs(out, &counts, (struct bv_text){0}, step->verdict_line, keep);
	bv_build_subject(out, step->revision, comment.subject, false, step->verdict_line);
}

/*
 * Its mails
 */

/* The table stands within so many lines of its two commits. */
#define TABLE_LINES 12
/* So many commits a mail names at most; each is looked for among all. */
#define NAMES_MAX 16

/* Source: the robot's mails of 2014 to 2026; its templates are not public. */
static const struct bv_text fields[] = {
	BV_TEXT_INIT("tree"),     BV_TEXT_INIT("date"),        BV_TEXT_INIT("config"),
	BV_TEXT_INIT("compiler"), BV_TEXT_INIT("in testcase"), BV_TEXT_INIT("on test machine"),
	BV_TEXT_INIT("version"),  BV_TEXT_INIT("Closes"),
};

static struct bv_text line_at(const struct bv_mail_reader *reader, size_t index)
{
	return index < reader->view->count ? reader->view->items[index].text : (struct bv_text){0};
}

/* The robot says that it tested: its name alone stands in many a Reported-by. */
static bool is_report(const struct bv_mail_reader *reader)
{
	bool has_tree = false, has_head = false;

	for (size_t i = 0; i < reader->view->count; i++) {
		struct bv_text line = line_at(reader, i);

		if (bv_text_starts_with(line, BV_TEXT("kernel test robot noticed ")) ||
		    bv_text_starts_with(line, BV_TEXT("FYI, we noticed ")))
			return true;
		has_tree |= bv_text_starts_with(line, BV_TEXT("tree:   "));
		has_head |= bv_text_starts_with(line, BV_TEXT("head:   "));
		if (has_tree && has_head)
			return true;
	}
	return false;
}

/* "[3675/8804] title" of build reports, else ("title"). */
static struct bv_text title_behind(struct bv_mail_reader *reader, size_t index, size_t offset,
				   bool *is_cut)
{
	struct bv_text rest = bv_text_trim(bv_text_from_offset(line_at(reader, index), offset));
	struct bv_text number;

	*is_cut = false;
	if (bv_text_is_empty(rest) || rest.data[0] == '(')
		return bv_prose_subject(reader->view, index, offset, is_cut, reader->keep);
	if (bv_take_prefix(&rest, BV_TEXT("[")))
		(void)bv_take_until(&rest, BV_TEXT("]"), &number);
	return bv_text_trim(rest);
}

/* "commit: H ..." */
static bool take_commit(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text rest = line_at(reader, index);
	struct bv_mail_commit commit = {.index = index};

	if (!bv_take_prefix(&rest, BV_TEXT("commit:")) || !bv_take_blanks(&rest) ||
	    !bv_take_hex(&rest, 12, 40, &commit.hash))
		return false;
	commit.subject = title_behind(reader, index, line_at(reader, index).size - rest.size,
				      &commit.is_subject_cut);
	bv_mail_blame(reader, BV_STATEMENT_PRODUCER, &commit);
	return true;
}

static void take_head(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text rest = line_at(reader, index), hash;

	if (bv_take_prefix(&rest, BV_TEXT("head:")) && bv_take_blanks(&rest) &&
	    bv_take_hex(&rest, 12, 40, &hash))
		reader->out->head = bv_build_revision(
			reader->out, hash, reader->view->items[index].number, reader->keep);
}

/*
 * The heads of its two tables, "|   | H | H |" and "H H": the parent and the commit again. The
 * frame's first mark looks like a quote's, and may have been taken off as one.
 */
static void take_pair(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text rest = line_at(reader, index), hashes[2];
	bool is_framed;

	(void)bv_take_prefix(&rest, BV_TEXT("|"));
	bv_take_blanks(&rest);
	is_framed = bv_take_prefix(&rest, BV_TEXT("|"));
	for (size_t i = 0; i < 2; i++) {
		bv_take_blanks(&rest);
		if (is_framed && i > 0 && !bv_take_prefix(&rest, BV_TEXT("|")))
			return;
		bv_take_blanks(&rest);
		if (!bv_take_hex(&rest, 10, 40, &hashes[i]))
			return;
	}
	rest = bv_text_trim(rest);
	if (reader->out->revisions.count > NAMES_MAX ||
	    !bv_text_equal(rest, is_framed ? BV_TEXT("|") : (struct bv_text){0}))
		return;
	for (size_t i = 0; i < 2; i++)
		(void)bv_build_abbreviated(reader->out, hashes[i],
					   reader->view->items[index].number, reader->keep);
}

/* `kernel test robot noticed "X" on:`, which may be wrapped. */
static void take_noticed(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text line = line_at(reader, index);
	struct bv_text title;

	if (!bv_take_prefix(&line, BV_TEXT("kernel test robot noticed ")))
		return;
	line = bv_view_join(reader->view, index, line_at(reader, index).size - line.size,
			    BV_TEXT("\" on:"), reader->keep);
	if (bv_take_prefix(&line, BV_TEXT("\"")) && bv_take_until(&line, BV_TEXT("\" on:"), &title))
		reader->out->bug_title = title;
}

/* "[test failed on linus/master H]": the robot's test of a branch's end. */
static void take_test_failed(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text rest = line_at(reader, index), value, branch, hash;
	size_t line = reader->view->items[index].number;

	if (!bv_take_prefix(&rest, BV_TEXT("[test failed on ")) ||
	    !bv_take_until(&rest, BV_TEXT("]"), &value))
		return;
	bv_build_remark(reader->out, BV_TEXT("test failed on"), value, line, reader->keep);
	if (bv_take_word(&value, &branch) && bv_take_blanks(&value) &&
	    bv_take_hex(&value, 12, 40, &hash) && bv_revision_ref_is_none(reader->out->head))
		reader->out->head = bv_build_revision(reader->out, hash, line, reader->keep);
}

/* "x86_64-randconfig-a016-20210818 (attached as .config)": the first word. */
static void take_arch(struct bv_mail_reader *reader, size_t index)
{
	struct bv_text rest = line_at(reader, index), arch;

	if (bv_take_prefix(&rest, BV_TEXT("config:")) && bv_take_blanks(&rest) &&
	    bv_take_until(&rest, BV_TEXT("-"), &arch) && !bv_text_contains(arch, BV_TEXT(" ")))
		reader->out->arch = arch;
}

/* "FAIL:RUNS", FAIL left out where there were none. */
static bool take_ratio(struct bv_text *rest, struct counts *counts)
{
	uint64_t runs;

	counts->bad = 0;
	bv_take_blanks(rest);
	(void)bv_take_uint(rest, &counts->bad);
	if (!bv_take_prefix(rest, BV_TEXT(":")) || !bv_take_uint(rest, &runs) || counts->bad > runs)
		return false;
	counts->good = runs - counts->bad;
	return true;
}

/* "   :6   100%   6:6   dmesg.BUG:..." */
static bool take_row(struct bv_text row, struct counts counts[2], struct bv_text *title)
{
	struct bv_text percent;

	if (!take_ratio(&row, &counts[0]))
		return false;
	bv_take_blanks(&row);
	if (!bv_take_until(&row, BV_TEXT("%"), &percent) || !take_ratio(&row, &counts[1]))
		return false;
	*title = bv_text_trim(row);
	return true;
}

static void add_test(struct bv_mail_reader *reader, struct bv_revision_ref ref,
		     const struct counts *counts, struct bv_text title, size_t line)
{
	struct bv_step *step = bv_build_step(reader->out, reader->keep);

	if (!step)
		return;
	step->revision = step->marked = ref;
	step->phase = BV_PHASE_BISECT;
	step->verdict = step->mark = counts->bad ? BV_VERDICT_BAD : BV_VERDICT_GOOD;
	step->line = step->verdict_line = line;
	add_runs(reader->out, counts, title, line, reader->keep);
}

/*
 * "commit:", then the parent and the commit, a line each, and below "fail:runs" the first row of
 * counts: the table is sorted by what the report is about.
 */
static void take_table(struct bv_mail_reader *reader, size_t index)
{
	struct bv_bisection *out = reader->out;
	struct bv_revision_ref refs[2];
	bool is_header_seen = false;
	struct counts counts[2];
	struct bv_text title;

	if (out->steps.count ||
	    !bv_text_equal(bv_text_trim(line_at(reader, index)), BV_TEXT("commit:")))
		return;
	for (size_t i = 0; i < 2; i++) {
		struct bv_text rest = line_at(reader, index + 1 + i), hash;
		size_t line;

		bv_take_blanks(&rest);
		if (!bv_take_hex(&rest, 7, 40, &hash))
			return;
		line = reader->view->items[index + 1 + i].number;
		refs[i] = bv_build_abbreviated(out, hash, line, reader->keep);
	}
	for (size_t i = index + 3; i < index + 3 + TABLE_LINES && i < reader->view->count; i++) {
		is_header_seen |= bv_text_contains(line_at(reader, i), BV_TEXT("fail:runs"));
		if (!is_header_seen || !take_row(line_at(reader, i), counts, &title))
			continue;
		for (size_t k = 0; k < 2; k++)
			add_test(reader, refs[k], &counts[k], title, reader->view->items[i].number);
		return;
	}
}

static bool claim(struct bv_mail_reader *reader)
{
	size_t index = 0;

	if (!is_report(reader))
		return false;
	while (index < reader->view->count && !take_commit(reader, index))
		index++;
	if (index == reader->view->count)
		return false;
	for (size_t i = 0; i < reader->view->count; i++) {
		take_head(reader, i);
		take_noticed(reader, i);
		take_test_failed(reader, i);
		take_arch(reader, i);
		take_table(reader, i);
		take_pair(reader, i);
		(void)bv_mail_take_remark(reader, fields, sizeof(fields) / sizeof(fields[0]), i);
	}
	return true;
}

const struct bv_producer bv_producer_lkp = {
	.kind = BV_KIND_LKP,
	.words = {BV_TEXT_INIT("test robot"), BV_TEXT_INIT("0-DAY CI")},
	.claim = claim,
	.is_comment = bv_lkp_is_comment,
	.take_comment = take_comment,
	.comment_subject = bv_lkp_comment_subject,
	.comment_verdict = bv_lkp_comment_verdict,
};
