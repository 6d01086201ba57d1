/* Mails that claim a result without its log. */
#include <criterion/criterion.h>

#include <bisect_verify/log.h>

#define ID "0123456789abcdef0123456789abcdef01234567"

struct read_mail {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections bisections;
};

static const struct bv_bisection *read_text(struct read_mail *mail, const char *text)
{
	*mail = (struct read_mail){.source = {.text = bv_text_from(text)}};
	bv_log_read(&mail->bisections, &mail->source, &mail->keep);
	return &mail->bisections.items[0];
}

Test(mail, syzbots_announcement_is_a_claim)
{
	struct read_mail mail;
	const struct bv_bisection *log = read_text(
		&mail,
		"Subject: [syzbot] WARNING in demo\n\nsyzbot has bisected this issue to:\n\n"
		"commit " ID "\nAuthor: Ada <ada@example.org>\nDate:   Mon Apr 19 07:37:04 2021 "
		"+0000\n\n    demo: free the queue\n\nstart commit:   fedcba987654 demo: a.."
		"\n\nFixes: 0123456789ab (\"demo: free the queue\")\n");

	cr_expect(log->kind == BV_KIND_MAIL);
	cr_expect(log->claim.ending == BV_ENDING_FIRST_BAD);
	cr_expect(bv_text_equal(bv_bisection_revision(log, log->claim.first_bad)->written,
				BV_TEXT(ID)));
	cr_expect(log->claim.statements.count == 2);
	cr_expect(bv_text_equal(bv_bisection_revision(log, log->start)->written,
				BV_TEXT("fedcba987654")));
	bv_arena_release(&mail.keep);
}

Test(mail, what_is_a_claim)
{
	static const struct {
		const char *name, *text;
		enum bv_kind kind;
	} rows[] = {
		{"a report", "I bisected it.\nFixes: 0123456789ab (\"demo\")\n", BV_KIND_MAIL},
		{"a patch",
		 "Found by bisection.\nFixes: 0123456789ab (\"demo\")\ndiff --git a/x b/x\n",
		 BV_KIND_UNKNOWN},
		{"a fix", "Fixes: 0123456789ab (\"demo\")\n", BV_KIND_UNKNOWN},
		{"talk", "Could you bisect this?\n", BV_KIND_UNKNOWN},
		{"a reply", "> syzbot has bisected this issue to:\n> commit " ID "\n",
		 BV_KIND_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;

		cr_expect(read_text(&mail, rows[i].text)->kind == rows[i].kind, "%s", rows[i].name);
		bv_arena_release(&mail.keep);
	}
}
