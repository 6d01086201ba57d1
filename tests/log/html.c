/* SPDX-License-Identifier: GPL-2.0-only */
/* Web pages of logs. */
#include "log/source_text.h"

#define ROW(name, bytes, expected)                                                                 \
	{                                                                                          \
		name, BV_TEXT_INIT(bytes), expected                                                \
	}

Test(html, pages)
{
	static const struct source_row rows[] = {
		ROW("a log in a page",
		    "<!DOCTYPE html>\n<html><body><pre>a &amp; b\n  c\n</pre></body>\n",
		    "1:\n2:a & b\n3:  c\n"),
		ROW("entities",
		    "<html>&lt;&gt;&quot;&#39;&#x41;&nbsp;&apos;|&unknown;|&|&#0;|&#xd800;",
		    "1:<>\"'A '|&unknown;|&|&#0;|&#xd800;\n"),
		ROW("beyond ASCII", "<html>&#228;&#x20ac;&#128512;",
		    "1:\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\n"),
		ROW("attributes", "<html><a title='x > y' href=\"a>b\">link</a> don't",
		    "1:link don't\n"),
		ROW("tags over lines", "<html><a\nhref=x\n>link</a>\nb\n", "3:link\n4:b\n"),
		ROW("no tags", "<html>a < b <3 <", "1:a < b <3 <\n"),
		ROW("comments", "<html>a<!-- <b> \n--\n-->b\n", "1:ab\n"),
		ROW("scripts and styles",
		    "<html><script>if (a<b) x='</a>';\n</script>a<STYLE>p "
		    "{}</Style>b<title>t</title>",
		    "2:ab\n"),
		ROW("blocks", "<html><div>a</div><p>b<br/>c\n<ul><li>d<li>e</ul>",
		    "1:a\n1:b\n1:c\n2:d\n2:e\n"),
		ROW("quotations",
		    "<html><blockquote>a<br>b<blockquote>c</blockquote></blockquote>d",
		    "1:> a\n1:> b\n1:> > c\n1:d\n"),
		ROW("cut in a tag", "<html>a<a href=\"", "1:a\n"),
		ROW("cut in an entity", "<html>a&am", "1:a&am\n"),
		ROW("byte order mark", "\xef\xbb\xbf\n<HTML>a\n", "1:\n2:a\n"),
		ROW("no page", "a <html> b\n", "1:a <html> b\n"),
	};

	EXPECT_SOURCES(rows);
}
