/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git bisect-verify: re-reads the argument of a kernel bisection.
 *
 * bytes -> source (src/source) -> bisections (src/log) -> case (src/case: with what the tree
 * answers) -> odds, findings and judgement (src/odds, src/checks) -> report (src/report) -> exit
 * status (terminal.c). Each command has a file of its own here; session.c is what they share.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "terminal.h"

#define JUDGE (BV_OPTIONS_TREE | BV_OPTIONS_CHECKS)

static const struct bv_command commands[] = {
	{NULL, "[<log>|-]", "verify one log; without one, the bisection in progress",
	 JUDGE | BV_OPTIONS_FORMAT | BV_OPTIONS_STATUS | BV_OPTIONS_SCREEN | BV_OPTIONS_MODEL |
		 BV_OPTIONS_ASSUME | BV_OPTIONS_VERSION,
	 bv_command_verify},
	{"hook", "[<mail>|- [<headers>]]", "pre-send hook: may this mail go out?",
	 JUDGE | BV_OPTIONS_STATUS, bv_command_hook},
	{"audit", "<path>...", "verify many logs: a line of JSON each, and a summary",
	 JUDGE | BV_OPTIONS_THREADS, bv_command_audit},
	{"salvage", "<log>", "write the log to go on with: only the verdicts that hold",
	 JUDGE | BV_OPTIONS_ASSUME, bv_command_salvage},
	{"explain", "[<check>...]", "what a check means, when it errs, what to do",
	 BV_OPTIONS_SCREEN, bv_command_explain},
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const struct bv_command *find_command(const char *name)
{
	for (size_t i = 0; name && i < COMMAND_COUNT; i++)
		if (commands[i].name && strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static enum bv_status usage(FILE *stream, enum bv_status status)
{
	struct bv_out out = bv_terminal_out(stream, BV_WHEN_NEVER);

	bv_options_usage(commands, COMMAND_COUNT, &out);
	return bv_status_written(&out, stream, status);
}

static enum bv_status version(void)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);

	bv_out_print(&out, "git bisect-verify version %s\n", BV_VERSION);
	return bv_status_written(&out, stdout, BV_STATUS_FINE);
}

static int run(const struct bv_command *command, int argument_count, char **arguments)
{
	struct bv_options options = {.format = bv_format_at(0)};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	int status;

	if (!bv_options_parse(&options, command, &argument_count, arguments, &keep, &err)) {
		status = (int)bv_status_report(&err);
		(void)usage(stderr, BV_STATUS_USAGE);
	} else if (options.is_help_wanted) {
		status = (int)usage(stdout,
				    options.is_help_short ? BV_STATUS_USAGE : BV_STATUS_FINE);
	} else if (options.is_version_wanted) {
		status = (int)version();
	} else {
		status = command->run(&options, argument_count, arguments);
	}
	bv_arena_release(&keep);
	return status;
}

int main(int argument_count, char **arguments)
{
	const struct bv_command *command = find_command(argument_count > 1 ? arguments[1] : NULL);

	/* A closed pipe is a write error like any other. */
	(void)signal(SIGPIPE, SIG_IGN);
	if (command)
		return run(command, argument_count - 2, arguments + 2);
	if (argument_count == 0) /* Not even a name of our own. */
		return run(&commands[0], 0, arguments);
	return run(&commands[0], argument_count - 1, arguments + 1);
}
