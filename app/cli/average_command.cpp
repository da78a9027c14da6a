#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/cli/commands.h"
#include "training/trainer/mean_model.h"

namespace fsm::cli {

void addAverage(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::filesystem::path> models;
    std::filesystem::path output;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("average", "Write the mean of the weights of several runs");
  command->add_option("MODEL", options->models, "Two or more: folders of runs, or their model.safetensors")->required();
  command->add_option("-o,--output", options->output, "Folder of the new model")->required()->type_name("FOLDER");
  command->callback([options, &session] {
    const TensorFile mean = training::meanModel(options->models);
    std::filesystem::create_directories(options->output);
    writeSafetensors(options->output / "model.safetensors", mean);
    session.finish();
    std::printf("%s: the mean of %zu models\n", (options->output / "model.safetensors").string().c_str(), options->models.size());
  });
}

}  // namespace fsm::cli
