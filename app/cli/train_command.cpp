#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "training/trainer/train.h"

namespace fsm::cli {

void addTrain(CLI::App& app, Session& session) {
  struct Options {
    std::filesystem::path config;
    training::TrainRun run;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("train", "Train a model from a configuration (training/README.md)");
  command->add_option("CONFIG", options->config, "Configuration file")->required()->type_name("CONFIG.json");
  command->add_option("-o,--output", options->run.output, "Folder of the run (default: CONFIG's name)")->type_name("FOLDER");
  command->add_flag("--resume", options->run.resume, "Go on from the state in the folder");
  command->add_option("--pause-after-steps", options->run.pauseAfterSteps, "Save the state and end after so many steps")
      ->type_name("N")
      ->check(wholeNumber<int64_t>(1));
  command->add_option("--pause-after-seconds", options->run.pauseAfterSeconds, "Save the state and end after so many seconds")
      ->type_name("S")
      ->check(positiveNumber());
  command->callback([options, &session] {
    if (options->run.output.empty()) options->run.output = options->config.stem();
    training::train(options->config, options->run, session.progress());
    session.finish();
    std::printf("%s: model.safetensors, config.json, log.jsonl, loss.png, samples.png\n", options->run.output.string().c_str());
  });
}

}  // namespace fsm::cli
