/* SPDX-License-Identifier: GPL-2.0-only */
/* What `explain` prints. */
#include <criterion/criterion.h>

#include "report/golden_file.h"
#include "report/report_private.h"

#include "base/banned.h"

static const char *const no_aliases[] = {NULL};
static const char *const paragraphs[] = {
	"The first paragraph is long enough to be folded: it says what the check means, in words "
	"that a person understands who sees it for the first time.",
	"It errs when it errs.", "Do something about it.", NULL};

static struct bv_check_line lines[] = {
	{"commit.demo", BV_LEVEL_ERROR, "a commit that is not what the log says it is"},
	{"kernel.a-longer-name", BV_LEVEL_WARNING, "two kernels are one"},
	{"kernel.b", BV_LEVEL_NOTE,
	 "a summary that does not fit beside its name and level and so goes on below"},
};

static void expect_explanation(enum bv_explains kind, const char *name, const char *golden)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 72};
	struct bv_explanation explanation = {
		kind, name, no_aliases, "a commit that is not what the log says it is", paragraphs};

	bv_render_explanation(&explanation, BV_LEVEL_ERROR, &out);
	golden_expect(golden, (struct bv_text){buffer.items, buffer.count});
	bv_arena_release(&keep);
}

Test(explain, one_check)
{
	expect_explanation(BV_EXPLAINS_CHECK, "commit.demo", "explain.txt");
}

Test(explain, a_family)
{
	expect_explanation(BV_EXPLAINS_FAMILY, "commit", "explain-family.txt");
}

Test(explain, a_word)
{
	expect_explanation(BV_EXPLAINS_WORD, "trust", "explain-word.txt");
}

static struct bv_text explain(const char *name, struct bv_out_buffer *buffer)
{
	struct bv_out out = {.sink = bv_sink_buffer, .context = buffer, .width = 80};

	bv_report_explain(bv_explanation_find(bv_text_from(name)), &out);
	return (struct bv_text){buffer->items, buffer->count};
}

Test(explain, a_family_lists_its_checks_and_no_others)
{
	struct bv_arena keep = {0};
	struct bv_text text = explain("culprit", &(struct bv_out_buffer){.keep = &keep});

	cr_expect(bv_text_starts_with(text, BV_TEXT("culprit.*\n")));
	for (size_t i = 0; i < bv_check_count(); i++) {
		struct bv_text id = bv_text_from(bv_check_at(i)->id);

		cr_expect(
			bv_text_contains(text, bv_arena_print(&keep, "\n%.*s ", BV_TEXT_ARG(id))) ==
				bv_text_starts_with(id, BV_TEXT("culprit.")),
			"%.*s", BV_TEXT_ARG(id));
	}
	bv_arena_release(&keep);
}

Test(explain, the_whole_list_has_each_name)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 80};

	bv_out_print(&out, "\n");
	bv_report_explain_list(&out);
	for (size_t i = 0; i < bv_explanation_count(); i++) {
		const char *name = bv_explanation_at(i)->name;

		cr_expect(bv_text_contains((struct bv_text){buffer.items, buffer.count},
					   bv_arena_print(&keep, "\n%s ", name)),
			  "%s", name);
	}
	bv_arena_release(&keep);
}

Test(explain, list)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 72};

	bv_render_check_lines(&(struct bv_check_lines){lines, sizeof(lines) / sizeof(lines[0]), 0},
			      &out);
	golden_expect("explain-list.txt", (struct bv_text){buffer.items, buffer.count});
	bv_arena_release(&keep);
}
