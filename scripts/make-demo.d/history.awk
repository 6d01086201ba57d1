# SPDX-License-Identifier: GPL-2.0-only
# The history language (see `history`) to a stream for git fast-import.

BEGIN {
	mark = 0
}

# The rest of the line behind its first @n words.
function behind(n,    text) {
	text = $0
	while (n--)
		sub(/^[^ ]+ +/, "", text)
	return text
}

function data(text) {
	printf "data %d\n%s\n", length(text), text
}

function stem_of(path) {
	sub(/^.*\//, "", path)
	sub(/\..*$/, "", path)
	gsub(/-/, "_", path)
	return path
}

# What a commit without lines of its own appends to @path.
function addition(path, subject,    stem, n) {
	n = ++additions[path]
	stem = stem_of(path)
	sub(/^[^:]*: (demo_[a-z]*: )?/, "", subject)
	if (path ~ /\.c$/)
		return "\n/* " subject " */\nint " stem "_" n "(struct demo_disk *disk)\n{\n" \
			"\treturn demo_wait_event(disk, " n ");\n}\n"
	if (path ~ /\.h$/)
		return "int demo_" n "(struct demo_disk *disk);\n"
	if (path ~ /Kconfig$/)
		return "\thelp\n\t  What it does: " subject ".\n"
	if (path ~ /\.rst$/)
		return "\nNote " n "\n------\n\n" subject "\n"
	return "# " subject "\n"
}

# Drop the first line that is @line; what is added next goes to its place.
function drop_line(line,    text) {
	text = content[branch, edited]
	place = index("\n" text, "\n" line "\n")
	content[branch, edited] = substr(text, 1, place - 1) substr(text, place + length(line) + 1)
}

function add_line(line,    text) {
	text = content[branch, edited]
	if (!place)
		place = length(text) + 1
	content[branch, edited] = substr(text, 1, place - 1) line "\n" substr(text, place)
	place += length(line) + 1
}

function write_file(branch, path) {
	print "M 100644 inline " path
	data(content[branch, path])
}

function identity(key, seconds, zone_key) {
	return people[key] " " seconds " " zones[zone_key]
}

function open_commit(branch, author, committer, message) {
	clock += 7200 + (mark * 977) % 3600
	print "commit refs/heads/" branch
	print "mark :" ++mark
	print "author " identity(author, clock - 3600 * (1 + mark % 40), author)
	print "committer " identity(committer, clock, committer)
	data(message)
	if (tip[branch])
		print "from :" tip[branch]
	tip[branch] = mark
}

function trailers(author, other, committer,    text) {
	text = "Signed-off-by: " people[author] "\nReviewed-by: " people[other] "\n"
	if (committer != author)
		text = text "Signed-off-by: " people[committer] "\n"
	return text
}

# The commit whose lines have all been read.
function finish_commit(    committer, path) {
	if (!pending)
		return
	pending = 0
	if (!(branch in maintainer))
		maintainer[branch] = author
	committer = maintainer[branch]
	if (body != "")
		body = body "\n\n"
	open_commit(branch, author, committer,
		subject "\n\n" body trailers(author, other, committer))
	if (mark == 1) {
		for (path = 1; path <= file_count; path++)
			write_file(branch, files[path])
		return
	}
	if (!has_edits)
		content[branch, edited] = content[branch, edited] addition(edited, subject)
	touched[branch, edited] = 1
	write_file(branch, edited)
}

/^#/ { next }

/^person / {
	people[$2] = behind(2)
	zones[$2] = $NF
	sub(/ [-+][0-9]+$/, "", people[$2])
	next
}

/^file / {
	reading = $2
	files[++file_count] = $2
	next
}

/^\t/ && reading != "" {
	content["master", reading] = content["master", reading] substr($0, 2) "\n"
	next
}

/^$/ && reading != "" {
	# Blank lines inside a file; those behind the last one do not matter.
	content["master", reading] = content["master", reading] "\n"
	next
}

/^\t-/ {
	has_edits = 1
	drop_line(substr($0, 3))
	next
}

/^\t\+/ {
	has_edits = 1
	add_line(substr($0, 3))
	next
}

/^\t/ { body = body == "" ? substr($0, 2) : body "\n" substr($0, 2); next }

/^$/ { next }

{ finish_commit(); reading = "" }

/^clock / { clock = $2; next }

/^branch / {
	tip[$2] = tip["master"]
	for (i = 1; i <= file_count; i++)
		content[$2, files[i]] = content["master", files[i]]
	next
}

/^commit / {
	pending = 1
	has_edits = 0
	place = 0
	body = ""
	branch = $2
	author = $3
	other = $4
	edited = $5
	subject = behind(5)
	if (branch == "master" && !("master" in maintainer))
		maintainer["master"] = "torv"
	next
}

/^merge / {
	from = $2
	open_commit("master", "torv", "torv", behind(2) "\n")
	print "merge :" tip[from]
	for (i = 1; i <= file_count; i++)
		if ((from, files[i]) in touched) {
			content["master", files[i]] = content[from, files[i]]
			write_file("master", files[i])
		}
	print "reset refs/heads/" from
	print "from 0000000000000000000000000000000000000000"
	next
}

/^tag / {
	split(substr($2, 2), number, /[.-]/)
	extra = $2 ~ /-/ ? "-" number[3] : ""
	text = content["master", "Makefile"]
	sub(/PATCHLEVEL = [0-9]+/, "PATCHLEVEL = " number[2], text)
	sub(/EXTRAVERSION =[^\n]*/, "EXTRAVERSION =" (extra == "" ? "" : " " extra), text)
	content["master", "Makefile"] = text
	open_commit("master", "torv", "torv", "Linux " substr($2, 2) "\n\n" \
		"Signed-off-by: " people["torv"] "\n")
	write_file("master", "Makefile")
	print "tag " $2
	print "from :" mark
	print "tagger " identity("torv", clock, "torv")
	data("Linux " substr($2, 2) "\n")
	next
}

END {
	finish_commit()
	print "done"
}
