# SPDX-License-Identifier: GPL-2.0-only
# The texts as a table in C: what struct bv_explanation says.

# A literal a paragraph: longer ones than 4095 bytes are no C that every compiler takes.
function literal(text,    i, c, out) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (c ~ /["\\?]/ ? "\\" : "") c
	}
	return "\"" out "\""
}

function print_list(array, number, items, n,    i) {
	printf "static const char *const %s_%d[] = {", array, number
	for (i = 1; i <= n; i++)
		printf "\n\t%s,", literal(items[i])
	print (n ? "\n\t" : "") "NULL};"
}

END {
	print "/* SPDX-License-Identifier: GPL-2.0-only */"
	print "/* Made by the build from src/checks/explanations/. */"
	print "#include \"checks/check_private.h\"\n"
	for (i = 0; i < count; i++) {
		print_list("aliases", i, list, split(aliases[i], list, ", "))
		for (j = 1; j <= paragraph_count[i]; j++)
			list[j] = paragraph[i, j]
		print_list("paragraphs", i, list, paragraph_count[i])
	}
	print "\nconst struct bv_explanation bv_explanation_table[] = {"
	for (i = 0; i < count; i++)
		printf "\t{BV_EXPLAINS_%s, %s, aliases_%d, %s, paragraphs_%d},\n", kind[i],
			literal(name[i]), i, literal(summary[i]), i
	print "};"
	print "const size_t bv_explanation_table_count = " count ";"
}
