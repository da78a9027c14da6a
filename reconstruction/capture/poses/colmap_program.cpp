#include "reconstruction/capture/poses/colmap_program.h"

#include <csignal>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::poses {

ColmapProgram ColmapProgram::find(std::filesystem::path scratch) {
  const auto path = findProgram("colmap");
  if (!path)
    throw Error(ErrorCode::notFound,
                "Camera poses are estimated by COLMAP, which is not installed. Install the package 'colmap' (sudo apt install "
                "colmap) and try again, or give poses that were made elsewhere (--poses FILE).");
  return {*path, std::move(scratch)};
}

ChildResult ColmapProgram::run(const std::string& step, const std::vector<std::string>& arguments, Progress& progress,
                               const std::function<void(const std::string&)>& line) const {
  ChildCommand command;
  command.program = path_;
  command.arguments = arguments;
  command.arguments.insert(command.arguments.begin(), step);
  // It opens no window in these steps, but links a library that looks for a display; its logs stay in
  // our folder, where they are taken away.
  command.environment = {"QT_QPA_PLATFORM=offscreen", "TMPDIR=" + scratch_.string(), "GLOG_log_dir=" + scratch_.string()};
  const ChildResult result = runChild(
      command,
      [&](const std::string& text) {
        log().trace("colmap {}: {}", step, text);
        line(text);
      },
      [&] { progress.check(); });
  if (result.signal == SIGKILL)
    throw Error(ErrorCode::outOfMemory,
                "COLMAP was ended by the system, most likely for want of memory. Close other programs, or use fewer frames.",
                result.tail);
  return result;
}

void ColmapProgram::require(const std::string& step, const std::vector<std::string>& arguments, Progress& progress,
                            const std::function<void(const std::string&)>& line) const {
  const ChildResult result = run(step, arguments, progress, line);
  if (result.succeeded()) return;
  const std::string how =
      result.signal ? "ended by signal " + std::to_string(result.signal) : "exit code " + std::to_string(result.exitCode);
  throw Error(ErrorCode::internal,
              "COLMAP failed in its step " + step + " (" + how +
                  "). Try again; when it fails again, give poses that were made elsewhere (--poses FILE).",
              result.tail);
}

}  // namespace fsm::poses
