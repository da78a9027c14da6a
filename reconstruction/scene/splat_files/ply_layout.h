// Names of the properties in PLY files of Gaussians, shared by reader and writer.
//
// A 3DGS PLY (Kerbl et al. 2023): x y z, nx ny nz (zeros), f_dc_0..2, f_rest_0.. (all of red, then green, then blue), opacity
// (logit), scale_0..2 (log), rot_0..3 (w, x, y, z).
//
// Ours for 4D Gaussians (no other program has written one): the same with rot_0..3 as the left quaternion q_l, and t, scale_t
// (log), rot_r_0..3 (the right quaternion q_r; method of gaussians4d.h). Colours that change with time have sh_h1_0.., sh_h2_0..:
// one list a harmonic, coefficient by coefficient, red, green, blue. The header's comments:
//   SplatModel: 4dgs-rot4d       positions, scales and times are in the scene's frame, not in the world
//   TimeUnit: normalised         seconds = time_centre + time_half_range * t, both in the frame
//   TimeRange: FIRST LAST        seconds of t = -1 and t = 1
//   TemporalCull: WEIGHT         temporal weights up to this are not drawn
//   TimePeriod: P                of the first time harmonic, in normalised time
//   SceneFrame: JSON             frame_from_world (row by row), scale, time_centre, time_half_range
//   RasterSettings: JSON         what it is to be drawn with
//   ColourEncoding: display|linear
#pragma once

#include <string>

namespace fsm::scene {

inline constexpr const char* kModelComment = "SplatModel";
inline constexpr const char* kModel4d = "4dgs-rot4d";
inline constexpr const char* kPeriodComment = "TimePeriod";
inline constexpr const char* kFrameComment = "SceneFrame";
inline constexpr const char* kRasterComment = "RasterSettings";
inline constexpr const char* kColourComment = "ColourEncoding";

inline std::string harmonicName(int harmonic, int coefficient) {
  return "sh_h" + std::to_string(harmonic) + "_" + std::to_string(coefficient);
}

}  // namespace fsm::scene
