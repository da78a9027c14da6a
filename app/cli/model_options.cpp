#include "app/cli/model_options.h"

namespace fsm::cli {

void addModelOptions(CLI::App& command, jobs::ModelRequest& request) {
  command
      .add_option("--model", request.model,
                  "Model folder, .safetensors, official .pth, or the name of a bundled one (default: the bundled one)")
      ->type_name("M");
  command.add_option("--device", request.device, "auto, cpu, cuda or cuda:INDEX (default: auto)")->type_name("D");
  command
      .add_option("--profile", request.profile,
                  "official (as the published code computes) or paper (as printed; default: the model's own)")
      ->check(CLI::IsMember({"official", "paper"}))
      ->type_name("P");
  command.add_option("--precision", request.precision, "auto, float32 or bfloat16 (default: auto)")
      ->check(CLI::IsMember({"auto", "float32", "bfloat16"}))
      ->type_name("KIND");
}

}  // namespace fsm::cli
