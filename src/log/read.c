/* Choosing the parser of a source, and what is said of every text whoever wrote it. */
#include <bisect_verify/log.h>

#include "parser.h"

#include "base/banned.h"

static const struct bv_parser *const parsers[] = {&bv_parser_syzbot, &bv_parser_git,
						  &bv_parser_mail};

/*
 * The first of the strongest; NULL when nobody claims the lines. An oops at the end of a log may
 * hold NUL bytes; elsewhere they mean that this is no text, and only a sure claim outweighs them.
 */
static const struct bv_parser *choose(const struct bv_lines *lines, bool has_nul)
{
	const struct bv_parser *chosen = NULL;
	enum bv_claim_strength strongest = has_nul ? BV_CLAIM_WEAK : BV_CLAIM_NONE;

	for (size_t i = 0; i < sizeof(parsers) / sizeof(parsers[0]); i++) {
		enum bv_claim_strength strength = parsers[i]->recognise(lines);

		if (strength > strongest) {
			strongest = strength;
			chosen = parsers[i];
		}
	}
	return chosen;
}

void bv_log_read(struct bv_bisections *out, const struct bv_source *source, struct bv_arena *keep)
{
	struct bv_lines lines;
	struct bv_bisection *bisection;
	const struct bv_parser *parser;
	bool has_nul = bv_text_find_byte(source->text, '\0') != SIZE_MAX;

	bv_lines_split(&lines, source, keep);
	*out = (struct bv_bisections){0};
	bisection = BV_APPEND(out, keep);
	bisection->part = 1;
	bisection->line_count = lines.count;
	bisection->text_bytes = source->text.size;
	bisection->is_truncated = lines.is_truncated;
	bisection->is_cut = lines.is_cut;
	bisection->first_line = lines.count ? 1 : 0;
	bisection->last_line = lines.count;
	parser = choose(&lines, has_nul);
	bisection->is_binary = has_nul && !parser;
	if (parser)
		parser->parse(bisection, &lines, keep);
}
