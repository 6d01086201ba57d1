/* SPDX-License-Identifier: GPL-2.0-only */
/* What the pre-send hook says of a mail: one line for one that goes out, ten at most for one that
 * is stopped. */
#include "report_private.h"

#include "base/banned.h"

#define ROWS_MAX 10
/* Reasons that are looked at to find those that fit. */
#define REASONS_MAX 6
#define PARTS_MAX   (REASONS_MAX + 8)

struct decision_text {
	const struct bv_decided *decided;
	const struct bv_decision *decision;
	const struct bv_answer *answer; /* that decided */
	struct bv_out *out;
	struct bv_arena scratch;
	struct bv_rows parts[PARTS_MAX]; /* in the order in which they stand */
	unsigned places[PARTS_MAX]; /* parallel: the lowest are shown first, when room is short */
	size_t count;
};

/*
 * Rows that stand where there is room for them
 */

static void add_row(struct decision_text *text, unsigned place, const char *label,
		    struct bv_text words)
{
	struct bv_rows *rows = &text->parts[text->count];

	if (bv_text_is_empty(words))
		return;
	text->places[text->count++] = place;
	bv_rows_begin(rows, text->out, &text->scratch);
	bv_out_print(&rows->out, "  %-*s", BV_LABEL_COLUMNS, label);
	bv_out_folded(&rows->out, bv_screen_text(words, &text->scratch), BV_LABEL_COLUMNS + 2,
		      BV_LABEL_COLUMNS + 2);
}

/* Lowest places first, and never more than fit. */
static void print_rows(struct decision_text *text, size_t room)
{
	bool is_shown[PARTS_MAX] = {0};

	for (unsigned place = 0; place < PARTS_MAX; place++) {
		for (size_t i = 0; i < text->count; i++) {
			size_t rows = bv_rows_count(&text->parts[i]);

			if (text->places[i] != place || rows > room)
				continue;
			is_shown[i] = true;
			room -= rows;
		}
	}
	for (size_t i = 0; i < text->count; i++)
		if (is_shown[i])
			bv_rows_print(&text->parts[i], text->out);
}

/*
 * The rows
 */

static void add_reasons(struct decision_text *text)
{
	const struct bv_reasons *list = &text->answer->against;
	unsigned shown = 0;

	for (size_t i = 0; i < list->count && shown < REASONS_MAX; i++) {
		if (list->items[i].is_said_by_trust && list->count > 1)
			continue;
		/* The first before all else that can be left out, the others behind it. */
		add_row(text, shown == 0 ? 1 : 5 + shown, shown == 0 ? "why" : "",
			bv_screen_reason(&list->items[i], &text->scratch));
		shown++;
	}
}

#define PEOPLE_MAX 3

/* "Ada <ada@example.org> (author), Bo <bo@example.org> (Reviewed-by)" */
static void add_people(struct decision_text *text)
{
	const struct bv_people *people = &text->decision->blamed_people;
	struct bv_text row = {0};

	for (size_t i = 0; i < people->count && i < PEOPLE_MAX; i++) {
		const struct bv_person *person = &people->items[i];

		row = bv_arena_print(&text->scratch, "%.*s%s%.*s%s<%.*s> (%.*s)", BV_TEXT_ARG(row),
				     i ? ", " : "", BV_TEXT_ARG(person->name),
				     person->name.size ? " " : "", BV_TEXT_ARG(person->address),
				     BV_TEXT_ARG(person->role));
	}
	if (people->count > PEOPLE_MAX)
		row = bv_arena_print(&text->scratch, "%.*s and %zu more", BV_TEXT_ARG(row),
				     people->count - PEOPLE_MAX);
	if (people->count)
		add_row(text, 2, "people",
			bv_arena_print(&text->scratch, "for this blame alone you write to %.*s",
				       BV_TEXT_ARG(row)));
}

/* Once, and for good. */
static void add_overrides(struct decision_text *text)
{
	const struct bv_case *c = text->answer->c;
	struct bv_text blamed = bv_case_name(c, c->bisection->claim.first_bad);

	add_row(text, 0, "once",
		BV_TEXT("git -c bisectverify.hook=off send-email, or --no-validate"));
	if (!text->decision->precedent && bv_text_is_hex(blamed, 7, BV_SHORT_DIGITS))
		add_row(text, 0, "for good",
			bv_arena_print(&text->scratch, "git config bisectverify.%.*s.allow 'WHY'",
				       BV_TEXT_ARG(blamed)));
}

static size_t override_rows(const struct decision_text *text)
{
	size_t rows = 0;

	for (size_t i = 0; i < text->count; i++)
		rows += text->places[i] == 0 ? bv_rows_count(&text->parts[i]) : 0;
	return rows;
}

static void print_stopped(struct decision_text *text)
{
	const struct bv_answer *answer = text->answer;
	struct bv_rows head;

	bv_rows_begin(&head, text->out, &text->scratch);
	bv_out_text(&head.out, text->decided->mail);
	bv_out_print(&head.out, ": stopped: ");
	if (text->decision->precedent)
		bv_out_folded(&head.out, bv_screen_text(text->decision->why, &text->scratch),
			      text->decided->mail.size + 11, 2);
	else
		bv_out_folded(
			&head.out,
			bv_arena_print(
				&text->scratch, "%.*s: %.*s", BV_TEXT_ARG(answer->verdict_text),
				BV_TEXT_ARG(bv_screen_text(answer->headline, &text->scratch))),
			text->decided->mail.size + 11, 2);
	/* Of what was not judged, and stops all the same. */
	if (answer->verdict == BV_JUDGEMENT_UNDECIDED && !text->decision->precedent)
		add_row(text, 1, "why", text->decision->why);
	else
		add_reasons(text);
	if (text->decision->is_by_log)
		add_row(text, 3, "judged",
			bv_arena_print(&text->scratch, "by its log, %.*s",
				       BV_TEXT_ARG(answer->place.log)));
	add_people(text);
	add_row(text, 4, "not seen", text->decision->unseen);
	add_row(text, 5, "next", answer->plan.text);
	add_overrides(text);
	/* A long name or reason takes its room from all but how to override. */
	bv_rows_cut(&head, ROWS_MAX - override_rows(text));
	bv_rows_print(&head, text->out);
	print_rows(text, ROWS_MAX - bv_rows_count(&head));
}

static void print_said(struct decision_text *text)
{
	const struct bv_decision *decision = text->decision;

	bv_out_text(text->out, text->decided->mail);
	bv_out_print(text->out, ": goes out: ");
	bv_out_text(text->out, bv_screen_text(decision->why, &text->scratch));
	if (decision->unseen.size) {
		bv_out_print(text->out, "; not seen: ");
		bv_out_text(text->out, bv_screen_text(decision->unseen, &text->scratch));
	}
	bv_out_print(text->out, "\n");
}

void bv_render_decided_text(const struct bv_decided *decided, struct bv_out *out)
{
	for (size_t i = 0; i < decided->decisions->count; i++) {
		const struct bv_decision *decision = &decided->decisions->items[i];
		struct decision_text text = {.decided = decided,
					     .decision = decision,
					     .answer = decision->answer,
					     .out = out};

		if (decision->ruling == BV_RULING_STOPPED)
			print_stopped(&text);
		else if (decision->ruling == BV_RULING_SAID)
			print_said(&text);
		bv_arena_release(&text.scratch);
	}
}
