#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_options.h"
#include "app/cli/number_options.h"
#include "app/jobs/import_estimate.h"
#include "app/jobs/import_job.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::cli {

namespace {

/// SOURCE's name + .chrono in the working folder: sources may lie where nothing can be written.
std::filesystem::path projectFor(const std::filesystem::path& source) {
  std::filesystem::path name = std::filesystem::absolute(source).lexically_normal();
  if (name.filename().empty()) name = name.parent_path();
  const bool file = std::filesystem::is_regular_file(source);
  return (file ? name.stem() : name.filename()).string() + ".chrono";
}

void tell(const jobs::ReconstructResult& result, const std::filesystem::path& project, bool asJson) {
  const size_t inputs = result.scene.plan.inputs.size();
  if (asJson) {
    printJson({{"project", project.string()},
               {"model", result.scene.settings.model},
               {"inputs", inputs},
               {"gaussians", result.gaussians},
               {"encode_ms", result.encodeMs},
               {"device", result.device}});
    return;
  }
  std::printf("%s: %zu frame%s read by the model '%s' in %.0f ms on %s\n", project.string().c_str(), inputs,
              inputs == 1 ? "" : "s", result.scene.settings.model.c_str(), result.encodeMs, result.device.c_str());
  if (result.gaussians > 0) std::printf("%lld Gaussians kept\n", static_cast<long long>(result.gaussians));
  std::printf("Next: fsm render %s -o clip.mp4\n", project.string().c_str());
}

void tellEstimate(const jobs::ReconstructRequest& request, bool asJson) {
  const jobs::ImportMachine machine = jobs::measureImportMachine(request.options.model);
  const jobs::ImportWork work = jobs::reconstructionWork(jobs::importPosed(request.source), request.options, machine.model.patch);
  const jobs::ImportEstimate estimate = jobs::estimateImport(work, machine);
  if (asJson) {
    printJson({{"inputs", work.inputs},
               {"width", work.size.width},
               {"height", work.size.height},
               {"seconds", estimate.reconstructSeconds},
               {"memory_bytes", estimate.memoryBytes},
               {"fits", estimate.fits}});
    return;
  }
  std::printf("%d frames of %dx%d: about %.0f s and %.1f GB on %s%s\n", work.inputs, work.size.width, work.size.height,
              std::max(1.0, estimate.reconstructSeconds), estimate.memoryBytes / 1e9, machine.device.name.c_str(),
              estimate.fits ? "" : ", which has not as much free: take fewer --inputs or a smaller --size");
}

}  // namespace

void addReconstruct(CLI::App& app, Session& session) {
  struct Options {
    jobs::ReconstructRequest request;
    std::string decoder = "image";
    bool estimate = false, json = false;
  };
  const auto options = std::make_shared<Options>();
  jobs::ReconstructRequest& request = options->request;
  CLI::App* command = app.add_subcommand("reconstruct", "Read a posed capture into a scene");
  command->add_option("SOURCE", request.source, "Any posed source")->required();
  command->add_option("-o,--output", request.project, "Project to write (default: SOURCE's name + .chrono)")
      ->type_name("SCENE.chrono");
  command
      ->add_option("--inputs", request.options.inputs,
                   "Frames to read: cameras by name, each Nth moment, or N spread evenly (default: 32)")
      ->type_name("cam0,cam1|every:N|N");
  command
      ->add_option("--size", request.options.size,
                   "WxH, a long side, native, or official (256x256 square crop; default: long side 256)")
      ->type_name("WxH|official");
  command
      ->add_option("--decoder", options->decoder,
                   "image: views are made by the network (default); gaussians: 4D Gaussians are kept in the project as well")
      ->check(CLI::IsMember({"image", "gaussians"}))
      ->type_name("image|gaussians");
  command
      ->add_option("--budget", request.options.budget,
                   "Gaussians to keep: those that the input frames show most (default: 200000)")
      ->check(wholeNumber(1))
      ->type_name("N");
  addModelOptions(*command, request.options.model);
  command->add_flag("--estimate", options->estimate, "Do nothing but say what time and memory it would take");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] {
    jobs::ReconstructRequest& asked = options->request;
    asked.options.gaussians = options->decoder == "gaussians";
    if (options->estimate) return tellEstimate(asked, options->json);
    if (asked.project.empty()) asked.project = projectFor(asked.source);
    const jobs::ReconstructResult result = jobs::reconstructJob(asked, session.progress());
    session.finish();
    tell(result, asked.project, options->json);
  });
}

}  // namespace fsm::cli
