/* SPDX-License-Identifier: GPL-2.0-only */
/* A full disk or a closed pipe: whichever write fails, the caller is told and nothing breaks. */
#include <criterion/criterion.h>

#include "report/samples.h"

#include "base/banned.h"

/* Takes so many writes and refuses all later ones. */
struct full_disk {
	size_t writes_left;
	size_t refused_count;
};

static bool sink_until_full(void *context, const char *bytes, size_t size)
{
	struct full_disk *disk = context;

	(void)bytes;
	(void)size;
	if (disk->writes_left) {
		disk->writes_left--;
		return true;
	}
	disk->refused_count++;
	return false;
}

/* False once the whole report fits. */
static bool is_refused(const struct bv_report *report, const struct bv_format *format,
		       size_t writes)
{
	struct full_disk disk = {.writes_left = writes};
	struct bv_out out = {.sink = sink_until_full, .context = &disk, .width = 80};

	bv_report_render(report, format, &out);
	cr_assert(out.is_failed == (disk.refused_count > 0), "%s, write %zu", format->name, writes);
	cr_assert(disk.refused_count <= 1, "%s, write %zu: asked again", format->name, writes);
	return out.is_failed;
}

Test(write_errors, any_write_may_fail)
{
	struct bv_arena keep = {0};
	const struct bv_report *report = sample_refuted(&keep);

	for (size_t i = 0; i < bv_format_count(); i++) {
		size_t writes = 0;

		if (!bv_format_at(i)->render)
			continue;
		while (is_refused(report, bv_format_at(i), writes))
			writes++;
		cr_expect(writes > 3, "%s", bv_format_at(i)->name);
	}
	bv_arena_release(&keep);
}
