// A small square picture on which procedural textures are painted.
#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "training/data/random.h"
#include "training/data/ray_cast.h"

namespace fsm::training {

/// Smooth noise in about [0, 1] that repeats after the unit square: `octaves` octaves from `cells` cells a side, each `falloff`
/// times the one before. `stretch` > 1 makes it streaky along y.
std::vector<float> tileableNoise(Random& random, int cells, int octaves, float falloff, int stretch = 1);

class Canvas {
 public:
  explicit Canvas(glm::vec3 colour) : pixels_(static_cast<size_t>(kTileSize) * kTileSize, glm::vec4(colour, 1.0f)) {}

  glm::vec4& at(int x, int y) { return pixels_[static_cast<size_t>(wrapped(y)) * kTileSize + wrapped(x)]; }
  std::vector<glm::vec4>& pixels() { return pixels_; }

  /// Both wrap around the edges, so that the tile repeats without a seam. `angle` in radians, about the centre.
  void rectangle(float x, float y, float halfWidth, float halfHeight, float angle, glm::vec3 colour);
  void ellipse(float x, float y, float radiusX, float radiusY, float angle, glm::vec3 colour);
  /// Multiplies by 1 + strength * (noise - 0.5).
  void weather(const std::vector<float>& noise, float strength);
  void clearAlpha();

 private:
  static int wrapped(int v) { return v & (kTileSize - 1); }
  template <class Inside>
  void paint(float x, float y, float reach, float angle, glm::vec3 colour, Inside inside);

  std::vector<glm::vec4> pixels_;
};

/// A colour as objects have: mostly low saturation, sometimes vivid.
glm::vec3 plausibleColour(Random& random);

}  // namespace fsm::training
