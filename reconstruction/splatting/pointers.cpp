#include "reconstruction/core/error.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting {
namespace {

void expectSize(const std::vector<float>& values, int64_t expected, const char* name) {
  if (static_cast<int64_t>(values.size()) != expected) {
    throw Error(ErrorCode::internal, "The parts of a set of Gaussians do not have the same length. Please report this.",
                std::string(name) + ": " + std::to_string(values.size()) + ", not " + std::to_string(expected));
  }
}

}  // namespace

GaussianPointers<float> pointers(const scene::Gaussians4D& gaussians) {
  const int64_t count = gaussians.count();
  const int64_t dynamic = gaussians.isStatic() ? 0 : count;
  expectSize(gaussians.position, count * 3, "position");
  expectSize(gaussians.logScale, count * 3, "logScale");
  expectSize(gaussians.rotation, count * 4, "rotation");
  expectSize(gaussians.sh, count * gaussians.coefficients() * 3, "sh");
  expectSize(gaussians.time, dynamic, "time");
  expectSize(gaussians.logScaleTime, dynamic, "logScaleTime");
  expectSize(gaussians.rotationRight, dynamic * 4, "rotationRight");

  GaussianPointers<float> out;
  out.count = count;
  out.shDegree = gaussians.shDegree;
  out.timeHarmonics = gaussians.timeHarmonics;
  out.timePeriod = gaussians.timePeriod;
  out.position = gaussians.position.data();
  out.logScale = gaussians.logScale.data();
  out.rotation = gaussians.rotation.data();
  out.opacityLogit = gaussians.opacityLogit.data();
  out.sh = gaussians.sh.data();
  if (!gaussians.isStatic()) {
    out.time = gaussians.time.data();
    out.logScaleTime = gaussians.logScaleTime.data();
    out.rotationRight = gaussians.rotationRight.data();
  }
  return out;
}

}  // namespace fsm::splatting
