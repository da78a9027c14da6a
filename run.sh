#!/usr/bin/env bash
# ./run.sh              sets up, builds, and opens the window with the sample scene; where there is no display, the same as --headless
# ./run.sh --headless   sets up, builds, and makes a clip of the bundled sample capture with the bundled model
# ./run.sh FILES...     opens the window with projects, splat files or footage that are there
# ./run.sh ARGUMENTS    sets up, builds, and runs `fsm ARGUMENTS` (./run.sh --help lists them)
# Standard output is the program's alone. Paths are relative to the folder from which it is called.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
fsm="$root/build/release/bin/fsm"
chronoscope="$root/build/release/bin/chronoscope"

# X11, or a Wayland session with its X server.
has_display() { [[ -n ${DISPLAY:-} ]]; }

all_files() {
  local argument
  for argument in "$@"; do [[ -e $argument ]] || return 1; done
}

if (($# == 0)) && has_display || { (($# > 0)) && has_display && all_files "$@"; }; then
  "$root/installer/build.sh" release chronoscope
  exec "$chronoscope" "$@"
fi

"$root/installer/build.sh" release fsm
if (($# > 0)) && [[ $1 != --headless ]]; then exec "$fsm" "$@"; fi
output="$root/output"
mkdir -p "$output"
echo "Reading the sample capture ..."
"$fsm" reconstruct "$root/resources/sample" -o "$output/sample.chrono" --decoder gaussians
echo "Rendering a clip in which time runs while the camera orbits ..."
"$fsm" render "$output/sample.chrono" -o "$output/sample.mp4" --camera orbit --time all

cat <<END

The clip:           $output/sample.mp4
Its contact sheet:  $output/sample.sheet.png
The scene:          $output/sample.chrono

What to try next:
  ./run.sh info                                            what this machine can do
  ./run.sh render output/sample.chrono -o still.png --camera orbit:20 --time 1
                                                           the scene from elsewhere, at one moment
  ./run.sh refine output/sample.chrono --seconds 120       sharpens its Gaussians on this machine
  ./run.sh export output/sample.chrono -o sample.ply --time 1
                                                           one moment as a splat file for other programs
  ./run.sh eval resources/sample --holdout every:8         how well views that were held out are predicted
  ./run.sh import VIDEO -o my_capture --poses FOLDER       a capture of your own
  ./run.sh --help                                          everything else
END
