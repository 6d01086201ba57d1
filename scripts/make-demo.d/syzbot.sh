# SPDX-License-Identifier: GPL-2.0-only
# Writing a log as syzkaller did from July 2021 to July 2022; sourced by make-demo.
#
# A scenario gives the function `outcomes COMMIT COUNT`, which prints how COUNT runs went, one a
# line. Git's part is real: `git bisect` runs in the current repository, without checkouts.

# What ends up in an x86 image, as one number: equal for commits that build the same kernel.
signature() { # COMMIT
	git ls-tree -r "$1" | awk -F '\t' '
		$2 ~ /^(MAINTAINERS|CREDITS)$|^(Documentation|tools)\// { next }
		$2 ~ /^arch\// && $2 !~ /^arch\/x86\// { next }
		{ print }' | sha256sum | cut -c 1-64
}

print_build() { # COMMIT
	echo "testing commit $1"
	echo 'compiler: gcc (GCC) 10.2.1 20210217, GNU ld (GNU Binutils for Debian) 2.35.2'
	echo "kernel signature: $(signature "$1")"
	build_count=$((build_count + 1))
}

# Twenty runs at first and once the reproducer is flaky, else ten. Sets $verdict.
test_commit() { # COMMIT
	print_build "$1"
	count=10
	if [ "$test_count" = 0 ] || [ -n "$flaky" ]; then
		count=20
	fi
	outcomes "$1" "$count" >"$work/runs"
	if [ "$(uniq "$work/runs" | wc -l)" = 1 ]; then
		echo "all runs: $(head -n 1 "$work/runs")"
	else
		awk '{ print "run #" NR - 1 ": " $0 }' "$work/runs"
	fi
	crashed=$(grep -c '^crashed: ' "$work/runs") || true
	passed=$(grep -cx OK "$work/runs") || true
	if [ "$crashed" -gt 0 ]; then
		verdict=bad
	elif [ $((count - passed)) -gt $((count / 3 * 2)) ]; then
		verdict=skip
	else
		verdict=good
	fi
	if [ "$verdict" = bad ] && [ "$crashed" -lt "$passed" ] && [ -z "$flaky" ]; then
		echo 'reproducer seems to be flaky'
		flaky=yes
	fi
	test_count=$((test_count + 1))
	run_count=$((run_count + count))
	tested="$tested $1"
}

# Newest first, and only whole releases, down to a good one. Sets $bad and $good.
walk_releases() { # START
	bad=$1
	for tag in $(git tag --no-contains "$1" --merged "$1" --sort=-v:refname 'v*.*' |
		grep -E '^v[0-9]+\.[0-9]+$'); do
		echo "testing release $tag"
		release=$(git rev-parse "$tag^{commit}")
		test_commit "$release"
		case $verdict in
		good)
			good=$release
			return
			;;
		bad) bad=$release ;;
		esac
	done
	echo "make-demo: no good release before $1" >&2
	exit 1
}

# From the range to one commit, as git leads. Sets $first_bad.
follow_git() {
	echo "# git bisect start $bad $good"
	git bisect start --no-checkout "$bad" "$good" >"$work/git" 2>&1
	while offered=$(sed -n 's/^\[\([0-9a-f]\{40\}\)\] .*/\1/p' "$work/git") && [ -n "$offered" ]; do
		grep -e '^Bisecting: ' -e '^\[' "$work/git"
		echo
		test_commit "$offered"
		echo "# git bisect $verdict $offered"
		git bisect "$verdict" "$offered" >"$work/git" 2>&1
	done
	first_bad=$(git rev-parse refs/bisect/bad)
	git bisect reset >/dev/null 2>&1
	echo "$first_bad is the first bad commit"
	git show --no-color --no-decorate --format=medium --stat=80 --summary "$first_bad"
	echo
}

compare_with_parent() {
	parent=$(git rev-parse "$first_bad^")
	case " $tested " in
	*" $parent "*) ;;
	*)
		echo "parent commit $parent wasn't tested"
		print_build "$parent"
		;;
	esac
	echo "culprit signature: $(signature "$first_bad")"
	echo "parent  signature: $(signature "$parent")"
}

# The author and who signed, reviewed, acked or tested, as Go prints a list.
recipients() { # COMMIT
	git show -s --format='Author: <%ae>%n%B' "$1" |
		sed -n -E 's/^(Author|(Signed-off|Reviewed|Acked|Tested)-by): .*<(.*)>$/\3/p' |
		tr '[:upper:]' '[:lower:]' | sort -u |
		awk '{ list = list (NR > 1 ? " " : "") "\"" $0 "\"" } END { print "[" list "]" }'
}

# "revisions tested: ...", with durations as Go prints them.
print_totals() {
	awk -v tests="$test_count" -v builds="$build_count" -v runs="$run_count" '
	function go(seconds,    hours, minutes, text) {
		hours = int(seconds / 3600)
		minutes = int((seconds - hours * 3600) / 60)
		text = sprintf("%.9f", seconds - hours * 3600 - minutes * 60)
		sub(/\.?0+$/, "", text)
		return (hours ? hours "h" : "") (hours || minutes ? minutes "m" : "") text "s"
	}
	BEGIN {
		build = builds * 411.318204557
		test = runs * 38.604117093
		printf "revisions tested: %d, total time: %s (build: %s, test: %s)\n", tests,
			go(build + test + 124.550871206), go(build), go(test)
	}'
}

write_syzbot_log() { # START TITLE REPORT-FILE
	test_count=0 build_count=0 run_count=0 flaky='' tested=''
	echo "bisecting cause commit starting from $1"
	echo "building syzkaller on $(echo "syzkaller of the demo" | sha1sum | cut -c 1-40)"
	test_commit "$1"
	walk_releases "$1"
	follow_git
	compare_with_parent
	[ -z "$flaky" ] || echo 'Reproducer flagged being flaky'
	print_totals
	echo "first bad commit: $(git show -s --format='%H %s' "$first_bad")"
	echo "recipients (to): $(recipients "$first_bad")"
	echo 'recipients (cc): []'
	echo "crash: $2"
	cat "$3"
}
