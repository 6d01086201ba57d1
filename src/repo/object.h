/* Reading one object from the object database, checked. */
#ifndef BV_TREE_OBJECT_H
#define BV_TREE_OBJECT_H

#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;
struct git_odb_object;

/** An object that was read. Released by bv_object_release(); {0} is none. */
struct bv_object {
	struct git_odb_object *handle;
	int type;             /* as libgit2's git_object_t */
	struct bv_text bytes; /* borrowed from @handle */
};

/**
 * Read the object @id and check that its bytes hash to it.
 *
 * Meaning: BV_NO: there is no such object here.
 * Unknown: it is damaged, or larger than @most_bytes.
 * Owner:   the caller releases, whatever the answer.
 */
enum bv_answer bv_object_read(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id,
			      size_t most_bytes);
/**
 * The same without the check, for the messages of many commits, which counts as reading history;
 * false when it cannot be read.
 */
bool bv_object_read_unchecked(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id);
void bv_object_release(struct bv_object *object);

/**
 * The type of @id without its contents, libgit2's GIT_OBJECT_INVALID when not known.
 *
 * Meaning: BV_NO: there is no such object here.
 */
enum bv_answer bv_object_type(int *out, struct bv_tree *tree, const struct bv_oid *id);

#define BV_OBJECT_BYTES_MAX ((size_t)64 << 20)

#endif
