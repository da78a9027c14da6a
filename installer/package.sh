#!/usr/bin/env bash
# package.sh [PRESET]: builds the programs (preset `package`: code for all supported GPUs) and puts them, with the model, the sample
# and what a desktop needs, into build/package/chronoscope_VERSION_amd64.deb. Prints that file's name on standard output.
# Another preset, `release` for one, packs what is built there: quicker, for GPUs of that preset only.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
preset="${1:-package}"
folder="$root/build/$preset"
log="$folder/package.log"
HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"

"$root/installer/build.sh" "$preset" packaged
# shellcheck disable=SC1091
. "${XDG_CACHE_HOME:-$HOME/.cache}/chronoscope/environment.sh"
mkdir -p "$root/build/package"
rm -f "$root"/build/package/chronoscope_*.deb
(cd "$folder" && cpack -G DEB) >"$log" 2>&1 </dev/null || {
  tail -n 40 "$log" >&2
  printf 'error: CPack could not make the package (the lines above are the end of %s).\n' "$log" >&2
  exit 1
}
ls "$root"/build/package/chronoscope_*.deb
