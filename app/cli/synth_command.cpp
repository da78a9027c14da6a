#include <memory>

#include <nlohmann/json.hpp>
#include "app/cli/capture_summary.h"

#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "app/jobs/clip_size.h"
#include "app/jobs/synth_job.h"

namespace fsm::cli {

void addSynth(CLI::App& app, Session& session) {
  struct Options {
    jobs::SynthRequest request;
    std::string size;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  jobs::SynthRequest& request = options->request;
  CLI::App* command = app.add_subcommand("synth", "Make a procedural capture with known cameras");
  command->add_option("-o,--output", request.folder, "Folder to write")->required()->type_name("FOLDER");
  command->add_option("--seed", request.seed, "Which scene (default: 1)")->type_name("N")->check(wholeNumber<uint64_t>(0));
  command->add_option("--frames", request.frames, "Frames a camera (default: 90)")->type_name("N")->check(wholeNumber(1));
  command->add_option("--size", options->size, "Image size (default: 640x360)")->type_name("WxH");
  command->add_option("--fps", request.fps, "Frames a second (default: 30)")->type_name("N")->check(positiveNumber());
  command->add_option("--cameras", request.cameras, "1: a hand-held moving camera; 2 to 6: a rig of still ones (default: 1)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command->add_option("--textures", request.textures, "Folder of pictures for surfaces (default: procedural ones)")
      ->type_name("FOLDER");
  command->add_flag("--stills", request.stills, "Write lossless PNGs in place of videos");
  command->add_flag("--json", options->json, "Print what was written as JSON");
  command->callback([options, &session] {
    if (!options->size.empty()) options->request.size = jobs::parseImageSize(options->size);
    const Capture capture = jobs::synthJob(options->request, session.progress());
    session.finish();
    tellCapture(capture, options->request.folder, options->json, nlohmann::json());
  });
}

}  // namespace fsm::cli
