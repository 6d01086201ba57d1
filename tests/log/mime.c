/* SPDX-License-Identifier: GPL-2.0-only */
/* Mails: encodings, charsets, parts, heads; each line where it stands in the file. */
#include "log/source_text.h"

#define HEAD       "Message-ID: <1@example.org>\nSubject: s\nMIME-Version: 1.0\n"
#define FOUND      "[1 1@example.org|s]\n"
#define TEXT       "Content-Type: text/plain\n"
#define ENCODED(x) "Content-Transfer-Encoding: " x "\n"
#define MIXED      "Content-Type: multipart/mixed; boundary=\"=_x\"\n"
#define ROW(name, bytes, expected)                                                                 \
	{                                                                                          \
		name, BV_TEXT_INIT(bytes), expected                                                \
	}

Test(mime, encodings)
{
	static const struct source_row rows[] = {
		ROW("plain", HEAD "\na\nb\n", FOUND "5:a\n6:b\n"),
		ROW("CRLF", "Subject: s\r\n\r\na\r\nb\r\n", "[1 |s]\n3:a\n4:b\n"),
		ROW("quoted-printable", HEAD ENCODED("quoted-printable") "\na=3Db\nc=\nd=20\ne\n",
		    FOUND "6:a=b\n7:cd \n9:e\n"),
		ROW("quoted-printable of no such byte",
		    HEAD ENCODED("quoted-printable") "\na=ZZ\nb=\n", FOUND "6:a=ZZ\n7:b\n"),
		ROW("base64", HEAD ENCODED("base64") "\nb25lCnR3\nbwp0aHJl\nZQo=\n",
		    FOUND "6:one\n6:two\n7:three\n"),
		ROW("base64 cut short", HEAD ENCODED("BASE64") "\nb25lCnR3\nb",
		    FOUND "6:one\n6:tw\n"),
		ROW("unknown encoding", HEAD ENCODED("x-own") "\na=3D\n", FOUND "6:a=3D\n"),
	};

	EXPECT_SOURCES(rows);
}

#define CHARSET(x) HEAD "Content-Type: text/plain; charset=" x "\n"

Test(mime, charsets)
{
	static const struct source_row rows[] = {
		ROW("latin", CHARSET("iso-8859-1") "\n\xe4\nb\n", FOUND "6:\xc3\xa4\n7:b\n"),
		ROW("windows", CHARSET("\"windows-1252\"") "\n\x84x\x93\n",
		    FOUND "6:\xe2\x80\x9ex\xe2\x80\x9c\n"),
		ROW("utf-8", CHARSET("UTF-8") "\n\xc3\xa4\n", FOUND "6:\xc3\xa4\n"),
		ROW("more than one byte, encoded",
		    CHARSET("utf-16le") ENCODED("base64") "\nYQAKAGIA\nCgA=\n", FOUND "7:a\n7:b\n"),
		ROW("unknown", CHARSET("x-own") "\n\xe4\n", FOUND "6:\xe4\n"),
		ROW("not in its charset", CHARSET("us-ascii") "\n\xe4\n", FOUND "6:\xe4\n"),
	};

	EXPECT_SOURCES(rows);
}

Test(mime, heads)
{
	static const struct source_row rows[] = {
		ROW("encoded words", "Subject: =?utf-8?q?d=C3=A9j=C3=A0?= =?utf-8?b?IHZ1?=\n\na\n",
		    "[1 |d\xc3\xa9j\xc3\xa0 vu]\n3:a\n"),
		ROW("folded", "Subject: a\n b\n\tc\nFrom: x\n\na\n", "[1 |a b\tc]\n6:a\n"),
		ROW("no end", "Subject: a\nFrom: x", "[1 |a]\n"),
		ROW("bytes that are no text", "Subject: \xff\xfe\x01\n\nx\n",
		    "[1 |\xc3\xbf\xc3\xbe\x01]\n3:x\n"),
	};

	EXPECT_SOURCES(rows);
}

Test(mime, parts)
{
	static const struct source_row rows[] = {
		ROW("text and a log",
		    HEAD MIXED "\npreamble\n--=_x\n" TEXT "\na\n--=_x\n"
			       "Content-Type: application/octet-stream; name=log.txt\n"
			       "Content-Disposition: attachment\n" ENCODED(
				       "base64") "\nbG9nCg==\n--=_x--\nepilogue\n",
		    FOUND "10:a\n16:log\n"),
		ROW("what is no text",
		    HEAD MIXED
		    "\n--=_x\nContent-Type: image/png\n\npng\n--=_x\n"
		    "Content-Type: application/gzip\n" ENCODED("base64") "\nHwAB\n"
									 "--=_x\n\nb\n--=_x--\n",
		    FOUND "17:b\n"),
		ROW("the same twice",
		    HEAD "Content-Type: multipart/alternative; boundary=y\n\n--y\n" TEXT
			 "\na\n--y\n"
			 "Content-Type: text/html\n\n<p>a</p>\n--y--\n",
		    FOUND "9:a\n"),
		ROW("a web page only", HEAD "Content-Type: text/html\n\na &lt; b<br>\nc\n",
		    FOUND "6:a < b\n7:c\n"),
		ROW("a mail in a mail",
		    HEAD MIXED "\n--=_x\n\nown\n--=_x\nContent-Type: message/rfc822\n\n"
			       "Subject: inner\n\ntheirs\n--=_x--\n",
		    FOUND "8:own\n14:> theirs\n"),
		ROW("parts in parts",
		    HEAD MIXED "\n--=_x\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\na\n"
			       "--i--\n--=_x\n\nb\n--=_x--\n",
		    FOUND "11:a\n15:b\n"),
		ROW("no last boundary", HEAD MIXED "\n--=_x\n\na\n", FOUND "8:a\n"),
		ROW("a part without an end of its head", HEAD MIXED "\n--=_x\n" TEXT "--=_x\n\nb\n",
		    FOUND "10:b\n"),
		ROW("no boundary at all", HEAD "Content-Type: multipart/mixed\n\na\n",
		    FOUND "6:a\n"),
		ROW("nothing in it", HEAD MIXED "\n", FOUND),
	};

	EXPECT_SOURCES(rows);
}

#define FLOWED HEAD "Content-Type: text/plain; format=flowed\n\n"
#define DELSP  HEAD "Content-Type: text/plain; format=flowed; delsp=yes\n\n"

Test(mime, flowed)
{
	static const struct source_row rows[] = {
		ROW("joined", FLOWED "# good: [0123] a \nlong title\nb\n",
		    FOUND "6:# good: [0123] a long title\n8:b\n"),
		ROW("the quoting must be the same", FLOWED "> a \n> b\n>> c \n> d\n",
		    FOUND "6:> a b\n8:>> c \n9:> d\n"),
		ROW("stuffed", FLOWED "  drivers/x.c | 2 +-\n From here\n>  x\n",
		    FOUND "6: drivers/x.c | 2 +-\n7:From here\n8:>  x\n"),
		ROW("signature", FLOWED "a \nb\n-- \nAda\n", FOUND "6:a b\n8:-- \n9:Ada\n"),
		ROW("delsp", DELSP "ab \ncd\n", FOUND "6:abcd\n"),
		ROW("empty lines", FLOWED "a\n\n\nb \n", FOUND "6:a\n7:\n8:\n9:b \n"),
	};

	EXPECT_SOURCES(rows);
}

Test(mime, too_many_parts_are_left_out)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer bytes = {.keep = &keep};
	struct bv_text head = BV_TEXT(HEAD MIXED "\n");
	struct bv_text found, line;
	size_t lines = 0;

	(void)bv_sink_buffer(&bytes, head.data, head.size);
	for (size_t i = 0; i < 1000; i++)
		(void)bv_sink_buffer(&bytes, "--=_x\n\npart\n", 12);
	found = bv_text_from(sources_of((struct bv_text){bytes.items, bytes.count}, &keep));
	while (bv_take_line(&found, &line))
		lines++;
	cr_expect_eq(lines, 257);
	bv_arena_release(&keep);
}
