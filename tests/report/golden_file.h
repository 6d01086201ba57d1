/* Texts that are compared byte by byte with a file, or written there: BV_UPDATE_GOLDENS=1. */
#ifndef BV_TESTS_REPORT_GOLDEN_FILE_H
#define BV_TESTS_REPORT_GOLDEN_FILE_H

#include "base/text.h"

/** Fail the running test, with the first line that differs, unless @name holds @actual. */
void golden_expect(const char *name, struct bv_text actual);

#endif
