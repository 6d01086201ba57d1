# Circles of scripts/circles: strongly connected files, by Tarjan's algorithm.
function floor_of(file) {
	return substr(file, 1, index(file, "/") - 1)
}

$3 == "U" { needs[++need_count] = $1 " " $2; next }
$3 ~ /^[TDBRVW]$/ { home[$2] = $1; if (!($1 in seen_file)) { seen_file[$1]; files[++file_count] = $1 } }

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
	if (size > 1) {
		print "circle of " size " files: " names
		circles++
	}
}

END {
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
	exit circles != 0
}
