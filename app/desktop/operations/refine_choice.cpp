#include "app/desktop/operations/refine_choice.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <map>
#include <set>

#include "reconstruction/capture/plan.h"
#include "training/finetune/frame_draw.h"

namespace fsm::desktop {

namespace {

constexpr size_t kLeastToHoldOutOf = 8, kLeastHeldOut = 2;
constexpr int kMostHeldOut = 24, kMostScored = 12;  ///< as the jobs score
constexpr int64_t kFewGaussians = 20'000;
constexpr int kSmallSide = 128, kPatch = 8, kFewInputs = 2;

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

int camerasOf(const std::vector<FrameId>& frames) {
  std::set<int> cameras;
  for (const FrameId id : frames) cameras.insert(id.camera);
  return static_cast<int>(cameras.size());
}

/// Less of a fine-tuning: fewer numbers that learn, then fewer frames a step, at last smaller ones, which teach least.
bool makeLighter(training::FinetuneOptions& options, int longSide) {
  if (options.mode != training::FinetuneMode::lowRank) {
    options.mode = training::FinetuneMode::lowRank;
    return true;
  }
  if (options.inputs != kFewInputs || options.targets != 1) {
    options.inputs = kFewInputs;
    options.targets = 1;
    return true;
  }
  const int side = options.longSide > 0 ? std::min(options.longSide, longSide) : longSide;
  if (side <= kSmallSide) return false;
  options.longSide = std::max(kSmallSide, side * 3 / 4 / kPatch * kPatch);
  return true;
}

}  // namespace

RefineChoice::RefineChoice() {
  constexpr double kStatusSeconds = 2;
  scene.seconds = training::kDefaultRefineSeconds;
  scene.statusSeconds = kStatusSeconds;
  model.options.seconds = kFinetuneSeconds;
}

const std::string& deviceOf(const RefineChoice& choice) {
  return choice.kind == RefineKind::scene ? choice.scene.device : choice.model.model.device;
}

void setDevice(RefineChoice& choice, const std::string& device) {
  (choice.kind == RefineKind::scene ? choice.scene.device : choice.model.model.device) = device;
}

FramePlan refinementPlan(const Capture& capture, const FramePlan& plan, int every) {
  if (!plan.targets.empty()) return {plan.inputs, spreadEvenly(capture, plan.targets, kMostHeldOut)};
  const size_t count = plan.inputs.size();
  if (every <= 0 || count < kLeastToHoldOutOf) return plan;
  const size_t held = std::clamp(count / static_cast<size_t>(every), kLeastHeldOut, count / 2);
  // Inputs are sorted by time, then camera: one in the middle of each of as many stretches, another camera each time.
  const size_t turn = camerasOf(plan.inputs) > 1 ? 1 : 0;
  std::set<size_t> chosen;
  for (size_t k = 0; k < held; ++k) {
    const size_t begin = k * count / held, length = (k + 1) * count / held - begin;
    chosen.insert(begin + (length / 2 + k * turn) % length);
  }
  FramePlan out;
  for (size_t i = 0; i < count; ++i) (chosen.contains(i) ? out.targets : out.inputs).push_back(plan.inputs[i]);
  return out;
}

std::vector<FrameId> heldOutFrames(const jobs::Scene& scene, const RefineChoice& choice) {
  if (choice.kind == RefineKind::scene) return refinementPlan(scene.capture, scene.plan, choice.holdOutEvery).targets;
  if (!scene.plan.targets.empty()) return spreadEvenly(scene.capture, scene.plan.targets, kMostScored);
  std::vector<FrameId> scored;
  for (const size_t i : training::rolesOf(scene.plan.inputs.size(), true).heldBack) scored.push_back(scene.plan.inputs[i]);
  return scored;
}

QString framesText(const Capture& capture, const std::vector<FrameId>& frames, int most) {
  std::map<int, QStringList> byCamera;
  for (size_t i = 0; i < frames.size() && static_cast<int>(i) < most; ++i)
    byCamera[frames[i].camera] << QString::number(frames[i].frame + 1);
  QStringList parts;
  for (const auto& [camera, numbers] : byCamera)
    parts << (capture.cameras.size() == 1
                  ? numbers.join(QStringLiteral(", "))
                  : QStringLiteral("%1 %2").arg(QString::fromStdString(capture.cameras.at(static_cast<size_t>(camera)).name),
                                                numbers.join(QStringLiteral(", "))));
  QString text = parts.join(QStringLiteral("; "));
  const int more = static_cast<int>(frames.size()) - most;
  if (more > 0) text = tr("%1 and %2 more").arg(text).arg(more);
  return text;
}

QString heldOutText(const jobs::Scene& scene, const std::vector<FrameId>& heldOut) {
  const size_t apart = scene.plan.targets.size();  // where the plan holds frames out, they are none of the inputs
  return tr("Held out, never learned from: %1 (%2 of %3 frames).")
      .arg(framesText(scene.capture, heldOut))
      .arg(heldOut.size())
      .arg(scene.plan.inputs.size() + apart);
}

std::optional<RefineChoice> lighter(RefineChoice choice, int64_t gaussians, int longSide, bool cuda) {
  if (choice.kind == RefineKind::model) {
    if (makeLighter(choice.model.options, longSide)) return choice;
  } else {
    const int64_t now = choice.scene.budget > 0 ? choice.scene.budget : gaussians;
    // First what was asked for beyond what is there, then half of it.
    const int64_t next = now > gaussians ? gaussians : std::max(kFewGaussians, now / 2);
    if (next < now) {
      choice.scene.budget = next;
      return choice;
    }
  }
  if (!cuda) return std::nullopt;
  setDevice(choice, "cpu");
  return choice;
}

QString lighterText(const RefineChoice& before, const RefineChoice& after) {
  if (deviceOf(before) != deviceOf(after)) return tr("Try on the processor");
  if (after.kind == RefineKind::scene) return tr("Refine with %1 Gaussians").arg(QLocale().toString(after.scene.budget));
  const training::FinetuneOptions &was = before.model.options, &is = after.model.options;
  if (was.mode != is.mode) return tr("Fine-tune at low rank");
  if (was.inputs != is.inputs || was.targets != is.targets)
    return tr("Fine-tune with %1 frames a step").arg(is.inputs + is.targets);
  return tr("Fine-tune with frames of %1 pixels").arg(is.longSide);
}

}  // namespace fsm::desktop
