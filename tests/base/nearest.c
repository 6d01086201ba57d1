/* SPDX-License-Identifier: GPL-2.0-only */
/* What a mistyped word was meant to be. */
#include "base/nearest.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *word_at(size_t index)
{
	static const char *const words[] = {"audit",           "salvage",           "hook",
					    "culprit.no-code", "culprit.not-built", NULL};

	return words[index];
}

Test(nearest, words)
{
	static const struct {
		const char *typed, *meant; /* NULL: none */
	} rows[] = {
		{"audit", "audit"},
		{"adit", "audit"},   /* missing */
		{"auddit", "audit"}, /* one too many */
		{"audot", "audit"},  /* wrong */
		{"uadit", "audit"},  /* swapped */
		{"hok", "hook"},
		{"ho", "hook"}, /* the only one that begins so */
		{"slavgae", "salvage"},
		{"culprit.no-cod", "culprit.no-code"},
		{"culprit.no", NULL}, /* two begin so */
		{"adt", NULL},        /* two of three letters are missing */
		{"log", NULL},
		{"", NULL},
		{"a word that is longer than any that there could be", NULL},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *meant = bv_nearest_word(bv_text_from(rows[i].typed), word_at);

		cr_expect(meant == rows[i].meant ||
				  (meant && rows[i].meant && strcmp(meant, rows[i].meant) == 0),
			  "%s: %s", rows[i].typed, meant ? meant : "none");
	}
}
