/* SPDX-License-Identifier: GPL-2.0-only */
/* What git's configuration says to us: bisectverify.*, and color.ui. */
#ifndef BV_CLI_SETTINGS_H
#define BV_CLI_SETTINGS_H

#include "options.h"

struct bv_session;

/**
 * Take the settings for @session, whose tree is open; an option that was given wins.
 *
 * Meaning: warns of a key of ours that there is not, and of what git warns.
 * Errors:  BV_ERROR_CONFIG for a bad value, with where it was set.
 */
BV_MUST_CHECK bool bv_settings_take(struct bv_session *session, struct bv_error *err);
/** Only color.ui, for what judges nothing. Errors: as above. */
BV_MUST_CHECK bool bv_settings_take_colour(struct bv_options *options, struct bv_error *err);

#endif
