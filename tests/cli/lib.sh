# SPDX-License-Identifier: GPL-2.0-only
# What the tests of the command line share: sourced with the program and the project's folder.
set -u
program=$1 project=$2
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failures=0

# No user's configuration, no repository that happens to lie around.
export HOME=$temporary GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES=$temporary
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

finish() {
	[ "$failures" -eq 0 ]
	exit
}
