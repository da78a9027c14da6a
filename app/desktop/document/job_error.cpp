#include "app/desktop/document/job_error.h"

#include <filesystem>
#include <new>

namespace fsm::desktop {

Error errorFrom(const std::exception_ptr& thrown) {
  constexpr const char* kFault = "This failed by a fault of the program. Try again, and please report it with the log.";
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc& full) {
    return {ErrorCode::outOfMemory,
            "There is not enough memory for this. Use fewer frames or a smaller size, or close other programs.", full.what()};
  } catch (const std::filesystem::filesystem_error& problem) {
    return {ErrorCode::writeFailed, "A file or folder cannot be reached. Check that its disk is connected and its permissions.",
            problem.what()};
  } catch (const std::exception& problem) {
    return {ErrorCode::internal, kFault, problem.what()};
  } catch (...) {
    return {ErrorCode::internal, kFault, "an exception of an unknown type"};
  }
}

}  // namespace fsm::desktop
