/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands to regzbot, the kernel's regression tracker: what introduced a regression. */
#include "log/builder.h"
#include "log/mail/mail_private.h"
#include "regzbot_command.h"

#include "base/banned.h"

/* The commit that an address of a repository on the web shows. */
static bool take_address(struct bv_text word, struct bv_text *hash)
{
	static const struct bv_text marks[] = {
		BV_TEXT_INIT("/commit/?id="), BV_TEXT_INIT("/commit/"), BV_TEXT_INIT("?id="),
		BV_TEXT_INIT("&id="),         BV_TEXT_INIT(";h="),      BV_TEXT_INIT("/c/"),
	};

	if (!bv_text_contains(word, BV_TEXT("://")))
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		struct bv_text rest = word, before;

		if (bv_take_until(&rest, marks[i], &before) && bv_take_hex(&rest, 7, 40, hash))
			return true;
	}
	return false;
}

static struct bv_revision_ref name_end(struct bv_mail_reader *reader, struct bv_text written,
				       size_t line)
{
	return bv_build_revision(reader->out, written, line, reader->keep);
}

/* "A..B", or "A to B" as people write it too. */
static bool split_range(struct bv_text arguments, struct bv_text *good, struct bv_text *bad)
{
	struct bv_text to;

	if (!bv_take_word(&arguments, bad) || bv_text_contains(*bad, BV_TEXT("://")))
		return false;
	if (bv_take_until(bad, BV_TEXT(".."), good)) {
		(void)bv_take_prefix(bad, BV_TEXT("."));
		return true;
	}
	*good = *bad;
	bv_take_blanks(&arguments);
	return bv_take_word(&arguments, &to) && bv_text_equal(to, BV_TEXT("to")) &&
	       bv_take_blanks(&arguments) && bv_take_word(&arguments, bad);
}

/* The last good one and the first bad one known; either may be left out. */
static bool take_range(struct bv_mail_reader *reader, struct bv_text arguments, size_t index)
{
	struct bv_git_start *git = &reader->out->git;
	size_t line = reader->view->items[index].number;
	struct bv_text good, word;

	if (!split_range(arguments, &good, &word))
		return false;
	if (git->bad_line || git->good_line)
		return true;
	if (!bv_text_is_empty(good)) {
		*BV_APPEND(&git->good, reader->keep) = name_end(reader, good, line);
		git->good_line = line;
	}
	if (!bv_text_is_empty(word)) {
		git->bad = name_end(reader, word, line);
		git->bad_line = line;
	}
	return true;
}

/* "H", "H ("title")", "H URL", an address that shows H, or a range. */
static bool take_introduced(struct bv_mail_reader *reader, const struct bv_regzbot_command *command,
			    size_t index)
{
	struct bv_text rest = command->arguments;
	struct bv_mail_commit commit = {.index = index};
	struct bv_text word;
	size_t offset;

	if (!bv_take_word(&rest, &word))
		return false;
	if (take_range(reader, command->arguments, index))
		return true;
	offset = command->offset + word.size;
	if (!take_address(word, &commit.hash) &&
	    (!bv_take_hex(&word, 7, 40, &commit.hash) ||
	     (word.size && bv_text_find_byte(BV_TEXT(",.;:^~("), word.data[0]) == SIZE_MAX)))
		return false;
	commit.subject =
		bv_prose_subject(reader->view, index, offset, &commit.is_subject_cut, reader->keep);
	bv_mail_blame(reader, BV_STATEMENT_REGZBOT, &commit);
	return true;
}

/* A title may go on in the next line. */
static struct bv_text title_of(struct bv_mail_reader *reader,
			       const struct bv_regzbot_command *command, size_t index)
{
	struct bv_text line = reader->view->items[index].text;
	struct bv_text next = {0};

	if (index + 1 < reader->view->count)
		next = bv_text_trim(reader->view->items[index + 1].text);
	if (bv_text_starts_with(next, BV_TEXT("#")) || !bv_could_continue(line, next))
		return command->arguments;
	return bv_arena_print(reader->keep, "%.*s %.*s", BV_TEXT_ARG(command->arguments),
			      BV_TEXT_ARG(next));
}

static void take_other(struct bv_mail_reader *reader, const struct bv_regzbot_command *command,
		       size_t index)
{
	struct bv_text value = command->arguments;

	if (command->word == BV_REGZBOT_INTRODUCED)
		return;
	if (command->word == BV_REGZBOT_TITLE)
		reader->out->bug_title = value = title_of(reader, command, index);
	bv_build_remark(reader->out, command->name, value, reader->view->items[index].number,
			reader->keep);
}

/* The commands of the line @index: what introduced it, or all others. */
static bool take_line(struct bv_mail_reader *reader, size_t index, bool is_for_introduced)
{
	struct bv_text line = reader->view->items[index].text;
	struct bv_regzbot_command command;
	bool is_introduced = false;

	for (size_t from = 0; bv_regzbot_take(&command, line, from); from = command.end) {
		if (!is_for_introduced)
			take_other(reader, &command, index);
		else if (command.word == BV_REGZBOT_INTRODUCED)
			is_introduced |= take_introduced(reader, &command, index);
	}
	return is_introduced;
}

static bool claim(struct bv_mail_reader *reader)
{
	bool is_introduced = false;

	/* A commit says more than a range, wherever it stands. */
	for (size_t i = 0; i < reader->view->count && reader->out->claim.ending == BV_ENDING_NONE;
	     i++)
		is_introduced |= take_line(reader, i, true);
	for (size_t i = 0; is_introduced && i < reader->view->count; i++)
		(void)take_line(reader, i, false);
	return is_introduced;
}

const struct bv_producer bv_producer_regzbot = {
	.words = {BV_TEXT_INIT("egzbot"), BV_TEXT_INIT("EGZBOT")},
	.claim = claim,
};
