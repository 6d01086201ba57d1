# SPDX-License-Identifier: GPL-2.0-only
# What the tests of the command line share: sourced with the program, the project's folder and, where
# the script has several, the case.
#
# A case is a function test_NAME() of the script; CMake makes a test of each. It finds what stands
# above the functions done anew, in an empty folder. Without a case run_cases runs all, one by one.
# shellcheck shell=sh disable=SC2034
set -u
program=$1
project=$2
case_name=${3-}
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failures=0

# No user's configuration, no repository that happens to lie around.
export HOME="$temporary" GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$temporary"
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org
unset GIT_DIR GIT_WORK_TREE GIT_CONFIG_GLOBAL XDG_CONFIG_HOME
cd "$temporary" || exit 1

fail() {
	echo "FAIL: $*"
	failures=$((failures + 1))
}

# expect STATUS ARGUMENT...: runs the program; what it prints is in $out and $err afterwards.
expect() {
	wanted=$1
	shift
	"$program" "$@" >"$temporary/out" 2>"$temporary/err" </dev/null
	status=$?
	out=$(cat "$temporary/out")
	err=$(cat "$temporary/err")
	if [ "$status" -ne "$wanted" ]; then
		fail "$*: exit status $status, not $wanted"
		cat "$temporary/err"
	fi
	case $err in
	*Sanitizer* | *'runtime error'*) cat "$temporary/err" ;;
	esac
}

# holds TEXT PATTERN: a line of TEXT matches the basic regular expression.
holds() {
	printf '%s\n' "$1" | grep -q -- "$2" || fail "no line like: $2"
}
lacks() {
	! printf '%s\n' "$1" | grep -q -- "$2" || fail "a line like: $2"
}

# plain_log JSON: the bisection of a report in the format "json" as `git bisect replay` takes it: its
# range and what git was told.
plain_log() {
	awk '
	function value() {
		match($0, /"[^"]*",?$/)
		return RSTART ? substr($0, RSTART + 1, RLENGTH - ($0 ~ /,$/ ? 3 : 2)) : ""
	}
	function word(verdict) {
		if (kind != "syzbot-fix" || verdict == "skip") return verdict
		return verdict == "good" ? "bad" : "good"
	}
	BEGIN { print "git bisect start" }
	/^  "kind": / { kind = value() }
	/^  "[a-z_]*": / { part = $1 }
	part == "\"range\":" && $1 == "\"bad\":" && value() != "" { print "git bisect bad " value() }
	part == "\"range\":" && /^    []"]/ { is_good = $1 == "\"good\":" }
	part == "\"range\":" && /^      "/ && is_good { print "git bisect good " value() }
	part == "\"steps\":" && $1 == "\"commit\":" { commit = value() }
	part == "\"steps\":" && $1 == "\"phase\":" { phase = value() }
	part == "\"steps\":" && $1 == "\"verdict\":" && value() != "" &&
		(phase == "bisect" || phase == "merge-base") {
		print "git bisect " word(value()) " " commit
	}' "$1"
}

# The demo of scripts/make-demo, a copy to write to: demo/tree, demo/refuted.log, demo/fine.log,
# demo/git.log. ctest has one made beforehand (BV_DEMO), which nobody writes to.
copy_demo() {
	if [ -n "${BV_DEMO-}" ]; then
		cp -R "$BV_DEMO" demo
	else
		"$project/scripts/make-demo" demo >/dev/null
	fi || fail 'there is no demo'
}

# The same to be read only: its folder is in $demo.
read_demo() {
	demo=${BV_DEMO-}
	[ -n "$demo" ] || {
		copy_demo
		demo=demo
	}
}

# The real history of Linux up to v3.1 with a commit-graph, where its data are at hand, a copy to
# write to: linux. ctest has one made beforehand (BV_LINUX).
copy_linux() {
	[ -r "$project/../shared/data/linux/truth.tsv" ] || {
		echo 'skipped: no ../shared/data'
		exit 77
	}
	if [ -n "${BV_LINUX-}" ]; then
		cp -R "$BV_LINUX" linux
	else
		"$project/../shared/data/linux/make-tree" linux --commit-graph >/dev/null 2>&1
	fi || fail 'there is no history of Linux'
}

finish() {
	[ "$failures" -eq 0 ]
	exit
}

# The last line of a script with cases.
run_cases() {
	if [ -n "$case_name" ]; then
		function=test_$(printf '%s' "$case_name" | tr - _)
		command -v "$function" >/dev/null || fail "$script: no case $case_name"
		"$function"
	else
		# shellcheck disable=SC2013
		for case_name in $(sed -n 's/^test_\([a-z0-9_]*\)() {.*/\1/p' "$script"); do
			echo "$case_name"
			sh "$script" "$program" "$project" "$case_name"
			status=$?
			[ "$status" -eq 0 ] || [ "$status" -eq 77 ] || fail "$case_name"
		done
	fi
	[ "$failures" -eq 0 ]
}
