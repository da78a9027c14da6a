#!/usr/bin/env bash
# translate.sh [FOLDER]: brings the catalogues in FOLDER (resources/translations) up to date with the sources of the window. New
# texts are left unfinished: write their translations into the .ts files (by hand or with Qt Linguist) and build. Lists what is
# unfinished, and ends with an error while something is. Needs Debian's packages qt6-l10n-tools and qt6-tools-dev-tools.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
lupdate=/usr/lib/qt6/bin/lupdate
[[ -x $lupdate ]] || {
  printf 'error: there is no %s. Run: apt-get install qt6-l10n-tools\n' "$lupdate" >&2
  exit 1
}
folder=$(readlink -f "${1:-$root/resources/translations}")
cd "$root"
update() { "$lupdate" -silent -I . -locations none -no-obsolete -no-ui-lines "$@" 2>&1 | { grep -v 'lacks Q_OBJECT macro' >&2 || true; }; }
update -source-language en -target-language de app/desktop -ts "$folder/chronoscope_de.ts"
# English is the language of the sources; only what is counted needs forms.
update -source-language en -target-language en -pluralonly app/desktop -ts "$folder/chronoscope_en.ts"

# A text may go over several lines: they are joined before it is looked for.
unfinished=$(cat "$folder"/*.ts | tr '\n' ' ' | sed 's/<message/\n&/g' | grep 'type="unfinished"' |
  sed 's/.*<source>\(.*\)<\/source>.*/\1/') || true
if [[ -n $unfinished ]]; then
  printf '%s\n' "$unfinished"
  exit 1
fi
