/* SPDX-License-Identifier: GPL-2.0-only */
/* Options from one table: what is parsed, what the usage says and what bash completes cannot
 * differ. */
#ifndef BV_CLI_OPTIONS_H
#define BV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/nearest.h"
#include "base/out.h"
#include "case/case.h"

/** The options, in the order of the usage. */
enum bv_option {
	BV_OPTION_TREE = 0,
	BV_OPTION_NO_TREE,
	BV_OPTION_LATER,
	BV_OPTION_TITLE,
	BV_OPTION_BUG,
	BV_OPTION_ARCH,
	BV_OPTION_CHECK,
	BV_OPTION_ASSUME,
	BV_OPTION_RESULTS,
	BV_OPTION_PART,
	BV_OPTION_LOG,
	BV_OPTION_INSTALL,
	BV_OPTION_UNINSTALL,
	BV_OPTION_FORMAT,
	BV_OPTION_LADDER,
	BV_OPTION_FAIL_ON,
	BV_OPTION_JOBS,
	BV_OPTION_TIMEOUT,
	BV_OPTION_MAX_MEMORY,
	BV_OPTION_FILES0_FROM,
	BV_OPTION_LABELS,
	BV_OPTION_HTML,
	BV_OPTION_COLOUR,
	BV_OPTION_VERBOSE,
	BV_OPTION_DUMP_MODEL,
	BV_OPTION_VERSION,
	BV_OPTION_HELP,
	BV_OPTION_COUNT
};

/** The judgement from which on the exit status says so: values of --fail-on. */
enum bv_fail_on {
	BV_FAIL_ON_DOUBTFUL = 0,
	BV_FAIL_ON_REFUTED,
	BV_FAIL_ON_NEVER
};

/** Values of --color. */
enum bv_when {
	BV_WHEN_AUTO = 0,
	BV_WHEN_ALWAYS,
	BV_WHEN_NEVER
};

enum bv_option_type {
	BV_OPTION_FLAG = 0,
	BV_OPTION_TEXT,
	BV_OPTION_LIST, /* texts that add up */
	BV_OPTION_NUMBER,
	BV_OPTION_CHOICE,
	BV_OPTION_ARCHITECTURE
};

/** A row of the table. */
struct bv_option_row {
	enum bv_option_type type;
	const char *name;
	char letter;         /* 0: none */
	bool has_no;         /* --no-NAME is its contrary */
	const char *value;   /* its name in the usage; NULL: takes none */
	const char *help;    /* NULL: the choices say it */
	bv_word_at *choices; /* of a choice; of a list, how its texts begin */
	size_t most, initial;
};
const struct bv_option_row *bv_option_row(enum bv_option option);

/** What was said of one option; texts are borrowed from argv. */
struct bv_option_value {
	bool is_given; /* on the command line: the configuration does not change it */
	bool is_short; /* given by its letter */
	const char *text;
	size_t number;       /* a number, which of the choices, or 1 for a flag that is on */
	struct bv_texts all; /* of an option that adds up */
};

/** Take @value for @option. Errors: BV_ERROR_USAGE for a value that is none. */
BV_MUST_CHECK bool bv_option_set(struct bv_option_value *out, enum bv_option option,
				 const char *value, struct bv_error *err);

/** All that the user can ask for. */
struct bv_options {
	struct bv_option_value of[BV_OPTION_COUNT];
	struct bv_told told;       /* by --title, --arch, --check and --assume */
	bool does_undecided_block; /* hook */
	double later_seconds;      /* for --later; 0: as long as it takes */
	unsigned known;            /* bits: what the command takes */
	bool has_unknown;          /* why it failed: there is no such option, or not here */
	bool has_dashes;           /* "--" was the first that is no option */
};

/** A command: its name, its arguments in the usage, what it does, which options it takes. */
struct bv_command {
	const char *name; /* NULL for the main job, which has none */
	const char *arguments;
	const char *summary;
	unsigned options; /* bits: 1u << enum bv_option */
	int (*run)(struct bv_options *options, int argument_count, char **arguments);
};

/* The commands, one file each. Each returns the exit status. @arguments has *argument_count entries
 * and a NULL behind them. */
int bv_command_verify(struct bv_options *options, int argument_count, char **arguments);
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments);
int bv_command_audit(struct bv_options *options, int argument_count, char **arguments);
int bv_command_salvage(struct bv_options *options, int argument_count, char **arguments);
int bv_command_explain(struct bv_options *options, int argument_count, char **arguments);

/**
 * Take the options out of @arguments, wherever they stand; behind "--" nothing is one.
 *
 * Meaning: what is left of @arguments are its first *argument_count entries, and a NULL behind
 *          them; on an error, those before it.
 * Errors:  BV_ERROR_USAGE for an option that is unknown or ambiguous, a missing or wrong value,
 *          options that contradict each other.
 * Owner:   lists are kept in @keep.
 */
BV_MUST_CHECK bool bv_options_parse(struct bv_options *out, int *argument_count, char **arguments,
				    struct bv_arena *keep, struct bv_error *err);
/** Does @command take all that were given? Errors: BV_ERROR_USAGE. */
BV_MUST_CHECK bool bv_options_are_for(struct bv_options *options, const struct bv_command *command,
				      struct bv_error *err);

/** Set @option as the configuration has it, unless it was given. Errors: a wrong value. */
BV_MUST_CHECK bool bv_options_configure(struct bv_options *options, enum bv_option option,
					const char *value, struct bv_error *err);

/** usage.c: the usage of the command @shown, or with NULL of all. */
void bv_usage_print(const struct bv_command *shown, const struct bv_command *commands, size_t count,
		    struct bv_out *out);
/** completion.c: a script for bash that completes commands, options and their values. */
void bv_completion_print(const struct bv_command *commands, size_t count, struct bv_out *out);

#endif
