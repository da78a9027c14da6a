// The points that COLMAP triangulated: what the still part of the scene looks like, and how far away it is.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "reconstruction/capture/poses/pose_estimate.h"

namespace fsm::poses {

/// `points3D.bin` of a model folder, in its frame. Counts are checked against the file's length before memory is taken. Throws
/// notFound, fileDamaged.
std::vector<SparsePoint> readSparsePoints(const std::filesystem::path& model);

/// Median over cameras and the points in their pictures of the distance between the two; 0 where no camera sees a point.
double medianDistance(std::span<const Camera> cameras, std::span<const SparsePoint> points);

}  // namespace fsm::poses
