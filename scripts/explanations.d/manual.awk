# SPDX-License-Identifier: GPL-2.0-only
# The manual page: PAGE (-v page=...) with lists of the checks and the words in place of the lines
# @CHECKS@ and @WORDS@.

# As man(7) prints it unchanged.
function roff(text,    i, c, out) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (c == "\\" ? "\\e" : c == "-" ? "\\-" : c)
	}
	return (out ~ /^[.']/ ? "\\&" : "") out
}

function print_term(i) {
	print ".TP\n.B " roff(name[i]) "\n" roff(summary[i])
}

function print_checks(    i) {
	for (i = 0; i < count; i++) {
		if (kind[i] == "FAMILY")
			print ".SS " roff(name[i]) ".*\n" roff(summary[i])
		if (kind[i] == "CHECK")
			print_term(i)
	}
}

function print_words(    i) {
	for (i = 0; i < count; i++)
		if (kind[i] == "WORD")
			print_term(i)
}

END {
	while ((status = getline line <page) > 0) {
		if (line == "@CHECKS@")
			print_checks()
		else if (line == "@WORDS@")
			print_words()
		else
			print line
	}
	if (status < 0) {
		print page ": cannot be read" > "/dev/stderr"
		exit 1
	}
}
