#!/usr/bin/env bash
# What /usr/bin/fsm and /usr/bin/chronoscope are. Sees to it that LibTorch is there, which the package does not contain: it is
# fetched once per user, with a dialog where a window was asked for and on the terminal otherwise. Then becomes the program of
# the name that it was called by.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
program=$(basename "$0")
fetch="$here/dependencies.sh"

if ! libraries=$("$fetch" --runtime --check); then
  if [[ $program == chronoscope && -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    "$here/first-start" "$fetch"
  else
    printf '%s needs LibTorch, which is fetched now, once: a download of 2.1 GB. Ctrl+C stops it.\n' "$program" >&2
    "$fetch" --runtime
  fi
  libraries=$("$fetch" --runtime --check)
fi

# The program puts back what was there before: programs that it starts have libraries of their own (app/jobs/launch.h).
export CHRONOSCOPE_CALLERS_LIBRARY_PATH="${LD_LIBRARY_PATH:-}"
export LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/$program" "$@"
