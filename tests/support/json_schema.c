/* SPDX-License-Identifier: GPL-2.0-only */
/* A validator for exactly the JSON Schema keywords that our schemas use. */
#include "support/json_schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* One question: does @value fit @schema, the root being where "#" points? */
struct question {
	json_t *root;
	json_t *schema;
	json_t *value;
	bool is_exact; /* no field that is not named */
	struct bv_schema_problem *problem;
};

static bool fits(struct question question);

/* The innermost problem says most, so the first one wins. */
__attribute__((format(printf, 2, 3))) static bool misfit(struct bv_schema_problem *problem,
							 const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (problem->text[0] == '\0')
		(void)vsnprintf(problem->text, sizeof(problem->text), format, arguments);
	va_end(arguments);
	return false;
}

static struct question about(struct question question, json_t *schema, json_t *value)
{
	question.schema = schema;
	question.value = value;
	return question;
}

/*
 * Keywords: each says whether question.value fits @argument
 */

static bool has_type(json_t *value, const char *type)
{
	static const struct {
		const char *name;
		json_type type;
	} types[] = {
		{"object", JSON_OBJECT}, {"array", JSON_ARRAY},     {"string", JSON_STRING},
		{"null", JSON_NULL},     {"integer", JSON_INTEGER}, {"number", JSON_INTEGER},
		{"number", JSON_REAL},   {"boolean", JSON_TRUE},    {"boolean", JSON_FALSE},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].name, type) == 0 && json_typeof(value) == types[i].type)
			return true;
	return false;
}

static bool fits_type(struct question question, json_t *argument)
{
	size_t i;
	json_t *type;

	if (json_is_string(argument) && has_type(question.value, json_string_value(argument)))
		return true;
	json_array_foreach(argument, i,
			   type) if (has_type(question.value, json_string_value(type))) return true;
	return misfit(question.problem, "wrong type");
}

static bool fits_const(struct question question, json_t *argument)
{
	return json_equal(question.value, argument) || misfit(question.problem, "not the constant");
}

static bool fits_enum(struct question question, json_t *argument)
{
	size_t i;
	json_t *allowed;

	json_array_foreach(argument, i,
			   allowed) if (json_equal(question.value, allowed)) return true;
	return misfit(question.problem, "none of the allowed values");
}

static bool fits_minimum(struct question question, json_t *argument)
{
	return !json_is_number(question.value) ||
	       json_number_value(question.value) >= json_number_value(argument) ||
	       misfit(question.problem, "below the minimum");
}

static bool fits_maximum(struct question question, json_t *argument)
{
	return !json_is_number(question.value) ||
	       json_number_value(question.value) <= json_number_value(argument) ||
	       misfit(question.problem, "above the maximum");
}

static bool fits_required(struct question question, json_t *argument)
{
	size_t i;
	json_t *name;

	if (!json_is_object(question.value))
		return true;
	json_array_foreach(
		argument, i,
		name) if (!json_object_get(question.value,
					   json_string_value(
						   name))) return misfit(question.problem,
									 "no \"%s\"",
									 json_string_value(name));
	return true;
}

static bool has_only(struct question question, json_t *named)
{
	const char *name;
	json_t *value;

	json_object_foreach(question.value, name, value)
	{
		if (!json_object_get(named, name))
			return misfit(question.problem, "\"%s\" is not in the schema", name);
	}
	return true;
}

static bool fits_properties(struct question question, json_t *argument)
{
	const char *name;
	json_t *schema;

	json_object_foreach(argument, name, schema)
	{
		json_t *value = json_object_get(question.value, name);

		if (value && !fits(about(question, schema, value)))
			return misfit(question.problem, "in \"%s\"", name);
	}
	return !question.is_exact || has_only(question, argument);
}

static bool fits_additional(struct question question, json_t *argument)
{
	json_t *named = json_object_get(question.schema, "properties");
	const char *name;
	json_t *value;

	json_object_foreach(question.value, name, value)
	{
		if (json_object_get(named, name))
			continue;
		if (json_is_false(argument))
			return misfit(question.problem, "\"%s\" is not in the schema", name);
		if (!fits(about(question, argument, value)))
			return false;
	}
	return true;
}

static bool fits_items(struct question question, json_t *argument)
{
	size_t i;
	json_t *item;

	json_array_foreach(question.value, i,
			   item) if (!fits(about(question, argument, item))) return false;
	return true;
}

static bool fits_one_of(struct question question, json_t *argument)
{
	struct bv_schema_problem ignored = {0};
	size_t fitting = 0;
	size_t i;
	json_t *schema;

	json_array_foreach(argument, i, schema)
	{
		struct question one = about(question, schema, question.value);

		one.problem = &ignored;
		fitting += fits(one);
	}
	return fitting == 1 ||
	       misfit(question.problem, "fits %zu of oneOf: %s", fitting, ignored.text);
}

static bool fits_ref(struct question question, json_t *argument)
{
	static const char place[] = "#/$defs/";
	const char *ref = json_string_value(argument);
	json_t *schema = NULL;

	if (ref && strncmp(ref, place, sizeof(place) - 1) == 0)
		schema = json_object_get(json_object_get(question.root, "$defs"),
					 ref + sizeof(place) - 1);
	if (!schema)
		return misfit(question.problem, "nothing at $ref %s", ref ? ref : "");
	return fits(about(question, schema, question.value));
}

static bool fits_anything(struct question question, json_t *argument)
{
	(void)question;
	(void)argument;
	return true;
}

static const struct keyword {
	const char *name;
	bool (*fits)(struct question question, json_t *argument);
} keywords[] = {
	{"$schema", fits_anything},
	{"$id", fits_anything},
	{"$defs", fits_anything},
	{"title", fits_anything},
	{"description", fits_anything},
	{"$ref", fits_ref},
	{"type", fits_type},
	{"const", fits_const},
	{"enum", fits_enum},
	{"minimum", fits_minimum},
	{"maximum", fits_maximum},
	{"required", fits_required},
	{"properties", fits_properties},
	{"additionalProperties", fits_additional},
	{"items", fits_items},
	{"oneOf", fits_one_of},
};

static const struct keyword *find_keyword(const char *name)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		if (strcmp(keywords[i].name, name) == 0)
			return &keywords[i];
	return NULL;
}

/* Recursion ends with the value: ours are four levels deep. */
static bool fits(struct question question)
{
	const char *name;
	json_t *argument;

	json_object_foreach(question.schema, name, argument)
	{
		const struct keyword *keyword = find_keyword(name);

		if (!keyword)
			return misfit(question.problem, "unknown keyword %s", name);
		if (!keyword->fits(question, argument))
			return false;
	}
	return true;
}

bool bv_schema_fits(json_t *schema, json_t *value, struct bv_schema_problem *problem)
{
	return fits((struct question){schema, schema, value, false, problem});
}

bool bv_schema_fits_exactly(json_t *schema, json_t *value, struct bv_schema_problem *problem)
{
	return fits((struct question){schema, schema, value, true, problem});
}

/*
 * The schema itself
 */

static bool are_understood(json_t *schemas, struct bv_schema_problem *problem)
{
	const char *name;
	size_t i;
	json_t *schema;

	json_object_foreach(schemas, name,
			    schema) if (!bv_schema_is_understood(schema, problem)) return false;
	json_array_foreach(schemas, i,
			   schema) if (!bv_schema_is_understood(schema, problem)) return false;
	return true;
}

bool bv_schema_is_understood(json_t *schema, struct bv_schema_problem *problem)
{
	const char *name;
	json_t *argument;

	/* additionalProperties may be a boolean, and most keywords are absent. */
	if (!json_is_object(schema))
		return true;
	json_object_foreach(schema, name, argument) if (!find_keyword(name)) return misfit(
		problem, "unknown keyword %s", name);
	return are_understood(json_object_get(schema, "properties"), problem) &&
	       are_understood(json_object_get(schema, "$defs"), problem) &&
	       are_understood(json_object_get(schema, "oneOf"), problem) &&
	       bv_schema_is_understood(json_object_get(schema, "items"), problem) &&
	       bv_schema_is_understood(json_object_get(schema, "additionalProperties"), problem);
}
