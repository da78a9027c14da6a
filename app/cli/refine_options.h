// Options that refining has wherever it runs.
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/number_options.h"
#include "training/refine/refine.h"

namespace fsm::cli {

/// Of everything that learns for long and can go on after it was killed.
inline void addSaveEvery(CLI::App& command, training::Safekeeping& safekeeping) {
  command
      .add_option(
          "--save-every", safekeeping.seconds,
          "Seconds between saves of the state, from which --resume goes on if the run is killed (default: 60); saving never "
          "takes more than 3 % of the time")
      ->type_name("S")
      ->check(positiveNumber());
}

inline void addRefineOptions(CLI::App& command, training::RefineOptions& options) {
  command.add_option("--steps", options.steps, "Length in steps, one frame each")->type_name("N")->check(wholeNumber<int64_t>(1));
  command
      .add_option("--seconds", options.seconds, "Length in seconds (default without --steps: 60, and at most 120 steps a frame)")
      ->type_name("S")
      ->check(positiveNumber());
  command.add_option("--device", options.device, "auto, cpu, cuda or cuda:N (default: auto)")->type_name("DEVICE");
  command.add_option("--budget", options.budget, "Most Gaussians (default: as many as there are)")
      ->type_name("N")
      ->check(wholeNumber<int64_t>(1));
  command.add_option("--sh-degree", options.shDegree, "Let colours turn with the view: 0 to 3 (default: 0)")
      ->type_name("N")
      ->check(wholeNumber(0));
  command.add_option("--seed", options.seed, "Of the order of frames and of what moves (default: 1)")
      ->type_name("N")
      ->check(wholeNumber<uint64_t>(0));
  addSaveEvery(command, options.safekeeping);
}

}  // namespace fsm::cli
