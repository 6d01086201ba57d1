/* SPDX-License-Identifier: GPL-2.0-only */
/* What single lines of git's logs and screen text say. */
#include <criterion/criterion.h>

#include "log/git/git_private.h"
#include "source/line.h"

#define A "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"

Test(git_line, kinds)
{
	static const struct {
		const char *line;
		enum bv_git_event_kind kind;
		const char *word, *arguments, *revision, *subject;
	} rows[] = {
		{"git bisect good " A, BV_GIT_COMMAND, "good", A, "", ""},
		{"git-bisect bad " A, BV_GIT_COMMAND, "bad", A, "", ""},
		{"git bisect  bad " A "  # 10:12  B  3  1  title", BV_GIT_COMMAND, "bad", A, "",
		 ""},
		{"git bisect good " A " Merge tag 'x'", BV_GIT_COMMAND, "good", A, "", ""},
		{"git bisect start 'HEAD' 'v6.1' '--' 'fs/'", BV_GIT_COMMAND, "start",
		 "'HEAD' 'v6.1' '--' 'fs/'", "", ""},
		{"git bisect start ", BV_GIT_COMMAND, "start", "", "", ""},
		{"git bisect bad\t\t# the newest", BV_GIT_COMMAND, "bad", "", "", ""},
		{"$ git bisect good", BV_GIT_COMMAND, "good", "", "", ""},
		{"[ann@box linux]$ git bisect good v6.1", BV_GIT_COMMAND, "good", "v6.1", "", ""},
		{"\xe2\x9e\x9c  linux git:(1f922d0) \xe2\x9c\x97 git bisect skip", BV_GIT_COMMAND,
		 "skip", "", "", ""},
		{"+ git bisect bad", BV_GIT_COMMAND, "bad", "", "", ""},
		{"> > git bisect new " A, BV_GIT_COMMAND, "new", A, "", ""},
		{"git bisect fixed " A, BV_GIT_COMMAND, "fixed", A, "", ""},
		{"$ git bisect works v6.1", BV_GIT_COMMAND, "works", "v6.1", "", ""},
		{"git bisect works v6.1", BV_GIT_NOTHING, "", "", "", ""},
		{"git bad v6.1", BV_GIT_COMMAND, "bad", "v6.1", "", ""},
		{"git bisct good", BV_GIT_UNKNOWN, "", "", "", ""},
		{"git bisect good <commit>", BV_GIT_UNKNOWN, "good", "<commit>", "", ""},
		{"git bisect good and bad are words", BV_GIT_NOTHING, "", "", "", ""},
		{"Please run 'git bisect good', then", BV_GIT_NOTHING, "", "", "", ""},
		{"The git-bisect points to", BV_GIT_NOTHING, "", "", "", ""},
		{"git bisect says that 6.1 is good", BV_GIT_NOTHING, "", "", "", ""},

		{"# bad: [" A "] net: fix", BV_GIT_STATE, "bad", "", A, "net: fix"},
		{" # bad:  [a1a1a1a1] net: fi", BV_GIT_STATE, "bad", "", "a1a1a1a1", "net: fi"},
		{"# good:", BV_GIT_STATE, "good", "", "", ""},
		{"# note: [sic] this", BV_GIT_NOTHING, "", "", "", ""},
		{"# note:", BV_GIT_NOTHING, "", "", "", ""},
		{"# first bad commit: [" A "] net", BV_GIT_FIRST_BAD_COMMENT, "bad", "", A, "net"},
		{"# first 'slow' commit: [" A "] x", BV_GIT_FIRST_BAD_COMMENT, "slow", "", A, "x"},
		{"# possible first bad commit: [" A "] x", BV_GIT_POSSIBLE_COMMENT, "bad", "", A,
		 "x"},
		{"# only skipped commits left to test", BV_GIT_ONLY_SKIPPED_COMMENT, "", "", "",
		 ""},
		{"# status: waiting for bad commit, 2 good commits known", BV_GIT_STATUS, "", "",
		 "", ""},
		{"# Status: warte auf guten und schlechten Commit", BV_GIT_STATUS, "", "", "", ""},
		{"# status : en attente d'un mauvais commit, 1 commit bon connu", BV_GIT_STATUS, "",
		 "", "", ""},
		{"# status: menunggu komit bagus dan jelek", BV_GIT_STATUS, "", "", "", ""},
		{"# Status: hangs at boot", BV_GIT_NOTHING, "", "", "", ""},
		{"# test job: [" A "] https://example.org/1", BV_GIT_NOTE, "", "", "", ""},
		{"# ******* hangs at boot", BV_GIT_NOTHING, "", "", "", ""},

		{"[" A "] net: fix", BV_GIT_OFFER, "", "", A, "net: fix"},
		{"[" A "].", BV_GIT_NOTHING, "", "", "", ""},
		{"```git bisect bad " A, BV_GIT_COMMAND, "bad", A, "", ""},
		{"[    3.062683] drm: VRAM", BV_GIT_NOTHING, "", "", "", ""},
		{A " is first bad commit", BV_GIT_FIRST_BAD, "bad", "", A, ""},
		{"> > " A " is the first bad commit", BV_GIT_FIRST_BAD, "bad", "", A, ""},
		{A " is the first 'new' commit", BV_GIT_FIRST_BAD, "new", "", A, ""},
		{A " is the first one I tried", BV_GIT_NOTHING, "", "", "", ""},
		{A " was both good and bad", BV_GIT_FAILED, "", "", A, ""},
		{A, BV_GIT_HASH, "", "", A, ""},
		{"commit " A " (refs/bisect/bad)", BV_GIT_HEADER, "", "", A, ""},
		{"diff-tree " A " (from " A ")", BV_GIT_HEADER, "", "", A, ""},
		{"commit " A " broke it", BV_GIT_NOTHING, "", "", "", ""},
		{"There are only 'skip'ped commits left to test.", BV_GIT_ONLY_SKIPPED, "", "", "",
		 ""},
		{"The first bad commit could be any of:", BV_GIT_COULD_BE, "bad", "", "", ""},
		{"The merge base " A " is bad.", BV_GIT_MERGE_BASE_BAD, "bad", "", A, ""},
		{"Some good revs are not ancestors of the bad rev.", BV_GIT_FAILED, "", "", "", ""},
		{"Some 'fast' revs are not ancestors of the 'slow' rev.", BV_GIT_FAILED, "", "", "",
		 ""},
		{"Some good people are not here.", BV_GIT_NOTHING, "", "", "", ""},
		{"running './test.sh' 'a'", BV_GIT_RUNNING, "", "", "", ""},
		{"bisect found first bad commit$ ls", BV_GIT_RUN_END, "", "", "", ""},
		{"", BV_GIT_NOTHING, "", "", "", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_git_event event;

		(void)bv_git_classify(&event, bv_text_from(rows[i].line));
		cr_expect_eq(event.kind, rows[i].kind, "%s: kind %d", rows[i].line, event.kind);
		if (event.kind != rows[i].kind || event.kind == BV_GIT_NOTHING)
			continue;
		cr_expect(bv_text_equal(event.word, bv_text_from(rows[i].word)), "%s: word %.*s",
			  rows[i].line, BV_TEXT_ARG(event.word));
		cr_expect(bv_text_equal(event.arguments, bv_text_from(rows[i].arguments)),
			  "%s: arguments %.*s", rows[i].line, BV_TEXT_ARG(event.arguments));
		cr_expect(bv_text_equal(event.revision, bv_text_from(rows[i].revision)),
			  "%s: revision %.*s", rows[i].line, BV_TEXT_ARG(event.revision));
		cr_expect(bv_text_equal(event.subject, bv_text_from(rows[i].subject)),
			  "%s: subject %.*s", rows[i].line, BV_TEXT_ARG(event.subject));
	}
}

#define UNKNOWN SIZE_MAX

Test(git_line, bisecting)
{
	static const struct {
		const char *line;
		size_t revisions, steps;
		bool is_merge_base;
	} rows[] = {
		{"Bisecting: 3400 revisions left to test after this", 3400, UNKNOWN, false},
		{"Bisecting: 43 revisions left to test after this (roughly 5 steps)", 43, 5, false},
		{"Bisecting: 1 revision left to test after this (roughly 1 step)", 1, 1, false},
		{"Bisecting: 0 revisions left to test after this (roughly 0 steps)", 0, 0, false},
		{"Bisecting: a merge base must be tested", UNKNOWN, UNKNOWN, true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_git_event event;

		cr_assert(bv_git_classify(&event, bv_text_from(rows[i].line)), "%s", rows[i].line);
		cr_expect_eq(event.kind, BV_GIT_BISECTING, "%s", rows[i].line);
		cr_expect_eq(event.revisions_left.is_known, rows[i].revisions != UNKNOWN, "%s",
			     rows[i].line);
		cr_expect_eq(event.steps_left.is_known, rows[i].steps != UNKNOWN, "%s",
			     rows[i].line);
		if (event.revisions_left.is_known)
			cr_expect_eq(event.revisions_left.value, rows[i].revisions, "%s",
				     rows[i].line);
		if (event.steps_left.is_known)
			cr_expect_eq(event.steps_left.value, rows[i].steps, "%s", rows[i].line);
		cr_expect_eq(event.is_merge_base, rows[i].is_merge_base, "%s", rows[i].line);
	}
}

Test(git_line, shell_words)
{
	static const struct {
		const char *written, *word;
	} rows[] = {
		{"'fs/ext4'", "fs/ext4"}, {"'it'\\''s'", "it's"}, {"v6.1", "v6.1"},
		{"\"a b\"", "a b"},       {"'a b' c", "a b"},     {"''", ""},
		{"'open", "open"},        {"a\\", "a\\"},
	};
	struct bv_arena keep = {0};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text rest = bv_text_from(rows[i].written);
		struct bv_text word;

		cr_assert(bv_git_take_shell_word(&rest, &word, &keep), "%s", rows[i].written);
		cr_expect(bv_text_equal(word, bv_text_from(rows[i].word)), "%s: %.*s",
			  rows[i].written, BV_TEXT_ARG(word));
	}
	bv_arena_release(&keep);
}

Test(git_line, unquote)
{
	static const struct {
		const char *line, *text;
	} rows[] = {
		{"> git bisect start", "git bisect start"},
		{"> > > x", "x"},
		{">>> x", "x"},
		{" | x", "x"},
		{"> | > x", "x"},
		{">     message", "    message"},
		{"    > in a message", "    > in a message"},
		{" a/b.c | 3 +++", " a/b.c | 3 +++"},
		{"|| x", "x"},
		{"|x", "|x"},
		{">", ""},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text text = bv_unquote(bv_text_from(rows[i].line));

		cr_expect(bv_text_equal(text, bv_text_from(rows[i].text)), "'%s': '%.*s'",
			  rows[i].line, BV_TEXT_ARG(text));
	}
}
