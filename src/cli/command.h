/* The commands, one file each. */
#ifndef BV_CLI_COMMAND_H
#define BV_CLI_COMMAND_H

#include "options.h"

/* Each returns the exit status. @arguments has *argument_count entries and a NULL behind them. */
int bv_command_verify(struct bv_options *options, int argument_count, char **arguments);
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments);
int bv_command_audit(struct bv_options *options, int argument_count, char **arguments);
int bv_command_salvage(struct bv_options *options, int argument_count, char **arguments);
int bv_command_explain(struct bv_options *options, int argument_count, char **arguments);

#endif
