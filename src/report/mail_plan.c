/* SPDX-License-Identifier: GPL-2.0-only */
/* A mail's last part: what would settle it, with commands that hold on the reader's disk too. */
#include "report_private.h"

#include "base/banned.h"

#define COMMANDS_MAX 3

struct plan_text {
	const struct bv_answer *answer;
	const struct bv_plan *plan;
	struct bv_out *out;
	struct bv_arena scratch;
};

/*
 * What to test
 */

/* Nothing for what the plan's sentence says already; it has the subject, or the mail's first one.
 */
static void print_test(struct plan_text *text, const struct bv_plan_test *test)
{
	bool is_named = bv_text_contains(text->plan->text, test->name);
	struct bv_text runs = {0}, commit;

	if (is_named && bv_text_is_empty(test->if_bad) && bv_text_is_empty(test->if_good))
		return;
	commit = bv_mail_commit(test->name, is_named ? (struct bv_text){0} : test->subject,
				&text->scratch);
	if (test->runs)
		runs = bv_arena_print(&text->scratch, ", %zu run%s", test->runs,
				      bv_screen_plural(test->runs));
	bv_mail_item(text->out,
		     bv_arena_print(
			     &text->scratch, "%.*s%s%.*s%.*s%s%.*s%s%.*s", BV_TEXT_ARG(commit),
			     commit.size ? ", " : "", BV_TEXT_ARG(test->what), BV_TEXT_ARG(runs),
			     test->if_bad.size ? "; if bad: " : "", BV_TEXT_ARG(test->if_bad),
			     test->if_good.size ? "; if good: " : "", BV_TEXT_ARG(test->if_good)));
}

/*
 * Commands: names of files and folders are of the sender's disk alone
 */

/* @command with @words for the @size bytes at @at. */
static struct bv_text replaced(struct plan_text *text, struct bv_text command, size_t at,
			       size_t size, const char *words)
{
	return bv_arena_print(&text->scratch, "%.*s%s%.*s",
			      BV_TEXT_ARG(bv_text_slice(command, 0, at)), words,
			      BV_TEXT_ARG(bv_text_from_offset(command, at + size)));
}

static struct bv_text without(struct plan_text *text, struct bv_text command, const char *option,
			      struct bv_text value)
{
	struct bv_text word = bv_arena_print(&text->scratch, " --%s=%.*s", option,
					     BV_TEXT_ARG(bv_shell_word(value, &text->scratch)));
	size_t at = bv_text_find(command, word, 0);

	if (bv_text_is_empty(value) || at == SIZE_MAX)
		return command;
	return replaced(text, command, at, word.size, "");
}

/* It comes last, or before where the output goes. */
static struct bv_text with_any_log(struct plan_text *text, struct bv_text command)
{
	struct bv_text word = bv_shell_word(text->answer->place.log, &text->scratch);
	size_t last = SIZE_MAX;

	if (bv_text_is_empty(text->answer->place.log))
		return command;
	word = bv_arena_print(&text->scratch, " %.*s", BV_TEXT_ARG(word));
	for (size_t at = bv_text_find(command, word, 0); at != SIZE_MAX;
	     at = bv_text_find(command, word, at + 1)) {
		struct bv_text rest = bv_text_from_offset(command, at + word.size);

		if (bv_text_is_empty(rest) || bv_text_starts_with(rest, BV_TEXT(" >")))
			last = at;
	}
	return last == SIZE_MAX ? command : replaced(text, command, last, word.size, " LOG");
}

static struct bv_text for_others(struct plan_text *text, struct bv_text command)
{
	const struct bv_told *told = text->answer->c->told;

	command = without(text, command, "tree", told->tree);
	command = without(text, command, "results", told->results);
	return with_any_log(text, command);
}

static void print_commands(struct plan_text *text)
{
	const struct bv_texts *commands = &text->plan->commands;

	if (commands->count)
		bv_out_print(text->out, "\n");
	for (size_t i = 0; i < commands->count && i < COMMANDS_MAX; i++)
		bv_mail_command(text->out, for_others(text, commands->items[i]));
}

void bv_mail_plan(struct bv_out *out, const struct bv_answer *answer)
{
	struct plan_text text = {.answer = answer, .plan = &answer->plan, .out = out};
	struct bv_text what = answer->plan.text;

	if (text.plan->kind == BV_PLAN_NONE)
		return;
	/* The heading says it. */
	(void)bv_take_prefix(&what, BV_TEXT("to settle it "));
	bv_mail_paragraph(out, bv_mail_is_doubted(answer) ? BV_TEXT("What would settle it:")
							  : BV_TEXT("What to do next:"));
	bv_mail_item(out, what);
	if (!bv_text_is_empty(text.plan->counts))
		bv_mail_item(out, text.plan->counts);
	for (size_t i = 0; i < text.plan->tests.count; i++)
		print_test(&text, &text.plan->tests.items[i]);
	print_commands(&text);
	bv_arena_release(&text.scratch);
}
