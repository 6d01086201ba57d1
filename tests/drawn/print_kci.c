/* SPDX-License-Identifier: GPL-2.0-only */
/* What kci-dev and kci-bisect leave behind: a session, a state file, and bco-output/v1. */
#include <string.h>

#include "story.h"

static const char *hex_of(const struct story *story, size_t commit)
{
	return story->record.plan.tree->commits[commit].hex;
}

static const char *subject_of(const struct story *story, size_t commit)
{
	return story->record.plan.tree->commits[commit].subject;
}

static const char *verdict_word(const struct story *story, size_t step)
{
	return story->record.plan.terms[story_verdict(story, step)];
}

/* As Python's repr() of bytes. */
static void print_bytes(struct bv_text text, FILE *out)
{
	bool has_single = memchr(text.data, '\'', text.size) != NULL,
	     has_double = memchr(text.data, '"', text.size) != NULL;
	char quote = has_single && !has_double ? '"' : '\'';

	fprintf(out, "b%c", quote);
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.data[i];

		if (byte == '\n')
			fputs("\\n", out);
		else if (byte == '\\' || byte == (unsigned char)quote)
			fprintf(out, "\\%c", byte);
		else if (byte < ' ' || byte > '~')
			fprintf(out, "\\x%02x", byte);
		else
			fputc(byte, out);
	}
	fputc(quote, out);
}

/* git's log of the range. */
static void print_start(const struct story *story, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	struct bv_arena keep = {0};
	const char *log = pairs_print(
		&keep,
		"git bisect start\n# status: waiting for both good and bad commits\n"
		"# good: [%s] %s\ngit bisect good %s\n"
		"# status: waiting for bad commit, 1 good commit known\n"
		"# bad: [%s] %s\ngit bisect bad %s\n",
		hex_of(story, plan->good), subject_of(story, plan->good), hex_of(story, plan->good),
		hex_of(story, plan->bad), subject_of(story, plan->bad), hex_of(story, plan->bad));

	print_bytes(bv_text_from(log), out);
	fputc('\n', out);
	bv_arena_release(&keep);
}

/* What git said at the end, as a list of its lines; 2025. */
static void print_last_command(const struct story *story, FILE *out)
{
	struct bv_arena keep = {0};
	struct memory text;
	struct bv_text rest, line;

	memory_open(&text);
	story_print_conclusion(story, text.out);
	rest = memory_close(&text, &keep);
	fputs("git command: [", out);
	for (bool is_first = true; bv_take_until(&rest, BV_TEXT("\n"), &line); is_first = false) {
		fputs(is_first ? "" : ", ", out);
		print_bytes(line, out);
	}
	fputs(", b'']\n", out);
	bv_arena_release(&keep);
}

void story_print_kci_session(const struct story *story, FILE *out)
{
	fputs("Loaded state file\nInitiating bisection...\n---\n", out);
	print_start(story, out);
	for (size_t s = 0; s < story->record.step_count; s++) {
		fprintf(out,
			"Bisection loop\nTesting commit: %s\nExecuting kci-dev command:  "
			"['kci-dev', 'checkout', '--giturl', 'https://git.example.org/demo.git']\n",
			hex_of(story, story->record.steps[s].commit));
		if (story_verdict(story, s) == VERDICT_BAD)
			fputs("Test failed; retrying (1/2)\nTest failed; retrying (2/2)\n", out);
		fprintf(out, "Executing git command: git bisect %s\n", verdict_word(story, s));
	}
	if (story->robot.is_modern)
		fprintf(out, "First bad commit: %s\nBisection complete. First bad commit: %s\n",
			story->blamed, story->blamed);
	else
		print_last_command(story, out);
}

void story_print_kci_state(const struct story *story, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;

	fprintf(out,
		"{\"giturl\": \"https://git.example.org/demo.git\", \"branch\": \"master\", "
		"\"retry_fail\": 2, \"good\": \"%s\", \"bad\": \"%s\", \"history\": [",
		plan->good_name, plan->bad_name);
	for (size_t s = 0; s < story->record.step_count; s++)
		fprintf(out, "%s{\"%s\": \"%s\"}", s > 0 ? ", " : "",
			hex_of(story, story->record.steps[s].commit), verdict_word(story, s));
	fprintf(out,
		"], \"job_filter\": [\"baseline\"], \"platform_filter\": [\"demo-board\"], "
		"\"test\": \"baseline.login\", \"workdir\": \"kcidev-src\", \"bisect_init\": true, "
		"\"next_commit\": null, \"first_bad\": \"%s\"}\n",
		story->blamed);
}

/* What cannot be tested is skipped, or shows the bug now and then: weak. */
static const char *decision(const struct story *story, size_t step, struct dice *dice)
{
	static const char *const decisions[] = {
		[VERDICT_GOOD] = "\"value\":\"good\",\"summary\":\"ok\"",
		[VERDICT_BAD] = "\"value\":\"bad\",\"summary\":\"log_signature\"",
		[VERDICT_SKIP] = "\"value\":\"skip\",\"summary\":\"not_built\"",
	};
	enum verdict verdict = story_verdict(story, step);

	if (verdict == VERDICT_SKIP && dice_chance(dice, 50))
		return "\"value\":\"weak\",\"summary\":\"2 of 5 boots failed: high_variance\"";
	return decisions[verdict];
}

void story_print_kci_bisect(const struct story *story, FILE *out)
{
	const struct bisect_plan *plan = &story->record.plan;
	struct dice dice = {story->seed};

	fprintf(out,
		"{\"contract_version\":\"bco-output/v1\",\"campaign\":{\"campaign_id\":\"demo-1\","
		"\"status\":\"completed\",\"search_boundaries\":{\"initial\":{\"good\":{\"commit\":"
		"\"%s\"},\"bad\":{\"commit\":\"%s\"}}},\"regression_type\":\"boot\"},\"steps\":[",
		hex_of(story, plan->good), hex_of(story, plan->bad));
	for (size_t s = 0; s < story->record.step_count; s++)
		fprintf(out,
			"%s{\"step_id\":\"%zu\",\"round\":%zu,\"commit\":\"%s\",\"status\":"
			"\"decided\",\"decision\":{%s}}",
			s > 0 ? "," : "", s + 1, s + 1,
			hex_of(story, story->record.steps[s].commit), decision(story, s, &dice));
	fprintf(out,
		"],\"outcome\":{\"result\":\"single_culprit\",\"culprit\":{\"commit\":\"%s\"}},"
		"\"failure\":null}\n",
		story->blamed);
}
