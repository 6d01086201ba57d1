/* SPDX-License-Identifier: GPL-2.0-only */
/* What the library says of each log of tests/data fits the schema, and has no field beside it. */
#include <bisect_verify.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/json_schema.h"

#include "base/banned.h"

static void expect_fits(json_t *schema, const char *line, const char *name)
{
	struct bv_schema_problem problem = {0};
	json_error_t error;
	json_t *value = json_loads(line, JSON_REJECT_DUPLICATES, &error);

	cr_assert(value, "%s: %s", name, error.text);
	cr_expect(bv_schema_fits_exactly(schema, value, &problem), "%s: %s", name, problem.text);
	json_decref(value);
}

static size_t judge_file(struct bisect_verify *verifier, json_t *schema, const char *path)
{
	struct bisect_verify_results *results = bisect_verify_judge_file(verifier, path);
	size_t count;

	cr_assert(results, "%s", bisect_verify_error(verifier));
	count = bisect_verify_count(results);
	for (size_t i = 0; i < count; i++)
		expect_fits(schema, bisect_verify_render(results, i, "json-line"), path);
	bisect_verify_results_free(results);
	return count;
}

static size_t judge_folder(struct bisect_verify *verifier, json_t *schema, const char *name)
{
	char path[4096];
	struct dirent *entry;
	size_t count = 0;
	DIR *folder;

	(void)snprintf(path, sizeof(path), "%s/%s", BV_TEST_DATA, name);
	folder = opendir(path);
	cr_assert(folder, "%s", path);
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s/%s", BV_TEST_DATA, name, entry->d_name);
		count += judge_file(verifier, schema, path);
	}
	(void)closedir(folder);
	return count;
}

static void judge_all(struct bisect_verify *verifier)
{
	static const char *const folders[] = {"git", "logs", "producers", "syzbot"};
	json_error_t error;
	json_t *schema = json_load_file(BV_SCHEMA, JSON_REJECT_DUPLICATES, &error);
	size_t count = 0;

	cr_assert(schema, "%s", error.text);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		count += judge_folder(verifier, schema, folders[i]);
	cr_expect(count > 80, "only %zu results", count);
	json_decref(schema);
}

Test(json_logs, every_log_fits_the_schema)
{
	struct bisect_verify *verifier = bisect_verify_new();

	judge_all(verifier);
	bisect_verify_free(verifier);
}

/* With the tree that tests/data/logs is about: candidates, suspects, the next commit. */
Test(json_logs, every_log_fits_the_schema_with_a_tree)
{
	const char *demo = getenv("BV_DEMO");
	struct bisect_verify *verifier = bisect_verify_new();
	char path[4096];

	if (demo) {
		(void)snprintf(path, sizeof(path), "%s/tree", demo);
		cr_assert(bisect_verify_open_tree(verifier, path), "%s",
			  bisect_verify_error(verifier));
		judge_all(verifier);
	}
	bisect_verify_free(verifier);
}
