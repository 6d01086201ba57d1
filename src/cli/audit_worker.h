/* SPDX-License-Identifier: GPL-2.0-only */
/* What an audit's workers do. */
#ifndef BV_CLI_AUDIT_WORKER_H
#define BV_CLI_AUDIT_WORKER_H

#include "audit_pages.h"
#include "audit_paths.h"
#include "labels.h"
#include "session.h"
#include "workers.h"

struct bv_auditor {
	struct bv_session *session;
	const struct bv_paths *paths;
	const struct bv_labels *labels; /* NULL: none */
	const struct bv_pages *pages;
};

/** A bv_work(): judges the paths that it is given, and closes the session; @context is an auditor.
 */
void bv_audit_work(void *context, const struct bv_worker_pipes *pipes);

#endif
