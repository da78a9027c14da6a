#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/jobs/capture_json.h"
#include "app/jobs/eval_job.h"
#include "reconstruction/core/metrics.h"

namespace fsm::jobs {

using nlohmann::json;

namespace {

/// Sums over frames, from which means over any set of frames follow.
struct Sums {
  double psnr = 0, ssim = 0, psnrFitted = 0, ssimFitted = 0;
  int frames = 0, fittedFrames = 0;

  void add(const Sums& other) {
    psnr += other.psnr;
    ssim += other.ssim;
    psnrFitted += other.psnrFitted;
    ssimFitted += other.ssimFitted;
    frames += other.frames;
    fittedFrames += other.fittedFrames;
  }
  Score mean() const {
    Score score{psnr / frames, ssim / frames, std::nullopt, std::nullopt};
    if (fittedFrames > 0) {
      score.psnrFitted = psnrFitted / fittedFrames;
      score.ssimFitted = ssimFitted / fittedFrames;
    }
    return score;
  }
};

std::vector<Image> chosen(const std::vector<Image>& images, const std::vector<size_t>& frames, size_t begin, size_t end) {
  std::vector<Image> out;
  for (size_t i = begin; i < end; ++i) out.push_back(images[frames[i]]);
  return out;
}

/// `frames`: indices of one camera's frames, in the order of time.
Sums sumsOf(const std::vector<Image>& answers, const std::vector<Image>& truth, const std::vector<size_t>& frames) {
  Sums sums;
  for (const size_t frame : frames) {
    sums.psnr += psnr(answers[frame], truth[frame]);
    sums.ssim += ssim(answers[frame], truth[frame]);
    ++sums.frames;
  }
  if (frames.size() < 2) return sums;
  const size_t fitted = std::max<size_t>(1, frames.size() / 3);
  const ColourFit fit = fitColour(chosen(answers, frames, 0, fitted), chosen(truth, frames, 0, fitted));
  for (size_t i = fitted; i < frames.size(); ++i) {
    const Image corrected = fit.apply(answers[frames[i]]);
    sums.psnrFitted += psnr(corrected, truth[frames[i]]);
    sums.ssimFitted += ssim(corrected, truth[frames[i]]);
    ++sums.fittedFrames;
  }
  return sums;
}

json toJson(const Score& score) {
  const auto optional = [](const std::optional<double>& value) { return value ? json(*value) : json(nullptr); };
  return {{"psnr", score.psnr},
          {"ssim", score.ssim},
          {"psnr_fitted", optional(score.psnrFitted)},
          {"ssim_fitted", optional(score.ssimFitted)}};
}

json toJson(const ScoreSet& scores) {
  return {{"model", toJson(scores.model)}, {"nearest", toJson(scores.nearest)}, {"average", toJson(scores.average)}};
}

std::string line(const std::string& camera, const std::string& frames, const char* method, const Score& score) {
  const auto cell = [](const std::optional<double>& value, int width, int digits) {
    char text[32];
    if (!value)
      std::snprintf(text, sizeof text, "%*s", width, "-");
    else
      std::snprintf(text, sizeof text, "%*.*f", width, digits, *value);
    return std::string(text);
  };
  char head[128];
  std::snprintf(head, sizeof head, "%-16s %6s  %-14s", camera.substr(0, 16).c_str(), frames.c_str(), method);
  return head + cell(score.psnr, 8, 2) + cell(score.ssim, 8, 4) + cell(score.psnrFitted, 12, 2) + cell(score.ssimFitted, 12, 4) +
         "\n";
}

std::string rows(const std::string& camera, int frames, const ScoreSet& scores) {
  return line(camera, std::to_string(frames), "model", scores.model) + line("", "", "nearest input", scores.nearest) +
         line("", "", "mean of inputs", scores.average);
}

}  // namespace

void score(const EvalImages& images, const std::vector<std::string>& names, EvalResult& result) {
  Sums model, nearest, average;
  for (size_t c = 0; c < names.size(); ++c) {
    std::vector<size_t> frames;
    for (size_t i = 0; i < images.camera.size(); ++i)
      if (images.camera[i] == static_cast<int>(c)) frames.push_back(i);
    if (frames.empty()) continue;
    const Sums own[3]{sumsOf(images.model, images.truth, frames), sumsOf(images.nearest, images.truth, frames),
                      sumsOf(images.average, images.truth, frames)};
    result.cameras.push_back({names[c], static_cast<int>(frames.size()), {own[0].mean(), own[1].mean(), own[2].mean()}});
    model.add(own[0]);
    nearest.add(own[1]);
    average.add(own[2]);
  }
  result.mean = {model.mean(), nearest.mean(), average.mean()};
}

json toJson(const EvalResult& result) {
  json cameras = json::array();
  for (const CameraScores& camera : result.cameras) {
    json entry = toJson(camera.scores);
    entry["name"] = camera.name;
    entry["frames"] = camera.frames;
    cameras.push_back(std::move(entry));
  }
  return {{"source", result.source},      {"model", result.model},    {"cameras", cameras},      {"mean", toJson(result.mean)},
          {"encode_ms", result.encodeMs}, {"view_ms", result.viewMs}, {"device", result.device}, {"plan", toJson(result.plan)}};
}

std::string table(const EvalResult& result) {
  std::string text = "camera           frames  method            PSNR    SSIM PSNR fitted SSIM fitted\n";
  int frames = 0;
  for (const CameraScores& camera : result.cameras) {
    text += rows(camera.name, camera.frames, camera.scores);
    frames += camera.frames;
  }
  if (result.cameras.size() > 1) text += rows("mean", frames, result.mean);
  char times[160];
  std::snprintf(times, sizeof times, "%zu inputs read in %.1f ms, %.1f ms a view, on %s\n", result.plan.inputs.size(),
                result.encodeMs, result.viewMs, result.device.c_str());
  return text + times;
}

}  // namespace fsm::jobs
