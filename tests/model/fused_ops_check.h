// Fused CUDA operations against the plain ones, forward and backward. A plain library: the GPU machine has no Qt.
#pragma once

#include <ostream>

namespace fsm::model {

/// Prints a table (operation, quantity, relative error, bound) and returns the number of failures. Without a CUDA device: says
/// so, returns 0.
int checkFusedOps(std::ostream& out);

}  // namespace fsm::model
