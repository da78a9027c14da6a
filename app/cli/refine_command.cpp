#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/refine_options.h"
#include "app/jobs/refine_file_job.h"
#include "app/jobs/refine_job.h"
#include "reconstruction/core/error.h"

namespace fsm::cli {

namespace {

struct Options {
  jobs::RefineRequest request;
  std::filesystem::path pack, take;
  bool json = false;
};

void tellTaken(const Options& options, const std::string& result) {
  if (options.json)
    printJson(nlohmann::json::parse(result));
  else
    std::printf("%s: refined Gaussians taken from %s\n", options.request.project.string().c_str(), options.take.string().c_str());
}

void run(const Options& options, Session& session) {
  const std::string project = options.request.project.string();
  if (!options.pack.empty()) {
    jobs::packRefineJob(options.request.project, options.pack, session.progress());
    session.finish();
    std::printf("%s: refine it with fsm_engine refine, then fsm refine %s --take RESULT\n", options.pack.string().c_str(),
                project.c_str());
    return;
  }
  if (!options.take.empty()) {
    const std::string result = jobs::takeRefinedJob(options.request.project, options.take, session.progress());
    session.finish();
    tellTaken(options, result);
    return;
  }
  const training::RefineResult result = jobs::refineJob(options.request, session.progress());
  session.finish();
  std::fputs(jobs::table(result).c_str(), options.json ? stderr : stdout);
  if (options.json) printJson(jobs::toJson(result));
  if (!result.finished)
    throw Error(ErrorCode::cancelled, "Stopped. What was reached is saved in " + project + "; fsm refine " + project +
                                          " --resume goes on from there (with the same --steps or --seconds).");
}

}  // namespace

void addRefine(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  jobs::RefineRequest& request = options->request;
  CLI::App* command = app.add_subcommand("refine", "Fit a scene's Gaussians to the frames that it was reconstructed from");
  command->add_option("SCENE", request.project, "Project of fsm reconstruct --decoder gaussians")
      ->required()
      ->type_name("SCENE.chrono");
  addRefineOptions(*command, request.options);
  command->add_flag("--resume", request.resume, "Go on from where a run was stopped or killed");
  command->add_option("--preview", request.preview, "Write the current picture every few seconds")->type_name("FILE.png");
  auto* pack = command->add_option("--pack", options->pack, "Do not refine: write what fsm_engine refine takes elsewhere")
                   ->type_name("FILE.safetensors");
  command->add_option("--take", options->take, "Do not refine: store what fsm_engine refine wrote")
      ->type_name("FILE.safetensors")
      ->excludes(pack);
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace fsm::cli
