#include "reconstruction/core/error.h"

namespace fsm {

const char* errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::badInput: return "bad_input";
    case ErrorCode::notFound: return "not_found";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::fileDamaged: return "file_damaged";
    case ErrorCode::writeFailed: return "write_failed";
    case ErrorCode::outOfMemory: return "out_of_memory";
    case ErrorCode::noDevice: return "no_device";
    case ErrorCode::deviceLost: return "device_lost";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

int exitCode(ErrorCode code) {
  switch (code) {
    case ErrorCode::badInput:
    case ErrorCode::notFound:
    case ErrorCode::unsupported: return 2;
    case ErrorCode::fileDamaged:
    case ErrorCode::writeFailed:
    case ErrorCode::outOfMemory:
    case ErrorCode::noDevice:
    case ErrorCode::deviceLost: return 3;
    case ErrorCode::cancelled: return 130;
    case ErrorCode::internal: return 1;
  }
  return 1;
}

}  // namespace fsm
