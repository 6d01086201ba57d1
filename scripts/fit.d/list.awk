# SPDX-License-Identifier: GPL-2.0-only
# The logs whose result is labelled right or wrong, with one commit blamed.
FNR == 1 {
	for (i = 1; i <= NF; i++)
		column[$i] = i
	next
}
$column["result"] ~ /^(correct|wrong)$/ && $column["blamed"] !~ /,/ {
	print logs "/" $column["log"] ".txt"
}
