// A loop over independent items on all cores. What an item does must not depend on which thread runs it.
#pragma once

#include <functional>

namespace fsm::training {

/// Calls body(0) ... body(count - 1), in any order, from several threads. The first exception is rethrown when all have ended.
void parallelFor(int count, const std::function<void(int)>& body);

}  // namespace fsm::training
