/* Several of syzkaller's logs in one text. */
#ifndef BV_LOG_SPLIT_H
#define BV_LOG_SPLIT_H

#include "source/line.h"

/**
 * The line behind @index with which the next of syzkaller's logs begins.
 *
 * Meaning: an index into @lines; their count when there is no further log.
 * Source:  syzkaller's pkg/bisect/bisect.go, Run(): a log names its start commit once, below the
 *          line with host and time since 2022-07-19.
 */
size_t bv_split_syzbot(const struct bv_lines *lines, size_t index);

#endif
