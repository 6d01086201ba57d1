/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands to paste: nothing that a log or a user wrote is ever more than a word of them. */
#include <string.h>

#include "answer_private.h"

#include "base/banned.h"

/* A word that every shell takes as it is. */
static bool is_plain(struct bv_text word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./+-:@%=,";
	bool result = word.size > 0 && word.data[0] != '-' && word.data[0] != '=';

	for (size_t i = 0; i < word.size; i++)
		result = result && word.data[i] && strchr(plain, word.data[i]);
	return result;
}

struct bv_text bv_shell_word(struct bv_text word, struct bv_arena *keep)
{
	return is_plain(word) ? word : bv_shell_quoted(word, keep);
}

struct bv_text bv_shell_option(struct bv_text option, struct bv_arena *keep)
{
	struct bv_text rest = option, name;

	if (!bv_take_until(&rest, BV_TEXT("="), &name))
		return option;
	return bv_arena_print(keep, "%.*s=%.*s", BV_TEXT_ARG(name),
			      BV_TEXT_ARG(bv_shell_word(rest, keep)));
}

struct bv_text bv_shell_quoted(struct bv_text word, struct bv_arena *keep)
{
	static const char quoted_quote[] = "'\\''";
	char *quoted;
	size_t used = 0;

	quoted = bv_arena_alloc(keep, word.size * (sizeof(quoted_quote) - 1) + 2, 1);
	quoted[used++] = '\'';
	for (size_t i = 0; i < word.size; i++) {
		unsigned char byte = (unsigned char)word.data[i];

		if (byte == '\'') {
			memcpy(quoted + used, quoted_quote, sizeof(quoted_quote) - 1);
			used += sizeof(quoted_quote) - 1;
		} else {
			quoted[used++] = byte < ' ' || byte == 0x7f ? '?' : (char)byte;
		}
	}
	quoted[used++] = '\'';
	return (struct bv_text){quoted, used};
}

/*
 * What the user told, as it would be told again; a title that @extra has, or that stood in a mail's
 * subject, is said here alone.
 */
static struct bv_text told_options(struct bv_answering *work, struct bv_text extra)
{
	const struct bv_told *told = work->c->told;
	struct bv_text options = {0};

	if (!bv_text_is_empty(told->title) && !bv_text_starts_with(extra, BV_TEXT(" --title")))
		options = bv_arena_print(work->keep, " --title=%.*s",
					 BV_TEXT_ARG(bv_shell_word(told->title, work->keep)));
	for (size_t i = 0; i < told->said.count; i++)
		options = bv_arena_print(
			work->keep, "%.*s %.*s", BV_TEXT_ARG(options),
			BV_TEXT_ARG(bv_shell_option(told->said.items[i], work->keep)));
	return options;
}

/* A name that begins with "-" would be an option. */
static struct bv_text log_word(struct bv_answering *work)
{
	struct bv_text log = work->out->place.log;

	if (bv_text_starts_with(log, BV_TEXT("-")))
		log = bv_arena_print(work->keep, "./%.*s", BV_TEXT_ARG(log));
	return bv_shell_word(log, work->keep);
}

struct bv_text bv_answer_command_on(struct bv_answering *work, const char *command,
				    struct bv_text extra, struct bv_text log)
{
	return bv_arena_print(work->keep, "git bisect-verify%s%s%.*s%.*s%s%.*s",
			      command[0] ? " " : "", command,
			      BV_TEXT_ARG(told_options(work, extra)), BV_TEXT_ARG(extra),
			      log.size ? " " : "", BV_TEXT_ARG(log));
}

struct bv_text bv_answer_command(struct bv_answering *work, const char *command,
				 struct bv_text extra)
{
	if (work->out->place.is_stdin)
		return (struct bv_text){0};
	if (work->c->bisection->part > 1)
		extra = bv_arena_print(work->keep, "%.*s --part=%zu", BV_TEXT_ARG(extra),
				       work->c->bisection->part);
	return bv_answer_command_on(work, command, extra, log_word(work));
}
