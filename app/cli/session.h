// What the commands of one program run share: progress, cancellation, and how results and errors are told.
#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/cli/progress_line.h"
#include "reconstruction/core/interrupt.h"
#include "reconstruction/core/progress.h"

namespace fsm::cli {

class Session {
 public:
  Session();

  Progress& progress() { return progress_; }
  /// The job is done: takes the bar away.
  void finish() { line_.clear(); }

 private:
  ProgressLine line_;
  Progress progress_;
  InterruptGuard interrupt_;
};

/// Parses the command line and runs the command that it names. Exit code: 0, else as `fsm::exitCode`; every error is one sentence
/// on standard error.
int runProgram(CLI::App& app, Session& session, int argc, char** argv);

/// Prints on standard output, for a program to read.
void printJson(const nlohmann::json& json);
/// Writes `json` to `file`, or prints it where the file is "-".
void deliverJson(const nlohmann::json& json, const std::string& file);

}  // namespace fsm::cli
