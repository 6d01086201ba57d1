/* SPDX-License-Identifier: GPL-2.0-only */
/* The sample: a table of tab-separated columns, one labelled result a row. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"

#define LINE_BYTES 4096
/* Columns before the values: log, right, cause, blamed, title, date, reason, stage. */
#define FIXED 8

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

/* "KASAN: ... in foo (2)" is another report of what may be the same bug. */
static void drop_number(char *title)
{
	size_t size = strlen(title), at = size;

	if (size < 4 || title[size - 1] != ')')
		return;
	for (at = size - 1; at > 0 && isdigit((unsigned char)title[at - 1]);)
		at--;
	if (at < size - 1 && at > 2 && title[at - 1] == '(' && title[at - 2] == ' ')
		title[at - 2] = '\0';
}

static void join_groups(struct keys *keys, size_t first, const char *what, const char *name)
{
	char key[2 * NAME_BYTES];
	size_t root;

	(void)snprintf(key, sizeof(key), "%s %s", what, name);
	key[NAME_BYTES - 1] = '\0';
	root = root_of(keys, key_find(keys, key));
	keys->group[root] = root_of(keys, first);
}

static void add_row(struct sample *out, struct keys *keys, char **columns)
{
	struct result *result;

	out->items = more(out->items, out->count, sizeof(*out->items));
	result = &out->items[out->count++];
	copy_name(result->log, columns[0]);
	result->is_right = strcmp(columns[1], "1") == 0;
	drop_number(columns[4]);
	result->group = key_find(keys, result->log);
	join_groups(keys, result->group, "cause", columns[2]);
	join_groups(keys, result->group, "blamed", columns[3]);
	join_groups(keys, result->group, "title", columns[4]);
	copy_name(result->date, columns[5]);
	copy_name(result->reason, columns[6]);
	copy_name(result->stage, columns[7]);
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
		out->items[i].group = root_of(&keys, out->items[i].group);
	for (size_t i = 0; i < out->piece_count; i++)
		centre(out, i);
	free(keys.names);
	free(keys.group);
}

static int by_date(const void *left, const void *right)
{
	const struct result *const *a = left, *const *b = right;
	int order = strcmp((*a)->date, (*b)->date);

	return order ? order : strcmp((*a)->log, (*b)->log);
}

static bool has_older_of_group(const struct sample *sample, const bool *is_older, size_t group)
{
	for (size_t i = 0; i < sample->count; i++)
		if (is_older[i] && sample->items[i].group == group)
			return true;
	return false;
}

void split_by_date(bool *is_older, bool *is_newer, const struct sample *sample, bool are_strangers)
{
	const struct result **order = more(NULL, sample->count, sizeof(*order));

	for (size_t i = 0; i < sample->count; i++) {
		order[i] = &sample->items[i];
		is_older[i] = false;
	}
	qsort(order, sample->count, sizeof(*order), by_date);
	for (size_t i = 0; i < sample->count / 2; i++)
		is_older[order[i] - sample->items] = true;
	for (size_t i = 0; i < sample->count; i++)
		is_newer[i] = !is_older[i] &&
			      !(are_strangers &&
				has_older_of_group(sample, is_older, sample->items[i].group));
	free(order);
}
