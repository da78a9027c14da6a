// COLMAP sparse models, text and binary: cameras and image poses. `cam_from_world` quaternion (w, x, y, z) and translation,
// OpenCV axes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

struct ColmapCamera {
  int model = 0;  ///< COLMAP's model id
  ImageSize size;
  std::vector<double> params;
};

struct ColmapImage {
  std::array<double, 4> rotation{1, 0, 0, 0};  ///< w, x, y, z
  glm::dvec3 translation{0.0};
  uint32_t camera = 0;
  std::string name;
};

struct ColmapModel {
  std::map<uint32_t, ColmapCamera> cameras;
  std::vector<ColmapImage> images;
};

/// Name and number of parameters of a model id; refuses unknown ids by number. Throws unsupported.
struct ColmapModelKind {
  const char* name;
  int params;
};
ColmapModelKind colmapModelKind(int id, const std::string& where);
/// The id of a model's name. Throws unsupported.
int colmapModelId(const std::string& name, const std::string& where);
/// Pinhole part and distortion. Throws unsupported, naming the model, for those that have no counterpart here.
void interpretColmapCamera(const ColmapCamera& camera, const std::string& where, FileIntrinsics& intrinsics,
                           Distortion& distortion);

/// `folder` holds cameras and images as .bin or .txt. Counts are checked against the file's length before memory is taken.
ColmapModel readColmapBinary(const std::filesystem::path& folder);
ColmapModel readColmapText(const std::filesystem::path& folder);
/// How many images the model claims, cheaply; for choosing the largest.
uint64_t colmapBinaryImageCount(const std::filesystem::path& folder);

bool acceptsColmap(const std::filesystem::path& source);
/// `source`: a model folder, or a folder with `sparse`, `sparse/k` or `colmap/sparse/k`; the largest k is taken; binary wins over
/// text.
PosedFrames readColmap(const std::filesystem::path& source);

}  // namespace fsm::import
