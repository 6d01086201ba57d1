/* What people write of a bisection's result: words around a hash. */
#include "prose.h"

#include "view.h"

#include "base/banned.h"

#define HASH_DIGITS_LEAST 7
#define HASH_DIGITS_MOST  40
#define DATE_DIGITS       8

/* The words looked at around a hash. */
#define LINES_BEFORE    4
#define LINES_BEHIND    4
#define WORDS_MAX       512
#define WORDS_BETWEEN   12
#define WORDS_OF_DENIAL 4
#define SUBJECT_WORDS   32

struct word {
	struct bv_text text; /* without the punctuation around it */
	size_t index;        /* of its line */
	size_t offset;       /* behind it in that line */
	bool is_sentence_end;
};
struct words {
	struct word items[WORDS_MAX];
	size_t count;
};

/* What a word between "bisect" and the hash does. */
enum link {
	LINK_NONE = 0,
	LINK_FILLS,  /* says nothing of its own */
	LINK_POINTS, /* leads to the commit */
	LINK_CAUSES  /* ... and blames it */
};

static const struct {
	struct bv_text word;
	enum link link;
} links[] = {
	{BV_TEXT_INIT("a"), LINK_FILLS},           {BV_TEXT_INIT("and"), LINK_FILLS},
	{BV_TEXT_INIT("at"), LINK_FILLS},          {BV_TEXT_INIT("back"), LINK_FILLS},
	{BV_TEXT_INIT("be"), LINK_FILLS},          {BV_TEXT_INIT("been"), LINK_FILLS},
	{BV_TEXT_INIT("being"), LINK_FILLS},       {BV_TEXT_INIT("blame"), LINK_POINTS},
	{BV_TEXT_INIT("blamed"), LINK_POINTS},     {BV_TEXT_INIT("blames"), LINK_POINTS},
	{BV_TEXT_INIT("blaming"), LINK_POINTS},    {BV_TEXT_INIT("broke"), LINK_CAUSES},
	{BV_TEXT_INIT("broken"), LINK_CAUSES},     {BV_TEXT_INIT("brought"), LINK_FILLS},
	{BV_TEXT_INIT("bug"), LINK_FILLS},         {BV_TEXT_INIT("by"), LINK_FILLS},
	{BV_TEXT_INIT("caused"), LINK_CAUSES},     {BV_TEXT_INIT("change"), LINK_FILLS},
	{BV_TEXT_INIT("commit"), LINK_FILLS},      {BV_TEXT_INIT("commit-id"), LINK_FILLS},
	{BV_TEXT_INIT("crash"), LINK_FILLS},       {BV_TEXT_INIT("culprit"), LINK_CAUSES},
	{BV_TEXT_INIT("down"), LINK_FILLS},        {BV_TEXT_INIT("ended"), LINK_POINTS},
	{BV_TEXT_INIT("error"), LINK_FILLS},       {BV_TEXT_INIT("failure"), LINK_FILLS},
	{BV_TEXT_INIT("following"), LINK_FILLS},   {BV_TEXT_INIT("found"), LINK_POINTS},
	{BV_TEXT_INIT("gave"), LINK_POINTS},       {BV_TEXT_INIT("git"), LINK_FILLS},
	{BV_TEXT_INIT("gives"), LINK_POINTS},      {BV_TEXT_INIT("hang"), LINK_FILLS},
	{BV_TEXT_INIT("has"), LINK_FILLS},         {BV_TEXT_INIT("i"), LINK_FILLS},
	{BV_TEXT_INIT("identified"), LINK_POINTS}, {BV_TEXT_INIT("identifies"), LINK_POINTS},
	{BV_TEXT_INIT("in"), LINK_FILLS},          {BV_TEXT_INIT("introduced"), LINK_CAUSES},
	{BV_TEXT_INIT("is"), LINK_FILLS},          {BV_TEXT_INIT("issue"), LINK_FILLS},
	{BV_TEXT_INIT("it"), LINK_FILLS},          {BV_TEXT_INIT("landed"), LINK_POINTS},
	{BV_TEXT_INIT("lands"), LINK_POINTS},      {BV_TEXT_INIT("lead"), LINK_POINTS},
	{BV_TEXT_INIT("leading"), LINK_POINTS},    {BV_TEXT_INIT("leads"), LINK_POINTS},
	{BV_TEXT_INIT("led"), LINK_POINTS},        {BV_TEXT_INIT("me"), LINK_FILLS},
	{BV_TEXT_INIT("offending"), LINK_CAUSES},  {BV_TEXT_INIT("on"), LINK_FILLS},
	{BV_TEXT_INIT("out"), LINK_FILLS},         {BV_TEXT_INIT("patch"), LINK_FILLS},
	{BV_TEXT_INIT("pointed"), LINK_POINTS},    {BV_TEXT_INIT("pointing"), LINK_POINTS},
	{BV_TEXT_INIT("points"), LINK_POINTS},     {BV_TEXT_INIT("problem"), LINK_FILLS},
	{BV_TEXT_INIT("produced"), LINK_POINTS},   {BV_TEXT_INIT("regression"), LINK_FILLS},
	{BV_TEXT_INIT("result"), LINK_POINTS},     {BV_TEXT_INIT("resulted"), LINK_POINTS},
	{BV_TEXT_INIT("results"), LINK_POINTS},    {BV_TEXT_INIT("reveals"), LINK_POINTS},
	{BV_TEXT_INIT("revealed"), LINK_POINTS},   {BV_TEXT_INIT("said"), LINK_POINTS},
	{BV_TEXT_INIT("says"), LINK_POINTS},       {BV_TEXT_INIT("seems"), LINK_FILLS},
	{BV_TEXT_INIT("showed"), LINK_POINTS},     {BV_TEXT_INIT("shows"), LINK_POINTS},
	{BV_TEXT_INIT("started"), LINK_FILLS},     {BV_TEXT_INIT("that"), LINK_FILLS},
	{BV_TEXT_INIT("the"), LINK_FILLS},         {BV_TEXT_INIT("this"), LINK_FILLS},
	{BV_TEXT_INIT("to"), LINK_POINTS},         {BV_TEXT_INIT("up"), LINK_FILLS},
	{BV_TEXT_INIT("us"), LINK_FILLS},          {BV_TEXT_INIT("was"), LINK_FILLS},
	{BV_TEXT_INIT("we"), LINK_FILLS},          {BV_TEXT_INIT("with"), LINK_FILLS},
};

static enum link link_of(struct bv_text word)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (bv_text_equal_nocase(word, links[i].word))
			return links[i].link;
	return LINK_NONE;
}

static bool is_one_of(struct bv_text word, const struct bv_text *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_equal_nocase(word, list[i]))
			return true;
	return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

bool bv_prose_is_bisect(struct bv_text word)
{
	static const struct bv_text forms[] = {
		BV_TEXT_INIT("bisect"),     BV_TEXT_INIT("bisected"),
		BV_TEXT_INIT("bisecting"),  BV_TEXT_INIT("bisection"),
		BV_TEXT_INIT("bisections"), BV_TEXT_INIT("bisects"),
		BV_TEXT_INIT("git-bisect"), BV_TEXT_INIT("bisected/narrowed"),
	};

	return IS_ONE_OF(word, forms);
}

/* Sentences that deny, ask or wish. */
static bool is_denial(struct bv_text word)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("not"),  BV_TEXT_INIT("cannot"), BV_TEXT_INIT("could"),
		BV_TEXT_INIT("can"),  BV_TEXT_INIT("please"), BV_TEXT_INIT("possible"),
		BV_TEXT_INIT("if"),   BV_TEXT_INIT("should"), BV_TEXT_INIT("would"),
		BV_TEXT_INIT("will"), BV_TEXT_INIT("might"),  BV_TEXT_INIT("may"),
	};

	return IS_ONE_OF(word, words) || bv_text_ends_with(word, BV_TEXT("n't"));
}

/* "effaced" is a word and "20240131" a date. */
static bool is_hash(struct bv_text word)
{
	size_t digits = 0;

	if (!bv_text_is_hex(word, HASH_DIGITS_LEAST, HASH_DIGITS_MOST))
		return false;
	for (size_t i = 0; i < word.size; i++)
		digits += word.data[i] >= '0' && word.data[i] <= '9';
	return digits > 0 && !(digits == DATE_DIGITS && word.size == DATE_DIGITS);
}

static bool is_punctuation(char c)
{
	return bv_text_find_byte(BV_TEXT("\"'`()[]<>{},.:;!?*_#"), c) != SIZE_MAX;
}

/* The words of one line; a hash keeps its place in the line. */
static void add_words(struct words *words, const struct bv_lines *view, size_t index)
{
	struct bv_text rest = view->items[index].text;
	struct bv_text written;

	bv_take_blanks(&rest);
	while (words->count < WORDS_MAX && bv_take_word(&rest, &written)) {
		struct word *word = &words->items[words->count];
		struct bv_text text = written;
		char last = written.data[written.size - 1];

		while (text.size && is_punctuation(text.data[0]))
			text = bv_text_from_offset(text, 1);
		while (text.size && is_punctuation(text.data[text.size - 1]))
			text.size--;
		*word = (struct word){.text = text, .index = index};
		word->offset = (size_t)(text.data - view->items[index].text.data) + text.size;
		word->is_sentence_end = last == '.' || last == '?' || last == '!';
		words->count += text.size > 0 || word->is_sentence_end;
		bv_take_blanks(&rest);
	}
}

static bool is_word(const struct words *words, size_t at, struct bv_text text)
{
	return at < words->count && bv_text_equal_nocase(words->items[at].text, text);
}

/* "first bad commit" that ends in word @at. */
static bool is_first_bad(const struct words *words, size_t at)
{
	return at >= 2 && is_word(words, at, BV_TEXT("commit")) &&
	       is_word(words, at - 1, BV_TEXT("bad")) && is_word(words, at - 2, BV_TEXT("first"));
}

/* The sentence up to word @at denies or asks. */
static bool is_denied(const struct words *words, size_t at)
{
	for (size_t i = 0; i < WORDS_OF_DENIAL && i < at; i++) {
		const struct word *word = &words->items[at - 1 - i];

		if (word->is_sentence_end)
			return false;
		if (is_denial(word->text))
			return true;
	}
	return false;
}

/* What leads to the hash at word @hash. */
static enum bv_prose_rank rank_before(const struct words *words, size_t hash)
{
	bool is_pointing = false, is_causing = false;

	for (size_t n = 0; n < WORDS_BETWEEN && n < hash; n++) {
		size_t at = hash - 1 - n;
		const struct word *word = &words->items[at];
		enum link link = link_of(word->text);

		if (word->is_sentence_end)
			break;
		if (is_first_bad(words, at))
			return is_denied(words, at - 2) ? BV_PROSE_NONE : BV_PROSE_FIRST_BAD;
		if (bv_prose_is_bisect(word->text) && (is_pointing || is_causing))
			return is_denied(words, at) ? BV_PROSE_NONE : BV_PROSE_BISECTED;
		if (link == LINK_NONE) {
			if (is_causing && is_denial(word->text))
				return BV_PROSE_NONE;
			break;
		}
		is_pointing |= link == LINK_POINTS;
		is_causing |= link == LINK_CAUSES;
	}
	return is_causing ? BV_PROSE_CAUSED : BV_PROSE_NONE;
}

/* Behind the hash and its title: "is the first bad commit", "was identified by bisecting". */
static enum bv_prose_rank rank_behind(const struct words *words, size_t at)
{
	static const struct bv_text verbs[] = {
		BV_TEXT_INIT("is"),    BV_TEXT_INIT("was"),   BV_TEXT_INIT("as"),
		BV_TEXT_INIT("being"), BV_TEXT_INIT("seems"),
	};
	static const struct bv_text culprits[] = {
		BV_TEXT_INIT("culprit"),
		BV_TEXT_INIT("cause"),
		BV_TEXT_INIT("guilty"),
		BV_TEXT_INIT("offending"),
	};

	if (at >= words->count || !IS_ONE_OF(words->items[at].text, verbs))
		return BV_PROSE_NONE;
	for (size_t n = 1; n < WORDS_BETWEEN && at + n < words->count; n++) {
		struct bv_text word = words->items[at + n].text;

		if (is_first_bad(words, at + n))
			return BV_PROSE_FIRST_BAD;
		if (IS_ONE_OF(word, culprits))
			return BV_PROSE_CAUSED;
		if (bv_prose_is_bisect(word))
			return BV_PROSE_BISECTED;
		if (link_of(word) == LINK_NONE && !is_word(words, at + n, BV_TEXT("first")) &&
		    !is_word(words, at + n, BV_TEXT("bad")))
			break;
	}
	return BV_PROSE_NONE;
}

struct bv_text bv_prose_subject(const struct bv_lines *view, size_t index, size_t offset,
				bool *is_cut, struct bv_arena *keep)
{
	struct bv_text line = bv_text_from_offset(view->items[index].text, offset);
	struct bv_text rest, subject;

	*is_cut = false;
	if (bv_take_prefix(&line, BV_TEXT("]")))
		bv_take_blanks(&line);
	rest = bv_view_join(view, index, offset, BV_TEXT("\")"), keep);
	if (!bv_take_prefix(&rest, BV_TEXT("(\"")))
		return (struct bv_text){0};
	if (bv_take_until(&rest, BV_TEXT("\")"), &subject))
		return subject;
	*is_cut = true;
	line = bv_text_trim(line);
	return bv_take_prefix(&line, BV_TEXT("(\"")) ? line : (struct bv_text){0};
}

/* The word behind the title in parentheses, if one stands behind the hash. */
static size_t behind_subject(const struct words *words, const struct bv_lines *view, size_t hash)
{
	const struct word *word = &words->items[hash];
	struct bv_text rest =
		bv_text_trim(bv_text_from_offset(view->items[word->index].text, word->offset));

	if (!bv_text_starts_with(rest, BV_TEXT("(")) && !bv_text_is_empty(rest))
		return hash + 1;
	for (size_t n = 1; n <= SUBJECT_WORDS && hash + n < words->count; n++) {
		word = &words->items[hash + n];
		rest = bv_text_from_offset(view->items[word->index].text, word->offset);
		if (n == 1 && !bv_text_starts_with(rest, BV_TEXT("\")")) &&
		    word->text.data > view->items[word->index].text.data &&
		    *(word->text.data - 1) != '"' && *(word->text.data - 1) != '(')
			return hash + 1;
		if (bv_text_starts_with(rest, BV_TEXT("\")")) ||
		    bv_text_starts_with(rest, BV_TEXT(")")))
			return hash + n + 1;
	}
	return hash + 1;
}

/* "Introduced by H" tells of a bisection only where one is spoken of. */
static bool speaks_of_bisecting(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (bv_prose_is_bisect(words->items[i].text))
			return true;
	return false;
}

static void take_hash(struct bv_prose_claim *best, const struct words *words, size_t hash,
		      const struct bv_lines *view, struct bv_arena *keep)
{
	const struct word *word = &words->items[hash];
	enum bv_prose_rank rank = rank_before(words, hash);

	if (rank > BV_PROSE_FIRST_BAD) {
		enum bv_prose_rank behind = rank_behind(words, behind_subject(words, view, hash));

		rank = behind < rank ? behind : rank;
	}
	if (rank >= best->rank || (rank == BV_PROSE_CAUSED && !speaks_of_bisecting(words)))
		return;
	best->rank = rank;
	best->commit.hash = word->text;
	best->commit.index = word->index;
	best->commit.subject = bv_prose_subject(view, word->index, word->offset,
						&best->commit.is_subject_cut, keep);
}

/* Does any word of the line look like a hash? Most lines of a mail have none. */
static bool has_hash(struct bv_text line)
{
	size_t digits = 0;

	for (size_t i = 0; i < line.size; i++) {
		digits = bv_text_is_hex(bv_text_slice(line, i, 1), 1, 1) ? digits + 1 : 0;
		if (digits == HASH_DIGITS_LEAST)
			return true;
	}
	return false;
}

void bv_prose_read(struct bv_prose_claim *out, const struct bv_lines *view, struct bv_arena *keep)
{
	*out = (struct bv_prose_claim){.rank = BV_PROSE_NONE};
	for (size_t i = 0; i < view->count; i++) {
		struct words words;
		size_t from = i < LINES_BEFORE ? 0 : i - LINES_BEFORE;

		if (!has_hash(view->items[i].text))
			continue;
		words.count = 0;
		for (size_t k = from; k < view->count && k <= i + LINES_BEHIND; k++)
			add_words(&words, view, k);
		for (size_t k = 0; k < words.count; k++)
			if (words.items[k].index == i && is_hash(words.items[k].text))
				take_hash(out, &words, k, view, keep);
	}
}
