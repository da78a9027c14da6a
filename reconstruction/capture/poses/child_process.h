// Another program, run without a shell and in a process group of its own, its words read line by line while it runs. It never
// outlives the call: cancelled or failing, the whole group is ended and waited for.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fsm::poses {

struct ChildCommand {
  std::filesystem::path program;         ///< as `findProgram` gives it
  std::vector<std::string> arguments;    ///< without the program's name
  std::vector<std::string> environment;  ///< "NAME=value", over those of this process
};

struct ChildResult {
  int exitCode = 0;  ///< meaningless where a signal ended it
  int signal = 0;    ///< 0: it ended by itself
  std::string tail;  ///< the end of what it said, for the developer
  bool succeeded() const { return signal == 0 && exitCode == 0; }
};

/// The program of that name on PATH; nothing when there is none that may be run.
std::optional<std::filesystem::path> findProgram(const std::string& name);

/// Runs it to its end. `line` gets each line of its standard output and error, without the line's end; `tick` is called at least
/// five times a second. Whatever these throw (cancelled, above all) ends the child first: asked politely, after two seconds by
/// force. Throws internal when it cannot be started.
ChildResult runChild(const ChildCommand& command, const std::function<void(const std::string&)>& line,
                     const std::function<void()>& tick);

}  // namespace fsm::poses
