# SPDX-License-Identifier: GPL-2.0-only
# The search of scripts/circles: strongly connected files, by Tarjan's algorithm. The known circles
# come first, then the objects' symbols.
function floor_of(file) {
	return substr(file, 1, index(file, "/") - 1)
}

is_list { is_known[$0] = 1; next }
$3 == "U" { needs[++need_count] = $1 " " $2; next }
$3 ~ /^[TDBRVW]$/ {
	home[$2] = $1
	if (!($1 in is_listed)) {
		is_listed[$1] = 1
		files[++file_count] = $1
	}
}

# The names of a circle's files, sorted: few, so by insertion.
function sorted(names,    list, n, i, at, name, line) {
	n = split(names, list, " ")
	for (i = 2; i <= n; i++) {
		name = list[i]
		for (at = i; at > 1 && list[at - 1] > name; at--)
			list[at] = list[at - 1]
		list[at] = name
	}
	line = list[1]
	for (i = 2; i <= n; i++)
		line = line " " list[i]
	return line
}

function visit(file,    list, n, i, other, member, names, size) {
	order[file] = low[file] = ++clock
	stack[++top] = file
	on_stack[file] = 1
	n = split(edges[file], list, " ")
	for (i = 1; i <= n; i++) {
		other = list[i]
		if (!(other in order)) {
			visit(other)
			if (low[other] < low[file])
				low[file] = low[other]
		} else if (on_stack[other] && order[other] < low[file]) {
			low[file] = order[other]
		}
	}
	if (low[file] != order[file])
		return
	do {
		member = stack[top--]
		on_stack[member] = 0
		names = member " " names
		size++
	} while (member != file)
	if (size > 1)
		is_circle[sorted(names)] = 1
}

END {
	if (file_count == 0) {
		print "circles: no object defines anything"
		exit 1
	}
	for (i = 1; i <= need_count; i++) {
		split(needs[i], pair, " ")
		other = home[pair[2]]
		if (other == "" || other == pair[1] || floor_of(other) != floor_of(pair[1]))
			continue
		if (!((pair[1], other) in has_edge)) {
			has_edge[pair[1], other]
			edges[pair[1]] = edges[pair[1]] " " other
		}
	}
	for (i = 1; i <= file_count; i++)
		if (!(files[i] in order))
			visit(files[i])
	for (line in is_circle)
		if (!(line in is_known)) {
			print "a circle of files: " line
			failures++
		}
	for (line in is_known)
		if (!(line in is_circle)) {
			print "no circle any more, to be taken out of scripts/circles.known: " line
			failures++
		}
	exit failures != 0
}
