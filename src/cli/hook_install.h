/* SPDX-License-Identifier: GPL-2.0-only */
/* The hook in the repository that mail is sent from: the only thing we ever write there. */
#ifndef BV_CLI_HOOK_INSTALL_H
#define BV_CLI_HOOK_INSTALL_H

#include "base/error.h"
#include "base/out.h"

/**
 * Have git send-email ask us, and after us the hook that was there, with the same arguments.
 *
 * Meaning: where core.hooksPath or git itself has hooks; done already is fine.
 * Errors:  no repository; git does not find us; a hook that cannot be kept; nothing can be written
 * there.
 */
BV_MUST_CHECK bool bv_hook_install(struct bv_out *out, struct bv_error *err);

/**
 * The contrary: the hook that was there is there again.
 *
 * Errors: the hook there is not ours, or was changed, or cannot be removed.
 */
BV_MUST_CHECK bool bv_hook_uninstall(struct bv_out *out, struct bv_error *err);

#endif
