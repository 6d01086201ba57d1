/* The little that the hook needs of a mail's head. */
#ifndef BV_CLI_MAIL_HEADER_H
#define BV_CLI_MAIL_HEADER_H

#include <bisect_verify/text.h>

/** The value of header @name (without colon) in the head of @mail, unfolded lines only; or empty.
 */
struct bv_text bv_mail_header(struct bv_text mail, struct bv_text name);

/**
 * The bug's title in the subject of a syzbot thread: "Re: [syzbot] [net?] KASAN: ... in foo".
 *
 * Unknown: empty when the subject does not say "[syzbot]".
 * Source:  syzkaller, dashboard/app/reporting_email.go: the subject is the title behind a prefix.
 */
struct bv_text bv_mail_reported_title(struct bv_text mail);

#endif
