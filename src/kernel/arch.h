/* Architectures by the names that people and programs give them. */
#ifndef BV_KERNEL_ARCH_H
#define BV_KERNEL_ARCH_H

#include "base/text.h"

/**
 * The kernel's name of an architecture: the folder below arch/ that its code is in.
 *
 * Meaning: "amd64", "x86_64" and "386" are "x86", in any case; empty for a name that is not known.
 * Owner:   static.
 */
struct bv_text bv_arch_find(struct bv_text name);
/** The same, but a name that is not known stays as it is. Owner: static, or borrowed. */
struct bv_text bv_arch_folder(struct bv_text name);

/** The folders of today's kernel, for messages. */
extern const char bv_arch_choices[];

#endif
