/* Title families: the same bug shows under several titles, other bugs under titles of their own. */
#include "title.h"

#include <bisect_verify/odds.h>

#include "base/banned.h"

#define WORDS_MAX 16
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

struct words {
	struct bv_text items[WORDS_MAX];
	size_t count;
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

/* "KASAN: use-after-free Read" of "KASAN: use-after-free Read in foo". */
static struct bv_text type_of(struct bv_text title)
{
	size_t in = bv_text_find(title, BV_TEXT(" in "), 0);
	size_t at = bv_text_find(title, BV_TEXT(" at "), 0);

	return bv_text_slice(title, 0, in < at ? in : at);
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static struct words words_of(struct bv_text name)
{
	struct words words = {.count = 0};
	size_t from = 0;

	while (from < name.size && words.count < WORDS_MAX) {
		size_t size = 0;
		struct bv_text word;

		while (from + size < name.size && is_word_byte(name.data[from + size]))
			size++;
		word = bv_text_slice(name, from, size);
		from += size ? size : 1;
		if (size > 2 && !is_listed(word, words.items, words.count) &&
		    !is_listed(word, common_words, sizeof(common_words) / sizeof(common_words[0])))
			words.items[words.count++] = word;
	}
	return words;
}

/* Jaccard's index of at least one half. */
static bool overlap_by_half(struct bv_text a, struct bv_text b)
{
	struct words left = words_of(a), right = words_of(b);
	size_t shared = 0;

	for (size_t i = 0; i < left.count; i++)
		shared += is_listed(left.items[i], right.items, right.count);
	return shared > 0 && 2 * shared >= left.count + right.count - shared;
}

static bool is_unknown_place(struct bv_text function)
{
	return is_listed(function, unknown_places,
			 sizeof(unknown_places) / sizeof(unknown_places[0]));
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
}

static bool is_same_bug(struct bv_text title, struct bv_text member)
{
	struct bv_text function = function_of(title), other = function_of(member);

	if (bv_text_equal(title, member) || bv_text_equal(function, other))
		return true;
	if ((is_unknown_place(function) || is_unknown_place(other)) &&
	    bv_text_equal(type_of(title), type_of(member)))
		return true;
	return overlap_by_half(function, other);
}

bool bv_title_family_has(const struct bv_title_family *family, struct bv_text title)
{
	title = bv_title_normal(title);
	if (bv_title_is_noise(title))
		return false;
	for (size_t i = 0; i < family->members.count; i++)
		if (is_same_bug(title, family->members.items[i]))
			return true;
	return false;
}

bool bv_titles_are_alike(struct bv_text a, struct bv_text b)
{
	struct bv_text left = bv_title_normal(a), right = bv_title_normal(b);

	return !bv_text_is_empty(left) && !bv_title_is_noise(left) && !bv_title_is_noise(right) &&
	       is_same_bug(left, right);
}
