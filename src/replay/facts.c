/* Looking up facts. */
#include "facts.h"

#include "base/banned.h"

const struct bv_revision_facts *bv_facts_revision(const struct bv_facts *facts,
						  struct bv_revision_ref ref)
{
	if (!facts->revisions || bv_revision_ref_is_none(ref))
		return NULL;
	return &facts->revisions[ref.number - 1];
}
