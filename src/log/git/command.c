/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands: "git bisect good H", in a BISECT_LOG, behind a prompt, or with a remark behind it. */
#include "git_private.h"

#include "base/banned.h"

#define PROMPT_BYTES_MAX   120
#define ABBREVIATION_LEAST 7
#define COMMIT_DIGITS_MOST 64
#define UNKNOWN_WORDS_MAX  4

bool bv_git_is_state_word(struct bv_text word)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("good"), BV_TEXT_INIT("bad"), BV_TEXT_INIT("skip"),
		BV_TEXT_INIT("old"),  BV_TEXT_INIT("new"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal(word, words[i]))
			return true;
	return false;
}

bool bv_git_is_start(const struct bv_git_event *event)
{
	return event->kind == BV_GIT_COMMAND && bv_text_equal(event->word, BV_TEXT("start"));
}

static bool is_other_command(struct bv_text word)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("log"),  BV_TEXT_INIT("run"),       BV_TEXT_INIT("reset"),
		BV_TEXT_INIT("next"), BV_TEXT_INIT("replay"),    BV_TEXT_INIT("terms"),
		BV_TEXT_INIT("view"), BV_TEXT_INIT("visualize"), BV_TEXT_INIT("help"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_equal(word, words[i]))
			return true;
	return false;
}

bool bv_git_is_known_word(struct bv_text word)
{
	return bv_git_is_state_word(word) || bv_text_equal(word, BV_TEXT("start")) ||
	       is_other_command(word);
}

/* "3.2" but not "3.", "v6.1-rc1", "HEAD~3", "linus/master", "next-20240101". */
static bool has_revision_mark(struct bv_text word)
{
	static const struct bv_text names[] = {
		BV_TEXT_INIT("HEAD"),       BV_TEXT_INIT("master"), BV_TEXT_INIT("main"),
		BV_TEXT_INIT("FETCH_HEAD"), BV_TEXT_INIT("next"),   BV_TEXT_INIT("ORIG_HEAD"),
		BV_TEXT_INIT("linus"),      BV_TEXT_INIT("@"),
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bv_text_equal(word, names[i]))
			return true;
	for (size_t i = 0; i < word.size; i++) {
		char c = word.data[i];

		if ((c >= '0' && c <= '9') || c == '~' || c == '^')
			return true;
	}
	return bv_text_is_hex(word, ABBREVIATION_LEAST, COMMIT_DIGITS_MOST);
}

/* The bytes of a name, an id or an expression; ends in none that ends a sentence. */
static bool is_revision_spelling(struct bv_text word)
{
	for (size_t i = 0; i < word.size; i++) {
		char c = word.data[i];
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool is_digit = c >= '0' && c <= '9';

		if (!is_letter && !is_digit &&
		    bv_text_find_byte(BV_TEXT("._/~^@{}+-"), c) == SIZE_MAX)
			return false;
	}
	return word.size && word.data[word.size - 1] != '.';
}

bool bv_git_is_revision(struct bv_text word)
{
	return is_revision_spelling(word) && has_revision_mark(word);
}

/* A word with quotes inside: at most as long as it is written. */
static struct bv_text dequote(struct bv_text written, struct bv_arena *keep)
{
	char *bytes = bv_arena_alloc(keep, written.size + 1, 1);
	size_t size = 0;
	char quote = 0;

	for (size_t i = 0; i < written.size; i++) {
		char c = written.data[i];

		if (quote ? c == quote : c == '\'' || c == '"')
			quote = quote ? 0 : c;
		else if (!quote && c == '\\' && i + 1 < written.size)
			bytes[size++] = written.data[++i];
		else
			bytes[size++] = c;
	}
	return (struct bv_text){bytes, size};
}

bool bv_git_take_shell_word(struct bv_text *rest, struct bv_text *out, struct bv_arena *keep)
{
	size_t size = 0;
	size_t quotes = 0;
	char quote = 0;
	struct bv_text written;

	bv_take_blanks(rest);
	for (; size < rest->size; size++) {
		char c = rest->data[size];

		if (!quote && (c == ' ' || c == '\t'))
			break;
		if (quote ? c == quote : c == '\'' || c == '"') {
			quote = quote ? 0 : c;
			quotes++;
		}
	}
	if (size == 0)
		return false;
	written = bv_text_slice(*rest, 0, size);
	*rest = bv_text_from_offset(*rest, size);
	if (quotes == 2 && !quote && (written.data[0] == '\'' || written.data[0] == '"') &&
	    written.data[size - 1] == written.data[0])
		*out = bv_text_slice(written, 1, size - 2);
	else
		*out = quotes ? dequote(written, keep) : written;
	return true;
}

/* What stands before a command that was typed: "$", "user@host:~/linux#", "+" of sh -x. */
static bool take_prompt(struct bv_git_event *out, struct bv_text prompt)
{
	char last;

	prompt = bv_text_trim(prompt);
	if (bv_text_is_empty(prompt))
		return true;
	if (prompt.size > PROMPT_BYTES_MAX)
		return false;
	last = prompt.data[prompt.size - 1];
	out->is_typed = true;
	out->is_hash_prompt = bv_text_equal(prompt, BV_TEXT("#"));
	if (last == '+')
		return prompt.data[0] == '+';
	/* Prompts of newer shells end in an arrow or a cross, none of which is ASCII. */
	return bv_text_find_byte(BV_TEXT("$#%>"), last) != SIZE_MAX || (unsigned char)last >= 0x80;
}

/* The shell's comment begins at a "#" behind a blank. */
static void split_comment(struct bv_git_event *out, struct bv_text rest)
{
	char quote = 0;

	for (size_t i = 0; i < rest.size; i++) {
		char c = rest.data[i];

		if (quote ? c == quote : c == '\'')
			quote = quote ? 0 : c;
		if (quote || c != '#' ||
		    (i > 0 && rest.data[i - 1] != ' ' && rest.data[i - 1] != '\t'))
			continue;
		out->comment = bv_text_trim(bv_text_from_offset(rest, i + 1));
		rest = bv_text_slice(rest, 0, i);
		break;
	}
	out->arguments = bv_text_trim(rest);
}

static size_t count_words(struct bv_text rest)
{
	struct bv_text word;
	size_t count = 0;

	while (bv_take_blanks(&rest) && bv_take_word(&rest, &word))
		count++;
	return count;
}

/*
 * Keep the revisions of a verdict. Behind a full id anything may follow (a subject without "#");
 * names must all look like revisions, or it is a sentence about git bisect.
 */
static enum bv_git_event_kind judge_verdict(struct bv_git_event *out)
{
	struct bv_text rest = out->arguments;
	struct bv_text word;
	size_t words = count_words(rest);

	bv_take_blanks(&rest);
	while (bv_take_word(&rest, &word)) {
		size_t end = (size_t)(word.data - out->arguments.data);

		if (end > 0 && !bv_text_is_hex(word, ABBREVIATION_LEAST, COMMIT_DIGITS_MOST) &&
		    bv_text_is_hex(bv_text_slice(out->arguments, 0, ABBREVIATION_LEAST),
				   ABBREVIATION_LEAST, ABBREVIATION_LEAST)) {
			out->comment = bv_text_from_offset(out->arguments, end);
			out->arguments = bv_text_trim(bv_text_slice(out->arguments, 0, end));
			return BV_GIT_COMMAND;
		}
		if (!is_revision_spelling(word) ||
		    !(has_revision_mark(word) || (words == 1 && out->is_typed)))
			return words == 1 ? BV_GIT_UNKNOWN : BV_GIT_NOTHING;
		bv_take_blanks(&rest);
	}
	return BV_GIT_COMMAND;
}

/* Options, quoted words, revisions and paths; a sentence has none of them. */
static enum bv_git_event_kind judge_start(const struct bv_git_event *event)
{
	struct bv_text rest = event->arguments;
	struct bv_text word;

	bv_take_blanks(&rest);
	while (bv_take_word(&rest, &word)) {
		bool is_path = bv_text_find_byte(word, '/') != SIZE_MAX;

		if (word.data[0] == '\'' || word.data[0] == '-' || event->is_typed)
			return BV_GIT_COMMAND;
		if (!bv_git_is_revision(word) && !(is_path && is_revision_spelling(word)))
			return BV_GIT_NOTHING;
		bv_take_blanks(&rest);
	}
	return BV_GIT_COMMAND;
}

static enum bv_git_event_kind judge_command(struct bv_git_event *out)
{
	struct bv_text rest = out->arguments;
	struct bv_text first;

	if (bv_git_is_state_word(out->word))
		return judge_verdict(out);
	if (bv_text_equal(out->word, BV_TEXT("start")))
		return judge_start(out);
	if (is_other_command(out->word))
		return BV_GIT_COMMAND;
	/* A term of the user's own: it is followed by a commit, or typed alone or with a name. */
	if (bv_take_word(&rest, &first))
		return bv_text_is_hex(first, ABBREVIATION_LEAST, COMMIT_DIGITS_MOST) ||
				       (out->is_typed && bv_git_is_revision(first))
			       ? judge_verdict(out)
			       : BV_GIT_NOTHING;
	return out->is_typed ? BV_GIT_COMMAND : BV_GIT_NOTHING;
}

/* "git bisct good": typed wrong, so git did not run it. */
static bool take_misspelt(struct bv_git_event *out, struct bv_text text)
{
	if (count_words(text) > UNKNOWN_WORDS_MAX)
		return false;
	out->kind = BV_GIT_UNKNOWN;
	return true;
}

/* "git bad H": an alias. */
static bool take_alias(struct bv_git_event *out, struct bv_text rest)
{
	if (!bv_take_word(&rest, &out->word) || !bv_git_is_state_word(out->word))
		return false;
	split_comment(out, rest);
	out->kind = bv_text_is_empty(out->arguments) ? BV_GIT_NOTHING : judge_verdict(out);
	return out->kind == BV_GIT_COMMAND;
}

bool bv_git_classify_command(struct bv_git_event *out, struct bv_text text)
{
	size_t at = bv_text_find(text, BV_TEXT("git"), 0);
	struct bv_git_event event = {0};
	struct bv_text rest;

	while (at != SIZE_MAX && at <= PROMPT_BYTES_MAX &&
	       !(at + 3 < text.size && (text.data[at + 3] == ' ' || text.data[at + 3] == '-') &&
		 take_prompt(&event, bv_text_slice(text, 0, at))))
		at = bv_text_find(text, BV_TEXT("git"), at + 1);
	if (at == SIZE_MAX || at > PROMPT_BYTES_MAX)
		return false;
	rest = bv_text_from_offset(text, at + 4);
	bv_take_blanks(&rest);
	if (!bv_take_prefix(&rest, BV_TEXT("bisect"))) {
		bool is_taken = bv_text_starts_with(rest, BV_TEXT("bis"))
					? take_misspelt(&event, rest)
					: take_alias(&event, rest);

		if (is_taken)
			*out = event;
		return is_taken;
	}
	if (!bv_text_is_empty(rest) && rest.data[0] != ' ' && rest.data[0] != '\t')
		return false;
	bv_take_blanks(&rest);
	if (!bv_take_word(&rest, &event.word))
		return false;
	split_comment(&event, rest);
	event.kind = judge_command(&event);
	if (event.kind == BV_GIT_NOTHING)
		return false;
	*out = event;
	return true;
}
