#include "training/finetune/finetune.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/model/device.h"
#include "reconstruction/model/engine_impl.h"
#include "training/finetune/estimate.h"
#include "training/finetune/finetune_run.h"
#include "training/finetune/view_scoring.h"

namespace fsm::training {

namespace {

using Clock = std::chrono::steady_clock;

/// In a run bounded by steps; else by what scoring costs.
constexpr int64_t kScoringsOfARun = 8;
/// Seconds of steps for a second of scoring.
constexpr double kStepsPerScoring = 4;
/// Scorings without a better one after which a run ends.
constexpr int kPatience = 4;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

void checkViews(const std::vector<PreparedView>& views) {
  for (const PreparedView& view : views) {
    const Intrinsics& k = view.camera.intrinsics;
    const bool pixels =
        view.image.size == k.size && view.image.rgb.size() == static_cast<size_t>(k.size.width) * k.size.height * 3;
    if (!pixels || view.image.empty() || !std::isfinite(view.time) || !(k.fx > 0) || !(k.fy > 0) ||
        !isRigid(view.camera.world_from_camera) ||
        !std::all_of(view.image.rgb.begin(), view.image.rgb.end(), [](float value) { return std::isfinite(value); }))
      throw Error(ErrorCode::badInput,
                  "A frame to fine-tune with has no proper camera, time or picture. Import the capture again.");
  }
}

void checkInput(const FinetuneInput& input, const FinetuneOptions& options) {
  if (options.steps <= 0 && !(options.seconds > 0))
    throw Error(ErrorCode::badInput, "Say how long to fine-tune: a number of steps or of seconds above 0.");
  if (options.steps < 0 || !(options.seconds >= 0) || options.rank < 1 || options.rank > 1024 || options.inputs < 0 ||
      options.targets < 0 || options.longSide < 0 || !(options.rate >= 0) || !(options.rate <= 1) || !(options.pull >= 0))
    throw Error(ErrorCode::badInput,
                "Steps, seconds, frames, size, rate and pull must not be negative, the rate at most 1, and the rank 1 to 1024.");
  checkViews(input.inputs.inputs);
  checkViews(input.heldOut);
}

std::vector<ImageSize> sizesOf(const std::vector<PreparedView>& views) {
  std::vector<ImageSize> sizes;
  sizes.reserve(views.size());
  for (const PreparedView& view : views) sizes.push_back(view.image.size);
  return sizes;
}

FinetunePlan planOf(const FinetuneEstimate& estimate, const FinetuneInput& input, const FrameRoles& roles,
                    const FinetuneOptions& options) {
  FinetunePlan plan;
  plan.mode = estimate.mode;
  plan.rank = estimate.mode == FinetuneMode::lowRank ? options.rank : 0;
  plan.checkpointing = estimate.checkpointing;
  plan.inputs = estimate.inputs;
  plan.targets = estimate.targets;
  plan.heldBack = input.heldOut.empty();
  plan.note = estimate.note;
  for (const size_t i : roles.heldBack) plan.scored.push_back(input.inputs.inputs[i].id);
  for (const PreparedView& view : input.heldOut) plan.scored.push_back(view.id);
  return plan;
}

/// Means that forget.
struct RunningMeans {
  double loss = 0, squaredError = 0, weight = 0;
  void add(const FinetuneStep& step) {
    if (!step.applied) return;
    constexpr double kKeep = 0.9;
    loss = kKeep * loss + step.loss;
    squaredError = kKeep * squaredError + step.squaredError;
    weight = kKeep * weight + 1;
  }
};

/// A run with its clock, its scores and its listener.
class Session {
 public:
  Session(const Engine& start, const FinetuneInput& input, const FinetuneOptions& options, const FinetunePlan& plan,
          const FrameRoles& roles, const FinetuneListener& listener)
      : start_(start),
        options_(options),
        run_(start, input, options, plan, roles),
        scoring_(input, roles),
        listener_(listener),
        safekeeping_(options.safekeeping) {
    result_.plan = plan;
  }

  void begin(const TensorFile* resume, const FinetunePosition* saved);
  FinetuneResult go(Progress& progress);

 private:
  double seconds() const { return position_.seconds + secondsSince(begin_); }
  double fraction() const;
  bool scoringDue() const;
  void score();
  void tell(bool always);
  TensorFile state() const;
  FinetuneResult finish();

  const Engine& start_;
  const FinetuneOptions& options_;
  FinetuneRun run_;
  ViewScoring scoring_;
  const FinetuneListener& listener_;
  SafekeepingClock safekeeping_;
  FinetunePosition position_;  ///< its `seconds`: those of earlier runs
  FinetuneResult result_;
  RunningMeans means_;
  std::optional<FinetuneScore> fresh_;  ///< score that the listener was not told
  Image picture_;
  double scoringSeconds_ = 0;  ///< of the last scoring
  Clock::time_point begin_ = Clock::now(), told_ = begin_, scored_ = begin_;
};

double Session::fraction() const {
  const double bySteps = options_.steps > 0 ? static_cast<double>(run_.steps()) / static_cast<double>(options_.steps) : 0;
  return std::min(1.0, options_.seconds > 0 ? std::max(bySteps, seconds() / options_.seconds) : bySteps);
}

bool Session::scoringDue() const {
  if (options_.seconds > 0) return secondsSince(scored_) >= kStepsPerScoring * scoringSeconds_;
  const int64_t every = (options_.steps + kScoringsOfARun - 1) / kScoringsOfARun;
  return run_.steps() % every == 0;
}

void Session::begin(const TensorFile* resume, const FinetunePosition* saved) {
  if (resume != nullptr) {
    position_ = *saved;
    run_.load(*resume, *saved);
    begin_ = told_ = scored_ = Clock::now();
    return;
  }
  const auto before = Clock::now();
  ScoredViews start = scoring_.score(model::engineOf(start_.impl().weights, start_.name(), start_.impl().device,
                                                     model::precisionFromName(options_.precision, start_.impl().device)));
  scoringSeconds_ = secondsSince(before);
  position_.best = start.score;
  position_.curve = {start.score};
  fresh_ = start.score;
  picture_ = std::move(start.picture);
  begin_ = scored_ = Clock::now();
  tell(true);
}

void Session::score() {
  const auto before = Clock::now();
  try {
    ScoredViews now = scoring_.score(run_.engine());
    now.score.step = run_.steps();
    position_.curve.push_back(now.score);
    fresh_ = now.score;
    picture_ = std::move(now.picture);
    const bool better = isBetter(now.score, position_.curve.front(), position_.best);
    if (better) {
      run_.keep();
      position_.best = now.score;
    }
    position_.sinceBest = better ? 0 : position_.sinceBest + 1;
    if (options_.publish && now.gaussians) options_.publish(*now.gaussians);
  } catch (const Error& problem) {
    // Weights that show nothing at all are worse than any.
    if (problem.code() != ErrorCode::internal) throw;
    ++result_.unscored;
    ++position_.sinceBest;
  }
  scored_ = Clock::now();
  scoringSeconds_ = std::chrono::duration<double>(scored_ - before).count();
}

void Session::tell(bool always) {
  if (!listener_ || (!always && secondsSince(told_) < options_.statusSeconds)) return;
  told_ = Clock::now();
  FinetuneStatus status;
  status.step = run_.steps();
  status.fraction = fraction();
  status.seconds = seconds();
  if (means_.weight > 0) {
    status.loss = means_.loss / means_.weight;
    status.psnr = -10 * std::log10(std::max(1e-12, means_.squaredError / means_.weight));
  }
  status.skipped = run_.skipped();
  status.scored = fresh_;
  status.start = position_.curve.front();
  status.best = position_.best;
  status.plan = result_.plan;
  status.picture = picture_;
  fresh_.reset();
  listener_(status);
}

FinetuneResult Session::go(Progress& progress) {
  while (fraction() < 1 && position_.sinceBest < kPatience) {
    if (progress.cancelled()) {
      result_.finished = false;
      break;
    }
    means_.add(run_.step(fraction()));
    if (scoringDue()) score();
    tell(fresh_.has_value());
    safekeeping_.tick([this] { return state(); });
    try {
      progress.advance(fraction(), 1);
    } catch (const Error& problem) {
      // Cancellation ends the run at the top of this loop, with what was reached, and not here.
      if (problem.code() != ErrorCode::cancelled) throw;
    }
  }
  return finish();
}

TensorFile Session::state() const {
  FinetunePosition reached = position_;
  reached.seconds = seconds();
  return run_.save(reached);
}

FinetuneResult Session::finish() {
  result_.stoppedEarly = result_.finished && fraction() < 1;
  result_.seconds = seconds();
  // Before the last scoring: a run that goes on would not have made it here.
  result_.state = state();
  if (position_.curve.back().step != run_.steps()) score();
  tell(true);
  result_.steps = run_.steps();
  result_.skipped = run_.skipped();
  result_.learned = run_.learned();
  result_.before = position_.curve.front();
  result_.after = position_.best;
  result_.curve = position_.curve;
  result_.device = start_.deviceId();
  if (run_.hasBest()) result_.engine = std::make_shared<Engine>(run_.bestEngine());
  return std::move(result_);
}

[[noreturn]] void throwOutOfMemory(const std::string& detail, const FinetuneProblem& problem, const FinetuneMachine& machine) {
  throw Error(ErrorCode::outOfMemory,
              "The memory of " + machine.name + " is not enough for this fine-tuning. " + whatWouldFit(problem, machine), detail);
}

FinetunePlan resumedPlan(FinetunePlan plan, const FinetunePlan& saved, const FinetuneOptions& options) {
  if (options.mode != FinetuneMode::automatic && options.mode != saved.mode)
    throw Error(ErrorCode::badInput, std::string("The saved state is of a fine-tuning in the mode ") + name(saved.mode) +
                                         ". Go on in that mode, or start anew without --resume.");
  plan.mode = saved.mode;
  plan.rank = saved.rank;
  plan.checkpointing = saved.checkpointing;
  plan.inputs = saved.inputs;
  plan.targets = saved.targets;
  return plan;
}

}  // namespace

const char* name(FinetuneMode mode) {
  return mode == FinetuneMode::full ? "full" : mode == FinetuneMode::lowRank ? "low-rank" : "auto";
}

FinetuneMode finetuneModeFromName(const std::string& text) {
  for (const FinetuneMode mode : {FinetuneMode::automatic, FinetuneMode::full, FinetuneMode::lowRank})
    if (text == name(mode)) return mode;
  throw Error(ErrorCode::badInput, "'" + text + "' is no mode of fine-tuning. Use auto, full or low-rank.");
}

FinetuneResult finetune(const Engine& start, const FinetuneInput& input, const FinetuneOptions& options, Progress& progress,
                        const FinetuneListener& listener, const TensorFile* resume) {
  checkInput(input, options);
  const FrameRoles roles = rolesOf(input.inputs.inputs.size(), input.heldOut.empty());
  const FinetuneProblem problem = finetuneProblem(start.config(), sizesOf(input.inputs.inputs), !input.heldOut.empty(), options);
  const FinetuneMachine machine = measureMachine(start.deviceId(), options.precision);
  const FinetuneEstimate estimate = estimateFinetune(problem, machine);
  FinetunePlan plan = planOf(estimate, input, roles, options);
  std::optional<FinetunePosition> saved;
  if (resume != nullptr) {
    saved = readPosition(*resume);
    plan = resumedPlan(plan, saved->plan, options);
  }
  // A computer without memory ends programs rather than telling them.
  if (!machine.cuda && !estimate.fits) throwOutOfMemory("estimated", problem, machine);
  try {
    return model::guarded(start.impl().device, [&] {
      Session session(start, input, options, plan, roles, listener);
      session.begin(resume, saved ? &*saved : nullptr);
      return session.go(progress);
    });
  } catch (const Error& problemFound) {
    if (problemFound.code() != ErrorCode::outOfMemory) throw;
    throwOutOfMemory(problemFound.detail().empty() ? problemFound.what() : problemFound.detail(), problem, machine);
  }
}

}  // namespace fsm::training
