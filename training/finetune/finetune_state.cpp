#include "training/finetune/finetune_state.h"

#include <cmath>
#include <stdexcept>

#include "reconstruction/core/error.h"

namespace fsm::training {

using nlohmann::json;

namespace {

constexpr const char* kFormat = "finetune-state 1";
constexpr size_t kMostScores = 100'000;
constexpr int64_t kMostSteps = int64_t{1} << 40;
constexpr int kMostFrames = 1 << 20;

/// Only to leave for `readPosition`.
void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

int64_t whole(const json& value, const char* key, int64_t most) {
  const json& number = value.at(key);
  require(number.is_number_integer() && number >= 0 && number <= most, key);
  return number.get<int64_t>();
}

double positive(const json& value, const char* key) {
  const json& number = value.at(key);
  require(number.is_number() && std::isfinite(number.get<double>()) && number >= 0, key);
  return number.get<double>();
}

json toJson(const ViewScore& score) {
  return {{"frames", score.frames}, {"psnr", score.psnr}, {"psnr_fitted", score.psnrFitted}};
}

std::optional<ViewScore> viewScoreFrom(const json& value, const char* key) {
  if (!value.contains(key)) return std::nullopt;
  const json& score = value[key];
  const ViewScore out{static_cast<int>(whole(score, "frames", kMostFrames)), score.at("psnr").get<double>(),
                      score.at("psnr_fitted").get<double>()};
  require(std::isfinite(out.psnr) && std::isfinite(out.psnrFitted), key);
  return out;
}

FinetuneScore scoreFrom(const json& value) {
  FinetuneScore score{whole(value, "step", kMostSteps), viewScoreFrom(value, "images"), viewScoreFrom(value, "gaussians")};
  require(score.images || score.gaussians, "score");
  return score;
}

json toJson(const FinetunePlan& plan) {
  return {{"mode", name(plan.mode)}, {"rank", plan.rank},       {"checkpointing", plan.checkpointing},
          {"inputs", plan.inputs},   {"targets", plan.targets}, {"held_back", plan.heldBack}};
}

FinetunePlan planFrom(const json& value) {
  FinetunePlan plan;
  plan.mode = finetuneModeFromName(value.at("mode").get<std::string>());
  plan.rank = static_cast<int>(whole(value, "rank", kMostFrames));
  plan.checkpointing = value.at("checkpointing").get<bool>();
  plan.inputs = static_cast<int>(whole(value, "inputs", kMostFrames));
  plan.targets = static_cast<int>(whole(value, "targets", kMostFrames));
  plan.heldBack = value.at("held_back").get<bool>();
  require(plan.mode != FinetuneMode::automatic && plan.inputs > 0 && plan.targets > 0, "plan");
  require(plan.mode == FinetuneMode::full || plan.rank > 0, "rank");
  return plan;
}

}  // namespace

json toJson(const FinetuneScore& score) {
  json out{{"step", score.step}};
  if (score.images) out["images"] = toJson(*score.images);
  if (score.gaussians) out["gaussians"] = toJson(*score.gaussians);
  return out;
}

void writePosition(const FinetunePosition& position, TensorFile& file) {
  json curve = json::array();
  for (const FinetuneScore& score : position.curve) curve.push_back(toJson(score));
  const json out{{"identity", position.identity}, {"plan", toJson(position.plan)},   {"steps", position.steps},
                 {"skipped", position.skipped},   {"seconds", position.seconds},     {"best", toJson(position.best)},
                 {"curve", std::move(curve)},     {"since_best", position.sinceBest}};
  file.metadata = {{"format", kFormat}, {"position", out.dump()}};
}

FinetunePosition readPosition(const TensorFile& file) {
  try {
    require(file.metadata.at("format") == kFormat, "format");
    const json value = json::parse(file.metadata.at("position"));
    FinetunePosition position;
    position.identity = value.at("identity");
    position.plan = planFrom(value.at("plan"));
    position.steps = whole(value, "steps", kMostSteps);
    position.skipped = whole(value, "skipped", position.steps);
    position.seconds = positive(value, "seconds");
    position.best = scoreFrom(value.at("best"));
    require(value.at("curve").is_array() && !value["curve"].empty() && value["curve"].size() <= kMostScores, "curve");
    for (const json& score : value["curve"]) position.curve.push_back(scoreFrom(score));
    position.sinceBest = static_cast<int>(whole(value, "since_best", kMostFrames));
    return position;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, "The saved state of the fine-tuning is damaged. Start anew without --resume.",
                problem.what());
  }
}

}  // namespace fsm::training
