/* SPDX-License-Identifier: GPL-2.0-only */
/* What `explain` prints. */
#include <criterion/criterion.h>

#include "report/golden_file.h"
#include "report/report_private.h"

#include "base/banned.h"

static const struct bv_check_info checks[] = {
	{"commit.demo", BV_LEVEL_ERROR, "a commit that is not what the log says it is",
	 "The first paragraph is long enough to be folded: it says what the check means, in words "
	 "that a person understands who sees it for the first time.\n"
	 "It errs when it errs.\n\n"
	 "Do something about it."},
	{"kernel.a-longer-name", BV_LEVEL_WARNING, "two kernels are one", "Nothing."},
	{"kernel.b", BV_LEVEL_NOTE,
	 "a summary that does not fit beside its name and level and so goes on below", "Nothing."},
};

static const struct bv_check_info *row(size_t index)
{
	return &checks[index];
}

Test(explain, one_check)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 72};

	bv_report_explain(&checks[0], &out);
	golden_expect("explain.txt", (struct bv_text){buffer.items, buffer.count});
	bv_arena_release(&keep);
}

Test(explain, list)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 72};

	bv_render_check_list(row, sizeof(checks) / sizeof(checks[0]), &out);
	golden_expect("explain-list.txt", (struct bv_text){buffer.items, buffer.count});
	bv_arena_release(&keep);
}
