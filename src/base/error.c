/* SPDX-License-Identifier: GPL-2.0-only */
/* Errors: the first one wins. */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "banned.h"

bool bv_fail(struct bv_error *err, enum bv_error_kind kind, const char *format, ...)
{
	va_list arguments;

	if (err->kind != BV_ERROR_NONE)
		return false;
	err->kind = kind;
	va_start(arguments, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, arguments);
	va_end(arguments);
	return false;
}

bool bv_fail_at(struct bv_error *err, const char *source, size_t line)
{
	if (err->source[0] == '\0') {
		(void)snprintf(err->source, sizeof(err->source), "%s", source);
		err->line = line;
	}
	return false;
}

bool bv_fail_advice(struct bv_error *err, const char *format, ...)
{
	va_list arguments;

	if (err->advice[0] != '\0')
		return false;
	va_start(arguments, format);
	(void)vsnprintf(err->advice, sizeof(err->advice), format, arguments);
	va_end(arguments);
	return false;
}

_Noreturn void bv_assertion_failed(const char *condition, const char *file, int line)
{
	(void)fprintf(stderr, "BUG: %s:%d: %s\n", file, line, condition);
	abort();
}
