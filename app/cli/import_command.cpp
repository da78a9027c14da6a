#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/capture_summary.h"
#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "app/jobs/import_job.h"
#include "reconstruction/core/error.h"

namespace fsm::cli {

namespace {

struct Options {
  jobs::ImportRequest request;
  std::string up = "auto";
  std::vector<std::string> offsets;
  bool json = false;
};

/// "CAMERA=SECONDS", the camera's name may hold a '='.
void readOffset(const std::string& text, sync::GivenOffsets& offsets) {
  const size_t equals = text.rfind('=');
  const auto seconds = equals == std::string::npos ? std::nullopt : jobs::parseNumber(text.substr(equals + 1));
  if (equals == 0 || !seconds)
    throw Error(ErrorCode::badInput, "--offset '" + text + "' makes no sense. Write CAMERA=SECONDS, as in --offset cam1=0.35.");
  offsets[text.substr(0, equals)] = *seconds;
}

void addFrames(CLI::App& command, Options& options) {
  jobs::ImportRequest& request = options.request;
  command.add_option("--range", request.range, "Seconds to keep; either side may be empty")->type_name("A:B");
  command.add_option("--frames", request.frames, "Keep this many frames a camera, spread evenly")
      ->type_name("N")
      ->check(wholeNumber(1));
  command.add_option("--fps", request.fps, "Keep this many frames a second")->type_name("N")->check(positiveNumber());
  command.add_flag("--sharpest", request.sharpest, "With --frames or --fps: the sharpest of neighbouring frames");
  command
      .add_option("--offset", options.offsets, "Several videos: seconds to add to the times of one; the others by their sound")
      ->type_name("CAMERA=SECONDS")
      ->allow_extra_args(false);
  command.add_flag("!--no-sound-sync", request.syncBySound, "Several videos: do not align them by their sound");
}

void addPoses(CLI::App& command, Options& options) {
  poses::PoseOptions& poses = options.request.poseOptions;
  command
      .add_option(
          "--poses", options.request.poses,
          "Where the cameras come from: estimate (by COLMAP; default for sources without cameras), static (one camera that "
          "stood still), none (keep without cameras), or a file or folder with their poses")
      ->type_name("estimate|static|none|FILE|FOLDER");
  command
      .add_option("--pose-frames", poses.frames, "Frames that poses are estimated from, where --frames and --fps ask for fewer")
      ->type_name("N")
      ->check(wholeNumber(2));
  command.add_option("--field-of-view", poses.fieldOfView, "First guess: degrees across the longer side of the picture")
      ->type_name("DEGREES")
      ->check(positiveNumber());
  command.add_option("--masks", poses.masks, "Pictures that are black where something moves: one, or one a frame")
      ->type_name("FOLDER");
  command
      .add_option("--up", options.up,
                  "auto, first (the first camera was held upright), or the direction x,y,z of the scene "
                  "as --up auto makes it that is up")
      ->type_name("auto|first|X,Y,Z");
  command.add_option("--scale", poses.world.scale, "Size of the scene, times the guessed one")
      ->type_name("N")
      ->check(positiveNumber());
}

nlohmann::json poseJson(const poses::PoseEstimate& estimate) {
  nlohmann::json cameras = nlohmann::json::array();
  for (const poses::CameraFrames& camera : estimate.frames)
    cameras.push_back({{"name", camera.name},
                       {"registered", camera.count(poses::FrameState::registered)},
                       {"failed", camera.count(poses::FrameState::failed)}});
  return {{"static", estimate.staticCamera},
          {"reprojection_error_px", estimate.reprojectionError},
          {"points", estimate.points.size()},
          {"cameras", cameras}};
}

nlohmann::json clockJson(const std::vector<sync::CameraOffset>& clocks) {
  using Source = sync::CameraOffset::Source;
  nlohmann::json out = nlohmann::json::array();
  for (const sync::CameraOffset& clock : clocks) {
    const char* source = clock.source == Source::reference ? "reference"
                         : clock.source == Source::given   ? "given"
                         : clock.source == Source::sound   ? "sound"
                                                           : "none";
    out.push_back({{"camera", clock.camera}, {"offset_s", clock.offset}, {"from", source}, {"confidence", clock.confidence}});
  }
  return out;
}

}  // namespace

void addImport(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("import", "Bring any supported source into a capture folder; estimate its cameras");
  command
      ->add_option(
          "SOURCE", options->request.sources,
          "Video, folder of stills, capture folder, transforms.json, COLMAP model, Record3D, ...; or several videos of one "
          "event")
      ->required();
  command->add_option("-o,--output", options->request.folder, "Folder to write")->required()->type_name("FOLDER");
  addPoses(*command, *options);
  addFrames(*command, *options);
  command->add_flag("--json", options->json, "Print what was written as JSON");
  command->callback([options, &session] {
    options->request.poseOptions.world.parseUp(options->up);
    for (const std::string& text : options->offsets) readOffset(text, options->request.offsets);
    const jobs::ImportResult result = jobs::importJob(options->request, session.progress());
    session.finish();
    nlohmann::json more;
    if (result.estimate) more["poses"] = poseJson(*result.estimate);
    if (!result.clocks.empty()) more["clocks"] = clockJson(result.clocks);
    tellCapture(result.capture, options->request.folder, options->json, more);
  });
}

}  // namespace fsm::cli
