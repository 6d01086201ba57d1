/* SPDX-License-Identifier: GPL-2.0-only */
/* Options from one table: what is parsed and what the usage says cannot differ. */
#ifndef BV_CLI_OPTIONS_H
#define BV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/out.h"
#include "checks/check.h"
#include "report/report.h"

/** When to use colour. */
enum bv_when {
	BV_WHEN_AUTO = 0,
	BV_WHEN_ALWAYS,
	BV_WHEN_NEVER
};

/** The judgement from which on the exit status says so. */
enum bv_fail_on {
	BV_FAIL_ON_DOUBTFUL = 0,
	BV_FAIL_ON_REFUTED,
	BV_FAIL_ON_NEVER
};

#define BV_THREADS_MAX 64

/** All that the user can ask for; texts are borrowed from argv or the configuration. */
struct bv_options {
	const char *tree; /* NULL: the one git would use */
	bool is_without_tree;
	struct bv_told told;
	/* What the command line says the configuration must not change. */
	bool is_later_given, is_arch_given;
	size_t thread_count; /* 0: as many as there are processors */
	const struct bv_format *format;
	enum bv_fail_on fail_on;
	bool is_fail_on_given; /* the configuration must not change it */
	enum bv_when colour;
	bool is_verbose;
	bool is_model_wanted;      /* what was understood, instead of the judgement */
	bool does_undecided_block; /* hook */
	bool is_help_wanted;
	bool is_help_short; /* asked for as -h, which git takes for a usage error */
	bool is_version_wanted;
};

/** A command: its name, its arguments in the usage, what it does, which options it takes. */
struct bv_command {
	const char *name; /* NULL for the main job, which has none */
	const char *arguments;
	const char *summary;
	unsigned options; /* bits of enum bv_option_group */
	int (*run)(struct bv_options *options, int argument_count, char **arguments);
};

/* The commands, one file each. Each returns the exit status. @arguments has *argument_count entries
 * and a NULL behind them. */
int bv_command_verify(struct bv_options *options, int argument_count, char **arguments);
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments);
int bv_command_audit(struct bv_options *options, int argument_count, char **arguments);
int bv_command_salvage(struct bv_options *options, int argument_count, char **arguments);
int bv_command_explain(struct bv_options *options, int argument_count, char **arguments);

enum bv_option_group {
	BV_OPTIONS_TREE = 1 << 0,
	BV_OPTIONS_CHECKS = 1 << 1,
	BV_OPTIONS_FORMAT = 1 << 2,
	BV_OPTIONS_STATUS = 1 << 3,
	BV_OPTIONS_SCREEN = 1 << 4,
	BV_OPTIONS_MODEL = 1 << 5,
	BV_OPTIONS_ASSUME = 1 << 6,
	BV_OPTIONS_VERSION = 1 << 7,
	BV_OPTIONS_THREADS = 1 << 8
};

/**
 * Take the options out of @arguments; what is left are its first *argument_count entries, and a
 * NULL behind them.
 *
 * Errors: BV_ERROR_USAGE for an unknown option, a missing or wrong value.
 * Owner:  lists are kept in @keep.
 */
BV_MUST_CHECK bool bv_options_parse(struct bv_options *out, const struct bv_command *command,
				    int *argument_count, char **arguments, struct bv_arena *keep,
				    struct bv_error *err);

/** Set one option by its long name, as the configuration does. Errors: a wrong value. */
BV_MUST_CHECK bool bv_options_set(struct bv_options *options, const char *name, const char *value,
				  struct bv_arena *keep, struct bv_error *err);

/** The usage of all commands and the options. */
void bv_options_usage(const struct bv_command *commands, size_t count, struct bv_out *out);

#endif
