// The one exception type of the program. Thrown anywhere, caught at the job boundary, the CLI's main and the GUI's slot.
#pragma once

#include <stdexcept>
#include <string>

namespace fsm {

enum class ErrorCode {
  badInput,     ///< the user asked for something that cannot be: wrong argument, NaN pose, no frames
  notFound,     ///< a file or a named thing is not there
  unsupported,  ///< understood, but this program does not do it
  fileDamaged,  ///< truncated, malformed or lying about its sizes
  writeFailed,  ///< disk full, no permission
  outOfMemory,  ///< of the host or the device
  noDevice,     ///< the asked device is not there
  deviceLost,   ///< the device failed while working
  cancelled,    ///< the user cancelled
  internal      ///< a fault of ours
};

/// `what()` is a sentence for the user that also says what to do next; `detail()` is for the developer and may be empty.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& sentence, std::string detail = {})
      : std::runtime_error(sentence), code_(code), detail_(std::move(detail)) {}

  ErrorCode code() const { return code_; }
  const std::string& detail() const { return detail_; }

 private:
  ErrorCode code_;
  std::string detail_;
};

/// Stable lower-case name of a code, for logs and JSON ("bad_input", "file_damaged", ...).
const char* errorCodeName(ErrorCode code);

/// Exit code of a program that ends with this error: 2 the user's, 3 the file's or the machine's, 130 cancelled, 1 ours.
int exitCode(ErrorCode code);

}  // namespace fsm
