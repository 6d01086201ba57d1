/* SPDX-License-Identifier: GPL-2.0-only */
/* From options to judged logs: what the commands share. */
#ifndef BV_CLI_SESSION_H
#define BV_CLI_SESSION_H

#include "answer/answer.h"
#include "log/log.h"
#include "options.h"
#include "repo/tree.h"
#include "report/report.h"
#include "terminal.h"

/** One tree, one set of settings, any number of logs. Initialise with {0}. */
struct bv_session {
	struct bv_tree *tree; /* NULL: the logs alone */
	struct bv_told told;
	struct bv_options *options;
	struct bv_progress reading;     /* for a session that was asked to show it */
	const struct bv_source *source; /* that is judged now */
	bool is_mail_named;             /* one mail of a mailbox was asked for, as "FILE:N" */
	struct bv_text commit_url;      /* of the configuration; may be empty */
	struct bv_text bug_title;       /* of --bug */
	struct bv_texts log_folders;    /* where the logs are that mails link */
	struct bv_policy policy;        /* of mails */
	bool is_hook_off;               /* reports are not to be judged */
	struct bv_arena keep;           /* as long as the session */
};

/**
 * Open the tree and read `git config bisectverify.*`; what the command line says wins.
 *
 * Meaning: without --tree, no tree to be found is no error: the logs are judged alone.
 * Owner:   the caller closes, also after an error.
 */
BV_MUST_CHECK bool bv_session_open(struct bv_session *out, struct bv_options *options,
				   struct bv_error *err);
/** Show how many commits were read when that takes long; @session must not move afterwards. */
void bv_session_show_reading(struct bv_session *session);
void bv_session_close(struct bv_session *session);

/**
 * What is judged from now on comes from @source: the reported bug's title stands in the subject of
 * a mail, unless the user gave it.
 *
 * Owner: borrowed from @source.
 */
void bv_session_enter(struct bv_session *session, const struct bv_source *source);
/** The same of @source behind the mail that was entered: what that one told holds. */
void bv_session_enter_behind(struct bv_session *session, const struct bv_source *source);

/** One judged bisection; everything is kept in the arena given to bv_session_judge(). */
struct bv_judged {
	struct bv_case c;
	struct bv_check_result result;
	struct bv_answer answer;
};

/**
 * Does each verdict that --assume names belong to a test of @bisections?
 *
 * Errors: BV_ERROR_USAGE for the first that does not.
 */
BV_MUST_CHECK bool bv_session_can_assume(const struct bv_session *session,
					 const struct bv_bisections *bisections,
					 struct bv_error *err);

/** Judge a bisection of the source that was entered. */
void bv_session_judge(struct bv_judged *out, struct bv_session *session,
		      const struct bv_bisection *bisection, struct bv_arena *keep);

/** The report of @judged. Owner: borrowed. */
struct bv_report bv_session_report(const struct bv_session *session,
				   const struct bv_judged *judged);

#endif
