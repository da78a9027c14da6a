#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/jobs/bench_job.h"

namespace fsm::cli {

void addBench(CLI::App& app, Session& session, const BenchSceneReader& readScene, const std::string& scenes) {
  struct Options {
    jobs::BenchRequest request;
    std::string only, scene, json;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("bench", "Measure how fast this machine encodes and renders");
  command->add_option("--model", options->request.model, "Model for the first rows (default: the bundled one)")->type_name("M");
  command->add_option("--device", options->request.device, "Only this one: cpu, cuda, cuda:INDEX (default: all)")->type_name("D");
  command
      ->add_option("--only", options->only,
                   "Some of model,generator,cuda,vulkan,cpu; the last three draw Gaussians (default: all that this machine can)")
      ->type_name("PARTS");
  command->add_option("--scene", options->scene, "Draw this scene too, at 640x360")->type_name(scenes);
  command->add_flag("--quick", options->request.quick, "Fewer repetitions");
  command->add_option("--json", options->json, "Write the figures as JSON; - prints them")->type_name("FILE");
  command->callback([options, &session, readScene] {
    if (!options->only.empty()) options->request.parts = jobs::parseBenchParts(options->only);
    if (!options->scene.empty()) options->request.scene = readScene(options->scene);
    const jobs::BenchResult result = jobs::benchJob(options->request, session.progress());
    session.finish();
    std::fputs(jobs::table(result).c_str(), options->json == "-" ? stderr : stdout);
    if (!options->json.empty()) deliverJson(jobs::toJson(result), options->json);
  });
}

}  // namespace fsm::cli
