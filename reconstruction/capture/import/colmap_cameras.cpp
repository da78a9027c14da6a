// COLMAP's camera models (sensor/models.h of COLMAP is the reference for ids and the order of parameters).
#include <array>
#include <cmath>

#include "reconstruction/capture/import/colmap_model.h"
#include "reconstruction/core/error.h"

namespace fsm::import {
namespace {

constexpr std::array<ColmapModelKind, 18> kKinds{{{"SIMPLE_PINHOLE", 3},
                                                  {"PINHOLE", 4},
                                                  {"SIMPLE_RADIAL", 4},
                                                  {"RADIAL", 5},
                                                  {"OPENCV", 8},
                                                  {"OPENCV_FISHEYE", 8},
                                                  {"FULL_OPENCV", 12},
                                                  {"FOV", 5},
                                                  {"SIMPLE_RADIAL_FISHEYE", 4},
                                                  {"RADIAL_FISHEYE", 5},
                                                  {"THIN_PRISM_FISHEYE", 12},
                                                  {"RAD_TAN_THIN_PRISM_FISHEYE", 16},
                                                  {"SIMPLE_DIVISION", 4},
                                                  {"DIVISION", 5},
                                                  {"SIMPLE_FISHEYE", 3},
                                                  {"FISHEYE", 4},
                                                  {"EUCM", 6},
                                                  {"EQUIRECTANGULAR", 2}}};

void pinhole(const std::vector<double>& p, bool oneFocal, FileIntrinsics& k) {
  k.fx = p[0];
  k.fy = oneFocal ? p[0] : p[1];
  k.cx = p[oneFocal ? 1 : 2];
  k.cy = p[oneFocal ? 2 : 3];
}

}  // namespace

ColmapModelKind colmapModelKind(int id, const std::string& where) {
  if (id < 0 || id >= static_cast<int>(kKinds.size()))
    throw Error(ErrorCode::unsupported, where + " has the camera model number " + std::to_string(id) +
                                            ", which is not known. Undistort the model with COLMAP's image_undistorter.");
  return kKinds[id];
}

int colmapModelId(const std::string& name, const std::string& where) {
  for (size_t i = 0; i < kKinds.size(); ++i)
    if (name == kKinds[i].name) return static_cast<int>(i);
  throw Error(ErrorCode::unsupported, where + " has the camera model '" + name +
                                          "', which is not known. Undistort the model with COLMAP's image_undistorter.");
}

void interpretColmapCamera(const ColmapCamera& camera, const std::string& where, FileIntrinsics& k, Distortion& distortion) {
  const std::vector<double>& p = camera.params;
  for (double value : p)
    if (!std::isfinite(value))
      throw Error(ErrorCode::fileDamaged, where + " has a parameter that is not a number. Run COLMAP again.");
  k.size = camera.size;
  distortion = {};
  const auto radial = [&](Distortion::Model model, std::array<double, 8> coefficients) { distortion = {model, coefficients}; };
  using enum Distortion::Model;
  switch (camera.model) {
    case 0: return pinhole(p, true, k);
    case 1: return pinhole(p, false, k);
    case 2: radial(opencv, {p[3]}); return pinhole(p, true, k);
    case 3: radial(opencv, {p[3], p[4]}); return pinhole(p, true, k);
    case 4: radial(opencv, {p[4], p[5], p[6], p[7]}); return pinhole(p, false, k);
    case 5: radial(fisheye, {p[4], p[5], p[6], p[7]}); return pinhole(p, false, k);
    case 6: radial(opencv, {p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11]}); return pinhole(p, false, k);
    case 8: radial(fisheye, {p[3]}); return pinhole(p, true, k);
    case 9: radial(fisheye, {p[3], p[4]}); return pinhole(p, true, k);
    case 14: radial(fisheye, {}); return pinhole(p, true, k);
    case 15: radial(fisheye, {}); return pinhole(p, false, k);
    default:
      throw Error(ErrorCode::unsupported, where + " has the camera model " + colmapModelKind(camera.model, where).name +
                                              ", which is not read. Undistort the model with COLMAP's image_undistorter.");
  }
}

}  // namespace fsm::import
