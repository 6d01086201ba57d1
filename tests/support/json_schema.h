/* SPDX-License-Identifier: GPL-2.0-only */
/* A validator for exactly the JSON Schema keywords that our schemas use. */
#ifndef BV_SUPPORT_JSON_SCHEMA_H
#define BV_SUPPORT_JSON_SCHEMA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/** Where and why a value does not fit. Initialise with {0}. */
struct bv_schema_problem {
	char text[200];
};

/** False when a keyword anywhere in @schema is none that we know. */
bool bv_schema_is_understood(json_t *schema, struct bv_schema_problem *problem);

/**
 * Does @value fit @schema?
 *
 * Meaning: an unknown keyword on the way is a misfit, never passed over.
 * Source:  JSON Schema draft 2020-12, core and validation.
 */
bool bv_schema_fits(json_t *schema, json_t *value, struct bv_schema_problem *problem);
/** The same, and no object has a field that its schema does not name: for what we write ourselves.
 */
bool bv_schema_fits_exactly(json_t *schema, json_t *value, struct bv_schema_problem *problem);

#endif
