/* Releases: their commits and their names. */
#ifndef BV_KERNEL_RELEASE_H
#define BV_KERNEL_RELEASE_H

#include <stdbool.h>

#include "base/text.h"

/** The title of a release's commit: "Linux 5.13", "Linux v2.6.13-rc1", linux-next's of a day. */
bool bv_title_is_release(struct bv_text subject);

#endif
