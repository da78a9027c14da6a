// fused_ops_check: what the Qt test of the fused operations does, without Qt.
#include <iostream>

#include "tests/model/fused_ops_check.h"

int main() { return fsm::model::checkFusedOps(std::cout) == 0 ? 0 : 1; }
