#include "app/jobs/refine_file_job.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/log.h"
#include "training/refine/refine_file.h"
#include "training/refine/scene_tensors.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "refined 1";

/// What a run that was killed while it wrote `state` left beside it (core/file.h).
void removeUnfinished(const fs::path& state) {
  const std::string begin = "." + state.filename().string() + ".";
  std::error_code ignored;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(state.has_parent_path() ? state.parent_path() : ".", ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(".part")) found.push_back(entry.path());
  }
  for (const fs::path& path : found) fs::remove(path, ignored);
}

json toJson(const training::ViewScore& score) {
  return {{"frames", score.frames}, {"psnr", score.psnr}, {"psnr_fitted", score.psnrFitted}};
}

std::string line(const char* name, const training::ViewScore& before, const training::ViewScore& after) {
  char text[160];
  std::snprintf(text, sizeof text, "%-16s %6d  %7.2f -> %5.2f dB   after a colour fit %7.2f -> %5.2f dB\n", name, after.frames,
                before.psnr, after.psnr, before.psnrFitted, after.psnrFitted);
  return text;
}

}  // namespace

json toJson(const training::RefineResult& result) {
  json colours = json::array();
  for (const ColourFit& fit : result.cameraColours) colours.push_back(fit.rows);
  json out{{"steps", result.steps},
           {"seconds", result.seconds},
           {"skipped_steps", result.skipped},
           {"finished", result.finished},
           {"gaussians", result.scene.gaussians.count()},
           {"device", result.device},
           {"inputs", {{"before", toJson(result.fittedBefore)}, {"after", toJson(result.fittedAfter)}}},
           {"camera_colours", colours}};
  if (result.heldOutBefore && result.heldOutAfter)
    out["held_out"] = {{"before", toJson(*result.heldOutBefore)}, {"after", toJson(*result.heldOutAfter)}};
  return out;
}

std::string table(const training::RefineResult& result) {
  char text[200];
  std::snprintf(text, sizeof text, "%lld steps in %.1f s on %s, %lld Gaussians%s\n", static_cast<long long>(result.steps),
                result.seconds, result.device.c_str(), static_cast<long long>(result.scene.gaussians.count()),
                result.finished ? "" : " (stopped)");
  std::string out = text + line("input frames", result.fittedBefore, result.fittedAfter);
  if (result.heldOutBefore && result.heldOutAfter) out += line("held-out frames", *result.heldOutBefore, *result.heldOutAfter);
  if (result.skipped > 0) out += std::to_string(result.skipped) + " steps were skipped: their gradients were not finite\n";
  return out;
}

training::RefineListener statusWriter(const fs::path& preview) {
  return [preview](const training::RefineStatus& status) {
    log().debug("refine: step {}, {:.1f} s, loss {:.5f}, {:.2f} dB on frames fitted last, {} Gaussians, {} skipped", status.step,
                status.seconds, status.loss, status.psnr, status.gaussians, status.skipped);
    if (preview.empty()) return;
    try {
      writePng(preview, status.picture);
    } catch (const Error& problem) {
      // A picture by the way is not worth the run.
      log().warn("{}", problem.what());
    }
  };
}

fs::path refineStatePath(const fs::path& result) {
  fs::path path = result;
  return path.replace_extension(".refine-state.safetensors");
}

training::Safekeeping safekeepingAt(const fs::path& state, double seconds, const std::map<std::string, std::string>& metadata) {
  removeUnfinished(state);
  return {[state, metadata](TensorFile&& file) {
            file.metadata.insert(metadata.begin(), metadata.end());
            writeSafetensors(state, file);
          },
          seconds};
}

TensorFile readStateOf(const std::string& what, const fs::path& state, const fs::path& result) {
  std::error_code ignored;
  if (!fs::exists(state, ignored))
    throw Error(ErrorCode::notFound,
                "There is no stopped " + what + " beside " + quoted(result) + ". Start one without --resume.");
  try {
    return readSafetensors(state);
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::fileDamaged) throw;
    throw Error(ErrorCode::fileDamaged,
                "The saved state of the " + what + ", " + quoted(state) + ", is damaged. " + quoted(result) +
                    " is as it was. Start anew without --resume.",
                problem.what());
  }
}

std::optional<TensorFile> savedRefineState(const fs::path& result, bool resume) {
  if (!resume) return std::nullopt;
  return readStateOf("refinement", refineStatePath(result), result);
}

void storeRefined(const fs::path& result, const training::RefineResult& refined, const std::function<void()>& store) {
  const fs::path path = refineStatePath(result);
  if (!refined.finished) writeSafetensors(path, refined.state);
  try {
    store();
  } catch (const Error&) {
    if (refined.finished) writeSafetensors(path, refined.state);
    throw;
  }
  std::error_code ignored;
  if (refined.finished) fs::remove(path, ignored);
}

training::RefineResult refineFileJob(const RefineFileRequest& request, Progress& progress) {
  progress.stage("Reading the frames", 0.05);
  const training::RefineInput input =
      training::refineInputFrom(readSafetensors(request.input), request.input.filename().string());
  const std::optional<TensorFile> state = savedRefineState(request.output, request.resume);
  progress.stage("Refining", 0.9);
  training::RefineOptions options = request.options;
  training::setDefaultLength(options, input.frames.size());
  options.safekeeping = safekeepingAt(refineStatePath(request.output), options.safekeeping.seconds, {});
  training::RefineResult result =
      training::refine(input, options, progress, statusWriter(request.preview), state ? &*state : nullptr);
  TensorFile file;
  file.metadata = {{"format", kFormat}, {"result", toJson(result).dump()}};
  training::addScene(file, result.scene);
  storeRefined(request.output, result, [&] { writeSafetensors(request.output, file); });
  return result;
}

RefinedFile readRefinedFile(const fs::path& path) {
  const TensorFile file = readSafetensors(path);
  const auto format = file.metadata.find("format"), result = file.metadata.find("result");
  const bool known = format != file.metadata.end() && format->second == kFormat && result != file.metadata.end();
  if (!known || !json::accept(result->second))
    throw Error(ErrorCode::fileDamaged, quoted(path) + " holds no refined scene. Give what fsm_engine refine wrote.");
  return {training::sceneFrom(file, path.filename().string()), result->second};
}

}  // namespace fsm::jobs
