#!/usr/bin/env bash
# lint.sh [--fix] [PATH...]: clang-format and clang-tidy over the tracked C++ and CUDA files (below PATH..., default all),
# with the compile commands of build/release (or of $CHRONOSCOPE_BUILD). Ends with an error when either has something to say.
# --fix rewrites what clang-format would write otherwise. Needs Debian's packages clang-format (14) and python3-venv.
# clang-tidy comes from PyPI, once, into ~/.cache/chronoscope/lint: unlike Debian's 14 it passes over system headers, and is two
# to three times as fast. $CHRONOSCOPE_CLANG_TIDY names another program to use.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
cd "$root"
fail() { printf 'error: %s\n' "$1" >&2; exit 1; }

fix=
if [[ ${1:-} == --fix ]]; then
  fix=yes
  shift
fi
command -v clang-format >/dev/null || fail "clang-format is missing. Run: apt-get install clang-format"
commands="${CHRONOSCOPE_BUILD:-build/release}/compile_commands.json"
[[ -e $commands ]] || fail "there is no $commands. Run ./test.sh first."

readonly version=23.1.4  # what it finds differs from version to version
tidy=${CHRONOSCOPE_CLANG_TIDY:-}
if [[ -z $tidy ]]; then
  environment="${XDG_CACHE_HOME:-$HOME/.cache}/chronoscope/lint"
  tidy="$environment/bin/clang-tidy"
  if [[ $("$tidy" --version 2>/dev/null) != *"version $version"* ]]; then
    rm -rf "$environment"
    python3 -m venv "$environment" || fail "no Python environment could be made. Run: apt-get install python3-venv"
    "$environment/bin/pip" install --quiet --disable-pip-version-check "clang-tidy==$version" ||
      fail "clang-tidy $version could not be fetched from PyPI. Name one that is here: CHRONOSCOPE_CLANG_TIDY=PATH."
  fi
fi
command -v "$tidy" >/dev/null || fail "there is no program $tidy."

mapfile -t files < <(git ls-files -- "${@:-.}" | grep -E '\.(h|cpp|cu|cuh)$')
((${#files[@]} > 0)) || fail "no C++ or CUDA file is tracked there."
failed=0
if [[ $fix ]]; then
  clang-format -i "${files[@]}"
else
  clang-format --dry-run --Werror "${files[@]}" || failed=1
fi

# clang cannot read GCC's precompiled headers, and would try. Without them it also finds files that do not include what they
# need. CUDA files are left to nvcc: this clang does not know its version.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$commands" "$folder" <<'END'
import json, re, sys

commands, folder = sys.argv[1:]
entries = [e for e in json.load(open(commands)) if e["file"].endswith(".cpp")]
for entry in entries:
    entry["command"] = re.sub(r"-Winvalid-pch |-include \S*/cmake_pch\.hxx ", "", entry["command"])
json.dump(entries, open(f"{folder}/compile_commands.json", "w"))
END
sources=()
for file in "${files[@]}"; do
  if [[ $file == *.cpp ]] && grep -qF "\"$root/$file\"" "$folder/compile_commands.json"; then sources+=("$file"); fi
done
if ((${#sources[@]} > 0)); then
  printf '%s\0' "${sources[@]}" |
    xargs -0 -n 1 -P "$(nproc)" "$tidy" --quiet -p "$folder" --extra-arg=-Wno-unknown-warning-option \
      2> >(grep -v 'warnings generated' >&2) || failed=1
fi
((failed == 0)) || fail "see above. clang-format's part is mended by installer/lint.sh --fix."
echo "clang-format and clang-tidy have nothing to say about ${#files[@]} files."
