#!/usr/bin/env bash
# Installs everything that Chronoscope is built with, on a bare Debian 12 or later: packages of the distribution, and
# LibTorch, CMake, Ninja and (where the machine has none) the CUDA toolkit from PyPI into an environment of their own
# below ${XDG_CACHE_HOME:-~/.cache}/chronoscope, which all checkouts share. Nothing else on the machine is touched.
#
# --runtime             only what running an installed program needs: LibTorch and the CUDA libraries that it loads; neither
#                       compilers nor packages of the distribution, which the program's own package asks for
# --runtime --check     nothing but a look: prints the folders that the dynamic loader needs, fails where something is missing
# --progress            with either: lines "NN% STAGE" on standard output, for a window to show; the stages are waiting, torch
#                       (LibTorch), cuda (its libraries), check and done
#
# Idempotent: quick when nothing is to do, and a second run goes on where an interrupted one stopped.
# Leaves `environment.sh` in that folder, to be sourced before CMake runs (not with --runtime).
# Reports on standard error only, and only when there is something to do.
set -euo pipefail

readonly system_packages=(
  # compilers and what surrounds them
  build-essential pkg-config git ca-certificates python3 python3-venv ccache mold
  # libraries
  qt6-base-dev libglm-dev libspdlog-dev nlohmann-json3-dev libcli11-dev libsqlite3-dev zlib1g-dev
  libssl-dev libpng-dev libjpeg-dev libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libavfilter-dev libswresample-dev
  libzstd-dev libassimp-dev libopenexr-dev
  # Vulkan: headers and loader, shader compiler, the software device, the validation layers that all tests run under
  libvulkan-dev glslc mesa-vulkan-drivers vulkan-validationlayers
  # the window: overlay, icons, translations, the X connection; and what tests show it on
  libimgui-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n libxcb1-dev fonts-dejavu-core xvfb xauth
  # camera poses of videos that have none
  colmap
)
# LibTorch asks for far more than its C++ side uses (Triton, for one), so it comes alone; then what its libraries load.
readonly torch_packages=(torch==2.11.0)
readonly cuda_version=13.0.2
readonly runtime_packages=(
  nvidia-cudnn-cu13==9.19.0.56 nvidia-cusparselt-cu13==0.8.0 nvidia-nccl-cu13==2.28.9 nvidia-nvshmem-cu13==3.4.5
  "cuda-toolkit[cudart,cublas,cufft,curand,cusolver,cusparse,nvrtc,nvjitlink,cufile,cupti,nvtx]==$cuda_version"
)
readonly build_packages=(
  "cuda-toolkit[nvcc,cccl,crt,nvvm]==$cuda_version"
  # Debian's CMake 3.25 does not know C++20 for nvcc 13.
  cmake==4.4.4 ninja==1.13.2
)
readonly cuda_major=13            # LibTorch's
readonly needed_megabytes=6000    # what the environment takes, and a margin for unpacking
# What each step writes, downloads and unpacked files together; progress is told by it.
readonly torch_megabytes=1600
readonly native_megabytes=4400

HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/chronoscope"
readonly venv="$cache/venv"
readonly environment="$cache/environment.sh"
readonly stamp="$cache/installed"   # written last: what it says is complete
readonly runtime_stamp="$cache/installed-runtime"   # the same of what running needs, and below it the loader's folders
readonly downloads="$cache/downloads"               # pip's, on the disk that was checked for space; empty between runs
readonly log="$cache/install.log"
readonly system_python=/usr/bin/python3

runtime=''
check=''
progress=''
for argument in "$@"; do
  case $argument in
    --runtime) runtime=yes ;;
    --check) check=yes ;;
    --progress) progress=yes ;;
    *)
      printf 'usage: dependencies.sh [--runtime [--check]] [--progress]\n' >&2
      exit 2
      ;;
  esac
done
readonly runtime check progress

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "error: $1"
  shift
  local line
  for line in "$@"; do say "  $line"; done
  exit 1
}

# logged "what is being done" COMMAND...: the command's output goes to the log, its end is shown when it fails.
logged() {
  local what="$1" began=$SECONDS
  shift
  say "$what ..."
  { printf '\n== %s: %s\n' "$(date '+%F %T')" "$*" && "$@"; } >>"$log" 2>&1 </dev/null || {
    tail -n 25 "$log" >&2
    fail "$what: failed (the lines above; all of it in $log)." \
      "Check the network connection and the free disk space, then run this again: it goes on where it stopped."
  }
  say "  done in $((SECONDS - began)) s"
}

# --- progress -----------------------------------------------------------------------------------------------------

# Lines for a window; a bar on a terminal; elsewhere what `logged` says is enough.
report() {
  local percent="$1" stage="$2" bar=
  if [[ -n $progress ]]; then
    printf '%d%% %s\n' "$percent" "$stage"
  elif [[ -t 2 ]]; then
    printf -v bar '%*s' $((percent * 3 / 10)) ''
    printf '\r[%-30s] %3d %%\e[K\r' "${bar// /#}" "$percent" >&2
  fi
}

written_megabytes() {
  local sizes
  # Files come and go while it counts.
  sizes=$(du -smc "$venv" "$downloads" 2>/dev/null | tail -n 1 | cut -f1) || true
  printf '%d\n' "${sizes:-0}"
}

# Tells how far the step is that writes `megabytes`, until it is stopped: pip says nothing where there is no terminal.
follow() {
  local from="$1" to="$2" megabytes="$3" stage="$4" before now share most=0
  before=$(written_megabytes)
  while sleep 1; do
    now=$(written_megabytes)
    share=$(((now - before) * 100 / megabytes))
    ((share <= 99)) || share=99
    ((share >= most)) && most=$share
    report $((from + (to - from) * most / 100)) "$stage"
  done
}

# measured FROM TO MEGABYTES STAGE "what" COMMAND...: `logged`, with progress from FROM to TO percent.
measured() {
  local from="$1" to="$2" megabytes="$3" stage="$4" follower=
  shift 4
  report "$from" "$stage"
  if [[ -n $progress || -t 2 ]]; then
    follow "$from" "$to" "$megabytes" "$stage" 9>&- &
    follower=$!
    # shellcheck disable=SC2064
    trap "kill $follower 2>/dev/null || true" EXIT
  fi
  logged "$@"
  if [[ -n $follower ]]; then
    kill "$follower" 2>/dev/null || true
    wait "$follower" 2>/dev/null || true
    trap - EXIT
  fi
  report "$to" "$stage"
}

# --- packages of the distribution ---------------------------------------------------------------------------------

missing_packages() {
  local installed
  # dpkg-query fails for names that it never heard of, which is an answer too.
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p') || true
  local package
  for package in "${system_packages[@]}"; do
    grep -qF -x -- "$package" <<<"$installed" || printf '%s\n' "$package"
  done
}

install_system_packages() {
  if [[ ${CHRONOSCOPE_SYSTEM_PACKAGES:-} == provided ]]; then return; fi
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "this is not Debian or one of its relatives, and other packages are not known here." \
      "Install the equivalents of: ${system_packages[*]}" \
      "then run this again with CHRONOSCOPE_SYSTEM_PACKAGES=provided."
  fi
  local missing
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then return; fi
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail "packages are missing, and only root can install them here (there is no sudo)." \
        "As root: apt-get install --no-install-recommends ${missing[*]}" "then run this again."
    as_root=(sudo)
    say "Packages of the distribution are missing; sudo may ask for your password."
    sudo -v || fail "sudo was refused." "As root: apt-get install --no-install-recommends ${missing[*]}"
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=5 -o DPkg::Lock::Timeout=600)
  logged "Reading the distribution's package lists" "${apt[@]}" update
  logged "Installing ${#missing[@]} packages of the distribution" \
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

# --- LibTorch, CMake, Ninja ---------------------------------------------------------------------------------------

python_version() { "$system_python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])'; }

# Foreign settings (PYTHONPATH, "always --user") must not leak into the environment.
pip() {
  env -u PYTHONPATH -u PYTHONHOME -u PIP_USER -u PIP_TARGET -u PIP_PREFIX TMPDIR="$downloads" "$venv/bin/python3" -m pip \
    --disable-pip-version-check --no-input --no-cache-dir --retries 10 --timeout 120 "$@"
}

# An installation that was killed leaves metadata that pip would take for a whole package. pip writes INSTALLER after a
# package's files, so that its absence tells; and it moves what it replaces to names that begin with a tilde.
remove_partial_packages() {
  local site="$1" info
  for info in "$site"/*.dist-info; do
    [[ -e $info/INSTALLER ]] || rm -rf "$info"
  done
  rm -rf "$site"/~*
}

check_disk_space() {
  local free
  free=$(df -Pm "$cache" | awk 'NR == 2 {print $4}')
  ((free >= needed_megabytes)) ||
    fail "LibTorch and its CUDA libraries need $needed_megabytes MB in $cache, and $free MB are free." \
      "Free some space, or set XDG_CACHE_HOME to a folder on a larger disk, and run this again."
}

install_python_packages() {
  local version site
  [[ -x $system_python ]] || fail "there is no $system_python." "Install the package python3 and run this again."
  version=$(python_version)
  site="$venv/lib/$version/site-packages"
  # What an interrupted run left.
  rm -rf "$downloads"
  mkdir -p "$downloads"
  if ! [[ -d $site/torch ]]; then check_disk_space; fi
  if ! [[ -x $venv/bin/python3 && -d $site ]] || ! pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    logged "Making a Python environment in $venv" "$system_python" -m venv "$venv"
  fi
  remove_partial_packages "$site"
  measured 1 27 "$torch_megabytes" torch "LibTorch (a download of 0.5 GB where it is missing)" pip install --no-deps "${torch_packages[@]}"
  if [[ -n $runtime ]]; then
    measured 27 97 "$native_megabytes" cuda "Its CUDA libraries (a download of 1.6 GB where they are missing)" \
      pip install "${runtime_packages[@]}"
  else
    measured 27 97 "$native_megabytes" cuda "Its CUDA libraries, CMake and Ninja (a download of 1.7 GB where they are missing)" \
      pip install "${runtime_packages[@]}" "${build_packages[@]}"
  fi
  rm -rf "$downloads"
  report 97 check
  # The dynamic loader is the judge of whether everything that LibTorch needs is there.
  logged "Checking that LibTorch loads" "$venv/bin/python3" -I -c \
    'import ctypes, sys; [ctypes.CDLL(library, ctypes.RTLD_GLOBAL) for library in sys.argv[1:]]' \
    "$site/torch/lib/libtorch.so" "$site/torch/lib/libtorch_cuda.so"
  {
    wanted_runtime_stamp
    printf '%s\n' "$site/torch/lib:$site/nvidia/cu$cuda_major/lib"
  } >"$runtime_stamp.partial"
  mv "$runtime_stamp.partial" "$runtime_stamp"
  report 100 "done"
}

# --- the CUDA toolkit ---------------------------------------------------------------------------------------------

# Prints the folder of the machine's own toolkit when it is one that LibTorch's headers can be compiled with.
cuda_of_the_machine() {
  local home=/usr/local/cuda release header
  [[ -x $home/bin/nvcc ]] || return 0
  for header in cuda_runtime.h cublas_v2.h cusparse.h; do
    [[ -e $home/include/$header ]] || return 0
  done
  release=$("$home/bin/nvcc" --version 2>/dev/null | sed -n 's/.*release \([0-9]*\)\..*/\1/p') || return 0
  if [[ $release == "$cuda_major" ]]; then printf '%s\n' "$home"; fi
}

# The wheels spread a toolkit over one folder that lacks two things: `lib64`, where nvcc looks, and the unversioned
# names that a linker looks for. They are added to a copy (of hard links, where the file system can).
# Runs under `logged`, where bash does not stop at errors by itself.
assemble_cuda() {
  local wheels="$1" home="$2" partial="$2.partial" library link
  rm -rf "$partial"
  cp -al "$wheels" "$partial" 2>/dev/null || { rm -rf "$partial" && cp -a "$wheels" "$partial"; } || return 1
  ln -sfn lib "$partial/lib64" || return 1
  for library in "$partial"/lib/*.so.*; do
    link="${library%%.so.*}.so"
    [[ -e $link ]] || ln -s "${library##*/}" "$link" || return 1
  done
  "$partial/bin/nvcc" --version && rm -rf "$home" && mv "$partial" "$home"
}

# --- all of it ----------------------------------------------------------------------------------------------------

# Single quotes, so that any POSIX shell can read any path.
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

write_environment() {
  local torch="$1" cuda="$2"
  cat >"$environment.partial" <<END
# Written by installer/dependencies.sh. To be sourced before CMake, Ninja or CTest are called by hand.
export CHRONOSCOPE_VENV=$(quoted "$venv")
export TORCH_ROOT=$(quoted "$torch")
export CUDA_HOME=$(quoted "$cuda")
export CUDACXX=$(quoted "$cuda/bin/nvcc")
export CUDAToolkit_ROOT=$(quoted "$cuda")
export CUDA_TOOLKIT_ROOT_DIR=$(quoted "$cuda")
case ":\$PATH:" in
  *:"\$CHRONOSCOPE_VENV/bin":*) ;;
  *) export PATH="\$CHRONOSCOPE_VENV/bin:\$PATH" ;;
esac
END
  # Left alone when nothing changes: builds are configured anew when it is newer than they are.
  if cmp -s "$environment.partial" "$environment"; then
    rm "$environment.partial"
  else
    mv "$environment.partial" "$environment"
  fi
}

# What the stamp says when all that this script would do is done: this script, and the Python that the environment is of.
wanted_stamp() {
  printf '%s %s\n' "$(sha256sum <"${BASH_SOURCE[0]}" | cut -d' ' -f1)" "$(readlink -f "$system_python" || true)"
}

# The versions, so that either mode's work counts for the other.
wanted_runtime_stamp() {
  printf '%s %s\n' "${torch_packages[*]} ${runtime_packages[*]}" "$(readlink -f "$system_python" || true)"
}

# Prints the folders of the loader where all is there that running needs.
runtime_libraries() {
  local wanted folders
  [[ -r $runtime_stamp ]] || return 1
  { IFS= read -r wanted && IFS= read -r folders; } <"$runtime_stamp" || return 1
  [[ $wanted == "$(wanted_runtime_stamp)" && -e ${folders%%:*}/libtorch.so ]] || return 1
  printf '%s\n' "$folders"
}

nothing_to_do() {
  if [[ -n $runtime ]]; then
    runtime_libraries >/dev/null
    return
  fi
  [[ -r $stamp && -r $runtime_stamp && -r $environment ]] || return 1
  [[ $(<"$stamp") == "$(wanted_stamp)" ]] || return 1
  (
    # shellcheck disable=SC1090
    . "$environment"
    [[ -x $CUDACXX && -e $TORCH_ROOT/lib/libtorch.so && -x $CHRONOSCOPE_VENV/bin/ninja && -x $CHRONOSCOPE_VENV/bin/cmake ]]
  ) || return 1
  [[ ${CHRONOSCOPE_SYSTEM_PACKAGES:-} == provided ]] || { command -v dpkg-query >/dev/null && [[ -z $(missing_packages) ]]; }
}

main() {
  if [[ -n $check ]]; then
    runtime_libraries
    return
  fi
  if nothing_to_do; then return; fi
  [[ $(uname -s)-$(uname -m) == Linux-x86_64 ]] ||
    fail "LibTorch's packages are only known for Linux on x86-64; this is $(uname -s) on $(uname -m)."
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  if ! flock -n 9; then
    say "Another checkout is installing; waiting for it ..."
    report 0 waiting
    flock 9
    if nothing_to_do; then return; fi
  fi
  rm -f "$runtime_stamp"
  if [[ -n $runtime ]]; then
    install_python_packages
    return
  fi
  rm -f "$stamp"
  install_system_packages
  install_python_packages
  local site cuda wheels
  site="$venv/lib/$(python_version)/site-packages"
  cuda=$(cuda_of_the_machine)
  if [[ -z $cuda ]]; then
    cuda="$cache/cuda"
    wheels="$site/nvidia/cu$cuda_major"
    # Put in place as a whole, so that its compiler tells whether it is there and which; another checkout may be using it.
    cmp -s "$wheels/bin/nvcc" "$cuda/bin/nvcc" ||
      logged "Assembling the CUDA toolkit in $cuda" assemble_cuda "$wheels" "$cuda"
  fi
  write_environment "$site/torch" "$cuda"
  wanted_stamp >"$stamp.partial"
  mv "$stamp.partial" "$stamp"
  say "Everything that Chronoscope is built with is installed."
}

main
