/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines that are commands to regzbot. */
#ifndef BV_LOG_REGZBOT_COMMAND_H
#define BV_LOG_REGZBOT_COMMAND_H

#include "source/line.h"

enum bv_regzbot_word {
	BV_REGZBOT_OTHER = 0, /* fix, resolve, inconclusive, dup, backburner, link, ... */
	BV_REGZBOT_INTRODUCED,
	BV_REGZBOT_TITLE
};

struct bv_regzbot_command {
	enum bv_regzbot_word word;
	struct bv_text name; /* as written, without colon and caret */
	struct bv_text arguments;
	size_t offset; /* of the arguments in the line */
	size_t end;    /* where the line's next command could begin */
};

/**
 * The command that begins at @from of @line; 0 for the first one of a line.
 *
 * Meaning: "#regzbot introduced: X", "#regzbot ^introduced X", "# regzbot title: T"; more commands
 *          of a line follow behind blanks, with or without a semicolon.
 * Source:  kernelci/regzbot, regzbot/_rbcmd.py, _parse(), _add_command().
 */
bool bv_regzbot_take(struct bv_regzbot_command *out, struct bv_text line, size_t from);

/** The line @index tells regzbot something else than what introduced a regression. */
bool bv_regzbot_is_told(const struct bv_lines *view, size_t index);

#endif
