/* The little that the commands need of a mail besides its bisections. */
#ifndef BV_CLI_MAIL_HEADER_H
#define BV_CLI_MAIL_HEADER_H

#include "base/arena.h"
#include "base/text.h"

/**
 * The bug's title in the subject of a syzbot thread: "Re: [syzbot] [net?] KASAN: ... in foo".
 *
 * Unknown: empty when the subject does not say "[syzbot]".
 * Source:  syzkaller, dashboard/app/reporting_email.go: the subject is the title behind a prefix.
 */
struct bv_text bv_mail_reported_title(struct bv_text subject);

/**
 * The lines of @text that are the writer's own; in place of the others, empty ones.
 *
 * Meaning: what is quoted (">") was sent before, and so was all behind the line that mail programs
 *          put above a forwarded mail.
 * Owner:   kept in @keep.
 */
struct bv_text bv_mail_own_words(struct bv_text text, struct bv_arena *keep);

#endif
