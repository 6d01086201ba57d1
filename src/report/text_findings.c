/* The findings below the verdict: level, id, and what was found, in columns where there is room. */
#include <string.h>

#include "render.h"
#include "screen.h"
#include "words.h"

#include "base/banned.h"

/* Beside the ids there must be room for some words, else they go below. */
#define TEXT_COLUMNS_MIN 30
/* Of one kind on the first screen: the same mistake in each of forty steps is said three times. */
#define SAME_SHOWN_MAX 3

/* How many findings there are of one id and level, and how many are printed already. */
struct tally {
	const char *id;
	enum bv_level level;
	size_t count, shown;
};
struct tallies {
	struct tally *items;
	size_t count, capacity;
};

struct findings_report {
	const struct bv_report *report;
	struct bv_out *out;
	struct tallies tallies;
	size_t id_columns;
	struct bv_arena scratch;
};

static bool is_shown(const struct bv_report *report, const struct bv_finding *finding)
{
	return finding->level >= BV_LEVEL_WARNING || report->is_verbose;
}

/* The tallies are as few as the checks. */
static struct tally *find_tally(struct findings_report *list, const struct bv_finding *finding)
{
	struct tally *tally;

	for (size_t i = 0; i < list->tallies.count; i++) {
		tally = &list->tallies.items[i];
		if (tally->level == finding->level && strcmp(tally->id, finding->id) == 0)
			return tally;
	}
	tally = BV_APPEND(&list->tallies, &list->scratch);
	tally->id = finding->id;
	tally->level = finding->level;
	return tally;
}

static void count_findings(struct findings_report *list)
{
	const struct bv_findings *findings = &list->report->result->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		size_t columns = strlen(finding->id);

		if (!is_shown(list->report, finding))
			continue;
		find_tally(list, finding)->count++;
		if (columns > list->id_columns)
			list->id_columns = columns;
	}
}

static void print_level(struct findings_report *list, enum bv_level level)
{
	static const enum bv_style styles[] = {
		[BV_LEVEL_DEFAULT] = BV_STYLE_PLAIN, [BV_LEVEL_OFF] = BV_STYLE_PLAIN,
		[BV_LEVEL_NOTE] = BV_STYLE_FAINT,    [BV_LEVEL_WARNING] = BV_STYLE_WARNING,
		[BV_LEVEL_ERROR] = BV_STYLE_ERROR,
	};

	bv_screen_label(list->out, "");
	bv_out_style(list->out, styles[level]);
	bv_out_print(list->out, "%s", bv_level_name(level));
	bv_out_style(list->out, BV_STYLE_PLAIN);
	bv_out_print(list->out, "%*s", BV_LEVEL_COLUMNS - (int)strlen(bv_level_name(level)), "");
}

static void print_text(struct findings_report *list, const char *id, struct bv_text text)
{
	struct bv_out *out = list->out;
	size_t column = BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS + list->id_columns + 2;

	bv_out_print(out, "%s", id);
	if (out->width && out->width < column + TEXT_COLUMNS_MIN) {
		column = BV_LABEL_COLUMNS + 2;
		bv_out_print(out, "\n%*s", (int)column, "");
	} else {
		bv_out_print(out, "%*s", (int)(list->id_columns + 2 - strlen(id)), "");
	}
	bv_out_folded(out, text, column, column);
}

/* "line 4" is not in "line 42". */
static bool names_line(struct bv_text text, struct bv_text line)
{
	for (size_t at = bv_text_find(text, line, 0); at != SIZE_MAX;
	     at = bv_text_find(text, line, at + 1)) {
		struct bv_text rest = bv_text_from_offset(text, at + line.size);
		uint64_t digits;

		if (!bv_take_uint(&rest, &digits))
			return true;
	}
	return false;
}

/* The log's line, unless the text names it itself. */
static struct bv_text with_line(struct findings_report *list, const struct bv_finding *finding)
{
	struct bv_text text = bv_screen_text(finding->text, &list->scratch);
	struct bv_text line = bv_arena_print(&list->scratch, "line %zu", finding->line);

	if (finding->line == 0 || names_line(text, line))
		return text;
	return bv_arena_print(&list->scratch, "%.*s [%.*s]", BV_TEXT_ARG(text), BV_TEXT_ARG(line));
}

static void print_finding(struct findings_report *list, const struct bv_finding *finding)
{
	struct bv_arena_mark mark = bv_arena_mark(&list->scratch);
	struct tally *tally = find_tally(list, finding);

	tally->shown++;
	if (list->report->is_verbose || tally->shown <= SAME_SHOWN_MAX) {
		print_level(list, finding->level);
		print_text(list, finding->id, with_line(list, finding));
	} else if (tally->shown == SAME_SHOWN_MAX + 1) {
		print_level(list, finding->level);
		print_text(list, finding->id,
			   bv_arena_print(&list->scratch, "and %zu more; --verbose shows all",
					  tally->count - SAME_SHOWN_MAX));
	}
	bv_arena_rewind(&list->scratch, mark);
}

/* What is kept from the first screen, by the names of the checks that have more to say. */
static void print_hidden(struct findings_report *list)
{
	const struct bv_findings *findings = &list->report->result->findings;
	struct bv_texts ids = {0};

	for (size_t i = 0; i < findings->count; i++)
		if (!is_shown(list->report, &findings->items[i]))
			*BV_APPEND(&ids, &list->scratch) = bv_text_from(findings->items[i].id);
	if (ids.count == 0)
		return;
	print_level(list, BV_LEVEL_NOTE);
	bv_out_folded(list->out,
		      bv_arena_print(&list->scratch,
				     "%zu note%s not shown, which do%s not change the verdict; "
				     "--verbose shows %s: %.*s",
				     ids.count, bv_screen_plural(ids.count),
				     ids.count == 1 ? "es" : "", ids.count == 1 ? "it" : "them",
				     BV_TEXT_ARG(bv_words_checks(&ids, false, &list->scratch))),
		      BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS, BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS);
}

void bv_render_findings(const struct bv_report *report, struct bv_out *out)
{
	struct findings_report list = {.report = report, .out = out};

	count_findings(&list);
	for (size_t i = 0; i < report->result->findings.count; i++)
		if (is_shown(report, &report->result->findings.items[i]))
			print_finding(&list, &report->result->findings.items[i]);
	print_hidden(&list);
	bv_arena_release(&list.scratch);
}
