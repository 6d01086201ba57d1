/* SPDX-License-Identifier: GPL-2.0-only */
/* One pass over the bytes, lines spliced; what is doubtful is kept, so that it counts as code. */
#include "content_private.h"

#include "base/banned.h"

struct lexer {
	struct bv_text in; /* spliced */
	size_t at;
	char *out;
	size_t size;
	bool has_space;     /* white space since the last token */
	bool is_line_start; /* no token on this line yet */
	bool is_directive;
	bool is_directive_name_due;
	bool is_include; /* <...> is a name, not code */
	bool is_number;  /* the last word */
	enum bv_c_dialect dialect;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       c == '$' || (c & 0x80);
}

/** Marks that never join with a neighbour to another token. */
static bool is_lone_mark(char c)
{
	static const struct bv_text marks = BV_TEXT_INIT("(){}[];,");

	return bv_text_find_byte(marks, c) != SIZE_MAX;
}

/** Phase 2: a backslash at the end of a line joins it with the next; gcc allows blanks between. */
static struct bv_text splice_lines(struct bv_text text, struct bv_arena *keep)
{
	char *out = bv_arena_alloc(keep, text.size + 1, 1);
	size_t size = 0;

	for (size_t i = 0; i < text.size; i++) {
		size_t next = i + 1;

		if (text.data[i] == '\\') {
			while (next < text.size && is_blank(text.data[next]))
				next++;
			if (next < text.size && text.data[next] == '\n') {
				i = next;
				continue;
			}
			/* Or this run of blanks would be looked at again for each backslash. */
			out[size++] = text.data[i];
			for (i++; i < next; i++)
				out[size++] = text.data[i];
			i--;
			continue;
		}
		out[size++] = text.data[i];
	}
	return (struct bv_text){out, size};
}

static char peek(const struct lexer *lexer, size_t ahead)
{
	return lexer->at + ahead < lexer->in.size ? lexer->in.data[lexer->at + ahead] : '\0';
}

static char last_emitted(const struct lexer *lexer)
{
	return lexer->size ? lexer->out[lexer->size - 1] : '\n';
}

/** Does white space between the last token and one that begins with @next mean something? */
static bool is_space_needed(const struct lexer *lexer, char next)
{
	char last = last_emitted(lexer);

	if (!lexer->has_space || last == '\n')
		return false;
	if (lexer->is_directive || lexer->dialect == BV_C_DIALECT_LINES)
		return true;
	if (is_lone_mark(last) || is_lone_mark(next))
		return false;
	/* "a + b" is "a+b", but "1e +5" is not "1e+5" and "x .5" not "x.5". */
	return is_word(last) == is_word(next) || (is_word(last) && lexer->is_number) ||
	       last == '.' || next == '.' || next == '"' || next == '\'' || last == '"' ||
	       last == '\'';
}

static void begin_token(struct lexer *lexer, char next)
{
	if (is_space_needed(lexer, next))
		lexer->out[lexer->size++] = ' ';
	lexer->has_space = false;
	lexer->is_line_start = false;
}

static void take_bytes(struct lexer *lexer, size_t count)
{
	for (size_t i = 0; i < count; i++)
		lexer->out[lexer->size++] = lexer->in.data[lexer->at++];
}

static void end_line(struct lexer *lexer)
{
	if (last_emitted(lexer) != '\n')
		lexer->out[lexer->size++] = '\n';
}

static void take_newline(struct lexer *lexer)
{
	lexer->at++;
	if (lexer->is_directive || lexer->dialect == BV_C_DIALECT_LINES)
		end_line(lexer);
	lexer->has_space = true;
	lexer->is_line_start = true;
	lexer->is_directive = false;
	lexer->is_directive_name_due = false;
	lexer->is_include = false;
}

static void skip_block_comment(struct lexer *lexer)
{
	size_t end = bv_text_find(lexer->in, BV_TEXT("*/"), lexer->at + 2);

	lexer->at = end == SIZE_MAX ? lexer->in.size : end + 2;
	lexer->has_space = true;
}

static void skip_line_comment(struct lexer *lexer)
{
	while (lexer->at < lexer->in.size && lexer->in.data[lexer->at] != '\n')
		lexer->at++;
	lexer->has_space = true;
}

/** A literal, to @close or, when it is not closed, to the end of its line. */
static void take_literal(struct lexer *lexer, char close)
{
	size_t count = 1;

	begin_token(lexer, peek(lexer, 0));
	while (lexer->at + count < lexer->in.size && peek(lexer, count) != '\n') {
		char c = peek(lexer, count++);

		if (c == close)
			break;
		if (c == '\\' && close != '>' && lexer->at + count < lexer->in.size &&
		    peek(lexer, count) != '\n')
			count++;
	}
	take_bytes(lexer, count);
}

static void take_word_token(struct lexer *lexer)
{
	struct bv_text word;
	size_t count = 0;

	begin_token(lexer, peek(lexer, 0));
	lexer->is_number = is_digit(peek(lexer, 0));
	while (lexer->at + count < lexer->in.size && is_word(peek(lexer, count)))
		count++;
	word = bv_text_slice(lexer->in, lexer->at, count);
	take_bytes(lexer, count);
	if (lexer->is_directive_name_due)
		lexer->is_include = bv_text_starts_with(word, BV_TEXT("include")) ||
				    bv_text_equal(word, BV_TEXT("import"));
	lexer->is_directive_name_due = false;
}

static void take_directive(struct lexer *lexer)
{
	end_line(lexer);
	lexer->is_directive = true;
	lexer->is_directive_name_due = true;
	/* "#define" and "# define" are the same. */
	lexer->has_space = false;
	lexer->is_line_start = false;
	take_bytes(lexer, 1);
	while (is_blank(peek(lexer, 0)))
		lexer->at++;
}

static void take_token(struct lexer *lexer)
{
	char c = peek(lexer, 0), next = peek(lexer, 1);

	if (c == '\n') {
		take_newline(lexer);
	} else if (is_blank(c)) {
		lexer->at++;
		lexer->has_space = true;
	} else if (c == '"' || c == '\'') {
		take_literal(lexer, c);
	} else if (c == '<' && lexer->is_include) {
		take_literal(lexer, '>');
	} else if (c == '/' && next == '*') {
		skip_block_comment(lexer);
	} else if (c == '/' && next == '/') {
		skip_line_comment(lexer);
	} else if (c == '#' && lexer->is_line_start) {
		take_directive(lexer);
	} else if (is_word(c)) {
		take_word_token(lexer);
	} else {
		begin_token(lexer, c);
		take_bytes(lexer, 1);
	}
}

struct bv_text bv_c_tokens(struct bv_text text, enum bv_c_dialect dialect, struct bv_arena *keep)
{
	struct lexer lexer = {.is_line_start = true, .dialect = dialect};

	lexer.in = splice_lines(text, keep);
	/* At most a separator before each byte. */
	lexer.out = bv_arena_alloc(keep, 2 * lexer.in.size + 2, 1);
	while (lexer.at < lexer.in.size)
		take_token(&lexer);
	end_line(&lexer);
	return (struct bv_text){lexer.out, lexer.size};
}
