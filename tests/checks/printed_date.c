/* SPDX-License-Identifier: GPL-2.0-only */
/* The date that the log prints of the blamed commit: one instant, whatever the zone. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

#define IN_FINE_LOG "Mon Apr 19 09:37:04 2021 +0200"

static bool does_differ(const char *date)
{
	char *text = bv_scene_fine_log(), *at = strstr(text, IN_FINE_LOG);
	char *edited = malloc(strlen(text) + strlen(date) + 1);
	struct scene scene;
	bool has_fired;

	cr_assert(at && edited);
	(void)sprintf(edited, "%.*s%s%s", (int)(at - text), text, date, at + strlen(IN_FINE_LOG));
	bv_scene_set(&scene, edited);
	bv_scene_play(&scene);
	has_fired = bv_scene_has_fired(&scene, "culprit.header-differs");
	bv_arena_release(&scene.keep);
	free(edited);
	free(text);
	return has_fired;
}

Test(printed_date, is_compared_as_an_instant)
{
	static const struct {
		const char *date;
		bool does_differ;
	} rows[] = {
		{IN_FINE_LOG, false},
		{"Mon Apr 19 07:37:04 2021 +0000", false}, /* as syzbot's mails have it */
		{"Mon Apr 19 00:37:04 2021 -0700", false},
		{"Mon Apr 19 13:07:04 2021 +0530", false},
		{"Sun Apr 18 23:37:04 2021 -0800", false},
		{"Mon Apr 19 09:37:04 2021", false}, /* log.date=local: in whose zone? */
		{"2021-04-19 09:37:04", false},
		{"3 years ago", false},
		{"Mon Apr 19 09:37:05 2021 +0200", true},
		{"Mon Apr 19 09:37:04 2021 +0000", true},
		{"Tue Apr 19 09:37:04 2021 +0200", true},
		{"Mon Apr 19 07:37:04 2020 +0000", true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(does_differ(rows[i].date), rows[i].does_differ, "%s", rows[i].date);
}
