#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "app/cli/refine_options.h"
#include "app/jobs/finetune_job.h"
#include "app/jobs/finetune_report.h"
#include "reconstruction/core/error.h"

namespace fsm::cli {

namespace {

struct Options {
  jobs::FinetuneProjectRequest request;
  std::string mode = "auto";
  bool estimate = false, json = false;
};

void tellEstimate(const Options& options) {
  const jobs::Scene scene = jobs::loadScene(options.request.project);
  const training::FinetuneEstimate estimate = jobs::estimateFinetune(scene, options.request.finetune);
  if (options.json) {
    printJson(jobs::toJson(estimate));
    return;
  }
  std::printf("%s%s, %d frames read and %d asked a step: about %.2f s a step, %.1f GB of memory, a model of %.0f MB\n",
              training::name(estimate.mode), estimate.checkpointing ? " (activations computed twice)" : "", estimate.inputs,
              estimate.targets, estimate.secondsPerStep, static_cast<double>(estimate.memoryBytes) / 1e9,
              static_cast<double>(estimate.modelBytes) / 1e6);
  if (!estimate.note.empty()) std::printf("%s\n", estimate.note.c_str());
}

void run(Options& options, Session& session) {
  options.request.finetune.options.mode = training::finetuneModeFromName(options.mode);
  if (options.estimate) return tellEstimate(options);
  const std::string project = options.request.project.string();
  const jobs::FinetunedScene tuned = jobs::finetuneJob(options.request, session.progress());
  session.finish();
  std::fputs(jobs::table(tuned.result).c_str(), options.json ? stderr : stdout);
  if (tuned.scene && !options.json)
    std::printf("%s: a new version, read with %s\n", project.c_str(), tuned.scene->settings.modelPath.string().c_str());
  if (options.json) printJson(jobs::toJson(tuned.result));
  if (!tuned.result.finished)
    throw Error(ErrorCode::cancelled, "Stopped. What was reached is saved beside " + project + "; fsm finetune " + project +
                                          " --resume goes on from there (with the same --steps or --seconds).");
}

void addLength(CLI::App& command, training::FinetuneOptions& options) {
  command.add_option("--steps", options.steps, "Length in steps")->type_name("N")->check(wholeNumber<int64_t>(1));
  command.add_option("--seconds", options.seconds, "Length in seconds (default without --steps: 60)")
      ->type_name("S")
      ->check(positiveNumber());
}

void addWhatIsTrained(CLI::App& command, training::FinetuneOptions& options) {
  command.add_option("--rank", options.rank, "Of the additions of low-rank (default: 8)")->type_name("N")->check(wholeNumber(1));
  command.add_option("--inputs", options.inputs, "Most frames that a step reads (default: as many as are useful and fit)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command.add_option("--targets", options.targets, "Most frames that a step is asked for (default: likewise)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command
      .add_option("--size", options.longSide, "Shrink frames to this long side for training (default: as the scene read them)")
      ->type_name("PIXELS")
      ->check(wholeNumber(8));
  command.add_option("--rate", options.rate, "Largest learning rate (default: 0.0001, low-rank 0.001)")
      ->type_name("X")
      ->check(positiveNumber());
  command.add_option("--seed", options.seed, "Of the frames that each step draws (default: 1)")
      ->type_name("N")
      ->check(wholeNumber<uint64_t>(0));
}

}  // namespace

void addFinetune(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  jobs::FinetuneProjectRequest& request = options->request;
  CLI::App* command = app.add_subcommand("finetune", "Fine-tune the model's weights on a scene's own frames");
  command->add_option("SCENE", request.project, "Project of fsm reconstruct")->required()->type_name("SCENE.chrono");
  addLength(*command, request.finetune.options);
  command->add_option("--mode", options->mode, "full, low-rank, or auto: full where the memory allows it (default: auto)")
      ->type_name("MODE");
  addWhatIsTrained(*command, request.finetune.options);
  command->add_option("--model", request.finetune.model.model, "Model that made the scene, where it is not found")
      ->type_name("MODEL");
  command->add_option("--device", request.finetune.model.device, "auto, cpu, cuda or cuda:N (default: auto)")
      ->type_name("DEVICE");
  command->add_option("--budget", request.finetune.budget, "Most Gaussians of the new version")
      ->type_name("N")
      ->check(wholeNumber<int64_t>(1));
  addSaveEvery(*command, request.finetune.options.safekeeping);
  command->add_flag("--resume", request.resume, "Go on from where a run was stopped or killed");
  command->add_option("--preview", request.preview, "Write the current picture every few seconds")->type_name("FILE.png");
  command->add_flag("--estimate", options->estimate, "Do nothing but say what time and memory it would take");
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace fsm::cli
