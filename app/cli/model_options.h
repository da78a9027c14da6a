// Options that all commands with a model have.
#pragma once

#include <CLI/CLI.hpp>

#include "app/jobs/reconstruct_job.h"

namespace fsm::cli {

void addModelOptions(CLI::App& command, jobs::ModelRequest& request);

}  // namespace fsm::cli
