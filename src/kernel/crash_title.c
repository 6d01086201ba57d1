/* SPDX-License-Identifier: GPL-2.0-only */
/* Title families: the same bug shows under several titles, other bugs under titles of their own. */
#include "crash.h"

#include "base/banned.h"

/* A start test has at most some twenty runs. */
#define MEMBERS_MAX 32

/* Prefixes of titles that say how a machine ended, not which bug ended it. */
static const struct bv_text noise[] = {
	BV_TEXT_INIT("lost connection to test machine"),
	BV_TEXT_INIT("no output from test machine"),
	BV_TEXT_INIT("SYZFATAL"),
	BV_TEXT_INIT("SYZFAIL"),
	BV_TEXT_INIT("timed out"),
	BV_TEXT_INIT("failed to run"),
	BV_TEXT_INIT("failed to copy"),
	BV_TEXT_INIT("unregister_netdevice: waiting for"),
};

/* Functions that stand for "place unknown". */
static const struct bv_text unknown_places[] = {
	BV_TEXT_INIT("corrupted"),
	BV_TEXT_INIT("do_syscall_64"),
	BV_TEXT_INIT("__warn"),
	BV_TEXT_INIT("dump_stack"),
};

/* Words that many functions share and that therefore say nothing. */
static const struct bv_text common_words[] = {
	BV_TEXT_INIT("sys"),   BV_TEXT_INIT("ksys"), BV_TEXT_INIT("read"),
	BV_TEXT_INIT("write"), BV_TEXT_INIT("the"),  BV_TEXT_INIT("get"),
	BV_TEXT_INIT("put"),   BV_TEXT_INIT("init"), BV_TEXT_INIT("line"),
};

static bool is_listed(struct bv_text text, const struct bv_text *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(text, list[i]))
			return true;
	return false;
}

bool bv_title_is_noise(struct bv_text title)
{
	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (bv_text_starts_with(title, noise[i]))
			return true;
	return false;
}

struct bv_text bv_title_normal(struct bv_text title)
{
	struct bv_text trimmed = bv_text_trim(title);
	size_t open = trimmed.size;
	uint64_t number;
	struct bv_text rest;

	if (!bv_text_ends_with(trimmed, BV_TEXT(")")))
		return trimmed;
	while (open > 0 && trimmed.data[open - 1] != '(')
		open--;
	rest = bv_text_from_offset(trimmed, open);
	if (open == 0 || !bv_take_uint(&rest, &number) || rest.size != 1)
		return trimmed;
	return bv_text_trim(bv_text_slice(trimmed, 0, open - 1));
}

/* What follows the last " in ", when it is one word; else the whole title. */
static struct bv_text function_of(struct bv_text title)
{
	const struct bv_text in = BV_TEXT(" in ");
	size_t at = SIZE_MAX;

	for (size_t from = 0; (from = bv_text_find(title, in, from)) != SIZE_MAX; from++)
		at = from;
	if (at != SIZE_MAX) {
		struct bv_text name = bv_text_from_offset(title, at + in.size);

		if (name.size && bv_text_find_byte(name, ' ') == SIZE_MAX)
			return name;
	}
	return title;
}

struct bv_text bv_title_function(struct bv_text title)
{
	return function_of(bv_title_normal(title));
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool bv_title_names_function(struct bv_text title)
{
	struct bv_text name = bv_title_function(title);
	bool is_name = name.size && name.size < bv_title_normal(title).size &&
		       !(name.data[0] >= '0' && name.data[0] <= '9');

	for (size_t i = 0; i < name.size && is_name; i++)
		is_name = name.data[i] == '_' || is_word_byte(name.data[i]);
	return is_name && !bv_text_contains(name, BV_TEXT("NUM")) &&
	       !bv_text_contains(name, BV_TEXT("ADDR")) &&
	       !is_listed(name, unknown_places, sizeof(unknown_places) / sizeof(unknown_places[0]));
}

/* "KASAN: use-after-free Read" of "KASAN: use-after-free Read in foo". */
static struct bv_text type_of(struct bv_text title)
{
	size_t in = bv_text_find(title, BV_TEXT(" in "), 0);
	size_t at = bv_text_find(title, BV_TEXT(" at "), 0);

	return bv_text_slice(title, 0, in < at ? in : at);
}

static bool has_word(const struct bv_title_parts *parts, uint64_t word)
{
	for (size_t i = 0; i < parts->word_count; i++)
		if (parts->words[i] == word)
			return true;
	return false;
}

static void take_words(struct bv_title_parts *parts)
{
	struct bv_text name = parts->function;
	size_t from = 0;

	while (from < name.size && parts->word_count < BV_TITLE_WORDS_MAX) {
		size_t size = 0;
		struct bv_text word;
		uint64_t hash;

		while (from + size < name.size && is_word_byte(name.data[from + size]))
			size++;
		word = bv_text_slice(name, from, size);
		hash = bv_text_hash_nocase(word);
		from += size ? size : 1;
		if (size > 2 && !has_word(parts, hash) &&
		    !is_listed(word, common_words, sizeof(common_words) / sizeof(common_words[0])))
			parts->words[parts->word_count++] = hash;
	}
}

static struct bv_title_parts parts_of(struct bv_text title)
{
	struct bv_title_parts parts = {
		.title = title, .function = function_of(title), .type = type_of(title)};

	parts.is_place_unknown = is_listed(parts.function, unknown_places,
					   sizeof(unknown_places) / sizeof(unknown_places[0]));
	take_words(&parts);
	return parts;
}

/* Jaccard's index of at least one half. */
static bool overlap_by_half(const struct bv_title_parts *a, const struct bv_title_parts *b)
{
	size_t shared = 0;

	for (size_t i = 0; i < a->word_count; i++)
		shared += has_word(b, a->words[i]);
	return shared > 0 && 2 * shared >= a->word_count + b->word_count - shared;
}

void bv_title_family_add(struct bv_title_family *family, struct bv_text title,
			 struct bv_arena *keep)
{
	title = bv_title_normal(title);
	if (family->members.count == MEMBERS_MAX || bv_text_is_empty(title) ||
	    bv_title_is_noise(title) ||
	    is_listed(title, family->members.items, family->members.count))
		return;
	*BV_APPEND(&family->members, keep) = title;
	*BV_APPEND(&family->parts, keep) = parts_of(title);
}

void bv_title_family_join(struct bv_title_family *family, const struct bv_title_family *other,
			  struct bv_arena *keep)
{
	for (size_t i = 0; i < other->members.count; i++)
		bv_title_family_add(family, other->members.items[i], keep);
}

struct bv_title_family bv_title_family_first(const struct bv_title_family *family, size_t count)
{
	struct bv_title_family first = *family;

	first.members.count = first.parts.count = count;
	return first;
}

static bool is_same_bug(const struct bv_title_parts *a, const struct bv_title_parts *b)
{
	if (bv_text_equal(a->title, b->title) || bv_text_equal(a->function, b->function))
		return true;
	if ((a->is_place_unknown || b->is_place_unknown) && bv_text_equal(a->type, b->type))
		return true;
	return overlap_by_half(a, b);
}

bool bv_title_family_has(const struct bv_title_family *family, struct bv_text title)
{
	struct bv_title_parts parts;

	title = bv_title_normal(title);
	if (bv_title_is_noise(title) || family->parts.count == 0)
		return false;
	parts = parts_of(title);
	for (size_t i = 0; i < family->parts.count; i++)
		if (is_same_bug(&parts, &family->parts.items[i]))
			return true;
	return false;
}

bool bv_titles_are_alike(struct bv_text a, struct bv_text b)
{
	struct bv_title_parts left = parts_of(bv_title_normal(a));
	struct bv_title_parts right = parts_of(bv_title_normal(b));

	return !bv_text_is_empty(left.title) && !bv_title_is_noise(left.title) &&
	       !bv_title_is_noise(right.title) && is_same_bug(&left, &right);
}

static bool take_bracket(struct bv_text *rest)
{
	struct bv_text word;

	return bv_text_starts_with(*rest, BV_TEXT("[")) &&
	       bv_take_until(rest, BV_TEXT("]"), &word) && bv_take_blanks(rest);
}

struct bv_text bv_title_in_mail_subject(struct bv_text subject)
{
	struct bv_text before;

	if (!bv_take_until(&subject, BV_TEXT("[syzbot]"), &before))
		return (struct bv_text){0};
	(void)bv_take_blanks(&subject);
	while (take_bracket(&subject))
		;
	return bv_text_trim(subject);
}
