# SPDX-License-Identifier: GPL-2.0-only
# Join labels (first file) and the audit's lines (second): one row a result, one column a piece.
BEGIN { FS = "\t"; OFS = "\t" }

FNR == NR && FNR == 1 {
	for (i = 1; i <= NF; i++)
		column[$i] = i
	next
}
FNR == NR {
	is_right[$column["log"]] = $column["result"] == "correct"
	rest[$column["log"]] = $column["true_cause"] OFS $column["blamed"] OFS $column["bug_title"] OFS \
		$column["report_date"] OFS $column["reason"] OFS $column["wrong_stage"]
	next
}

# {"name":"walk","words":"...","value":0.5,"weight":-0.1}, in the report's own order.
{
	if ($0 !~ /"evidence":\[{"name"/)
		next
	log_name = $0
	sub(/^.*"log":"([^"]*\/)?/, "", log_name)
	sub(/\.txt".*$/, "", log_name)
	evidence = $0
	sub(/^.*"evidence":\[/, "", evidence)
	sub(/\].*$/, "", evidence)
	count = split(evidence, pieces, /},?/)
	names = values = ""
	for (i = 1; i <= count; i++) {
		if (pieces[i] !~ /"name"/)
			continue
		name = value = pieces[i]
		sub(/^.*"name":"/, "", name)
		sub(/".*$/, "", name)
		sub(/^.*"value":/, "", value)
		sub(/,.*$/, "", value)
		names = names OFS name
		values = values OFS (value == "null" ? "-" : value)
	}
	if (is_first && !is_head++)
		print "log", "right", "cause", "blamed", "title", "date", "reason", "stage" names
	if (log_name in rest)
		print log_name, is_right[log_name], rest[log_name] values
}
