#include "app/cli/session.h"

#include <cstdio>
#include <new>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/log.h"

namespace fsm::cli {

namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "fsm: %s\n", error.what());
  if (!error.detail().empty()) log().debug("{}: {}", errorCodeName(error.code()), error.detail());
  return exitCode(error.code());
}

/// A command line that cannot be followed (or asked for help), said in our words.
int explain(const CLI::App& app, const CLI::ParseError& problem, int argc, char** argv) {
  if (problem.get_exit_code() == 0) return app.exit(problem);
  if (argc < 2) {
    std::fputs(app.help().c_str(), stderr);
    return exitCode(ErrorCode::badInput);
  }
  const std::string command = argv[1];
  const auto named = app.get_subcommands([&](const CLI::App* candidate) { return candidate->get_name() == command; });
  if (!command.starts_with('-') && named.empty())
    return fail({ErrorCode::badInput, "There is no command '" + command + "'. '" + app.get_name() + " --help' lists them."});
  return fail({ErrorCode::badInput, std::string(problem.what()) + ". '" + app.get_name() + " " +
                                        (command.starts_with('-') ? "" : command + " ") + "--help' lists what is possible."});
}

std::string dumped(const nlohmann::json& json) {
  // Names of files need not be valid text: what is not becomes a replacement character.
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Session::Session() : progress_([this](const ProgressReport& report) { line_.show(report); }), interrupt_(progress_) {}

int runProgram(CLI::App& app, Session& session, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    session.finish();
    return 0;
  } catch (const CLI::ParseError& problem) {
    session.finish();
    return explain(app, problem, argc, argv);
  } catch (const Error& error) {
    session.finish();
    return fail(error);
  } catch (const std::bad_alloc&) {
    session.finish();
    return fail({ErrorCode::outOfMemory, "The memory of this machine is not enough. Choose fewer inputs or a smaller size."});
  } catch (const std::exception& problem) {
    session.finish();
    return fail({ErrorCode::internal, std::string("Something went wrong inside the program (") + problem.what() +
                                          "). Please report it with the command that you gave."});
  }
}

void printJson(const nlohmann::json& json) { std::fputs(dumped(json).c_str(), stdout); }

void deliverJson(const nlohmann::json& json, const std::string& file) {
  if (file == "-")
    printJson(json);
  else
    writeFileAtomically(std::filesystem::path(file), dumped(json));
}

}  // namespace fsm::cli
