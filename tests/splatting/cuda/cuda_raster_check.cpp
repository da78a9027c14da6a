// cuda_raster_check [--small] [--only TEXT] [--back-end cuda|cpu] [--bench [--repeats N]] [--crowd]
// The CUDA rasteriser against the double-precision reference on many scenes, and its times, as a plain program for machines
// without Qt. Prints a line for each compared array; ends with 1 where one failed.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "reconstruction/core/error.h"
#include "tests/splatting/cuda/crowd.h"
#include "tests/splatting/cuda/raster_agreement.h"
#include "tests/splatting/cuda/raster_benchmark.h"

namespace {

using namespace fsm;
using namespace fsm::splatting::testing;

struct Options {
  bool small = false, bench = false, crowd = false;
  int repeats = 20;
  std::string only, backEnd = "cuda";
};

Options parse(int count, char** arguments) {
  Options out;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    const auto value = [&]() -> std::string {
      if (i + 1 >= count) throw Error(ErrorCode::badInput, argument + " needs a value.");
      return arguments[++i];
    };
    if (argument == "--small")
      out.small = true;
    else if (argument == "--bench")
      out.bench = true;
    else if (argument == "--crowd")
      out.crowd = true;
    else if (argument == "--only")
      out.only = value();
    else if (argument == "--back-end")
      out.backEnd = value();
    else if (argument == "--repeats")
      out.repeats = std::max(1, std::atoi(value().c_str()));
    else
      throw Error(ErrorCode::badInput,
                  "Usage: cuda_raster_check [--small] [--only TEXT] [--back-end cuda|cpu] [--bench [--repeats N]] [--crowd]");
  }
  return out;
}

int compareScenes(const Options& options) {
  const bool cuda = options.backEnd == "cuda";
  const auto rasteriser = cuda ? splatting::makeCudaRasteriser(0, nullptr) : splatting::makeCpuRasteriser();
  int failures = 0, compared = 0;
  for (const CheckScene& scene : checkScenes(options.small)) {
    if (scene.name.find(options.only) == std::string::npos) continue;
    const auto memory = cuda ? parity::cudaMemory() : parity::hostMemory();
    for (const Agreement& a : compareWithReference(scene, *rasteriser, *memory)) {
      std::printf("%-40s %-22s worst %9.2e of %9.2e, beyond %.0e: %lld of %lld  %s\n", scene.name.c_str(), a.quantity.c_str(),
                  a.worst, a.scale, a.tolerance, static_cast<long long>(a.beyond), static_cast<long long>(a.count),
                  a.passed ? "PASS" : "FAIL");
      ++compared;
      failures += !a.passed;
    }
    std::fflush(stdout);
  }
  std::printf("%d arrays compared, %d failed.\n", compared, failures);
  return failures + (compared == 0);
}

}  // namespace

int main(int count, char** arguments) try {
  const Options options = parse(count, arguments);
  if (options.bench) {
    std::printf("%s\n", benchmarkCuda(options.repeats).c_str());
    return 0;
  }
  if (options.crowd) return drawCrowd() ? 0 : 1;
  return compareScenes(options) > 0 ? 1 : 0;
} catch (const fsm::Error& error) {
  std::fprintf(stderr, "%s\n%s\n", error.what(), error.detail().c_str());
  return 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
