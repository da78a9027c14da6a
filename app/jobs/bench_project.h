// Projects as scenes of the benchmark: of `fsm` only, since reading them takes what a bare GPU machine lacks.
#pragma once

#include <filesystem>

#include "app/jobs/bench_picture.h"

namespace fsm::jobs {

/// The newest Gaussians of a project, from the middle of its orbit in the middle of its time, or a splat file. Throws what
/// reading throws; badInput for a project without Gaussians.
BenchScene benchAnyScene(const std::filesystem::path& source);

}  // namespace fsm::jobs
