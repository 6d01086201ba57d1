/* culprit.*, the print's half: author, date, message and diffstat, line by line. */
#include "culprit_print.h"

#include "base/banned.h"

static void differs(struct bv_check_run *run, size_t line, const char *what, struct bv_text printed,
		    struct bv_text actual)
{
	struct bv_finding *finding =
		bv_finding_add(run, line, "the log prints the %s \"%.*s\", the tree has \"%.*s\"",
			       what, BV_TEXT_ARG(printed), BV_TEXT_ARG(actual));

	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/*
 * The same instant, in whatever zone: git show prints the author's, syzbot's mails print +0000. The
 * tree's instant is printed in the log's zone, so that a wrong weekday is seen too.
 */
static void compare_date(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_date date = run->c->facts.culprit.author_date;
	struct bv_text actual;

	if (!bv_date_zone(&date.zone, print->date))
		return;
	actual = bv_date_print(date, run->keep);
	if (!bv_text_equal(print->date, actual))
		differs(run, print->line, "date", print->date, actual);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct bv_text without_leading_space(struct bv_text text)
{
	while (text.size && is_space(text.data[0]))
		text = bv_text_from_offset(text, 1);
	return text;
}

static struct bv_text first_line(struct bv_text text)
{
	struct bv_text line = {0};

	(void)bv_take_line(&text, &line);
	return line;
}

/*
 * A mail may end the message early and wrap its lines: what is there must be the commit's, however
 * it is broken.
 */
static void compare_message(struct bv_check_run *run, const struct bv_commit_print *print)
{
	struct bv_text printed = print->message, actual = run->c->facts.culprit.message;
	size_t number = print->message_line;

	for (;;) {
		struct bv_text before = printed;

		printed = without_leading_space(printed);
		actual = without_leading_space(actual);
		for (; before.data < printed.data; before = bv_text_from_offset(before, 1))
			number += before.data[0] == '\n';
		if (printed.size == 0)
			return;
		if (actual.size == 0 || printed.data[0] != actual.data[0]) {
			differs(run, number, "message from here on", first_line(printed),
				first_line(actual));
			return;
		}
		printed = bv_text_from_offset(printed, 1);
		actual = bv_text_from_offset(actual, 1);
	}
}

/* .mailmap may have given the author another name or another address, not both. */
static bool is_same_person(struct bv_text a, struct bv_text b)
{
	struct bv_text name_a = {0}, name_b = {0};

	if (!bv_take_until(&a, BV_TEXT("<"), &name_a) || !bv_take_until(&b, BV_TEXT("<"), &name_b))
		return bv_text_equal(a, b);
	return bv_text_equal(name_a, name_b) || bv_text_equal_nocase(a, b);
}

void bv_check_culprit_header_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (bv_case_same(run->c, print->revision, run->c->bisection->claim.first_bad) == BV_NO) {
		bv_check_not_run(run, "the commit printed is not the one blamed");
		return;
	}
	if (!bv_text_is_empty(print->author) && !is_same_person(print->author, culprit->author))
		differs(run, print->line, "author", print->author, culprit->author);
	compare_date(run, print);
	if (!bv_text_is_empty(print->message))
		compare_message(run, print);
}

/* git cuts a long name at its front: ".../mellanox/mlx5/core/main.c". */
static bool is_same_path(struct bv_text printed, struct bv_text path)
{
	if (bv_text_starts_with(printed, BV_TEXT("...")))
		return bv_text_ends_with(path, bv_text_from_offset(printed, 3));
	return bv_text_equal(printed, path);
}

static const struct bv_file_change *find_file(const struct bv_file_changes *files,
					      struct bv_text printed, size_t hint)
{
	/* git prints the files in the tree's order, so the hint is nearly always right. */
	if (hint < files->count && is_same_path(printed, files->items[hint].path))
		return &files->items[hint];
	for (size_t i = 0; i < files->count; i++)
		if (is_same_path(printed, files->items[i].path))
			return &files->items[i];
	return NULL;
}

static void compare_row(struct bv_check_run *run, const struct bv_stat_row *row, size_t index)
{
	const struct bv_file_changes *files = &run->c->facts.culprit.files;
	const struct bv_file_change *file = find_file(files, row->path, index);
	struct bv_finding *finding;

	if (!file) {
		finding = bv_finding_add(run, row->line,
					 "the log lists %.*s, which the commit does not change",
					 BV_TEXT_ARG(row->path));
	} else if (row->changed.is_known && file->added.is_known && file->deleted.is_known &&
		   row->changed.value != file->added.value + file->deleted.value) {
		finding = bv_finding_add(run, row->line,
					 "the log counts %zu changed lines in %.*s, the tree %zu",
					 row->changed.value, BV_TEXT_ARG(row->path),
					 file->added.value + file->deleted.value);
	} else {
		return;
	}
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static struct bv_text top_of(struct bv_text path)
{
	size_t slash = bv_text_find_byte(path, '/');

	return slash == SIZE_MAX ? path : bv_text_slice(path, 0, slash);
}

/* Raw lines of old gits name a directory of the root, or a file in it. */
static void compare_raw(struct bv_check_run *run, const struct bv_raw_row *row)
{
	const struct bv_file_changes *files = &run->c->facts.culprit.files;
	struct bv_finding *finding;

	for (size_t i = 0; i < files->count; i++)
		if (bv_text_equal(row->path, top_of(files->items[i].path)) ||
		    bv_text_equal(row->path, files->items[i].path) ||
		    bv_text_equal(row->path, top_of(files->items[i].old_path)))
			return;
	finding = bv_finding_add(run, row->line,
				 "the log lists %.*s, which the commit does not change",
				 BV_TEXT_ARG(row->path));
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

void bv_check_culprit_diffstat_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_finding *finding;

	if (culprit->is_diff_complete != BV_YES) {
		bv_check_not_run(run, "%.*s",
				 BV_TEXT_ARG(bv_text_is_empty(culprit->why_unknown)
						     ? BV_TEXT("its trees could not be read")
						     : culprit->why_unknown));
		return;
	}
	if (print->stat.count == 0 && print->raw.count == 0) {
		bv_check_not_run(run, "the log prints no list of files");
		return;
	}
	if (culprit->are_renames_known != BV_YES) {
		bv_check_not_run(run, "its renames could not be looked for");
		return;
	}
	/* What git shows of a merge depends on the author's settings. */
	if (culprit->parents.count > 1) {
		bv_check_not_run(run, "what git prints of a merge depends on its settings");
		return;
	}
	for (size_t i = 0; i < print->stat.count; i++)
		compare_row(run, &print->stat.items[i], i);
	for (size_t i = 0; i < print->raw.count; i++)
		compare_raw(run, &print->raw.items[i]);
	if (print->files_changed.is_known && print->files_changed.value != culprit->files.count) {
		finding = bv_finding_add(run, print->summary_line,
					 "the log counts %zu changed files, the tree %zu",
					 print->files_changed.value, culprit->files.count);
		bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
	}
}
