#include "training/data/canvas.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {

std::vector<float> tileableNoise(Random& random, int cells, int octaves, float falloff, int stretch) {
  std::vector<float> sum(static_cast<size_t>(kTileSize) * kTileSize, 0.0f);
  float weight = 1.0f, total = 0.0f;
  for (int octave = 0; octave < octaves && cells <= kTileSize; ++octave, cells *= 2, weight *= falloff) {
    const int rows = std::max(1, cells / stretch);
    std::vector<float> grid(static_cast<size_t>(cells) * rows);
    for (float& g : grid) g = random.unit();
    total += weight;
    for (int y = 0; y < kTileSize; ++y) {
      const float gy = static_cast<float>(y) * rows / kTileSize;
      const int y0 = static_cast<int>(gy), y1 = (y0 + 1) % rows;
      const float fy = gy - y0, sy = fy * fy * (3 - 2 * fy);
      for (int x = 0; x < kTileSize; ++x) {
        const float gx = static_cast<float>(x) * cells / kTileSize;
        const int x0 = static_cast<int>(gx), x1 = (x0 + 1) % cells;
        const float fx = gx - x0, sx = fx * fx * (3 - 2 * fx);
        const float top = grid[static_cast<size_t>(y0) * cells + x0] * (1 - sx) + grid[static_cast<size_t>(y0) * cells + x1] * sx;
        const float low = grid[static_cast<size_t>(y1) * cells + x0] * (1 - sx) + grid[static_cast<size_t>(y1) * cells + x1] * sx;
        sum[static_cast<size_t>(y) * kTileSize + x] += weight * (top * (1 - sy) + low * sy);
      }
    }
  }
  // Octaves average out towards 0.5: stretch so that thresholds and ramps see the whole range.
  for (float& s : sum) s = std::clamp(0.5f + (s / total - 0.5f) * 1.7f, 0.0f, 1.0f);
  return sum;
}

template <class Inside>
void Canvas::paint(float x, float y, float reach, float angle, glm::vec3 colour, Inside inside) {
  const float c = std::cos(angle), s = std::sin(angle);
  const int r = std::min(static_cast<int>(reach) + 1, kTileSize / 2);
  for (int dy = -r; dy <= r; ++dy) {
    for (int dx = -r; dx <= r; ++dx) {
      const float u = c * dx + s * dy, v = -s * dx + c * dy;
      if (inside(u, v)) at(static_cast<int>(x) + dx, static_cast<int>(y) + dy) = glm::vec4(colour, 1.0f);
    }
  }
}

void Canvas::rectangle(float x, float y, float halfWidth, float halfHeight, float angle, glm::vec3 colour) {
  paint(x, y, std::sqrt(halfWidth * halfWidth + halfHeight * halfHeight), angle, colour,
        [&](float u, float v) { return std::abs(u) <= halfWidth && std::abs(v) <= halfHeight; });
}

void Canvas::ellipse(float x, float y, float radiusX, float radiusY, float angle, glm::vec3 colour) {
  paint(x, y, std::max(radiusX, radiusY), angle, colour,
        [&](float u, float v) { return u * u / (radiusX * radiusX + 1e-6f) + v * v / (radiusY * radiusY + 1e-6f) <= 1.0f; });
}

void Canvas::weather(const std::vector<float>& noise, float strength) {
  for (size_t i = 0; i < pixels_.size(); ++i) {
    const glm::vec3 c = glm::vec3(pixels_[i]) * (1.0f + strength * (noise[i] - 0.5f));
    pixels_[i] = glm::vec4(glm::clamp(c, 0.0f, 1.0f), pixels_[i].a);
  }
}

void Canvas::clearAlpha() {
  for (glm::vec4& p : pixels_) p.a = 0.0f;
}

glm::vec3 plausibleColour(Random& random) {
  const float value = random.uniform(0.06f, 0.92f);
  const float saturation = random.chance(0.13f) ? random.uniform(0.4f, 0.8f) : random.uniform(0.0f, 0.32f);
  const float hue = random.uniform(0.0f, 6.2831853f);
  const glm::vec3 wheel{std::cos(hue), std::cos(hue - 2.0943951f), std::cos(hue + 2.0943951f)};
  return glm::clamp(value * (1.0f + saturation * wheel), 0.0f, 1.0f);
}

}  // namespace fsm::training
