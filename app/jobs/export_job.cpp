#include "app/jobs/export_job.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

#include "app/jobs/gaussian_io.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::jobs {

namespace {

namespace fs = std::filesystem;

constexpr int64_t kMostFrames = 100'000;

std::string endingOf(const SplatOutput& output) {
  std::string ending = output.file.extension().string();
  if (ending.empty() && output.frames) return ".ply";
  if (ending != ".ply" && ending != ".spz")
    throw Error(ErrorCode::unsupported,
                "Gaussians are exported as .ply or .spz. Give " + quoted(output.file) + " a name that ends in one of them.");
  return ending;
}

fs::path folderOf(const SplatOutput& output) {
  fs::path folder = output.file;
  return folder.replace_extension();
}

int64_t frameCount(const FrameRange& range) {
  constexpr double kHalfStep = 1e-6;  // so that 0:1:30 has its last frame in spite of rounding
  const double steps = (range.last - range.first) * range.fps;
  if (!(range.fps > 0) || !(steps >= 0) || !(steps < static_cast<double>(kMostFrames)))
    throw Error(ErrorCode::badInput, fmt::format("The frames {}:{}:{} are none, or more than {}. Give FIRST:LAST:FPS with FIRST "
                                                 "before LAST, in seconds.",
                                                 range.first, range.last, range.fps, kMostFrames));
  return static_cast<int64_t>(std::floor(steps + kHalfStep)) + 1;
}

/// Everything that can be refused before long work.
void check(const SplatOutput& output) {
  endingOf(output);
  if (output.time && output.frames)
    throw Error(ErrorCode::badInput, "Either one moment (--time) or a sequence (--frames) is exported. Leave one of them out.");
  std::error_code failed;
  if (output.frames) {
    frameCount(*output.frames);
    checkNewFolder(folderOf(output));
  } else if (fs::is_directory(output.file, failed)) {
    throw Error(ErrorCode::badInput, quoted(output.file) + " is a folder. Give the name of a file to write.");
  } else {
    checkParentFolders(output.file);
  }
}

/// Static Gaussians into the world and into the colours that other programs expect.
scene::GaussianScene inWorld(scene::Gaussians4D gaussians, const scene::GaussianScene& from) {
  scene::GaussianScene out;
  scene::convertColours(gaussians, from.colourSpace, ColourEncoding::display);
  scene::transformGaussians(gaussians, scene::worldFromFrame(from.frame));
  out.gaussians = std::move(gaussians);
  return out;
}

/// What the scene's own settings would draw at this time.
scene::GaussianScene momentOf(const scene::GaussianScene& scene, Seconds time) {
  const double normalised = scene.frame.normalisedTime(time);
  constexpr float kLeastOpacity = 1.0f / 255.0f;
  if (scene.gaussians.isStatic() || scene.settings.temporalPrune <= 0)
    return inWorld(scene::sliceAt(scene.gaussians, normalised, kLeastOpacity), scene);
  std::vector<int64_t> kept;
  for (int64_t i = 0; i < scene.gaussians.count(); ++i)
    if (scene.gaussians.isDrawable(i) && scene::slice(scene.gaussians, i, normalised).weight > scene.settings.temporalPrune)
      kept.push_back(i);
  return inWorld(scene::sliceAt(scene.gaussians.subset(kept), normalised, kLeastOpacity), scene);
}

Error nothingSeen(const scene::GaussianScene& scene, const std::string& when) {
  return {ErrorCode::badInput, fmt::format("No Gaussian of the scene is seen {}. Its footage goes from {:.3g} to {:.3g} s.", when,
                                           scene.frame.seconds(-1), scene.frame.seconds(1))};
}

ExportResult exportFrames(const SplatOutput& output, const scene::GaussianScene& scene, Progress& progress) {
  const int64_t count = frameCount(*output.frames);
  const fs::path folder = folderOf(output);
  const std::string ending = endingOf(output), name = fs::absolute(folder).lexically_normal().filename().string();
  ExportResult result{folder, 0, 0};
  PendingFolder pending(folder);
  for (int64_t i = 0; i < count; ++i) {
    progress.advance(static_cast<double>(i), static_cast<double>(count));
    const scene::GaussianScene moment = momentOf(scene, output.frames->first + static_cast<double>(i) / output.frames->fps);
    scene::writeSplatFile(pending.path() / fmt::format("{}{:04}{}", name, i + 1, ending), moment);
    result.gaussians += moment.gaussians.count();
    ++result.files;
  }
  if (result.gaussians == 0) throw nothingSeen(scene, "in these frames");
  progress.advance(static_cast<double>(count), static_cast<double>(count));
  pending.commit();
  return result;
}

/// A whole scene: its static Gaussians in the world, 4D ones in their frame.
scene::GaussianScene whole(const scene::GaussianScene& scene) {
  const bool timeless = scene.gaussians.isStatic() && scene.gaussians.timeHarmonics == 0;
  return timeless ? inWorld(scene.gaussians, scene) : scene;
}

}  // namespace

ExportResult exportScene(const scene::GaussianScene& scene, const SplatOutput& output, Progress& progress, double weight) {
  check(output);
  progress.stage("Writing", weight);
  if (output.frames) return exportFrames(output, scene, progress);
  const scene::GaussianScene out = output.time ? momentOf(scene, *output.time) : whole(scene);
  if (out.gaussians.count() == 0) throw nothingSeen(scene, output.time ? fmt::format("at {} s", *output.time) : "at any time");
  progress.check();
  scene::writeSplatFile(output.file, out);
  progress.advance(1, 1);
  return {output.file, 1, out.gaussians.count()};
}

ExportResult exportJob(const ExportRequest& request, Progress& progress) {
  check(request.output);
  progress.stage("Reading the Gaussians", 0.3);
  return exportScene(loadGaussianScene(request.source, request.version), request.output, progress, 0.7);
}

}  // namespace fsm::jobs
