/* SPDX-License-Identifier: GPL-2.0-only */
/* Printed titles against those of commits. */
#include "kernel/subject.h"

#include <criterion/criterion.h>

Test(subject, compare)
{
	static const struct {
		const char *printed, *actual;
		enum bv_subject_match match;
	} rows[] = {
		/* a shell expanded the "*" */
		{"add const in fs/nls/Kconfig fs/nls/Makefile", "add const in fs/nls/*",
		 BV_SUBJECT_BEGINNING},
		{"demo: drop a.c b.c c.c everywhere", "[PATCH] demo: drop *.c everywhere",
		 BV_SUBJECT_BEGINNING},
		{"demo: drop a.c b.c c.c everywhere", "demo: drop *.c nowhere", BV_SUBJECT_DIFFERS},
		{"Merge", "Merge branch 'demo'", BV_SUBJECT_UNKNOWN}, /* too short to tell */
		{"Merge branch", "Merge branch 'demo'", BV_SUBJECT_BEGINNING},
		{"Merged", "Merge branch 'demo'", BV_SUBJECT_DIFFERS},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(bv_subject_compare(bv_text_from(rows[i].printed),
						bv_text_from(rows[i].actual)),
			     rows[i].match, "%s", rows[i].printed);
}

Test(subject, is_same)
{
	static const struct {
		const char *one, *other;
		bool is_same;
	} rows[] = {
		{"demo: free the queue", "demo: free the queue", true},
		{"demo: free the queue", "demo: free the queu", true},
		{"demo: free the queue", "demo: free", true},
		{"demo: free the queue", "demo: free the...", true},
		{"demo: free the queue", "demo:  free thequeue.", true},
		{"[PATCH] demo: free the queue", "demo: free the queue", true},
		{"demo: free the queue", "emo: free the queue", false},
		{"demo: free the queue", "demo: free th queue", false},
		{"demo: free the queue", "demo: free the queues", true},
		{"demo: free the queue", "demo: free the quay", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text one = bv_text_from(rows[i].one), other = bv_text_from(rows[i].other);

		cr_expect_eq(bv_subject_is_same(one, other), rows[i].is_same, "%s", rows[i].other);
		cr_expect_eq(bv_subject_is_same(other, one), rows[i].is_same, "%s", rows[i].other);
	}
}
