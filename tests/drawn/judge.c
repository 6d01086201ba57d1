/* SPDX-License-Identifier: GPL-2.0-only */
/* The audit's lines of JSON, and the hook's exit status. */
#include "judge.h"

#include <jansson.h>
#include <string.h>

const char *judge_path(const struct judge *judge, size_t number, struct bv_arena *keep)
{
	return pairs_print(keep, "%s/%06zu.txt", judge->folder, number);
}

static bool states_chance(const char *id)
{
	return strncmp(id, "odds.", 5) == 0 || strncmp(id, "flaky.", 6) == 0;
}

static void note_id(struct answer *answer, const char *id, char level, struct bv_arena *keep)
{
	size_t i;

	for (i = 0; i < answer->id_count; i++)
		if (strcmp(answer->ids[i].id, id) == 0 && answer->ids[i].level == level)
			break;
	if (i == ANSWER_IDS_MAX)
		return;
	if (i == answer->id_count) {
		answer->ids[i].id = pairs_print(keep, "%s", id);
		answer->ids[i].level = level;
		answer->id_count++;
	}
	answer->ids[i].count++;
}

static void read_findings(struct answer *answer, const json_t *findings, struct bv_arena *keep)
{
	size_t i;
	const json_t *finding;

	json_array_foreach(findings, i, finding)
	{
		const char *id = json_string_value(json_object_get(finding, "id"));
		const char *level = json_string_value(json_object_get(finding, "level"));

		if (!id || !level)
			pairs_die("a finding without id or level");
		note_id(answer, id, level[0], keep);
		answer->has_error |= strcmp(level, "error") == 0;
		answer->has_warning |= strcmp(level, "warning") == 0 && !states_chance(id);
	}
}

/* A text may hold several bisections, each with a line: the worst counts. */
static void read_line(struct judge *judge, const json_t *object, struct bv_arena *keep)
{
	static const char *const words[] = {"consistent", "undecided", "doubtful", "refuted"};
	const char *log = json_string_value(json_object_get(object, "log"));
	const char *verdict = json_string_value(json_object_get(object, "verdict"));
	struct bv_text name;
	uint64_t number;
	struct answer *answer;

	if (!log || !verdict || strncmp(log, judge->folder, strlen(judge->folder)) != 0)
		pairs_die("a line about no input: %s", log ? log : "?");
	name = bv_text_from(log + strlen(judge->folder) + 1);
	if (!bv_take_uint(&name, &number) || number >= judge->count)
		pairs_die("a line about no input: %s", log);
	answer = &judge->answers[number];
	for (enum judgement j = JUDGED_CONSISTENT; j <= JUDGED_REFUTED; j++)
		if (strcmp(verdict, words[j]) == 0 && (!answer->is_there || j > answer->judgement))
			answer->judgement = j;
	answer->is_there = true;
	read_findings(answer, json_object_get(object, "findings"), keep);
}

void judge_audit(struct judge *judge, struct bv_arena *keep)
{
	int status;
	struct bv_text line;
	struct bv_text out =
		pairs_shell("/",
			    pairs_print(keep, "'%s' audit --tree '%s' '%s' 2>'%s.err'",
					judge->program, judge->tree, judge->folder, judge->folder),
			    &status, keep);

	if (status != 0) {
		out = pairs_read_file(pairs_print(keep, "%s.err", judge->folder), keep);
		pairs_die("the audit leaves with %d: %.*s", status, BV_TEXT_ARG(out));
	}
	while (bv_take_line(&out, &line)) {
		json_error_t error;
		json_t *object = json_loadb(line.data, line.size, 0, &error);

		if (!object)
			pairs_die("no JSON: %s", error.text);
		read_line(judge, object, keep);
		json_decref(object);
	}
}

void judge_hook(struct judge *judge, size_t number, struct bv_arena *keep)
{
	struct answer *answer = &judge->answers[number];
	int status;

	(void)pairs_shell("/",
			  pairs_print(keep, "'%s' hook --tree '%s' '%s' 2>&1", judge->program,
				      judge->tree, judge_path(judge, number, keep)),
			  &status, keep);
	if (status != 0 && status != 1)
		pairs_die("the hook leaves with %d for %s", status,
			  judge_path(judge, number, keep));
	answer->was_hooked = true;
	answer->is_stopped = status == 1;
}
