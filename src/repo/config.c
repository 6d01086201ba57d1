/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking git for its configuration; libgit2 is the second best, which knows the files only. */
#include "config.h"

#include <git2.h>

#include "ask_git.h"
#include "overrides.h"
#include "tree_private.h"

#include "base/banned.h"

/* Of a file in which a line is looked for. */
#define FILE_BYTES_MAX ((size_t)1 << 20)

/* A usage that git does not know: it is older than --show-scope, 2.26. */
#define GIT_STATUS_USAGE 129

static bool is_asked(struct bv_git_answer *out, const char *const *arguments, struct bv_arena *keep)
{
	return bv_ask_git(out, arguments, keep) && out->status != GIT_STATUS_USAGE;
}

/* "fatal: bad config line 1 in file x" */
static struct bv_text without_kind(struct bv_text line)
{
	static const struct bv_text kinds[] = {BV_TEXT_INIT("fatal: "), BV_TEXT_INIT("error: "),
					       BV_TEXT_INIT("warning: ")};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (bv_take_prefix(&line, kinds[i]))
			break;
	return bv_text_trim(line);
}

/* git's own words, its lines one behind the other; it may say the same several times. */
static bool fail_as_git(const struct bv_git_answer *answer, struct bv_error *err)
{
	struct bv_arena scratch = {0};
	struct bv_text rest = answer->said, line, last = {0}, words = {0};

	while (bv_take_line(&rest, &line)) {
		line = without_kind(line);
		if (line.size && !bv_text_equal(line, last))
			words = bv_arena_print(&scratch, "%.*s%s%.*s", BV_TEXT_ARG(words),
					       words.size ? ": " : "", BV_TEXT_ARG(line));
		last = line;
		if (words.size > sizeof(err->text))
			break;
	}
	if (answer->is_cut)
		words = BV_TEXT("it is longer than any that we are willing to take");
	(void)bv_fail(err, BV_ERROR_CONFIG, "%.*s",
		      BV_TEXT_ARG(words.size ? words : BV_TEXT("git config failed")));
	bv_arena_release(&scratch);
	return false;
}

/* "SCOPE NUL ORIGIN NUL KEY [LF VALUE] NUL" for each. */
static void take_list(struct bv_config *out, struct bv_text list, bool *has_own,
		      struct bv_arena *keep)
{
	struct bv_text scope, origin, entry, key;
	const struct bv_text end = {"", 1};

	while (bv_take_until(&list, end, &scope) && bv_take_until(&list, end, &origin) &&
	       bv_take_until(&list, end, &entry)) {
		struct bv_config_entry *added = BV_APPEND(out, keep);

		added->origin = origin;
		if (bv_take_until(&entry, BV_TEXT("\n"), &key))
			added->value = entry;
		else
			key = entry;
		added->key = key;
		*has_own |= bv_text_equal(scope, BV_TEXT("local")) ||
			    bv_text_equal(scope, BV_TEXT("worktree"));
	}
}

/* Through libgit2: what @config holds, wherever it is from. */
static bool take_files(struct bv_config *out, git_config *config, struct bv_text origin,
		       struct bv_arena *keep)
{
	git_config_iterator *iterator = NULL;
	git_config_entry *entry;
	int error = git_config_iterator_new(&iterator, config);

	while (error == 0 && (error = git_config_next(&entry, iterator)) == 0) {
		struct bv_config_entry *added = BV_APPEND(out, keep);

		added->key = bv_arena_copy(keep, bv_text_from(entry->name));
		added->origin = origin;
		if (entry->value)
			added->value = bv_arena_copy(keep, bv_text_from(entry->value));
	}
	git_config_iterator_free(iterator);
	return error == GIT_ITEROVER;
}

static bool read_without_git(struct bv_config *out, git_repository *repository,
			     struct bv_arena *keep, struct bv_error *err)
{
	git_config *config = NULL;
	bool is_read;

	if (!bv_git_start(err))
		return false;
	is_read = (repository ? git_repository_config_snapshot(&config, repository)
			      : git_config_open_default(&config)) == 0 &&
		  take_files(out, config, (struct bv_text){0}, keep);
	git_config_free(config);
	bv_git_stop();
	return is_read || bv_fail(err, BV_ERROR_CONFIG, "git's configuration cannot be read");
}

/* A git that does not know the repository's format takes it for none. */
static void add_own(struct bv_config *out, git_repository *repository, struct bv_arena *keep)
{
	struct bv_text origin =
		bv_arena_print(keep, "file:%sconfig", git_repository_commondir(repository));
	git_config *all = NULL, *own = NULL;

	if (git_repository_config(&all, repository) == 0 &&
	    git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL) == 0)
		(void)take_files(out, own, origin, keep);
	git_config_free(own);
	git_config_free(all);
}

static bool read_with_git(struct bv_config *out, git_repository *repository,
			  const struct bv_git_answer *answer, struct bv_arena *keep,
			  struct bv_error *err)
{
	bool has_own = false;

	if (answer->status != 0 || answer->is_cut)
		return fail_as_git(answer, err);
	take_list(out, answer->out, &has_own, keep);
	if (!repository || has_own)
		out->said = answer->said;
	else
		add_own(out, repository, keep);
	return true;
}

static struct bv_text without_slash(git_repository *repository)
{
	struct bv_text path = bv_text_from(git_repository_path(repository));

	return path.size > 1 && bv_text_ends_with(path, BV_TEXT("/"))
		       ? bv_text_slice(path, 0, path.size - 1)
		       : path;
}

bool bv_config_read(struct bv_config *out, git_repository *repository, struct bv_arena *keep,
		    struct bv_error *err)
{
	const char *arguments[] = {NULL,           "config",        "--null", "--list",
				   "--show-scope", "--show-origin", NULL};
	struct bv_git_answer answer;

	*out = (struct bv_config){0};
	/* git would name its files "/x/.git//config". */
	if (repository)
		arguments[0] = bv_arena_print(keep, "--git-dir=%.*s",
					      BV_TEXT_ARG(without_slash(repository)))
				       .data;
	if (is_asked(&answer, repository ? arguments : arguments + 1, keep))
		return read_with_git(out, repository, &answer, keep, err);
	return read_without_git(out, repository, keep, err);
}

/* "/dev/null" is no repository, so that none is looked at. */
bool bv_config_protected(struct bv_texts *out, const char *key, struct bv_arena *keep,
			 struct bv_error *err)
{
	const char *const arguments[] = {"--git-dir=/dev/null", "config", "--null", "--type=path",
					 "--get-all",           key,      NULL};
	const struct bv_text end = {"", 1};
	struct bv_git_answer answer;
	struct bv_text value;

	*out = (struct bv_texts){0};
	if (!is_asked(&answer, arguments, keep))
		return false;
	/* 1: there is none. */
	if (answer.status > 1 || answer.is_cut)
		return fail_as_git(&answer, err);
	while (bv_take_until(&answer.out, end, &value))
		*BV_APPEND(out, keep) = value;
	return true;
}

const struct bv_config_entry *bv_config_find(const struct bv_config *config, struct bv_text key)
{
	for (size_t i = config->count; i-- > 0;)
		if (bv_text_equal(config->items[i].key, key))
			return &config->items[i];
	return NULL;
}

/* "0x10", "-1", "2k": what is no zero is true. Source: git's parse.c, git_parse_signed(). */
static bool parse_number(bool *out, struct bv_text value)
{
	uint64_t number = 0;

	(void)(bv_take_prefix(&value, BV_TEXT("-")) || bv_take_prefix(&value, BV_TEXT("+")));
	if (bv_take_prefix(&value, BV_TEXT("0x"))) {
		struct bv_text digits;

		if (!bv_take_hex(&value, 1, 16, &digits))
			return false;
		while (bv_take_prefix(&digits, BV_TEXT("0")))
			;
		number = digits.size;
	} else if (!bv_take_uint(&value, &number)) {
		return false;
	}
	*out = number != 0;
	return bv_text_is_empty(value) || bv_text_equal_nocase(value, BV_TEXT("k")) ||
	       bv_text_equal_nocase(value, BV_TEXT("m")) ||
	       bv_text_equal_nocase(value, BV_TEXT("g"));
}

bool bv_config_parse_bool(bool *out, struct bv_text value)
{
	static const struct bv_text words[2][4] = {
		{BV_TEXT_INIT("false"), BV_TEXT_INIT("no"), BV_TEXT_INIT("off"), BV_TEXT_INIT("")},
		{BV_TEXT_INIT("true"), BV_TEXT_INIT("yes"), BV_TEXT_INIT("on"),
		 BV_TEXT_INIT("true")}};

	for (size_t i = 0; i < sizeof(words[0]) / sizeof(words[0][0]); i++) {
		*out = bv_text_equal_nocase(value, words[true][i]);
		if (*out || bv_text_equal_nocase(value, words[false][i]))
			return true;
	}
	return parse_number(out, value);
}

struct bv_text bv_config_path(struct bv_text value, struct bv_arena *keep)
{
	struct bv_text path = bv_arena_copy(keep, value);
	git_buf expanded = GIT_BUF_INIT;
	struct bv_error err = {0};

	if (!bv_git_start(&err))
		return path;
	if (git_config_parse_path(&expanded, path.data) == 0)
		path = bv_arena_copy(keep, (struct bv_text){expanded.ptr, expanded.size});
	git_buf_dispose(&expanded);
	bv_git_stop();
	return path;
}

bool bv_config_is_true(bool *out, const struct bv_config *config, struct bv_text key,
		       struct bv_error *err)
{
	const struct bv_config_entry *entry = bv_config_find(config, key);
	struct bv_arena scratch = {0};
	struct bv_config_place place;

	if (!entry)
		return true;
	*out = true;
	if (!entry->value.data || bv_config_parse_bool(out, entry->value))
		return true;
	place = bv_config_place_of(config, entry, &scratch);
	(void)bv_fail(err, BV_ERROR_CONFIG, "bad boolean value '%.*s' for '%.*s'",
		      BV_TEXT_ARG(entry->value), BV_TEXT_ARG(key));
	(void)bv_fail_at(err, place.name.data, place.line);
	bv_arena_release(&scratch);
	return false;
}

struct bv_config_place bv_config_place_of(const struct bv_config *config,
					  const struct bv_config_entry *entry,
					  struct bv_arena *keep)
{
	struct bv_config_place place = {.name = BV_TEXT("git config")};
	struct bv_text origin = entry->origin, text;
	size_t index = 0;

	if (bv_text_starts_with(origin, BV_TEXT("command line"))) {
		place.name = BV_TEXT("command line");
	} else if (bv_take_prefix(&origin, BV_TEXT("file:"))) {
		for (const struct bv_config_entry *other = config->items; other < entry; other++)
			index += bv_text_equal(other->key, entry->key) &&
				 bv_text_equal(other->origin, entry->origin);
		place.name = bv_arena_copy(keep, origin);
		if (bv_small_file_read(&text, place.name.data, FILE_BYTES_MAX, keep))
			place.line = bv_config_line(text, entry->key, index);
	}
	return place;
}
