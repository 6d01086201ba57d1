/* SPDX-License-Identifier: GPL-2.0-only */
/* KernelCI's report mails: what stands around their plain git log. */
#include "log/builder.h"
#include "log/producer.h"
#include "source/line.h"

#include "base/banned.h"

/* A report has one of each; a mail that quotes two is about the first. */
#define SECTIONS 3

struct field {
	struct bv_text name, value;
	size_t line;
};

struct reader {
	struct bv_bisection *out;
	struct bv_arena *keep;
};

/* "0123456789ab title" */
static struct bv_revision_ref take_commit(struct reader *reader, const struct field *field)
{
	struct bv_text rest = field->value, hash;
	struct bv_revision_ref ref;

	if (!bv_take_hex(&rest, 7, 40, &hash))
		return (struct bv_revision_ref){0};
	ref = bv_build_abbreviated(reader->out, hash, field->line, reader->keep);
	bv_build_subject(reader->out, ref, bv_text_trim(rest), false, field->line);
	return ref;
}

static void take_start(struct reader *reader, const struct field *field)
{
	reader->out->start = take_commit(reader, field);
}

static void take_result(struct reader *reader, const struct field *field)
{
	struct bv_revision_ref ref = take_commit(reader, field);

	if (!bv_revision_ref_is_none(ref))
		bv_build_statement(reader->out, BV_STATEMENT_PRODUCER, ref, (struct bv_text){0},
				   field->line, reader->keep);
}

static void take_arch(struct reader *reader, const struct field *field)
{
	reader->out->arch = field->value;
}

static bool is_passed(const struct field *field)
{
	return bv_text_equal(field->value, BV_TEXT("PASS"));
}

static void take_revert(struct reader *reader, const struct field *field)
{
	reader->out->claim.is_reverted |= is_passed(field);
}

static void take_verify(struct reader *reader, const struct field *field)
{
	reader->out->claim.is_reverified |= is_passed(field);
}

static void take_field(struct reader *reader, const struct field *field)
{
	static const struct {
		struct bv_text name;
		void (*take)(struct reader *reader, const struct field *field);
	} meanings[] = {
		{BV_TEXT_INIT("Start"), take_start},   {BV_TEXT_INIT("Result"), take_result},
		{BV_TEXT_INIT("CPU arch"), take_arch}, {BV_TEXT_INIT("revert"), take_revert},
		{BV_TEXT_INIT("verify"), take_verify},
	};

	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (!bv_text_equal(field->name, meanings[i].name))
			continue;
		meanings[i].take(reader, field);
		return;
	}
	bv_build_remark(reader->out, field->name, field->value, field->line, reader->keep);
}

static bool is_section(struct bv_text line)
{
	static const struct bv_text sections[] = {
		BV_TEXT_INIT("Summary:"),
		BV_TEXT_INIT("Checks:"),
		BV_TEXT_INIT("Parameters:"),
	};

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (bv_text_equal(bv_text_trim(line), sections[i]))
			return true;
	return false;
}

/* The rule above the log and below it, as the report's template has it. */
static bool is_rule(struct bv_text line)
{
	line = bv_text_trim(line);
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] != '-')
			return false;
	return line.size == 79;
}

/*
 * The commit below "Breaking commit found:" is the result, also where git's reader does not take it
 * for that, since the log below names another.
 */
static void take_breaking(struct reader *reader, const struct bv_lines *lines)
{
	bool is_here = false;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text line = bv_text_trim(bv_unquote(lines->items[i].text)), hash;
		struct bv_revision_ref ref;

		is_here |= bv_text_equal(line, BV_TEXT("Breaking commit found:"));
		if (!is_here || !bv_take_prefix(&line, BV_TEXT("commit ")))
			continue;
		if (!bv_take_hex(&line, 40, 40, &hash) || line.size)
			return;
		ref = bv_build_abbreviated(reader->out, hash, lines->items[i].number, reader->keep);
		bv_build_statement(reader->out, BV_STATEMENT_HEADER, ref, (struct bv_text){0},
				   lines->items[i].number, reader->keep);
		return;
	}
}

/* The report's last part has a rule above it and none below. */
static bool is_log_open(const struct bv_lines *lines)
{
	size_t rules = 0;
	bool has_begun = false;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text line = bv_unquote(lines->items[i].text);

		if (bv_text_equal(bv_text_trim(line), BV_TEXT("Git bisection log:"))) {
			has_begun = true;
			rules = 0;
		}
		rules += is_rule(line);
	}
	return has_begun && rules < 2;
}

/*
 * The sections Summary, Checks and Parameters: where it started, what it found and tested again,
 * the architecture, and the rest as remarks.
 *
 * Source: kernelci-core, the bisection report of 2018 to 2020.
 */
static void enrich(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct reader reader = {out, keep};
	bool is_in_section = false;
	size_t sections = 0;

	out->is_cut = is_log_open(lines);
	if (!out->claim.print.line)
		take_breaking(&reader, lines);
	for (size_t i = 0; i < lines->count && sections <= SECTIONS; i++) {
		struct bv_text line = bv_unquote(lines->items[i].text);
		struct field field = {.line = lines->items[i].number};

		if (is_section(line)) {
			is_in_section = true;
			sections++;
			continue;
		}
		/* A section ends at a line that is not indented; what follows is git's. */
		is_in_section &= bv_indentation(line) > 0;
		if (!is_in_section || !bv_take_until(&line, BV_TEXT(":"), &field.name))
			continue;
		field.name = bv_text_trim(field.name);
		field.value = bv_text_trim(line);
		take_field(&reader, &field);
	}
}

const struct bv_producer bv_producer_kernelci = {
	.kind = BV_KIND_KERNELCI,
	.signature = BV_TEXT_INIT("* This automated bisection report was sent to you"),
	.enrich = enrich,
};
