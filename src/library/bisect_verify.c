/* SPDX-License-Identifier: GPL-2.0-only */
/* The public library: handles around a tree, what was told, and judged bisections. */
#include <bisect_verify.h>
#include <stdlib.h>
#include <string.h>

#include "checks/check.h"
#include "kernel/path_class.h"
#include "log/log.h"
#include "report/report.h"

#include "base/banned.h"

struct bisect_verify {
	struct bv_tree *tree; /* NULL: none was opened */
	struct bv_told told;
	struct bv_error err;
	char message[sizeof(struct bv_error)]; /* all three parts */
	struct bv_arena keep;                  /* what was told */
};

struct bv_result {
	struct bv_case c;
	struct bv_check_result result;
	struct bv_answer answer; /* points at these two */
};

struct bisect_verify_results {
	struct bv_result **items;
	size_t count, capacity;
	struct bv_arena keep;
};

const char *bisect_verify_version(void)
{
	return BISECT_VERIFY_VERSION;
}

static void *allocate(size_t bytes)
{
	void *made = calloc(1, bytes);

	BV_ASSERT(made);
	return made;
}

struct bisect_verify *bisect_verify_new(void)
{
	return allocate(sizeof(struct bisect_verify));
}

void bisect_verify_free(struct bisect_verify *verifier)
{
	if (!verifier)
		return;
	bv_tree_close(verifier->tree);
	bv_arena_release(&verifier->keep);
	free(verifier);
}

const char *bisect_verify_error(const struct bisect_verify *verifier)
{
	return verifier->message;
}

/* Makes the message of the error, if there is one; whether there is none. */
static bool end_call(struct bisect_verify *verifier)
{
	const struct bv_error *err = &verifier->err;
	struct bv_arena scratch = {0};
	struct bv_text message = {0};

	if (err->kind != BV_ERROR_NONE)
		message = bv_arena_print(&scratch, "%s%s%s%s%s", err->source,
					 err->source[0] ? ": " : "", err->text,
					 err->advice[0] ? "; " : "", err->advice);
	message = bv_text_slice(message, 0, sizeof(verifier->message) - 1);
	if (message.size)
		memcpy(verifier->message, message.data, message.size);
	verifier->message[message.size] = '\0';
	bv_arena_release(&scratch);
	return err->kind == BV_ERROR_NONE;
}

bool bisect_verify_open_tree(struct bisect_verify *verifier, const char *path)
{
	verifier->err = (struct bv_error){0};
	if (verifier->tree)
		(void)bv_fail(&verifier->err, BV_ERROR_USAGE, "a tree is open already");
	else
		(void)!bv_tree_open(&verifier->tree, path, &verifier->err);
	return end_call(verifier);
}

static struct bv_text keep_words(struct bisect_verify *verifier, const char *words)
{
	return words ? bv_arena_copy(&verifier->keep, bv_text_from(words)) : (struct bv_text){0};
}

void bisect_verify_tell_title(struct bisect_verify *verifier, const char *title)
{
	verifier->told.title = keep_words(verifier, title);
}

bool bisect_verify_tell_arch(struct bisect_verify *verifier, const char *arch)
{
	verifier->err = (struct bv_error){0};
	verifier->told.arch = bv_arch_find(bv_text_from(arch));
	if (arch && bv_text_is_empty(verifier->told.arch)) {
		(void)bv_fail(&verifier->err, BV_ERROR_USAGE, "'%s' is no architecture", arch);
		(void)bv_fail_advice(&verifier->err, "say one of: %s", bv_arch_choices);
	}
	return end_call(verifier);
}

bool bisect_verify_set_level(struct bisect_verify *verifier, const char *check, const char *level)
{
	verifier->err = (struct bv_error){0};
	(void)!bv_check_levels_add(&verifier->told.levels, keep_words(verifier, check),
				   bv_text_from(level), &verifier->keep, &verifier->err);
	return end_call(verifier);
}

/*
 * Judging
 */

/* The title in a mail's subject is the reported one, unless the user gave another. */
static void judge(struct bisect_verify_results *results, const struct bisect_verify *verifier,
		  const struct bv_source *source)
{
	struct bv_bisections bisections = {0};
	struct bv_told *told = bv_arena_alloc(&results->keep, 1, sizeof(*told));

	struct bv_place place = bv_place_of(source, &results->keep);

	*told = verifier->told;
	if (bv_text_is_empty(told->title))
		told->title = bv_title_in_mail_subject(source->subject);
	bv_log_read(&bisections, source, &results->keep);
	for (size_t i = 0; i < bisections.count; i++) {
		struct bv_result *added = bv_arena_alloc(&results->keep, 1, sizeof(*added));

		*BV_APPEND(results, &results->keep) = added;
		bv_case_open(&added->c, &bisections.items[i], told, verifier->tree, &results->keep);
		bv_checks_run(&added->result, &added->c, &results->keep);
		bv_answer_make(&added->answer, &added->c, &added->result, &place, &results->keep);
	}
}

struct bisect_verify_results *bisect_verify_judge_file(struct bisect_verify *verifier,
						       const char *path)
{
	struct bisect_verify_results *results = allocate(sizeof(*results));
	struct bv_sources *sources = NULL;
	struct bv_source *source;

	verifier->err = (struct bv_error){0};
	if (bv_sources_open(&sources, path, &verifier->err)) {
		source = bv_arena_alloc(&results->keep, 1, sizeof(*source));
		while (bv_sources_next(source, sources, &results->keep, &verifier->err)) {
			judge(results, verifier, source);
			source = bv_arena_alloc(&results->keep, 1, sizeof(*source));
		}
	}
	bv_sources_close(sources);
	if (end_call(verifier))
		return results;
	bisect_verify_results_free(results);
	return NULL;
}

struct bisect_verify_results *bisect_verify_judge_text(struct bisect_verify *verifier,
						       const char *name, const char *bytes,
						       size_t size)
{
	struct bisect_verify_results *results = allocate(sizeof(*results));
	struct bv_source *source = bv_arena_alloc(&results->keep, 1, sizeof(*source));

	verifier->err = (struct bv_error){0};
	source->name = bv_arena_copy(&results->keep, bv_text_from(name)).data;
	source->is_truncated = size > BV_LOG_BYTES_MAX;
	source->text = bv_arena_copy(
		&results->keep, bv_text_slice((struct bv_text){bytes, size}, 0, BV_LOG_BYTES_MAX));
	judge(results, verifier, source);
	(void)end_call(verifier);
	return results;
}

void bisect_verify_results_free(struct bisect_verify_results *results)
{
	if (!results)
		return;
	bv_arena_release(&results->keep);
	free(results);
}

/*
 * What was found
 */

size_t bisect_verify_count(const struct bisect_verify_results *results)
{
	return results->count;
}

enum bisect_verify_verdict bisect_verify_verdict(const struct bisect_verify_results *results,
						 size_t index)
{
	static const enum bisect_verify_verdict verdicts[] = {
		[BV_JUDGEMENT_UNDECIDED] = BISECT_VERIFY_UNDECIDED,
		[BV_JUDGEMENT_CONSISTENT] = BISECT_VERIFY_CONSISTENT,
		[BV_JUDGEMENT_DOUBTFUL] = BISECT_VERIFY_DOUBTFUL,
		[BV_JUDGEMENT_REFUTED] = BISECT_VERIFY_REFUTED,
	};

	BV_ASSERT(index < results->count);
	return verdicts[results->items[index]->result.judgement];
}

const char *bisect_verify_verdict_name(enum bisect_verify_verdict verdict)
{
	static const char *const names[] = {
		[BISECT_VERIFY_UNDECIDED] = "undecided",
		[BISECT_VERIFY_CONSISTENT] = "consistent",
		[BISECT_VERIFY_DOUBTFUL] = "doubtful",
		[BISECT_VERIFY_REFUTED] = "refuted",
	};

	return names[verdict];
}

const char *bisect_verify_render(struct bisect_verify_results *results, size_t index,
				 const char *format)
{
	struct bv_out_buffer buffer = {.keep = &results->keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	bool is_line = format && strcmp(format, "json-line") == 0;
	struct bv_report report = {0};
	const struct bv_format *known = bv_format_find(bv_text_from(format));

	BV_ASSERT(index < results->count);
	if (!is_line && !known)
		return NULL;
	report.answer = &results->items[index]->answer;
	if (is_line)
		bv_report_render_json_line(&report, &out);
	else
		bv_report_render(&report, known, &out);
	return bv_arena_copy(&results->keep, (struct bv_text){buffer.items, buffer.count}).data;
}
