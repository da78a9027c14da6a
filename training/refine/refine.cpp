#include "training/refine/refine.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/model/device.h"
#include "training/refine/refine_run.h"

namespace fsm::training {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

void checkFrames(const std::vector<RefineFrame>& frames) {
  for (const RefineFrame& frame : frames) {
    const Intrinsics& k = frame.view.camera.intrinsics;
    const bool pixels = frame.image.size == k.size && k.size.width > 0 && k.size.height > 0;
    if (!pixels || frame.camera < 0 || frame.camera > 4096 || !std::isfinite(frame.view.time) || !(k.fx > 0) || !(k.fy > 0) ||
        !isRigid(frame.view.camera.world_from_camera))
      throw Error(ErrorCode::badInput, "A frame to refine with has no proper camera, time or picture. Import the capture again.");
    if (!std::all_of(frame.image.rgb.begin(), frame.image.rgb.end(), [](float value) { return std::isfinite(value); }))
      throw Error(ErrorCode::badInput, "A frame to refine with has values that are no numbers. Import the capture again.");
  }
}

void checkInput(const RefineInput& input, const RefineOptions& options) {
  if (input.frames.empty())
    throw Error(ErrorCode::badInput, "There is no frame to refine the scene with. Reconstruct it from at least one.");
  if (options.steps <= 0 && !(options.seconds > 0))
    throw Error(ErrorCode::badInput, "Say how long to refine: a number of steps or of seconds above 0.");
  if (options.steps < 0 || options.budget < 0 || options.shDegree < 0 || options.shDegree > 3 || !(options.seconds >= 0))
    throw Error(ErrorCode::badInput, "Steps, seconds and budget must not be negative, and the degree of harmonics is 0 to 3.");
  checkFrames(input.frames);
  checkFrames(input.heldOut);
}

/// Those that can be drawn: others have no gradient and would never move.
RefineInput withoutUndrawable(RefineInput input) {
  const scene::Gaussians4D& all = input.start.gaussians;
  std::vector<int64_t> kept;
  for (int64_t i = 0; i < all.count(); ++i)
    if (all.isDrawable(i)) kept.push_back(i);
  if (kept.empty())
    throw Error(ErrorCode::badInput, "The scene has no Gaussian that can be drawn. Reconstruct it before refining it.");
  if (static_cast<int64_t>(kept.size()) < all.count()) input.start.gaussians = all.subset(kept);
  return input;
}

ViewScore scoreRun(RefineRun& run, const std::vector<RefineFrame>& frames, bool withColours) {
  const std::vector<ColourFit> fits = run.colours().fits();
  std::vector<Image> answers;
  for (const RefineFrame& frame : frames) {
    answers.push_back(run.draw(frame.view));
    if (withColours) answers.back() = fits.at(static_cast<size_t>(frame.camera)).apply(answers.back());
  }
  return scoreViews(answers, frames);
}

/// Where the run stands in its bounds, and what its listener was told.
class RunClock {
 public:
  RunClock(const RefineOptions& options, double before) : options_(options), before_(before) {}
  double seconds() const { return before_ + secondsSince(begin_); }
  double fraction(int64_t step) const {
    const double bySteps = options_.steps > 0 ? static_cast<double>(step) / static_cast<double>(options_.steps) : 0;
    return std::min(1.0, options_.seconds > 0 ? std::max(bySteps, seconds() / options_.seconds) : bySteps);
  }
  bool statusIsDue() { return isDue(told_, options_.statusSeconds); }
  bool arraysAreDue() { return isDue(published_, options_.arraysSeconds); }

 private:
  static bool isDue(Clock::time_point& last, double seconds) {
    if (secondsSince(last) < seconds) return false;
    last = Clock::now();
    return true;
  }

  const RefineOptions& options_;
  double before_;
  Clock::time_point begin_ = Clock::now(), told_ = begin_, published_ = begin_;
};

/// Means that forget.
struct RunningMeans {
  double loss = 0, squaredError = 0, weight = 0;
  void add(const StepOutcome& outcome) {
    if (!outcome.applied) return;
    constexpr double kKeep = 0.95;
    loss = kKeep * loss + outcome.loss;
    squaredError = kKeep * squaredError + outcome.squaredError;
    weight = kKeep * weight + 1;
  }
};

RefineStatus statusOf(RefineRun& run, const RefineInput& input, const RunningMeans& means, double fraction, double seconds) {
  RefineStatus status;
  status.step = run.steps();
  status.fraction = fraction;
  status.seconds = seconds;
  if (means.weight > 0) {
    status.loss = means.loss / means.weight;
    status.psnr = -10 * std::log10(std::max(1e-12, means.squaredError / means.weight));
  }
  status.gaussians = run.gaussians();
  status.skipped = run.skipped();
  status.picture = run.draw((input.heldOut.empty() ? input.frames : input.heldOut).front().view);
  if (!input.heldOut.empty()) status.heldOutPsnr = scoreViews({status.picture}, {input.heldOut.front()}).psnr;
  return status;
}

/// Cancellation ends the run at the top of its loop, with what was reached, and not here.
void tell(Progress& progress, double fraction) {
  try {
    progress.advance(fraction, 1);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::cancelled) throw;
  }
}

RefineResult runOn(torch::Device device, const RefineInput& input, const RefineOptions& options, Progress& progress,
                   const RefineListener& listener, const TensorFile* resume) {
  RefineRun run(input, options, device);
  RefineResult result;
  result.fittedBefore = scoreRun(run, input.frames, true);
  if (!input.heldOut.empty()) result.heldOutBefore = scoreRun(run, input.heldOut, false);
  RunClock clock(options, resume != nullptr ? run.load(*resume) : 0);
  RunningMeans means;
  SafekeepingClock safekeeping(options.safekeeping);
  for (double fraction = clock.fraction(run.steps()); fraction < 1; fraction = clock.fraction(run.steps())) {
    if (progress.cancelled()) {
      result.finished = false;
      break;
    }
    means.add(run.step(fraction));
    if (clock.statusIsDue()) {
      if (listener) listener(statusOf(run, input, means, fraction, clock.seconds()));
      if (!run.publishArrays(options) && options.publish) options.publish(run.scene());
    } else if (clock.arraysAreDue()) {
      run.publishArrays(options);
    }
    safekeeping.tick([&] { return run.save(clock.seconds()); });
    tell(progress, clock.fraction(run.steps()));
  }
  result.seconds = clock.seconds();
  result.state = run.save(result.seconds);
  run.finish();
  result.scene = run.scene();
  result.cameraColours = run.colours().fits();
  result.steps = run.steps();
  result.skipped = run.skipped();
  result.fittedAfter = scoreRun(run, input.frames, true);
  if (!input.heldOut.empty()) result.heldOutAfter = scoreRun(run, input.heldOut, false);
  if (listener) listener(statusOf(run, input, means, clock.fraction(run.steps()), result.seconds));
  result.device = device.str();
  return result;
}

}  // namespace

void setDefaultLength(RefineOptions& options, size_t frames) {
  if (options.steps != 0 || options.seconds != 0) return;
  options.seconds = kDefaultRefineSeconds;
  options.steps = kDefaultStepsPerFrame * static_cast<int64_t>(frames);
}

RefineResult refine(const RefineInput& given, const RefineOptions& options, Progress& progress, const RefineListener& listener,
                    const TensorFile* resume) {
  checkInput(given, options);
  const RefineInput input = withoutUndrawable(given);
  const torch::Device device = model::deviceFromName(options.device);
  try {
    return model::guarded(device, [&] { return runOn(device, input, options, progress, listener, resume); });
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::outOfMemory) throw;
    throw Error(ErrorCode::outOfMemory,
                "The memory is not enough to refine this scene. Give fewer Gaussians (--budget), refine a scene that was "
                "reconstructed from fewer or smaller frames, or choose another device (--device).",
                problem.detail().empty() ? problem.what() : problem.detail());
  }
}

}  // namespace fsm::training
