#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_options.h"
#include "app/jobs/append_job.h"

namespace fsm::cli {

void addAppend(CLI::App& app, Session& session) {
  struct Options {
    jobs::AppendRequest request;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  jobs::AppendRequest& request = options->request;
  CLI::App* command = app.add_subcommand("append", "Let a scene read more of its capture's frames");
  command->add_option("SCENE", request.project, "Project of fsm reconstruct")->required()->type_name("SCENE.chrono");
  command->add_option("-o,--output", request.output, "Project to write (default: SCENE itself)")->type_name("SCENE.chrono");
  command
      ->add_option("--inputs", request.inputs,
                   "Frames that the scene should have read afterwards: cameras by name, each Nth moment, or N spread evenly")
      ->required()
      ->type_name("cam0,cam1|every:N|N");
  command->add_flag(
      "--approximate", request.approximate,
      "Read only the new frames, on top of what is there; what was read before is not revised (default: read all again, exact)");
  addModelOptions(*command, request.model);
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] {
    const jobs::AppendRequest& asked = options->request;
    const jobs::ReconstructResult result = jobs::appendJob(asked, session.progress());
    session.finish();
    const std::string project = (asked.output.empty() ? asked.project : asked.output).string();
    const bool approximate = result.scene.memory.approximate();
    if (options->json)
      printJson({{"project", project},
                 {"inputs", result.scene.plan.inputs.size()},
                 {"approximate", approximate},
                 {"encode_ms", result.encodeMs},
                 {"device", result.device}});
    else
      std::printf("%s: %zu frames read in all%s, %.0f ms on %s\n", project.c_str(), result.scene.plan.inputs.size(),
                  approximate ? " (approximate: earlier frames were not revised)" : "", result.encodeMs, result.device.c_str());
  });
}

}  // namespace fsm::cli
