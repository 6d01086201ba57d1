/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines of a mail: folded so that nothing a log says is taken for a quote, an envelope, a trailer
 * or a robot's command, and headers that hold one line each. */
#include "report_private.h"

#include "base/banned.h"

/* Units: columns. */
#define WIDTH       72
#define ESCAPE_ADDS 3
/* An RFC 5322 line has 998 bytes at most. */
#define LINE_MAX_BYTES 998
/* RFC 2047 allows an encoded word 75, and a line with one 76; "Subject: Re: " goes before. */
#define ENCODED_MAX 48

/*
 * Paragraphs
 */

static bool is_letter_or_digit(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9');
}

/* "Acked-by:" */
static bool is_trailer(struct bv_text word)
{
	size_t letters = 0;

	if (word.data[0] < 'A' || word.data[0] > 'Z')
		return false;
	while (letters < word.size &&
	       (is_letter_or_digit((unsigned char)word.data[letters]) || word.data[letters] == '-'))
		letters++;
	return letters + 1 == word.size && word.data[letters] == ':';
}

/* What must not begin a line: a quote's mark or what mail programs colour as one, the envelope of a
 * mailbox, "#syz fix:", a trailer. */
static bool is_mistakable(struct bv_text word)
{
	static const struct bv_text marks = BV_TEXT_INIT(">|#:}%");

	return bv_text_find_byte(marks, word.data[0]) != SIZE_MAX ||
	       bv_text_equal(word, BV_TEXT("From")) || is_trailer(word);
}

/* A word without blanks can be longer than a line. */
static size_t fitting_bytes(struct bv_text word, size_t columns)
{
	size_t used = 0, taken = 0;

	while (used < word.size) {
		struct bv_text rest = bv_text_from_offset(word, used);
		uint32_t code_point;
		size_t size = bv_utf8_decode(rest, &code_point);

		size = size ? size : 1;
		taken += bv_text_columns(bv_text_slice(rest, 0, size));
		if (taken > columns)
			break;
		used += size;
	}
	return used;
}

static void split(struct bv_texts *words, struct bv_text text, size_t columns,
		  struct bv_arena *keep)
{
	struct bv_text word;

	for (text = bv_text_trim(text); bv_take_word(&text, &word); text = bv_text_trim(text))
		while (word.size) {
			size_t used = fitting_bytes(word, columns);

			*BV_APPEND(words, keep) = bv_text_slice(word, 0, used);
			word = bv_text_from_offset(word, used);
		}
}

/* The end of the line that begins with the word @first; the next one begins with a harmless word,
 * if it can. */
static size_t line_end(const struct bv_texts *words, size_t first, size_t columns)
{
	size_t taken = first > 0 && is_mistakable(words->items[first]) ? ESCAPE_ADDS : 0;
	size_t end = first, fitting;

	while (end < words->count) {
		taken += (end > first) + bv_text_columns(words->items[end]);
		if (end > first && taken > columns)
			break;
		end++;
	}
	fitting = end;
	while (end < words->count && end - first > 1 && is_mistakable(words->items[end]))
		end--;
	return end < words->count && is_mistakable(words->items[end]) ? fitting : end;
}

void bv_mail_folded(struct bv_out *out, struct bv_text text, size_t indent)
{
	struct bv_arena scratch = {0};
	size_t columns = WIDTH - indent, end;
	struct bv_texts words = {0};

	split(&words, text, columns - ESCAPE_ADDS, &scratch);
	for (size_t at = 0; at < words.count; at = end) {
		struct bv_text first = words.items[at];

		end = line_end(&words, at, columns);
		if (at > 0)
			bv_out_print(out, "%*s", (int)indent, "");
		if (at > 0 && is_mistakable(first)) {
			bv_out_print(out, "\\x%02x", (unsigned char)first.data[0]);
			first = bv_text_from_offset(first, 1);
		}
		bv_out_text(out, first);
		for (size_t i = at + 1; i < end; i++) {
			bv_out_bytes(out, " ", 1);
			bv_out_text(out, words.items[i]);
		}
		bv_out_bytes(out, "\n", 1);
	}
	bv_arena_release(&scratch);
}

void bv_mail_paragraph(struct bv_out *out, struct bv_text text)
{
	struct bv_arena scratch = {0};

	bv_out_print(out, "\n");
	bv_mail_folded(out, bv_screen_text(text, &scratch), 0);
	bv_arena_release(&scratch);
}

void bv_mail_item(struct bv_out *out, struct bv_text text)
{
	struct bv_arena scratch = {0};

	if (bv_text_is_empty(text))
		return;
	bv_out_print(out, "- ");
	bv_mail_folded(out, bv_screen_text(text, &scratch), 2);
	bv_arena_release(&scratch);
}

void bv_mail_command(struct bv_out *out, struct bv_text command)
{
	static const char indent[] = "    ";

	/* What is cut or folded cannot be pasted. */
	if (bv_text_columns(command) + sizeof(indent) > LINE_MAX_BYTES ||
	    command.size + sizeof(indent) > LINE_MAX_BYTES)
		return;
	bv_out_print(out, "%s", indent);
	bv_out_text(out, command);
	bv_out_bytes(out, "\n", 1);
}

/*
 * What the parts of a mail share
 */

bool bv_mail_is_doubted(const struct bv_answer *answer)
{
	return answer->verdict == BV_JUDGEMENT_DOUBTFUL || answer->verdict == BV_JUDGEMENT_REFUTED;
}

struct bv_text bv_mail_commit(struct bv_text name, struct bv_text subject, struct bv_arena *keep)
{
	name = bv_screen_text(name, keep);
	if (bv_text_is_empty(subject))
		return name;
	return bv_arena_print(keep, "%.*s (\"%.*s\")", BV_TEXT_ARG(name),
			      BV_TEXT_ARG(bv_screen_text(subject, keep)));
}

/*
 * Headers
 */

/* As in RFC 5322's "<" ... ">": printable ASCII without blanks; on one line. */
static bool is_id(struct bv_text id)
{
	bool result = id.size > 0 && id.size < LINE_MAX_BYTES - sizeof("In-Reply-To: <>");

	for (size_t i = 0; i < id.size; i++)
		result = result && id.data[i] > ' ' && id.data[i] <= '~' && id.data[i] != '<' &&
			 id.data[i] != '>';
	return result;
}

/* Nothing but valid UTF-8 without control characters and what turns letters round. */
static struct bv_text safe_subject(struct bv_text subject, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};

	bv_out_text(&out, bv_screen_text(bv_text_trim(subject), keep));
	return (struct bv_text){buffer.items, buffer.count};
}

/* Plain words can stand as they are, unless they look encoded or do not fit a line. */
static bool is_plain(struct bv_text subject)
{
	struct bv_text rest = subject, word;

	for (size_t i = 0; i < subject.size; i++)
		if (subject.data[i] < ' ' || subject.data[i] > '~')
			return false;
	while (bv_take_blanks(&rest) && bv_take_word(&rest, &word))
		if (word.size > ENCODED_MAX)
			return false;
	return !bv_text_contains(subject, BV_TEXT("=?"));
}

/* RFC 2047's "Q": words of whole code points, each on its line. */
static void print_encoded(struct bv_out *out, struct bv_text subject)
{
	size_t used = 0;
	uint32_t code_point;

	bv_out_print(out, "=?UTF-8?Q?");
	while (subject.size) {
		size_t size = bv_utf8_decode(subject, &code_point);

		if (used + 3 * size > ENCODED_MAX) {
			bv_out_print(out, "?=\n =?UTF-8?Q?");
			used = 0;
		}
		for (size_t i = 0; i < size; i++) {
			unsigned char byte = (unsigned char)subject.data[i];

			if (is_letter_or_digit(byte))
				bv_out_print(out, "%c", byte);
			else
				bv_out_print(out, "=%02X", byte);
			used += is_letter_or_digit(byte) ? 1 : 3;
		}
		subject = bv_text_from_offset(subject, size);
	}
	bv_out_print(out, "?=\n");
}

/* "Re: " stands once, in whatever letters it came. */
static void print_subject(struct bv_out *out, struct bv_text subject)
{
	struct bv_arena scratch = {0};
	struct bv_text safe = safe_subject(subject, &scratch);

	while (bv_text_equal_nocase(bv_text_slice(safe, 0, 3), BV_TEXT("re:")))
		safe = bv_text_trim(bv_text_from_offset(safe, 3));
	if (is_plain(safe) && safe.size) {
		bv_mail_folded(out,
			       bv_arena_print(&scratch, "Subject: Re: %.*s", BV_TEXT_ARG(safe)), 1);
	} else if (safe.size) {
		bv_out_print(out, "Subject: Re: ");
		print_encoded(out, safe);
	}
	bv_arena_release(&scratch);
}

void bv_mail_headers(struct bv_out *out, const struct bv_place *place)
{
	if (!is_id(place->message_id))
		return;
	bv_out_print(out, "In-Reply-To: <%.*s>\n", BV_TEXT_ARG(place->message_id));
	print_subject(out, place->subject);
	bv_out_print(out, "MIME-Version: 1.0\n"
			  "Content-Type: text/plain; charset=UTF-8\n"
			  "Content-Transfer-Encoding: 8bit\n\n");
}
