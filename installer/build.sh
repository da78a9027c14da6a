#!/usr/bin/env bash
# build.sh PRESET [TARGET...]: sets up what is missing, configures when needed and builds (all targets when none is named)
# into build/PRESET. Silent when nothing is to do; otherwise a line now and then on standard error, the rest in
# build/PRESET/build.log, and the end of that when the build fails.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
preset="${1:?usage: build.sh PRESET [TARGET...]}"
shift
folder="$root/build/$preset"
log="$folder/build.log"
HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
environment="${XDG_CACHE_HOME:-$HOME/.cache}/chronoscope/environment.sh"

say() { printf '%s\n' "$*" >&2; }
fail() {
  tail -n 60 "$log" >&2
  say "error: $1 (the lines above are the end of $log)."
  exit 1
}

# A compiler process that sees LibTorch takes up to 2.5 GB.
parallel_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ {print int($2 / 1024 / 2500)}' /proc/meminfo)
  ((memory >= 1)) || memory=1
  printf '%d\n' $((cores < memory ? cores : memory))
}

# The cache of CMake remembers where LibTorch and CUDA were, and where the checkout was; what moved needs a new one.
configured() {
  [[ -e $folder/build.ninja ]] && cmp -s "$environment" "$folder/environment.sh" &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"
}

configure() {
  say "Configuring build/$preset ..."
  (cd "$root" && cmake --preset "$preset" --fresh) >"$log" 2>&1 </dev/null || fail "CMake could not configure the build"
  cp "$environment" "$folder/environment.sh"
}

# Ninja's output goes to the log; every 15 seconds one line of it tells how far it is.
build() {
  local line last=$SECONDS began=$SECONDS announced=
  NINJA_STATUS='[%f/%t] ' ninja -C "$folder" -j "$(parallel_jobs)" "$@" 2>&1 </dev/null | while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    [[ $line == \[* ]] || continue
    if [[ -z $announced ]]; then
      announced=yes
      say "Building build/$preset ..."
    elif ((SECONDS - last >= 15)); then
      last=$SECONDS
      say "  ${line%%]*}] after $((SECONDS - began)) s"
    fi
  done 3>"$log"
}

"$root/installer/dependencies.sh"
# shellcheck disable=SC1090
. "$environment"
mkdir -p "$folder"
exec 9>"$folder/lock"
flock -n 9 || { say "Another build of build/$preset is running; waiting for it ..."; flock 9; }
configured || configure
build "$@" || fail "the build failed"
