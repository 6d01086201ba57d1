# SPDX-License-Identifier: GPL-2.0-only
# Rows "name, goal, command, note, wall, cpu, KiB, bytes, ratio", TAB between: a Markdown table, or
# with json=1 a list of objects. A row's ratio is the time of the group's first row over its own.
BEGIN {
	FS = "\t"
	if (json)
		print "["
	else {
		print "| work | goal | wall, ms | CPU, ms | peak, MB | read, MB | times faster |"
		print "|---|---|---|---|---|---|---|"
	}
}
function quote(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}
function number(text) {
	return text == "" || text == "-" ? "null" : text
}
json {
	printf "%s  {\"work\": %s, \"by\": %s, \"goal\": %s, \"wall_seconds\": %s, \"cpu_seconds\": %s, " \
		"\"peak_kib\": %s, \"read_bytes\": %s, \"times_faster\": %s}", \
		(NR > 1 ? ",\n" : ""), quote($1), quote($3), quote($2), number($5), number($6), \
		number($7), number($8), number($9)
	next
}
{
	printf "| %s: %s | %s | %s | %s | %s | %s | %s |\n", $1, $3, $2, \
		$5 == "-" ? "-" : sprintf("%.1f", $5 * 1000), \
		$6 == "-" ? "-" : sprintf("%.1f", $6 * 1000), \
		$7 == "-" ? "-" : sprintf("%.0f", $7 / 1024), \
		$8 == "-" ? "-" : sprintf("%.1f", $8 / 1e6), \
		$9 == "-" || $9 == 1 ? "" : sprintf("%.1f", $9)
}
END {
	if (json)
		print "\n]"
}
