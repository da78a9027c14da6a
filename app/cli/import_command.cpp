#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/capture_summary.h"
#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "app/jobs/import_job.h"

namespace fsm::cli {

void addImport(CLI::App& app, Session& session) {
  struct Options {
    jobs::ImportRequest request;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("import", "Bring any supported source into a capture folder");
  command
      ->add_option("SOURCE", options->request.source,
                   "Video, folder of stills, capture folder, transforms.json, COLMAP model, Record3D, ...")
      ->required();
  command->add_option("-o,--output", options->request.folder, "Folder to write")->required()->type_name("FOLDER");
  command
      ->add_option("--poses", options->request.poses, "none (keep without cameras), or a file or folder with the cameras' poses")
      ->type_name("none|FILE|FOLDER");
  command->add_option("--range", options->request.range, "Seconds to keep; either side may be empty")->type_name("A:B");
  command->add_option("--frames", options->request.frames, "Keep this many frames a camera, spread evenly")
      ->type_name("N")
      ->check(wholeNumber(1));
  command->add_option("--fps", options->request.fps, "Keep this many frames a second")->type_name("N")->check(positiveNumber());
  command->add_flag("--json", options->json, "Print what was written as JSON");
  command->callback([options, &session] {
    const Capture capture = jobs::importJob(options->request, session.progress());
    session.finish();
    tellCapture(capture, options->request.folder, options->json);
  });
}

}  // namespace fsm::cli
