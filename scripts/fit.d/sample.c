/* SPDX-License-Identifier: GPL-2.0-only */
/* The sample: a table of tab-separated columns, one labelled result a row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"

#define LINE_BYTES 4096
#define FIXED      6 /* columns before the values: log, right, cause, blamed, reason, stage */

struct keys {
	char (*names)[NAME_BYTES];
	size_t *group;
	size_t count;
};

static void die(const char *why)
{
	(void)fprintf(stderr, "fit: %s\n", why);
	exit(1);
}

static void *more(void *items, size_t count, size_t bytes)
{
	void *larger = realloc(items, (count + 1) * bytes);

	if (!larger)
		die("out of memory");
	return larger;
}

static size_t key_find(struct keys *keys, const char *name)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->names[i], name) == 0)
			return i;
	keys->names = more(keys->names, keys->count, sizeof(*keys->names));
	keys->group = more(keys->group, keys->count, sizeof(*keys->group));
	(void)snprintf(keys->names[keys->count], NAME_BYTES, "%s", name);
	keys->group[keys->count] = keys->count;
	return keys->count++;
}

static size_t root_of(const struct keys *keys, size_t key)
{
	while (keys->group[key] != key)
		key = keys->group[key];
	return key;
}

/* Split @line at tabs, in place. */
static size_t split(char *line, char **columns, size_t most)
{
	size_t count = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *at = line; at && count < most; count++) {
		columns[count] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return count;
}

static void copy_name(char *to, const char *from)
{
	(void)snprintf(to, NAME_BYTES, "%s", from);
}

static void add_row(struct sample *out, struct keys *keys, char **columns)
{
	struct result *result;
	char cause[NAME_BYTES + 8], blamed[NAME_BYTES + 8];

	out->items = more(out->items, out->count, sizeof(*out->items));
	result = &out->items[out->count++];
	copy_name(result->log, columns[0]);
	result->is_right = strcmp(columns[1], "1") == 0;
	(void)snprintf(cause, sizeof(cause), "cause %s", columns[2]);
	(void)snprintf(blamed, sizeof(blamed), "blamed %s", columns[3]);
	result->cause = key_find(keys, cause);
	keys->group[root_of(keys, result->cause)] = root_of(keys, key_find(keys, blamed));
	copy_name(result->reason, columns[4]);
	copy_name(result->stage, columns[5]);
	for (size_t i = 0; i < out->piece_count; i++) {
		char *end = NULL;
		double value = strtod(columns[FIXED + i], &end);

		result->value[i] = end == columns[FIXED + i] ? NAN : value;
	}
}

/* What is not known counts as the mean. */
static void centre(struct sample *sample, size_t piece)
{
	double sum = 0, squares = 0;
	size_t known = 0;

	for (size_t i = 0; i < sample->count; i++)
		if (!isnan(sample->items[i].value[piece])) {
			sum += sample->items[i].value[piece];
			known++;
		}
	sample->centre[piece] = known ? sum / (double)known : 0;
	for (size_t i = 0; i < sample->count; i++) {
		double *value = &sample->items[i].value[piece];

		if (isnan(*value))
			*value = sample->centre[piece];
		squares += pow(*value - sample->centre[piece], 2);
	}
	sample->scale[piece] = sqrt(squares / (double)sample->count);
	if (sample->scale[piece] == 0)
		sample->scale[piece] = 1;
}

void sample_read(struct sample *out, FILE *in)
{
	static char line[LINE_BYTES];
	char *columns[FIXED + PIECES_MAX];
	struct keys keys = {0};
	size_t count;

	*out = (struct sample){0};
	if (!fgets(line, sizeof(line), in))
		die("the table is empty");
	count = split(line, columns, FIXED + PIECES_MAX);
	if (count <= FIXED)
		die("the table's head has no pieces of evidence");
	out->piece_count = count - FIXED;
	for (size_t i = 0; i < out->piece_count; i++)
		copy_name(out->names[i], columns[FIXED + i]);
	while (fgets(line, sizeof(line), in)) {
		if (split(line, columns, FIXED + PIECES_MAX) != count)
			die("a row has more or fewer columns than the head");
		add_row(out, &keys, columns);
	}
	if (out->count < 2 * FOLDS)
		die("too few results to fit anything");
	for (size_t i = 0; i < out->count; i++)
		out->items[i].cause = root_of(&keys, out->items[i].cause);
	for (size_t i = 0; i < out->piece_count; i++)
		centre(out, i);
	free(keys.names);
	free(keys.group);
}
