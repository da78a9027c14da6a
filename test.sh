#!/usr/bin/env bash
# ./test.sh [CTEST ARGUMENTS]: sets up, builds everything of the release preset and runs the tests
# (./test.sh -L parity: those against the published implementation; ./test.sh -R video: those named so).
# Fixtures are looked for in $FSM_DATA, by default in a folder `shared` beside the checkout; tests that miss theirs
# are skipped and say so.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
"$root/installer/build.sh" release
# shellcheck disable=SC1091
. "$root/build/release/environment.sh"

if [[ -z ${FSM_DATA:-} && -d $root/../shared ]]; then
  FSM_DATA=$(readlink -f "$root/../shared")
  export FSM_DATA
fi
export QT_QPA_PLATFORM=offscreen
cd "$root"
exec ctest --preset release "$@"
