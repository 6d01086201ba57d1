# SPDX-License-Identifier: GPL-2.0-only
# Read the texts of src/checks/explanations/ and fail, with file and line, on one that is malformed.
#
#   awk -f read.awk -f WRITER.awk FILE...
#
# A text is a heading "# NAME, ALIAS...", a line that says it in short, and paragraphs with empty
# lines around them. What a writer has of it: count, and for each I below that, sorted by name,
# kind[I], name[I], aliases[I] (with ", " between), summary[I], paragraph_count[I], paragraph[I, J].

function complain_at(place, text) {
	print place ": " text > "/dev/stderr"
	failures++
}

function complain(line, text) {
	complain_at(FILENAME ":" line, text)
}

# As bv_explanation_find() compares: case aside, and blank, hyphen and underscore alike.
function plain(text) {
	text = tolower(text)
	gsub(/[ _]/, "-", text)
	return text
}

function kind_of(title) {
	if (stem == "words")
		return title ~ /^[a-z0-9][a-z0-9-]*$/ ? "WORD" : ""
	if (title == stem)
		return "FAMILY"
	return index(title, stem ".") == 1 && title ~ /^[a-z]+\.[a-z0-9-]+$/ ? "CHECK" : ""
}

function open_text(line, written,    names, n, i) {
	n = split(written, names, ", ")
	current = ++read_count
	read_name[current] = names[1]
	read_kind[current] = kind_of(names[1])
	if (!read_kind[current])
		complain(line, "no heading for this file: " names[1])
	if (current == first_of_file && stem != "words" && names[1] != stem)
		complain(line, "the first text is not that of the family " stem)
	if (current > first_of_file && names[1] <= read_name[current - 1])
		complain(line, names[1] " does not follow " read_name[current - 1] ": sort the headings")
	for (i = 1; i <= n; i++) {
		if (plain(names[i]) in line_of)
			complain(line, "'" names[i] "' has its text at " line_of[plain(names[i])])
		line_of[plain(names[i])] = FILENAME ":" line
	}
	read_aliases[current] = substr(written, length(names[1]) + 3)
	heading = FILENAME ":" line
	expected = "summary"
}

function take_summary(line, text) {
	if (length(text) < 11 || length(text) > 72)
		complain(line, "the short line has " length(text) " columns, not 11 to 72")
	if (text ~ /\.$/)
		complain(line, "the short line ends with a full stop")
	read_summary[current] = text
	expected = "blank"
}

function take_paragraph(line, text,    last) {
	if (expected == "paragraph")
		read_paragraph_count[current]++
	last = read_paragraph_count[current]
	read_paragraph[current, last] = read_paragraph[current, last] \
		(expected == "paragraph" ? "" : " ") text
	expected = "more"
}

function close_text() {
	if (current && !read_paragraph_count[current])
		complain_at(heading, "no paragraph under '" read_name[current] "'")
	current = 0
}

FNR == 1 {
	close_text()
	stem = FILENAME
	sub(/.*\//, "", stem)
	sub(/\.txt$/, "", stem)
	first_of_file = read_count + 1
}

/[^ -~]/ { complain(FNR, "a byte that is no printable ASCII") }
length($0) > 100 { complain(FNR, "more than 100 columns") }
/^ | $/ { complain(FNR, "a blank at the line's begin or end") }

/^# / {
	close_text()
	open_text(FNR, substr($0, 3))
	next
}

!current {
	if ($0 != "")
		complain(FNR, "text without a heading")
	next
}

expected == "summary" {
	take_summary(FNR, $0)
	next
}

$0 == "" {
	expected = "paragraph"
	next
}

expected == "blank" {
	complain(FNR, "no empty line below the short line")
	expected = "paragraph"
}

{ take_paragraph(FNR, $0) }

# Insertion sort: the files are sorted each, and nearly in order.
function sort_texts(    i, at) {
	for (i = 1; i <= read_count; i++) {
		for (at = i; at > 1 && read_name[order[at - 1]] > read_name[i]; at--)
			order[at] = order[at - 1]
		order[at] = i
	}
}

END {
	close_text()
	if (!read_count)
		complain(FNR, "no text at all")
	if (failures)
		exit 1
	sort_texts()
	for (count = 0; count < read_count; count++) {
		i = order[count + 1]
		kind[count] = read_kind[i]
		name[count] = read_name[i]
		aliases[count] = read_aliases[i]
		summary[count] = read_summary[i]
		paragraph_count[count] = read_paragraph_count[i]
		for (j = 1; j <= paragraph_count[count]; j++)
			paragraph[count, j] = read_paragraph[i, j]
	}
}
