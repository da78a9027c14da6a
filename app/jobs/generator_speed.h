// Throughput of the procedural scene generator on one device.
#pragma once

#include "reconstruction/core/progress.h"

namespace fsm::jobs {

/// Images of 128x72 (4 rays a pixel) a second, drawing the scenes included. `cudaDevice` < 0: the CPU. Throws outOfMemory,
/// deviceLost.
double generatorSpeed(int cudaDevice, bool quick, Progress& progress);

}  // namespace fsm::jobs
