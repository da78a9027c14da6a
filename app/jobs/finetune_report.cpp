#include "app/jobs/finetune_report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "training/finetune/finetune_state.h"

namespace fsm::jobs {

using nlohmann::json;

namespace {

std::string line(const char* name, const std::optional<training::ViewScore>& before,
                 const std::optional<training::ViewScore>& after) {
  if (!before || !after) return {};
  char text[200];
  std::snprintf(text, sizeof text, "%-16s %6d frames %7.2f -> %5.2f dB   after a colour fit %7.2f -> %5.2f dB\n", name,
                after->frames, before->psnr, after->psnr, before->psnrFitted, after->psnrFitted);
  return text;
}

std::string modeOf(const training::FinetunePlan& plan) {
  std::string text = training::name(plan.mode);
  if (plan.mode == training::FinetuneMode::lowRank) text += " " + std::to_string(plan.rank);
  return text;
}

const char* scoredFrames(const training::FinetunePlan& plan) {
  return plan.heldBack ? "frames held back from the inputs" : "held-out frames";
}

}  // namespace

json toJson(const training::FinetuneResult& result) {
  const training::FinetunePlan& plan = result.plan;
  json scored = json::array(), curve = json::array();
  for (const FrameId id : plan.scored) scored.push_back({id.camera, id.frame});
  for (const training::FinetuneScore& score : result.curve) curve.push_back(training::toJson(score));
  return {{"mode", training::name(plan.mode)},
          {"rank", plan.rank},
          {"checkpointing", plan.checkpointing},
          {"inputs_a_step", plan.inputs},
          {"targets_a_step", plan.targets},
          {"scored_frames", scored},
          {"held_back", plan.heldBack},
          {"better", result.engine != nullptr},
          {"finished", result.finished},
          {"stopped_early", result.stoppedEarly},
          {"steps", result.steps},
          {"skipped_steps", result.skipped},
          {"learned", result.learned},
          {"seconds", result.seconds},
          {"device", result.device},
          {"before", training::toJson(result.before)},
          {"after", training::toJson(result.after)},
          {"curve", curve}};
}

json toJson(const training::FinetuneEstimate& estimate) {
  return {{"mode", training::name(estimate.mode)},
          {"checkpointing", estimate.checkpointing},
          {"inputs_a_step", estimate.inputs},
          {"targets_a_step", estimate.targets},
          {"memory_bytes", estimate.memoryBytes},
          {"model_bytes", estimate.modelBytes},
          {"seconds_a_step", estimate.secondsPerStep},
          {"fits", estimate.fits},
          {"note", estimate.note}};
}

std::string table(const training::FinetuneResult& result) {
  char text[240];
  std::snprintf(text, sizeof text, "%lld steps in %.1f s on %s, %s: %lld numbers learned, %d frames read and %d asked a step%s\n",
                static_cast<long long>(result.steps), result.seconds, result.device.c_str(), modeOf(result.plan).c_str(),
                static_cast<long long>(result.learned), result.plan.inputs, result.plan.targets,
                !result.finished      ? " (stopped)"
                : result.stoppedEarly ? " (ended early: nothing became better any more)"
                                      : "");
  std::string out = text + (std::string(scoredFrames(result.plan)) + ":\n");
  out += line("image decoder", result.before.images, result.after.images);
  out += line("Gaussians", result.before.gaussians, result.after.gaussians);
  if (!result.engine) out += "No weights were better than those of the start: the scene stays as it is.\n";
  if (result.skipped > 0) out += std::to_string(result.skipped) + " steps were skipped: their gradients were not finite\n";
  return out;
}

std::string modelCard(const training::FinetuneResult& result, const std::string& base, const std::string& capture) {
  return "# A model for one scene\n\nThe weights of \"" + base + "\", fine-tuned on the capture \"" + capture +
         "\" by leave-some-out training on its own frames. They know this capture better than the original does, and others "
         "worse.\n\n" +
         table(result) +
         "\nThe frames that were scored were never learned from. `model.safetensors` and `config.json` are an ordinary model "
         "folder: `fsm reconstruct SOURCE --model FOLDER`.\n";
}

}  // namespace fsm::jobs
