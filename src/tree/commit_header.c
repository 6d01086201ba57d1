/* Parsing "tree", "parent" and "committer" of a raw commit. */
#include "commit_header.h"

#include "base/banned.h"

/* "NAME <ADDRESS> SECONDS ZONE": the number behind the last '>'. */
static uint64_t date_of(struct bv_text person)
{
	size_t at = person.size;
	struct bv_text rest;
	uint64_t date;

	while (at > 0 && person.data[at - 1] != '>')
		at--;
	rest = bv_text_from_offset(person, at);
	return at > 0 && bv_take_blanks(&rest) && bv_take_uint(&rest, &date) ? date : 0;
}

static bool take_id_line(struct bv_text *rest, struct bv_text prefix, struct bv_oid *out)
{
	struct bv_text at = *rest, line;

	if (!bv_text_starts_with(at, prefix) || !bv_take_line(&at, &line) ||
	    !bv_oid_parse(out, bv_text_from_offset(line, prefix.size)))
		return false;
	*rest = at;
	return true;
}

bool bv_commit_header_parse(struct bv_commit_header *out, struct bv_text raw, struct bv_arena *keep)
{
	struct bv_text rest = raw, line;
	struct bv_oid id;

	*out = (struct bv_commit_header){0};
	if (!take_id_line(&rest, BV_TEXT("tree "), &id))
		return false;
	while (take_id_line(&rest, BV_TEXT("parent "), &id))
		*BV_APPEND(&out->parents, keep) = id;
	if (bv_text_starts_with(rest, BV_TEXT("author ")) && bv_take_line(&rest, &line) &&
	    bv_text_starts_with(rest, BV_TEXT("committer ")) && bv_take_line(&rest, &line))
		out->date = date_of(line);
	return true;
}

enum bv_parents_state bv_commit_header_read(struct bv_commit_header *out, git_odb *odb,
					    const struct bv_oid *id, struct bv_arena *keep)
{
	enum bv_parents_state state = BV_PARENTS_UNREADABLE;
	git_odb_object *object = NULL;
	struct bv_text raw;
	git_oid git_id;
	int failure;

	*out = (struct bv_commit_header){0};
	(void)git_oid_fromraw(&git_id, id->bytes);
	failure = git_odb_read(&object, odb, &git_id);
	if (failure)
		return failure == GIT_ENOTFOUND ? BV_PARENTS_MISSING : BV_PARENTS_UNREADABLE;
	raw = (struct bv_text){git_odb_object_data(object), git_odb_object_size(object)};
	if (git_odb_object_type(object) != GIT_OBJECT_COMMIT)
		state = BV_PARENTS_NO_COMMIT;
	else if (bv_commit_header_parse(out, raw, keep))
		state = BV_PARENTS_KNOWN;
	git_odb_object_free(object);
	return state;
}
