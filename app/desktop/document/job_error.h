// Whatever ends a job, as the one kind of error that the window shows.
#pragma once

#include <exception>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

/// Errors as they are; full memory as outOfMemory; anything else as internal, with what it says as detail.
Error errorFrom(const std::exception_ptr& thrown);

}  // namespace fsm::desktop
