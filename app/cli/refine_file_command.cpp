#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/refine_options.h"
#include "app/jobs/refine_file_job.h"
#include "reconstruction/core/error.h"

namespace fsm::cli {

void addRefineFile(CLI::App& app, Session& session) {
  struct Options {
    jobs::RefineFileRequest request;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  jobs::RefineFileRequest& request = options->request;
  CLI::App* command = app.add_subcommand("refine", "Fit Gaussians to their frames, both in a file of fsm refine --pack");
  command->add_option("INPUT", request.input, "File of fsm refine --pack")->required()->type_name("FILE.safetensors");
  command->add_option("-o,--output", request.output, "File to write, for fsm refine --take")
      ->required()
      ->type_name("FILE.safetensors");
  addRefineOptions(*command, request.options);
  command->add_flag("--resume", request.resume, "Go on from where a run was stopped or killed");
  command->add_option("--preview", request.preview, "Write the current picture every few seconds")->type_name("FILE.png");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] {
    if (options->request.options.steps == 0 && options->request.options.seconds == 0) options->request.options.seconds = 60;
    const training::RefineResult result = jobs::refineFileJob(options->request, session.progress());
    session.finish();
    std::fputs(jobs::table(result).c_str(), options->json ? stderr : stdout);
    if (options->json) printJson(jobs::toJson(result));
    if (!result.finished)
      throw Error(ErrorCode::cancelled, "Stopped. What was reached is saved; the same command with --resume goes on from there.");
  });
}

}  // namespace fsm::cli
