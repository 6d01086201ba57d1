/* SPDX-License-Identifier: GPL-2.0-only */
/* Tables of the truth: which columns and values mean what, and finding a log's row. */
#include "labels.h"

#include <stdlib.h>

#include "source/source.h"

#define LABELS_MIB_MAX ((size_t)(BV_LOG_BYTES_MAX >> 20))

enum column {
	COLUMN_LOG = 0,
	COLUMN_RIGHT,
	COLUMN_FIRST_WRONG,
	COLUMN_COUNT
};

/* What a column may be called; the first that a table has counts. */
static const struct {
	const char *name;
	enum column column;
} column_names[] = {
	{"log", COLUMN_LOG},
	{"right", COLUMN_RIGHT},
	{"result", COLUMN_RIGHT},
	{"first_wrong", COLUMN_FIRST_WRONG},
	{"first_wrong_commit", COLUMN_FIRST_WRONG},
};

static const struct {
	const char *word;
	enum bv_truth truth;
} truths[] = {
	{"yes", BV_YES}, {"1", BV_YES}, {"true", BV_YES}, {"right", BV_YES}, {"correct", BV_YES},
	{"no", BV_NO},   {"0", BV_NO},  {"false", BV_NO}, {"wrong", BV_NO},
};
#define TRUTHS "yes or no, 1 or 0, true or false, right or wrong, correct or wrong"

/* What stands for nothing in a column of commits. */
static bool is_nothing(struct bv_text value)
{
	return bv_text_is_empty(value) || bv_text_equal(value, BV_TEXT("/")) ||
	       bv_text_equal(value, BV_TEXT("-"));
}

static enum bv_truth truth_of(struct bv_text value)
{
	for (size_t i = 0; i < sizeof(truths) / sizeof(truths[0]); i++)
		if (bv_text_equal_nocase(value, bv_text_from(truths[i].word)))
			return truths[i].truth;
	return BV_UNKNOWN;
}

/*
 * Reading
 */

struct table {
	const char *path;
	struct bv_text rest;
	size_t line;
	struct place {
		bool is_there;
		size_t index; /* of the column, from 0 */
	} places[COLUMN_COUNT];
};

static bool next_line(struct bv_text *out, struct table *table)
{
	if (!bv_take_line(&table->rest, out))
		return false;
	table->line++;
	return true;
}

/* The value between tabs at @index of @line. False: it has not so many. */
static bool find_value(struct bv_text *out, struct bv_text line, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (!bv_take_until(&line, BV_TEXT("\t"), out))
			return false;
	if (!bv_take_until(&line, BV_TEXT("\t"), out))
		*out = line;
	*out = bv_text_trim(*out);
	return true;
}

/* In one pass: a table can have any number of columns. */
static struct place find_name(struct bv_text header, struct bv_text name)
{
	struct place place = {0};
	struct bv_text value;

	for (bool is_last = false; !place.is_there && !is_last; place.index++) {
		is_last = !bv_take_until(&header, BV_TEXT("\t"), &value);
		if (is_last)
			value = header;
		place.is_there = bv_text_equal_nocase(bv_text_trim(value), name);
	}
	place.index--;
	return place;
}

static struct place find_column(struct bv_text header, enum column column)
{
	struct place place = {0};

	for (size_t i = 0; i < sizeof(column_names) / sizeof(column_names[0]); i++)
		if (!place.is_there && column_names[i].column == column)
			place = find_name(header, bv_text_from(column_names[i].name));
	return place;
}

/* Each caller has an advice of its own behind it. */
static bool fail_table(struct bv_error *err, const struct table *table, const char *what)
{
	(void)bv_fail(err, BV_ERROR_INPUT, "%s", what);
	return bv_fail_at(err, table->path, table->line);
}

static bool read_header(struct table *table, struct bv_error *err)
{
	static const char *const missing[] = {
		[COLUMN_LOG] = "the first line names no column 'log'",
		[COLUMN_RIGHT] = "the first line names no column 'right'",
	};
	struct bv_text header = {0};

	(void)bv_take_prefix(&table->rest, BV_TEXT("\xef\xbb\xbf"));
	(void)next_line(&header, table);
	table->line = 1;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		table->places[i] = find_column(header, (enum column)i);
		if (i > COLUMN_RIGHT || table->places[i].is_there)
			continue;
		(void)fail_table(err, table, missing[i]);
		return bv_fail_advice(err, "name the columns log, right and first_wrong there, "
					   "with a tab between them; the last may be missing");
	}
	return true;
}

static bool read_row(struct bv_labels *out, struct bv_text line, const struct table *table,
		     struct bv_arena *keep, struct bv_error *err)
{
	struct bv_label label = {.line = (uint32_t)table->line};
	struct bv_text value = {0};
	enum bv_truth truth;

	if (!find_value(&label.log, line, table->places[COLUMN_LOG].index) ||
	    bv_text_is_empty(label.log) ||
	    !find_value(&value, line, table->places[COLUMN_RIGHT].index)) {
		(void)fail_table(err, table,
				 "the row does not name a log and say whether it is "
				 "right");
		return bv_fail_advice(err, "write a tab between any two values, in the order of "
					   "the first line");
	}
	truth = truth_of(value);
	label.is_right = truth == BV_YES;
	if (table->places[COLUMN_FIRST_WRONG].is_there &&
	    find_value(&value, line, table->places[COLUMN_FIRST_WRONG].index) && !is_nothing(value))
		label.first_wrong = value;
	if (truth == BV_UNKNOWN)
		out->unsaid_count++;
	else
		*BV_APPEND(out, keep) = label;
	return true;
}

static int by_log(const void *left, const void *right)
{
	const struct bv_label *a = left, *b = right;
	int order = bv_text_compare(a->log, b->log);

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

static bool sort(struct bv_labels *labels, struct table *table, struct bv_error *err)
{
	if (labels->count == 0) {
		table->line = 0;
		(void)fail_table(err, table, "no row says right or wrong");
		return bv_fail_advice(err, "say " TRUTHS);
	}
	qsort(labels->items, labels->count, sizeof(*labels->items), by_log);
	for (size_t i = 1; i < labels->count; i++) {
		const struct bv_label *label = &labels->items[i], *before = label - 1;

		if (!bv_text_equal(label->log, before->log))
			continue;
		(void)bv_fail(err, BV_ERROR_INPUT, "'%.*s' stands in line %u, too",
			      BV_TEXT_ARG(label->log), (unsigned)before->line);
		(void)bv_fail_at(err, table->path, label->line);
		return bv_fail_advice(err, "leave one of the rows out");
	}
	return true;
}

/* What source says of a file that it cannot read, said of a table. */
static bool fail_reading(struct bv_error *err, const struct bv_error *why, const char *path)
{
	struct bv_text reason = bv_text_from(why->text), what;

	(void)bv_take_until(&reason, BV_TEXT(": "), &what);
	(void)bv_fail(err, why->kind, "cannot read the labels: %.*s", BV_TEXT_ARG(reason));
	(void)bv_fail_at(err, path, 0);
	return bv_fail_advice(err, "--labels wants a table: log, tab, right or wrong");
}

bool bv_labels_read(struct bv_labels *out, const char *path, struct bv_arena *keep,
		    struct bv_error *err)
{
	struct table table = {.path = path};
	struct bv_error why = {0};
	struct bv_source source;
	struct bv_text line;

	*out = (struct bv_labels){0};
	if (!bv_source_read(&source, path, keep, &why))
		return fail_reading(err, &why, path);
	table.path = source.name;
	table.rest = source.text;
	if (source.is_truncated) {
		(void)bv_fail(err, BV_ERROR_LIMIT, "a table of more than %zu MiB", LABELS_MIB_MAX);
		(void)bv_fail_at(err, table.path, 0);
		return bv_fail_advice(err, "leave out columns that are not used here");
	}
	if (!read_header(&table, err))
		return false;
	while (next_line(&line, &table))
		if (!bv_text_is_empty(bv_text_trim(line)) &&
		    !read_row(out, line, &table, keep, err))
			return false;
	return sort(out, &table, err);
}

/*
 * Finding
 */

static int compare_name(const void *name, const void *label)
{
	const struct bv_text *log = name;

	return bv_text_compare(*log, ((const struct bv_label *)label)->log);
}

static const struct bv_label *find_exact(const struct bv_labels *labels, struct bv_text log)
{
	if (labels->count == 0)
		return NULL;
	return bsearch(&log, labels->items, labels->count, sizeof(*labels->items), compare_name);
}

const struct bv_label *bv_labels_find(const struct bv_labels *labels, struct bv_text log)
{
	const struct bv_label *label = find_exact(labels, log);
	struct bv_text folder;

	while (bv_take_until(&log, BV_TEXT("/"), &folder))
		;
	if (!label)
		label = find_exact(labels, log);
	if (!label && bv_text_ends_with(log, BV_TEXT(".txt")))
		label = find_exact(labels, bv_text_slice(log, 0, log.size - 4));
	return label;
}
