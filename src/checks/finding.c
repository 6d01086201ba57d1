/* SPDX-License-Identifier: GPL-2.0-only */
/* The ground that the checks stand on: levels, findings, and what could not be made. */
#include <stdarg.h>

#include "check_private.h"

#include "base/banned.h"

static const char *const level_names[] = {
	[BV_LEVEL_DEFAULT] = "default", [BV_LEVEL_OFF] = "off",     [BV_LEVEL_NOTE] = "note",
	[BV_LEVEL_WARNING] = "warning", [BV_LEVEL_ERROR] = "error",
};

const char *bv_level_name(enum bv_level level)
{
	return level_names[level];
}

bool bv_level_parse(enum bv_level *out, struct bv_text name)
{
	for (enum bv_level level = BV_LEVEL_DEFAULT; level <= BV_LEVEL_ERROR; level++) {
		if (bv_text_equal(name, bv_text_from(level_names[level]))) {
			*out = level;
			return true;
		}
	}
	return false;
}

enum bv_level bv_level_told(const struct bv_told *told, struct bv_text id)
{
	enum bv_level level = BV_LEVEL_DEFAULT;

	for (size_t i = 0; i < told->levels.count; i++) {
		struct bv_text name = told->levels.items[i].id;
		bool is_family = bv_text_ends_with(name, BV_TEXT(".*"));

		if (is_family)
			name.size--;
		if (is_family ? bv_text_starts_with(id, name) : bv_text_equal(id, name))
			level = told->levels.items[i].level;
	}
	return level;
}

static struct bv_finding *add(struct bv_check_run *run, enum bv_level level, size_t line,
			      struct bv_text text)
{
	struct bv_finding *finding = BV_APPEND(&run->result->findings, run->keep);
	struct bv_text id = bv_text_from(run->check->id);
	enum bv_level wanted = bv_level_told(run->c->told, id);

	finding->id = run->check->id;
	finding->level = wanted == BV_LEVEL_DEFAULT ? level : wanted;
	finding->line = line;
	finding->text = text;
	return finding;
}

/* vsnprintf lives in stdio, which this floor does without: the arena prints for us. */
#define PRINT_TEXT(text, run, format)                                                              \
	do {                                                                                       \
		va_list arguments;                                                                 \
		va_start(arguments, format);                                                       \
		(text) = bv_arena_vprint((run)->keep, (format), arguments);                        \
		va_end(arguments);                                                                 \
	} while (0)

struct bv_finding *bv_finding_add(struct bv_check_run *run, size_t line, const char *format, ...)
{
	struct bv_text text;

	PRINT_TEXT(text, run, format);
	return add(run, run->check->level, line, text);
}

struct bv_finding *bv_finding_add_at(struct bv_check_run *run, enum bv_level level, size_t line,
				     const char *format, ...)
{
	struct bv_text text;

	PRINT_TEXT(text, run, format);
	return add(run, level, line, text);
}

void bv_check_not_run(struct bv_check_run *run, const char *format, ...)
{
	struct bv_not_run *not_run;
	struct bv_text text;

	if (run->is_reported_not_run)
		return;
	run->is_reported_not_run = true;
	PRINT_TEXT(text, run, format);
	not_run = BV_APPEND(&run->result->not_run, run->keep);
	not_run->id = run->check->id;
	not_run->why = text;
}

void bv_finding_commit(struct bv_check_run *run, struct bv_finding *finding,
		       struct bv_revision_ref ref)
{
	if (bv_revision_ref_is_none(ref))
		return;
	*BV_APPEND(&finding->commits, run->keep) = bv_case_full_name(run->c, ref, run->keep);
	*BV_APPEND(&finding->revisions, run->keep) = ref;
}

static struct bv_text full_hex(const struct bv_check_run *run, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	return bv_arena_copy(run->keep, bv_text_from(hex.digits));
}

void bv_finding_oid(struct bv_check_run *run, struct bv_finding *finding, const struct bv_oid *oid)
{
	*BV_APPEND(&finding->commits, run->keep) = full_hex(run, oid);
}

struct bv_text bv_oid_name(const struct bv_check_run *run, const struct bv_oid *oid)
{
	struct bv_oid_hex hex = bv_oid_hex(oid);

	return bv_arena_copy(run->keep, bv_text_slice(bv_text_from(hex.digits), 0, 12));
}

bool bv_is_left_known(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (!range->candidates_left.is_known)
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
	else if (range->is_left_inferred)
		bv_check_not_run(run, "the log does not say how each test went");
	return range->candidates_left.is_known && !range->is_left_inferred;
}
