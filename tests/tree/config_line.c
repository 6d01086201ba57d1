/* SPDX-License-Identifier: GPL-2.0-only */
/* Where in a configuration file something is set. */
#include <criterion/criterion.h>

#include "repo/config.h"

static size_t line(const char *file, const char *key, size_t index)
{
	return bv_config_line(bv_text_from(file), bv_text_from(key), index);
}

Test(config_line, as_git_reads)
{
	static const char file[] = "\xef\xbb\xbf# [a] b = c\n"
				   "[A]\n"
				   "\tB-1 = x ; [a]\n"
				   "\tlong = one \\\n"
				   "\t b-1 = two \"\\\" ; three\\\n"
				   "\t\" # b-1 = four \\\n"
				   "[a \"Sub \\\"x\\\".y\"] b-1 ; alone\n"
				   "[a] [a.SUB] b-1=5\n"
				   "[a]b-1 = 6\r\n"
				   "b-1";

	cr_expect_eq(line(file, "a.b-1", 0), 3);
	cr_expect_eq(line(file, "a.long", 0), 4);
	cr_expect_eq(line(file, "a.b-1", 1), 9);
	cr_expect_eq(line(file, "a.b-1", 2), 10);
	cr_expect_eq(line(file, "a.b-1", 3), 0);
	cr_expect_eq(line(file, "a.Sub \"x\".y.b-1", 0), 7);
	cr_expect_eq(line(file, "a.sub.b-1", 0), 8);
	cr_expect_eq(line(file, "b-1", 0), 0);
}

Test(config_line, any_bytes)
{
	static const char *const files[] = {"",         "[",       "[a",      "[a \"b",
					    "[a \"b\\", "[a]b=\"", "[a]b=\\", "[a]b=\\\n",
					    "\\",       "]",       "=",       "[a]\n\n#"};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		cr_expect_eq(line(files[i], "x.y", 0), 0, "%s", files[i]);
	cr_expect_eq(line("[a \"b\nc\"]\nd", "a.b\nc.d", 0), 0, "git takes no such section");
}

Test(config_line, true_and_false)
{
	static const struct {
		const char *value;
		bool is_read, is_true;
	} rows[] = {{"yes", true, true},     {"ON", true, true},      {"0x10", true, true},
		    {"-1", true, true},      {"2k", true, true},      {"", true, false},
		    {"No", true, false},     {"0", true, false},      {"0x00", true, false},
		    {"off", true, false},    {"maybe", false, false}, {"1z", false, false},
		    {"truly", false, false}, {" true", false, false}, {"0x", false, false}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool is_true = false;

		cr_expect_eq(bv_config_parse_bool(&is_true, bv_text_from(rows[i].value)),
			     rows[i].is_read, "%s", rows[i].value);
		if (rows[i].is_read)
			cr_expect_eq(is_true, rows[i].is_true, "%s", rows[i].value);
	}
}
