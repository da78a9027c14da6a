#!/usr/bin/env bash
# sanitize.sh [asan] [tsan] [-- CTEST ARGUMENTS]: builds these presets (both when none is named) into build/asan and
# build/tsan and runs the tests under AddressSanitizer with UndefinedBehaviorSanitizer, and under ThreadSanitizer.
# With CTest arguments only the tests that they choose are built.
# The first finding ends a test. CUDA code is compiled but does not run: the sanitizers' memory layout and the driver's
# exclude each other, and the code on the device is not what they look at. Expect several times the memory and time of test.sh:
#   installer/sanitize.sh asan -- -R 'media|capture'     one sanitizer, some tests
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
presets=()
while (($# > 0)); do
  case "$1" in
    asan | tsan) presets+=("$1") ;;
    --) shift; break ;;
    *) echo "usage: sanitize.sh [asan] [tsan] [-- CTEST ARGUMENTS]" >&2; exit 2 ;;
  esac
  shift
done
((${#presets[@]} > 0)) || presets=(asan tsan)

if [[ -z ${FSM_DATA:-} && -d $root/../shared ]]; then
  FSM_DATA=$(readlink -f "$root/../shared")
  export FSM_DATA
fi
export CUDA_VISIBLE_DEVICES=-1 QT_QPA_PLATFORM=offscreen
export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1:check_initialization_order=1"
ASAN_OPTIONS+=":strict_string_checks=1:allocator_may_return_null=1:suppressions=$root/installer/sanitizers/asan.supp"
export LSAN_OPTIONS="suppressions=$root/installer/sanitizers/leak.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
# ThreadSanitizer cannot see how libraries that it was not built with (LibTorch, FFmpeg, Qt) synchronise.
export TSAN_OPTIONS="ignore_noninstrumented_modules=1:halt_on_error=1:second_deadlock_stack=1"

# The tests that these CTest arguments choose; each is the name of the target that builds it.
chosen_tests() {
  local folder="$1"
  shift
  # CTest also complains of every test that is not built yet.
  ctest --test-dir "$folder" --show-only "$@" 2>/dev/null | sed -n 's/^ *Test *#[0-9]*: *\([^ ]*\).*$/\1/p'
}

# Configures first: which tests there are is not known before.
build() {
  local preset="$1"
  shift
  if (($# == 0)); then
    "$root/installer/build.sh" "$preset"
    return
  fi
  "$root/installer/build.sh" "$preset" build.ninja
  # shellcheck disable=SC1090
  . "$root/build/$preset/environment.sh"
  local tests=()
  mapfile -t tests < <(chosen_tests "$root/build/$preset" "$@")
  if ((${#tests[@]} == 0)); then
    echo "error: no test is chosen by: $*. See them with: ctest --test-dir build/$preset --show-only" >&2
    exit 2
  fi
  "$root/installer/build.sh" "$preset" "${tests[@]}"
}

failed=()
for preset in "${presets[@]}"; do
  build "$preset" "$@"
  # shellcheck disable=SC1090
  . "$root/build/$preset/environment.sh"
  # ThreadSanitizer of GCC 12 does not start where addresses are randomised as widely as newer kernels do, and takes
  # the barriers of an OpenMP runtime that it was not built with for races.
  within=()
  if [[ $preset == tsan ]]; then within=(setarch -R env OMP_NUM_THREADS=1); fi
  "${within[@]}" ctest --test-dir "$root/build/$preset" --output-on-failure "$@" || failed+=("$preset")
done
if ((${#failed[@]} > 0)); then
  echo "error: findings or failures under: ${failed[*]}" >&2
  exit 1
fi
