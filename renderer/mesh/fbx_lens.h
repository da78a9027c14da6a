// Lenses that change, of the cameras in a binary FBX file: Assimp reads the cameras and their places, and leaves this out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fsm::renderer {

struct FbxLens {
  std::string camera;          ///< name of the node that carries it
  std::string clip;            ///< name of the animation
  std::vector<double> times;   ///< seconds, ascending
  std::vector<double> factor;  ///< focal length over that of the camera at rest, at each of `times`; above 0
};

/// `file` must have passed checkFbxClaims; text files give none. Throws fileDamaged.
std::vector<FbxLens> readFbxLenses(std::span<const uint8_t> file, const std::string& shownName);

}  // namespace fsm::renderer
