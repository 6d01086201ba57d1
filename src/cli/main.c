/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git bisect-verify: re-reads the argument of a kernel bisection.
 *
 * bytes -> source (src/source) -> bisections (src/log) -> case (src/case: with what the tree
 * answers) -> odds, findings and judgement (src/odds, src/checks) -> answer (src/answer) -> report
 * (src/report) -> exit status (terminal.c).
 * Each command has a file of its own here; session.c is what they share.
 */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

#define BIT(option) (1u << BV_OPTION_##option)
#define TOLD                                                                                       \
	(BIT(HELP) | BIT(TREE) | BIT(NO_TREE) | BIT(LATER) | BIT(TITLE) | BIT(BUG) | BIT(ARCH) |   \
	 BIT(CHECK))

static int show_completion(struct bv_options *options, int argument_count, char **arguments);

static const struct bv_command commands[] = {
	{NULL, "[<log>|-]", "verify one log; without one, the bisection in progress",
	 TOLD | BIT(ASSUME) | BIT(RESULTS) | BIT(PART) | BIT(FORMAT) | BIT(LADDER) | BIT(FAIL_ON) |
		 BIT(COLOUR) | BIT(VERBOSE) | BIT(DUMP_MODEL) | BIT(VERSION),
	 bv_command_verify},
	{"hook", "[<mail>|- [<headers>]]", "pre-send hook: may this mail go out?",
	 TOLD | BIT(LOG) | BIT(INSTALL) | BIT(UNINSTALL) | BIT(FORMAT) | BIT(FAIL_ON),
	 bv_command_hook},
	{"audit", "<path>...|--files0-from=<file>",
	 "verify many logs: a line of JSON each, and a summary",
	 TOLD | BIT(JOBS) | BIT(TIMEOUT) | BIT(MAX_MEMORY) | BIT(FILES0_FROM) | BIT(LABELS) |
		 BIT(HTML),
	 bv_command_audit},
	{"salvage", "[<log>|-]", "write the log to go on with: only the verdicts that hold",
	 TOLD | BIT(ASSUME) | BIT(RESULTS) | BIT(PART), bv_command_salvage},
	{"explain", "[<check>|<family>|<word>...]",
	 "what a check, a family or a word of the report means", BIT(HELP) | BIT(COLOUR),
	 bv_command_explain},
	{"completion", "", "a script with which bash completes all this", BIT(HELP),
	 show_completion},
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const char *command_name_at(size_t index)
{
	return index + 1 < COMMAND_COUNT ? commands[index + 1].name : NULL;
}

/* The command that the first argument names, which is taken away then. */
static const struct bv_command *take_command(const struct bv_options *options, int *argument_count,
					     char ***arguments)
{
	for (size_t i = 1; *argument_count && !options->has_dashes && i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, (*arguments)[0]) == 0) {
			--*argument_count;
			++*arguments;
			return &commands[i];
		}
	}
	return &commands[0];
}

/* A word that is no file, but nearly a command. */
static bool is_command_mistyped(const struct bv_options *options, int argument_count,
				char **arguments, struct bv_error *err)
{
	const char *meant;

	if (argument_count == 0 || options->has_dashes || access(arguments[0], F_OK) == 0)
		return false;
	meant = bv_nearest_word(bv_text_from(arguments[0]), command_name_at);
	if (!meant)
		return false;
	(void)bv_fail(err, BV_ERROR_USAGE, "'%s' is neither a log nor a command", arguments[0]);
	(void)bv_fail_advice(err, "did you mean %s?", meant);
	return true;
}

static enum bv_status usage(const struct bv_command *shown, FILE *stream, enum bv_status status)
{
	struct bv_out out = bv_terminal_out(stream, BV_WHEN_NEVER);

	bv_usage_print(shown, commands, COMMAND_COUNT, &out);
	return bv_status_written(&out, stream, status);
}

static enum bv_status version(void)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);

	bv_out_print(&out, "git bisect-verify version %s\n", BV_VERSION);
	return bv_status_written(&out, stdout, BV_STATUS_FINE);
}

static int show_completion(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);

	struct bv_error err = {0};

	(void)options, (void)arguments;
	if (argument_count > 0) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "completion takes no arguments");
		return (int)bv_status_report(&err);
	}
	bv_completion_print(commands, COMMAND_COUNT, &out);
	return (int)bv_status_written(&out, stdout, BV_STATUS_FINE);
}

static enum bv_status run(int argument_count, char **arguments, struct bv_arena *keep)
{
	struct bv_options options;
	struct bv_error err = {0};
	bool is_parsed = bv_options_parse(&options, &argument_count, arguments, keep, &err);
	const struct bv_command *command = take_command(&options, &argument_count, &arguments);
	/* As git, -h is a wrong usage and --help a question. */
	bool is_short = options.of[BV_OPTION_HELP].is_short;

	if (!is_parsed || !bv_options_are_for(&options, command, &err)) {
		enum bv_status status = bv_status_report(&err);

		return options.has_unknown ? usage(command->name ? command : NULL, stderr, status)
					   : status;
	}
	if (options.of[BV_OPTION_HELP].is_given)
		return usage(command->name ? command : NULL, stdout,
			     is_short ? BV_STATUS_USAGE : BV_STATUS_FINE);
	if (options.of[BV_OPTION_VERSION].is_given)
		return version();
	if (!command->name && is_command_mistyped(&options, argument_count, arguments, &err))
		return bv_status_report(&err);
	return (enum bv_status)command->run(&options, argument_count, arguments);
}

/* What is opened shall not be taken for standard input, output or error. Source: git's
 * sanitize_stdfds(). */
static void open_standard_files(void)
{
	int file = open("/dev/null", O_RDWR);

	while (file >= 0 && file <= STDERR_FILENO)
		file = dup(file);
	if (file > STDERR_FILENO)
		(void)close(file);
}

int main(int argument_count, char **arguments)
{
	/* Called without even a name of its own. */
	bool has_name = argument_count > 0;
	struct bv_arena keep = {0};
	enum bv_status status;

	open_standard_files();
	/* Which characters can be shown; numbers stay as they are everywhere. */
	(void)setlocale(LC_CTYPE, "");
	/* A closed pipe is a write error like any other; whoever started us may not wait for its
	 * children, but we do. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGCHLD, SIG_DFL);
	status = run(argument_count - has_name, arguments + has_name, &keep);
	bv_arena_release(&keep);
	return (int)status;
}
