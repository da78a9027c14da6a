#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "reconstruction/core/error.h"
#include "tests/parity/parity.h"

namespace fsm::cli {

void addParity(CLI::App& app, Session& session) {
  struct Options {
    std::filesystem::path folder;
    std::string device = "cpu";
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("parity", "Compare with numbers of the official implementation");
  command->add_option("FOLDER", options->folder, "Folder of fixtures")->required();
  command->add_option("--device", options->device, "cpu, cuda or cuda:INDEX (default: cpu)")->type_name("D");
  command->callback([options, &session] {
    const int failures = parity::run(options->folder, options->device, std::cout);
    session.finish();
    if (failures > 0)
      throw Error(ErrorCode::internal,
                  std::to_string(failures) + " comparisons with the official implementation failed. See the table above.");
  });
}

}  // namespace fsm::cli
