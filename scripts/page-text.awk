# SPDX-License-Identifier: GPL-2.0-only
# The pages' style sheet and scripts as literals in C, each with its hash in base64.
#
#   cmake -E sha256sum FILE... >SUMS; awk -f page-text.awk SUMS FILE...
#
# The literals are the files' bytes: the hash is of what stands between <style> and </style>.

function value_of(digit) {
	return index("0123456789abcdef", digit) - 1
}

# Three hex digits are two of base64.
function base64_of(hex,    digits, out, i, bits) {
	digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	while (length(hex) % 3)
		hex = hex "0"
	for (i = 1; i <= length(hex); i += 3) {
		bits = value_of(substr(hex, i, 1)) * 256 + value_of(substr(hex, i + 1, 1)) * 16 \
			+ value_of(substr(hex, i + 2, 1))
		out = out substr(digits, int(bits / 64) + 1, 1) substr(digits, bits % 64 + 1, 1)
	}
	# 32 bytes are 43 digits and a sign that fills.
	return substr(out, 1, 43) "="
}

function literal(text,    i, c, out) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (c ~ /["\\?]/ ? "\\" : "") (c == "\t" ? "\\t" : c)
	}
	return "\"" out "\\n\""
}

FILENAME ~ /\.sums$/ {
	hash[$2] = base64_of($1)
	next
}

FNR == 1 {
	if (files)
		print "\tNULL};"
	else
		print "/* SPDX-License-Identifier: GPL-2.0-only */\n" \
			"/* Made by the build from src/report/page/. */\n" \
			"#include \"report/html_private.h\""
	printf "\nstatic const char *const lines_%d[] = {\n", ++files
	name[files] = FILENAME
}

/[^ -~\t]/ || tolower($0) ~ /<\/(style|script)|<!--/ {
	print FILENAME ":" FNR ": what a page must not hold so" >"/dev/stderr"
	failures++
}

{ print "\t" literal($0) "," }

END {
	if (failures || files != 3)
		exit 1
	print "\tNULL};\n"
	printf "const struct bv_html_file bv_html_style = {lines_1, \"%s\"};\n", hash[name[1]]
	print "const struct bv_html_file bv_html_scripts[] = {"
	printf "\t[BV_HTML_SCRIPT_PAGE] = {lines_2, \"%s\"},\n", hash[name[2]]
	printf "\t[BV_HTML_SCRIPT_INDEX] = {lines_3, \"%s\"},\n};\n", hash[name[3]]
}
