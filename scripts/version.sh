#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The version, on one line: from the environment, else from git, else from CMakeLists.txt.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${BV_VERSION-}" ]; then
	echo "$BV_VERSION"
elif [ -e .git ] && described=$(git describe --tags --match 'v[0-9]*' --dirty 2>/dev/null); then
	echo "${described#v}"
else
	sed -n 's/^project(.* VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt
fi
