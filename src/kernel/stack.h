/* Files named in a crash report: "kvm_wait+0xc9/0xe0 arch/x86/kernel/kvm.c:837". */
#ifndef BV_CHECK_STACK_H
#define BV_CHECK_STACK_H

#include "base/arena.h"
#include "base/text.h"

/** The next file of a source line in @rest: what stands before ":LINE". Owner: borrowed. */
bool bv_stack_take_file(struct bv_text *rest, struct bv_text *out);

/** The folder of @path with its slash; empty for a file of the root. */
struct bv_text bv_directory_of(struct bv_text path);

/**
 * The folders of all source files that @report names, as a set (see text_set.h).
 *
 * Owner: the list in @keep, the texts borrowed from @report.
 */
void bv_stack_directories(struct bv_texts *out, struct bv_text report, struct bv_arena *keep);

#endif
