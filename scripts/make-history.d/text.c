/* SPDX-License-Identifier: GPL-2.0-only */
/* Names and prose. Each is made from its number whenever it is wanted: nothing is stored. */
#include <ctype.h>

#include "history.h"

#define BODY_LINES 6 /* at most, and one at least */

/* Kinds of texts, so that equal numbers give different dice. */
enum {
	DICE_PERSON = 1,
	DICE_SUBJECT,
	DICE_BODY
};

static const char *const syllables[] = {
	"ba", "bo", "da", "de", "do", "fi", "ga", "ha", "he", "jo", "ka",
	"ki", "la", "le", "lo", "ma", "mi", "mo", "na", "ne", "ni", "pe",
	"ra", "ri", "ro", "sa", "so", "ta", "to", "va", "ve", "zo",
};
#define SYLLABLES (sizeof(syllables) / sizeof(*syllables))

static const char *const phrases[] = {
	"add the missing lock",
	"allocate the table early",
	"assert the lock is held",
	"avoid a division by zero",
	"bound the length of names",
	"check the index before use",
	"check what the probe returns",
	"clear the flag on resume",
	"close the race with removal",
	"count the pages only once",
	"cut the timer to one second",
	"disable the clock when idle",
	"document the order of calls",
	"drop a flag that nobody reads",
	"enable the bus before the reset",
	"fix a leak on the error path",
	"fix the offset of the counter",
	"free the buffer after the last use",
	"guard the list against removal",
	"handle a short read",
	"keep the state over a suspend",
	"let the helper do it",
	"make the table constant",
	"map the page only when needed",
	"move the check to the caller",
	"name the command in the message",
	"pass the device along",
	"read the length only once",
	"refuse an index out of bounds",
	"remove code that is never run",
	"rename the queue after its use",
	"reset the counter on close",
	"return the error to the caller",
	"simplify the loop",
	"split the long function",
	"stop the timer on failure",
	"support the second revision",
	"take the mutex for writing",
	"unlock before the callback",
	"use the managed allocation",
	"wait for the queue to drain",
	"wake the reader when done",
};
#define PHRASES (sizeof(phrases) / sizeof(*phrases))

static struct dice dice_for(uint64_t seed, uint64_t kind, uint64_t number)
{
	return dice_make(seed, kind << 48 | number);
}

static void add_syllables(char **end, struct dice *dice, size_t count)
{
	while (count-- > 0) {
		const char *syllable = syllables[dice_below(dice, SYLLABLES)];

		*(*end)++ = syllable[0];
		*(*end)++ = syllable[1];
	}
	*(*end)++ = '\0';
}

void write_person(FILE *out, uint64_t seed, size_t person)
{
	struct dice dice = dice_for(seed, DICE_PERSON, person);
	char given[8], family[8], *end = given;

	add_syllables(&end, &dice, 2);
	end = family;
	add_syllables(&end, &dice, 3);
	(void)fprintf(out, "%c%s %c%s <%s.%s@example.org>", toupper((unsigned char)given[0]),
		      given + 1, toupper((unsigned char)family[0]), family + 1, given, family);
}

static const char *pick_phrase(struct dice *dice)
{
	return phrases[dice_below(dice, PHRASES)];
}

void write_subject(FILE *out, uint64_t seed, size_t file, uint32_t mark)
{
	struct dice dice = dice_for(seed, DICE_SUBJECT, mark);
	char label[PATH_BYTES];

	file_label(label, file);
	(void)fprintf(out, "%s: %s %u", label, pick_phrase(&dice), mark);
}

void write_body(FILE *out, uint64_t seed, uint32_t mark)
{
	struct dice dice = dice_for(seed, DICE_BODY, mark);
	uint32_t count = 1 + dice_below(&dice, BODY_LINES);

	(void)fputc('\n', out);
	while (count-- > 0) {
		(void)fputs(pick_phrase(&dice), out);
		(void)fputs(", ", out);
		(void)fputs(pick_phrase(&dice), out);
		(void)fputs(count ? ",\n" : "\n", out);
	}
}
