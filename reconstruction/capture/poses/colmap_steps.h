// The three steps of COLMAP over a folder of pictures, with settings for clips of a phone on an ordinary machine, and their
// progress from what the program says.
#pragma once

#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "reconstruction/capture/poses/colmap_program.h"
#include "reconstruction/capture/poses/pose_pictures.h"

namespace fsm::poses {

/// What the steps read and write, below one folder.
struct ColmapWork {
  std::filesystem::path root;
  std::filesystem::path images() const { return root / "images"; }
  std::filesystem::path masks() const { return root / "masks"; }  ///< used where it is there
  std::filesystem::path database() const { return root / "database.db"; }
  std::filesystem::path sparse() const { return root / "sparse"; }
  /// Takes away what the steps wrote, for another try.
  void clear() const;
};

/// Features of all pictures. `focalRatios`: first guess for each camera of the capture, focal length over the longer side.
void extractFeatures(const ColmapProgram& colmap, const ColmapWork& work, const std::vector<PosePicture>& pictures,
                     const std::vector<double>& focalRatios, Progress& progress);

/// Compares the pictures of each pair (positions in `pictures`).
void matchFeatures(const ColmapProgram& colmap, const ColmapWork& work, const std::vector<PosePicture>& pictures,
                   std::span<const std::pair<int, int>> pairs, Progress& progress);

/// Cameras and points from the matches, into numbered models below `sparse`; none where nothing fits together.
void mapCameras(const ColmapProgram& colmap, const ColmapWork& work, size_t pictures, Progress& progress);

}  // namespace fsm::poses
