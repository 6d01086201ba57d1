/* SPDX-License-Identifier: GPL-2.0-only */
/* MAINTAINERS: sections, and get_maintainer.pl's rules of which file belongs to which. */
#include "maintainers.h"

#include "base/banned.h"

/* Linux 6.1 has 2,600 sections and 7,500 patterns, 700 of them with wildcards. */
#define SECTIONS_MAX  ((size_t)20000)
#define PATTERNS_MAX  ((size_t)100000)
#define WILDCARDS_MAX ((size_t)5000)
/* Its longest one has 84. Units: bytes. */
#define PATTERN_BYTES_MAX ((size_t)128)

/*
 * Reading
 */

/* "F:	net/core/": a capital and a colon at the line's beginning. */
static bool take_type(struct bv_text *line, char *type)
{
	if (line->size < 2 || line->data[1] != ':' || line->data[0] < 'A' || line->data[0] > 'Z')
		return false;
	*type = line->data[0];
	*line = bv_text_trim(bv_text_from_offset(*line, 2));
	return true;
}

static bool is_wild(struct bv_text pattern)
{
	return bv_text_find_byte(pattern, '*') != SIZE_MAX ||
	       bv_text_find_byte(pattern, '?') != SIZE_MAX ||
	       bv_text_find_byte(pattern, '[') != SIZE_MAX;
}

static size_t count_slashes(struct bv_text path)
{
	size_t count = 0;

	for (size_t i = 0; i < path.size; i++)
		count += path.data[i] == '/';
	return count;
}

static void add_pattern(struct bv_maintainers *out, struct bv_text text, bool is_exclusion,
			struct bv_arena *keep)
{
	struct bv_maintainers_pattern *pattern;
	bool is_one_too_wild = is_wild(text) && out->wildcard_count == WILDCARDS_MAX;

	if (bv_text_is_empty(text))
		return;
	if (text.size > PATTERN_BYTES_MAX || out->patterns.count == PATTERNS_MAX ||
	    is_one_too_wild) {
		out->dropped++;
		return;
	}
	out->wildcard_count += is_wild(text);
	pattern = BV_APPEND(&out->patterns, keep);
	pattern->text = text;
	pattern->is_exclusion = is_exclusion;
	pattern->depth = count_slashes(text) + !bv_text_ends_with(text, BV_TEXT("/"));
	if (text.data[0] == '*')
		pattern->depth = 0;
	out->sections.items[out->sections.count - 1].pattern_count++;
}

void bv_maintainers_read(struct bv_maintainers *out, struct bv_text text, struct bv_arena *keep)
{
	struct bv_text line, name = {0};
	bool is_inside = false;
	char type;

	*out = (struct bv_maintainers){0};
	while (bv_take_line(&text, &line)) {
		struct bv_text value = line;

		if (!take_type(&value, &type)) {
			bool is_said = !bv_text_is_empty(value = bv_text_trim(line)) &&
				       value.data[0] != '#';

			is_inside = is_inside && !is_said;
			name = is_said ? value : name;
			continue;
		}
		if (!is_inside) {
			if (bv_text_is_empty(name) || out->sections.count == SECTIONS_MAX)
				continue;
			*BV_APPEND(&out->sections, keep) = (struct bv_maintainers_section){
				.name = name, .first_pattern = out->patterns.count};
			is_inside = true;
		}
		if (type == 'F' || type == 'X')
			add_pattern(out, value, type == 'X', keep);
	}
}

/*
 * Asking
 */

/* "[a-z]", "[79]", "[^x]" at the beginning of @pattern: does it fit @byte? 0 bytes long: it is not
 * closed, and stands for itself. */
static bool fits_class(struct bv_text pattern, char byte, size_t *size)
{
	size_t end = bv_text_find_byte(pattern, ']'), at = 1;
	bool is_negated = pattern.size > 1 && pattern.data[1] == '^';
	bool is_in = false;

	*size = end == SIZE_MAX ? 0 : end + 1;
	for (at += is_negated; end != SIZE_MAX && at < end; at++) {
		if (at + 2 < end && pattern.data[at + 1] == '-') {
			is_in |= byte >= pattern.data[at] && byte <= pattern.data[at + 2];
			at += 2;
		} else {
			is_in |= byte == pattern.data[at];
		}
	}
	return is_in != is_negated;
}

/* How many bytes of @pattern fit @byte; 0: none. */
static size_t fitting(struct bv_text pattern, char byte)
{
	size_t size = 0;

	if (pattern.data[0] == '[' && fits_class(pattern, byte, &size))
		return size;
	return size == 0 && (pattern.data[0] == '?' || pattern.data[0] == byte);
}

/* Does all of @pattern fit a beginning of @path? The last '*' alone is tried anew. */
static bool fits_beginning(struct bv_text pattern, struct bv_text path)
{
	size_t at = 0, in = 0, star = SIZE_MAX, star_in = 0;

	while (at < pattern.size) {
		size_t size = 0;

		if (in < path.size && pattern.data[at] != '*')
			size = fitting(bv_text_from_offset(pattern, at), path.data[in]);
		if (pattern.data[at] == '*') {
			star = at++;
			star_in = in;
		} else if (size > 0) {
			at += size;
			in++;
		} else if (star != SIZE_MAX && star_in < path.size) {
			at = star + 1;
			in = ++star_in;
		} else {
			return false;
		}
	}
	return true;
}

static bool fits(const struct bv_maintainers_pattern *pattern, struct bv_text path, size_t slashes)
{
	struct bv_text text = pattern->text;

	if (!fits_beginning(text, path))
		return false;
	if (bv_text_ends_with(text, BV_TEXT("/")))
		return true;
	/* A folder; what has wildcards get_maintainer.pl does not look up. */
	if (!is_wild(text) && path.size > text.size && path.data[text.size] == '/')
		return true;
	return count_slashes(text) == slashes;
}

bool bv_maintainers_has(const struct bv_maintainers *maintainers, size_t section,
			struct bv_text path, size_t *depth)
{
	const struct bv_maintainers_section *asked = &maintainers->sections.items[section];
	size_t slashes = count_slashes(path);
	bool is_in = false;

	*depth = 0;
	if (path.size > BV_MAINTAINERS_PATH_MAX)
		return false;
	for (size_t i = 0; i < asked->pattern_count; i++) {
		const struct bv_maintainers_pattern *pattern =
			&maintainers->patterns.items[asked->first_pattern + i];

		if (!fits(pattern, path, slashes))
			continue;
		if (pattern->is_exclusion)
			return false;
		*depth = pattern->depth;
		is_in = true;
	}
	return is_in;
}
