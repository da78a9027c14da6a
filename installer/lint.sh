#!/usr/bin/env bash
# lint.sh [--fix] [PATH...]: clang-format and clang-tidy over the tracked C++ and CUDA files (below PATH..., default all),
# with the compile commands of build/release (or of $CHRONOSCOPE_BUILD). Ends with an error when either has something to say.
# --fix rewrites what clang-format would write otherwise. Needs Debian's packages clang-format and clang-tidy (14).
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
cd "$root"
fail() { printf 'error: %s\n' "$1" >&2; exit 1; }

fix=
if [[ ${1:-} == --fix ]]; then
  fix=yes
  shift
fi
command -v clang-format clang-tidy >/dev/null ||
  fail "clang-format or clang-tidy is missing. Run: apt-get install clang-format clang-tidy"
commands="${CHRONOSCOPE_BUILD:-build/release}/compile_commands.json"
[[ -e $commands ]] || fail "there is no $commands. Run ./test.sh first."

mapfile -t files < <(git ls-files -- "${@:-.}" | grep -E '\.(h|cpp|cu|cuh)$')
((${#files[@]} > 0)) || fail "no C++ or CUDA file is tracked there."
failed=0
if [[ $fix ]]; then
  clang-format -i "${files[@]}"
else
  clang-format --dry-run --Werror "${files[@]}" || failed=1
fi

# clang cannot read GCC's precompiled header, and would try: copies without the compiled one beside them are included
# as text instead. CUDA files are left to nvcc: this clang does not know its version.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$commands" "$folder" <<'END'
import json, re, shutil, sys

commands, folder = sys.argv[1:]
entries = [e for e in json.load(open(commands)) if e["file"].endswith(".cpp")]
copies = {}
for entry in entries:
    for header in re.findall(r"-include (\S*/cmake_pch\.hxx)", entry["command"]):
        if header not in copies:
            copies[header] = f"{folder}/precompiled_{len(copies)}.h"
            shutil.copy(header, copies[header])
        entry["command"] = entry["command"].replace(f"-include {header}", f"-include {copies[header]}")
    entry["command"] = entry["command"].replace("-Winvalid-pch ", "")
json.dump(entries, open(f"{folder}/compile_commands.json", "w"))
END
sources=()
for file in "${files[@]}"; do
  if [[ $file == *.cpp ]] && grep -qF "\"$root/$file\"" "$folder/compile_commands.json"; then sources+=("$file"); fi
done
if ((${#sources[@]} > 0)); then
  printf '%s\0' "${sources[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet -p "$folder" --extra-arg=-Wno-unknown-warning-option \
      2> >(grep -v 'warnings generated' >&2) || failed=1
fi
((failed == 0)) || fail "see above. clang-format's part is mended by installer/lint.sh --fix."
echo "clang-format and clang-tidy have nothing to say about ${#files[@]} files."
