#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/jobs/export_job.h"
#include "app/jobs/number.h"
#include "reconstruction/core/error.h"

namespace fsm::cli {

namespace {

Error notFrames(const std::string& text) {
  return {ErrorCode::badInput, "--frames: '" + text + "' is not FIRST:LAST:FPS, like 0:2.5:30 (seconds, and frames a second)."};
}

jobs::FrameRange parseFrames(const std::string& text) {
  const size_t first = text.find(':'), second = first == std::string::npos ? first : text.find(':', first + 1);
  if (second == std::string::npos) throw notFrames(text);
  const auto from = jobs::parseNumber(text.substr(0, first)), to = jobs::parseNumber(text.substr(first + 1, second - first - 1)),
             fps = jobs::parseNumber(text.substr(second + 1));
  if (!from || !to || !fps) throw notFrames(text);
  return {*from, *to, *fps};
}

jobs::ExportRequest requestOf(jobs::ExportRequest request, const std::string& time, const std::string& frames) {
  if (!time.empty()) {
    request.output.time = jobs::parseNumber(time);
    if (!request.output.time) throw Error(ErrorCode::badInput, "--time: '" + time + "' is not a number of seconds, like 1.5.");
  }
  if (!frames.empty()) request.output.frames = parseFrames(frames);
  return request;
}

void tell(const jobs::ExportResult& result, bool asJson) {
  if (asJson) {
    printJson({{"output", result.output.string()}, {"files", result.files}, {"gaussians", result.gaussians}});
    return;
  }
  std::printf("%s: %lld Gaussians", result.output.string().c_str(), static_cast<long long>(result.gaussians));
  if (result.files > 1) std::printf(" in %d files", result.files);
  std::printf("\n");
}

}  // namespace

void addExport(CLI::App& app, Session& session) {
  struct Options {
    jobs::ExportRequest request;
    std::string time, frames;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write a scene's Gaussians for other programs, or convert a splat file");
  command->add_option("SCENE", options->request.source, "Project with Gaussians, or a splat file")
      ->required()
      ->type_name("SCENE.chrono|FILE.ply|.spz|.splat|.glb");
  command
      ->add_option("-o,--output", options->request.output.file, "File to write; with --frames the folder OUT of OUT0001.ply, ...")
      ->required()
      ->type_name("OUT.ply|OUT.spz");
  command
      ->add_option("--time", options->time,
                   "One moment, in seconds: static Gaussians in the world (default: all of 4D, .ply only)")
      ->type_name("T");
  command->add_option("--frames", options->frames, "A flip-book: a file for each moment from FIRST to LAST")
      ->type_name("FIRST:LAST:FPS");
  command->add_option("--gaussians", options->request.version, "Version of the project's Gaussians (default: the newest)")
      ->type_name("NAME");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] {
    const jobs::ExportResult result =
        jobs::exportJob(requestOf(options->request, options->time, options->frames), session.progress());
    session.finish();
    tell(result, options->json);
  });
}

}  // namespace fsm::cli
