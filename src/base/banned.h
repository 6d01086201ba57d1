/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions that have no place here; including this last makes their use an error. From git's
 * banned.h. */
#ifndef BV_BASE_BANNED_H
#define BV_BASE_BANNED_H

#pragma GCC poison strtok strtok_r strcpy strncpy strcat strncat sprintf vsprintf sscanf
#pragma GCC poison atoi atol atoll atof strtol strtoul strtoll strtoull strtod strtof
#pragma GCC poison ctime ctime_r asctime asctime_r gets

#endif
