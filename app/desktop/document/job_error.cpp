#include "app/desktop/document/job_error.h"

#include <QCoreApplication>
#include <filesystem>
#include <new>

namespace fsm::desktop {

namespace {

std::string tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text).toStdString(); }

constexpr const char* kFault =
    QT_TRANSLATE_NOOP("fsm::desktop", "This failed by a fault of the program. Try again, and please report it with the log.");

}  // namespace

Error errorFrom(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc& full) {
    return {ErrorCode::outOfMemory,
            tr("There is not enough memory for this. Use fewer frames or a smaller size, or close other programs."), full.what()};
  } catch (const std::filesystem::filesystem_error& problem) {
    return {ErrorCode::writeFailed,
            tr("A file or folder cannot be reached. Check that its disk is connected and its permissions."), problem.what()};
  } catch (const std::exception& problem) {
    return {ErrorCode::internal, tr(kFault), problem.what()};
  } catch (...) {
    return {ErrorCode::internal, tr(kFault), "an exception of an unknown type"};
  }
}

}  // namespace fsm::desktop
