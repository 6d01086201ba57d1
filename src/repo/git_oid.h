/* Our ids as libgit2 has them. */
#ifndef BV_REPO_GIT_OID_H
#define BV_REPO_GIT_OID_H

#include <git2.h>

#include "base/oid.h"

static inline git_oid bv_oid_to_git(const struct bv_oid *oid)
{
	git_oid id;

	(void)git_oid_fromraw(&id, oid->bytes);
	return id;
}

#endif
