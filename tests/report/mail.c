/* SPDX-License-Identifier: GPL-2.0-only */
/* A mail is safe to send: headers that nothing can add to, lines that nobody takes for others. */
#include <criterion/criterion.h>

#include "report/draft.h"
#include "report/report_private.h"
#include "report/samples.h"

#include "base/banned.h"

#define MAIL_COLUMNS 72

/* One of 60 letters. */
#define LETTERS_60 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzABCDEFGH"

static struct bv_text rendered(const struct bv_report *report, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};

	bv_report_render(report, bv_format_find(BV_TEXT("mail")), &out);
	return (struct bv_text){buffer.items, buffer.count};
}

/*
 * Headers
 */

#define MIME                                                                                       \
	"MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"                             \
	"Content-Transfer-Encoding: 8bit\n\n"

static const struct {
	const char *name;
	struct bv_text id, subject;
	const char *headers; /* "": none */
} heads[] = {
	{"plain", BV_TEXT_INIT("1@example.org"), BV_TEXT_INIT("[demo] crash in demo_run"),
	 "In-Reply-To: <1@example.org>\nSubject: Re: [demo] crash in demo_run\n" MIME},
	{"a reply already", BV_TEXT_INIT("1@example.org"), BV_TEXT_INIT("RE: re: crash"),
	 "In-Reply-To: <1@example.org>\nSubject: Re: crash\n" MIME},
	{"no subject", BV_TEXT_INIT("1@example.org"), {0}, "In-Reply-To: <1@example.org>\n" MIME},
	{"long", BV_TEXT_INIT("1@example.org"),
	 BV_TEXT_INIT("a crash in demo_run, and in demo_walk, and whatever is called after these"),
	 "In-Reply-To: <1@example.org>\n"
	 "Subject: Re: a crash in demo_run, and in demo_walk, and whatever is\n"
	 " called after these\n" MIME},
	{"not ASCII", BV_TEXT_INIT("1@example.org"), BV_TEXT_INIT("caf\xc3\xa9 = bar"),
	 "In-Reply-To: <1@example.org>\n"
	 "Subject: Re: =?UTF-8?Q?caf=C3=A9=20=3D=20bar?=\n" MIME},
	{"a word longer than a line", BV_TEXT_INIT("1@example.org"), BV_TEXT_INIT(LETTERS_60),
	 "In-Reply-To: <1@example.org>\n"
	 "Subject: Re: =?UTF-8?Q?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst?=\n"
	 " =?UTF-8?Q?uvwxyzABCDEFGH?=\n" MIME},
	{"looks encoded", BV_TEXT_INIT("1@example.org"), BV_TEXT_INIT("=?utf-8?Q?=0ABcc:?="),
	 "In-Reply-To: <1@example.org>\n"
	 "Subject: Re: =?UTF-8?Q?=3D=3Futf=2D8=3FQ=3F=3D0ABcc=3A=3F=3D?=\n" MIME},
	{"subject with a header", BV_TEXT_INIT("1@example.org"),
	 BV_TEXT_INIT("crash\r\nBcc: all@example.org\n\nbody\0"),
	 "In-Reply-To: <1@example.org>\n"
	 "Subject: Re: crash\\x0d\\x0aBcc: all@example.org\\x0a\\x0abody\\x00\n" MIME},
	{"id with a header", BV_TEXT_INIT("1@example.org>\nBcc: <all@example.org"),
	 BV_TEXT_INIT("crash"), ""},
	{"id with a NUL", BV_TEXT_INIT("1\0@example.org"), BV_TEXT_INIT("crash"), ""},
	{"id not in ASCII", BV_TEXT_INIT("\xc3\xa9@example.org"), BV_TEXT_INIT("crash"), ""},
	{"no id", {0}, BV_TEXT_INIT("crash"), ""},
};

Test(mail, has_the_headers_of_a_reply_and_no_others)
{
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_out_buffer buffer = {.keep = &keep};
		struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
		const struct bv_place place = {.message_id = heads[i].id,
					       .subject = heads[i].subject};
		struct bv_text made;

		bv_mail_headers(&out, &place);
		made = (struct bv_text){buffer.items, buffer.count};
		cr_expect(bv_text_equal(made, bv_text_from(heads[i].headers)), "%s: %.*s",
			  heads[i].name, BV_TEXT_ARG(made));
		bv_arena_release(&keep);
	}
}

/*
 * Lines
 */

static const char *const unlike_lines[] = {">", "|", "#", "From ", "Acked-by:"};

Test(mail, folds_so_that_no_line_is_taken_for_another)
{
	static const struct {
		const char *name, *text, *folded;
	} rows[] = {
		{"a quote",
		 "a title that goes on and on, up to where a line of it ends, and xxxxxx >b",
		 "a title that goes on and on, up to where a line of it ends, and\nxxxxxx >b\n"},
		{"an envelope",
		 "a title that goes on and on, up to where a line of it ends, and xxxx From here",
		 "a title that goes on and on, up to where a line of it ends, and\nxxxx From "
		 "here\n"},
		{"a robot's command",
		 "a title that goes on and on, up to where a line of it ends, and xxxx #syz "
		 "invalid",
		 "a title that goes on and on, up to where a line of it ends, and\nxxxx #syz "
		 "invalid\n"},
		{"a trailer",
		 "a title that goes on and on, up to where a line of it ends, and x Acked-by: "
		 "nobody",
		 "a title that goes on and on, up to where a line of it ends, and\nx Acked-by: "
		 "nobody\n"},
		{"no harmless word before it", LETTERS_60 "123456789 >abc",
		 LETTERS_60 "123456789\n\\x3eabc\n"},
		{"a word longer than a line", LETTERS_60 LETTERS_60,
		 LETTERS_60 "ABCDEFGHI\nJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzABCDEFGH\n"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_out_buffer buffer = {.keep = &keep};
		struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
		struct bv_text made;

		bv_mail_folded(&out, bv_text_from(rows[i].text), 0);
		made = (struct bv_text){buffer.items, buffer.count};
		cr_expect(bv_text_equal(made, bv_text_from(rows[i].folded)), "%s:\n%.*s",
			  rows[i].name, BV_TEXT_ARG(made));
		bv_arena_release(&keep);
	}
}

Test(mail, no_line_is_too_wide_or_taken_for_another)
{
	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		struct bv_text rest = rendered(samples[i].make(&keep), &keep), line;

		while (bv_take_line(&rest, &line)) {
			/* A command is pasted, so it is never folded. */
			cr_expect(bv_text_starts_with(line, BV_TEXT("    ")) ||
					  bv_text_columns(line) <= MAIL_COLUMNS,
				  "%s: %.*s", samples[i].name, BV_TEXT_ARG(line));
			for (size_t k = 0; k < sizeof(unlike_lines) / sizeof(unlike_lines[0]); k++)
				cr_expect_not(
					bv_text_starts_with(line, bv_text_from(unlike_lines[k])),
					"%s: %.*s", samples[i].name, BV_TEXT_ARG(line));
		}
		bv_arena_release(&keep);
	}
}

/*
 * What only the sender knows
 */

Test(mail, names_no_files_and_no_people)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("/home/demo/private logs/one.log", BV_KIND_GIT_LOG, &keep);
	struct bv_text mail;

	draft_blame(draft, "demo", "demo: run twice");
	draft->told.tree = BV_TEXT("/home/demo/private tree");
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	*BV_APPEND(&draft->bisection.claim.recipients_to, &keep) = BV_TEXT("someone@example.org");
	(void)draft_finish(draft);
	draft->answer.plan.commands.count = 0;
	*BV_APPEND(&draft->answer.plan.commands, &keep) =
		BV_TEXT("git bisect-verify salvage --tree='/home/demo/private tree' "
			"'/home/demo/private logs/one.log' >good.log && git bisect replay "
			"good.log");
	mail = rendered(&draft->report, &keep);
	cr_expect(bv_text_contains(mail, BV_TEXT("\n    git bisect-verify salvage LOG >good.log && "
						 "git bisect replay good.log\n")),
		  "%.*s", BV_TEXT_ARG(mail));
	cr_expect_not(bv_text_contains(mail, BV_TEXT("private")), "%.*s", BV_TEXT_ARG(mail));
	cr_expect_not(bv_text_contains(mail, BV_TEXT("someone")), "%.*s", BV_TEXT_ARG(mail));
	bv_arena_release(&keep);
}
