#!/usr/bin/env bash
# test_package.sh [PACKAGE.deb]: installs the package (default: the one in build/package) in a clean Debian 12 and uses it there as
# an ordinary person: fsm fetches LibTorch, reads the installed sample into a scene, and writes one moment of it as a splat file.
# Then the package is removed, and nothing of it may stay. Needs root, Debian's package debootstrap, a network, 12 GB below
# ${TMPDIR:-/tmp} and about ten minutes. This machine's package sources, pip configuration and certificates are taken over.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
say() { printf '%s\n' "$*" >&2; }
fail() {
  say "error: $*"
  exit 1
}

# Everything is mounted in a namespace of its own: when this process ends, however it ends, the mounts are gone.
if [[ -z ${CHRONOSCOPE_TEST_NAMESPACE:-} ]]; then
  ((EUID == 0)) || fail "only root can make a system to install in. Run: sudo $0 $*"
  command -v debootstrap >/dev/null || fail "debootstrap is missing. Run: apt-get install debootstrap"
  shopt -s nullglob
  found=("$root"/build/package/chronoscope_*.deb)
  package=$(readlink -f "${1:-${found[0]:-}}") || package=
  [[ -f $package ]] || fail "there is no package. Run installer/package.sh first."
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/chronoscope-package.XXXXXX")
  trap 'rm -rf --one-file-system "$scratch"' EXIT
  CHRONOSCOPE_TEST_NAMESPACE=yes unshare --mount --propagation private --pid --fork --kill-child \
    "${BASH_SOURCE[0]}" "$package" "$scratch"
  exit
fi

package="$1"
scratch="$2"
system="$scratch/debian"
log="$scratch/log"

logged() {
  "$@" >>"$log" 2>&1 </dev/null || {
    tail -n 30 "$log" >&2
    fail "failed (the lines above are the end of the log): $*"
  }
}

# The first package source of this machine, in either of apt's formats.
mirror() {
  sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1
}

# How this machine reaches the outside.
take_over() {
  local path
  for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings /usr/share/keyrings /etc/resolv.conf /etc/pip.conf \
    /etc/ssl/certs /usr/local/share/ca-certificates; do
    [[ -e $path ]] || continue
    mkdir -p "$system$(dirname "$path")"
    rm -rf "${system:?}$path"
    # As files: what certificates link to is not there.
    cp -rL "$path" "$system$path" 2>/dev/null || true
  done
}

passed_on() {
  local name
  for name in http_proxy https_proxy no_proxy PIP_INDEX_URL PIP_CERT SSL_CERT_FILE; do
    if [[ -n ${!name:-} ]]; then printf '%s=%s\n' "$name" "${!name}"; fi
  done
}

inside() { # USER COMMAND...
  local user="$1" home=/root
  shift
  [[ $user == root ]] || home="/home/$user"
  local environment
  mapfile -t environment < <(passed_on)
  # shellcheck disable=SC2016
  chroot --userspec="$user:$user" "$system" /usr/bin/env -i HOME="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "${environment[@]}" sh -c 'cd "$HOME" && exec "$@"' sh "$@"
}

say "A clean Debian 12 from $(mirror) ..."
logged debootstrap --variant=minbase bookworm "$system" "$(mirror)"
take_over
mount -t proc proc "$system/proc"
cp "$package" "$system/root/chronoscope.deb"

say "Installing $(basename "$package") ..."
logged inside root apt-get -q update
logged inside root apt-get -q install -y --no-install-recommends /root/chronoscope.deb
logged inside root useradd --create-home artist
for file in /usr/bin/fsm /usr/bin/chronoscope /usr/share/applications/chronoscope.desktop /usr/share/mime/packages/chronoscope.xml \
  /usr/share/icons/hicolor/scalable/apps/chronoscope.svg; do
  inside root test -e "$file" || fail "the package did not install $file."
done
for program in fsm chronoscope first-start; do
  missing=$(inside root ldd "/usr/lib/chronoscope/$program" | awk '/not found/ && !/lib(torch|c10|cudart)/ {print $1}')
  [[ -z $missing ]] || fail "$program lacks libraries that the package should depend on: $missing"
done

say "As an ordinary person:"
run() {
  say "\$ $*"
  inside artist "$@" >&2 || fail "this failed: $*"
}
began=$SECONDS
run fsm --version
say "  (with fetching LibTorch: $((SECONDS - began)) s)"
run fsm reconstruct /usr/share/chronoscope/sample -o sample.chrono --decoder gaussians
run fsm export sample.chrono -o sample.ply --time 1
inside artist test -s sample.chrono -a -s sample.ply || fail "the scene or the splat file is empty."
[[ $(inside artist head -c 72 sample.chrono | tail -c 4) == CHRO ]] || fail "the scene is not what the MIME type describes."

say "Removing the package ..."
logged inside root apt-get -q purge -y chronoscope
! inside root sh -c 'ls /usr/lib/chronoscope /usr/share/chronoscope /usr/bin/fsm /usr/bin/chronoscope' 2>/dev/null ||
  fail "removing the package left files behind."
say "The package installs, works and goes away."
