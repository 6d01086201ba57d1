# SPDX-License-Identifier: GPL-2.0-only
# The rules of scripts/floors, over all headers and sources of the project.
BEGIN {
	# The ground is 0. Folders of one level do not see each other.
	level["base"] = 0
	level["source"] = level["kernel"] = 1
	level["log"] = level["repo"] = 2
	level["replay"] = 3
	level["case"] = 4
	level["odds"] = 5
	level["checks"] = 6
	level["answer"] = 7
	level["report"] = 8
	level["library"] = 9
	level["cli"] = 10

	# Lower floors whose own headers are none of the floor's business.
	deny("replay", "src/log/git/ src/log/mail/ src/log/robots/ src/log/syzbot/ src/log/log.h")
	deny("case", "src/log/git/ src/log/mail/ src/log/robots/")
	deny("odds", "src/repo/ src/log/git/ src/log/mail/ src/log/robots/")
	deny("checks", "src/repo/ src/log/git/ src/log/mail/ src/log/robots/")
	deny("report", "src/repo/ src/replay/ src/log/git/ src/log/mail/ src/log/robots/")

	# Who may see a library; all others may not.
	only["git2"] = "repo"
	only["gmime"] = only["zlib"] = only["lzma"] = "source"
	only["jansson"] = "report"
	also["src/log/json.c"] = "jansson"
	only["pthread"] = only["threads"] = only["stdatomic"] = "nobody"
	no_stdio = "checks"
}

function deny(floor, prefixes) {
	denied[floor] = prefixes
}

# The floor a file stands on.
function floor_of(file,    parts) {
	if (file ~ /^include\//)
		return "library"
	split(file, parts, "/")
	return parts[1] == "src" && parts[2] in level ? parts[2] : ""
}

# The project file behind an #include, or the name as written when it is a system header.
function resolve(file, name, is_quoted,    folder) {
	folder = file
	sub(/[^\/]*$/, "", folder)
	if (is_quoted && (folder name) in exists)
		return folder name
	if (is_quoted)
		return "src/" name
	return name ~ /^bisect_verify/ ? "include/" name : name
}

function is_system(target) {
	return target !~ /^(src|include)\//
}

function complain(file, line, text) {
	print file ":" line ": " text
	failures++
}

FNR == 1 { exists[FILENAME] = 1 }
FNR == 1 && $0 != "/* SPDX-License-Identifier: GPL-2.0-only */" {
	complain(FILENAME, FNR, "the first line is not the SPDX line")
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	name = $0
	is_quoted[++count] = name ~ /include[ \t]*"/
	gsub(/^[^"<]*["<]|[">].*$/, "", name)
	where[count] = FILENAME
	lines[count] = FNR
	names_written[count] = name
}

function check_project_header(file, line, target,    own, other, list, n) {
	own = floor_of(file)
	other = floor_of(target)
	if (other == "") {
		complain(file, line, "no floor is known for " target ": name it in scripts/floors")
		return
	}
	if (level[other] > level[own])
		complain(file, line, own " must not see " other ", a higher floor: " target)
	if (level[other] == level[own] && other != own)
		complain(file, line, own " must not see " other ", beside it: " target)
	if (file ~ /^include\// && target ~ /^src\//)
		complain(file, line, "a public header must not see a private one: " target)
	n = split(denied[own], list, " ")
	for (; n; n--)
		if (index(target, list[n]) == 1)
			complain(file, line, own " must not see " target)
}

# What @header is for @file of @floor: the word to complain with, or "".
function forbidden(file, floor, header,    stem) {
	stem = header
	gsub(/\.h$|\/.*$/, "", stem)
	if (stem in only && only[stem] != floor && also[file] != stem)
		return "only " only[stem] " may see " header
	if (stem == "stdio" && floor == no_stdio)
		return floor " must not see " header
	return ""
}

# Every system header that comes in with @target, by way of any number of project headers.
function check_system_headers(file, line, target,    seen, stack, top, next_one, i, word) {
	top = 1
	stack[1] = target
	while (top) {
		next_one = stack[top--]
		if (next_one in seen)
			continue
		seen[next_one] = 1
		if (is_system(next_one)) {
			word = forbidden(file, floor_of(file), next_one)
			if (word != "")
				complain(file, line, word (next_one == target ? "" : ", by way of " target))
			continue
		}
		for (i = first[next_one]; i && where[i] == next_one; i++)
			stack[++top] = targets[i]
	}
}

END {
	for (i = 1; i <= count; i++) {
		targets[i] = resolve(where[i], names_written[i], is_quoted[i])
		if (!(where[i] in first))
			first[where[i]] = i
	}
	for (i = 1; i <= count; i++) {
		if (floor_of(where[i]) == "") {
			complain(where[i], lines[i], "stands on no floor: name it in scripts/floors")
			continue
		}
		if (!is_system(targets[i]))
			check_project_header(where[i], lines[i], targets[i])
		check_system_headers(where[i], lines[i], targets[i])
	}
	exit failures != 0
}
