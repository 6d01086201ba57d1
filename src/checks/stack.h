/* Files named in a crash report: "kvm_wait+0xc9/0xe0 arch/x86/kernel/kvm.c:837". */
#ifndef BV_CHECK_STACK_H
#define BV_CHECK_STACK_H

#include <stdbool.h>

#include <bisect_verify/text.h>

/** Whether @report names source files at all. */
bool bv_stack_has_files(struct bv_text report);
/** Whether a source file named in @report lies in the directory of @path. */
bool bv_stack_shares_directory(struct bv_text report, struct bv_text path);

#endif
