#include "app/desktop/operations/refine_estimate.h"

#include <QSettings>
#include <algorithm>
#include <cmath>
#include <thread>

namespace fsm::desktop {

namespace {

constexpr double kGaussianBytes = 1600, kPixelBytes = 1200, kFramePixelBytes = 2 * 3 * sizeof(float);
/// Of one core: 200,000 Gaussians and frames of 256 by 144 took 0.29 s a step on two busy ones.
constexpr double kGaussianSeconds = 1.5e-6, kPixelSeconds = 7e-6;
constexpr double kCardCores = 200;
constexpr double kUsableShare = 0.85;  ///< of the free memory: what is not counted needs some too
constexpr double kSlowestPace = 100, kFewSteps = 10;

QString paceKey(bool cuda) { return cuda ? QStringLiteral("refine/pace_cuda") : QStringLiteral("refine/pace_cpu"); }

double paceOf(bool cuda) {
  const double pace = QSettings().value(paceKey(cuda), 1.0).toDouble();
  return std::isfinite(pace) ? std::clamp(pace, 1 / kSlowestPace, kSlowestPace) : 1.0;
}

double largestFrame(const jobs::Scene& scene) {
  double most = 0;
  for (const ImageSize size : scene.settings.viewSizes) most = std::max(most, static_cast<double>(size.width) * size.height);
  return most;
}

}  // namespace

int longSideOf(const jobs::Scene& scene) {
  int side = 0;
  for (const ImageSize size : scene.settings.viewSizes) side = std::max({side, size.width, size.height});
  return side;
}

RefineEstimate estimateRefinement(const jobs::Scene& scene, int64_t gaussians, const RefineChoice& choice,
                                  const training::FinetuneMachine& machine) {
  const double count = static_cast<double>(choice.scene.budget > 0 ? choice.scene.budget : gaussians);
  const double pixels = largestFrame(scene);
  RefineEstimate estimate{machine.name, machine.cuda};
  estimate.freeBytes = machine.freeBytes;
  const double bytes =
      kGaussianBytes * count + kPixelBytes * pixels + kFramePixelBytes * pixels * static_cast<double>(scene.plan.inputs.size());
  estimate.memoryBytes = static_cast<uint64_t>(std::min(bytes, 1e18));
  const double cores = machine.cuda ? kCardCores : std::max(1u, std::thread::hardware_concurrency());
  estimate.secondsPerStep = (kGaussianSeconds * count + kPixelSeconds * pixels) * paceOf(machine.cuda) / cores;
  estimate.fits = bytes <= kUsableShare * static_cast<double>(machine.freeBytes);
  return estimate;
}

void rememberPace(const RefineEstimate& estimate, int64_t steps, double seconds) {
  if (steps < kFewSteps || !(seconds > 0) || !(estimate.secondsPerStep > 0)) return;
  const double measured = seconds / static_cast<double>(steps) / estimate.secondsPerStep * paceOf(estimate.cuda);
  QSettings().setValue(paceKey(estimate.cuda), std::clamp(measured, 1 / kSlowestPace, kSlowestPace));
}

}  // namespace fsm::desktop
