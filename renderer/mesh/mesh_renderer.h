// Pictures of models without a window: many views of many objects, as training data and thumbnails need them.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/layered_image.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::renderer {

struct MeshRendererOptions {
  std::string device;        ///< as RendererOptions::device; empty: the best there is
  uint64_t memoryLimit = 0;  ///< bytes at most; 0: what the device offers
  bool validation = false;   ///< Khronos validation layers, for tests
};

struct MeshPictureOptions {
  float nearPlane = 0.01f;  ///< world units
  int samples = 4;          ///< a pixel: 1 (hard edges) or 4 (alpha is the covered share of the pixel)
  ColourEncoding encoding = ColourEncoding::display;
};

class MeshRenderer {
 public:
  /// Throws noDevice, unsupported.
  explicit MeshRenderer(const MeshRendererOptions& options = {});
  ~MeshRenderer();
  MeshRenderer(MeshRenderer&&) noexcept;
  MeshRenderer& operator=(MeshRenderer&&) noexcept;

  /// Draws every view (camera in the world, time in seconds of the scene) and hands the pictures over in order, while the next
  /// one is drawn. Depth is along the optical axis in world units, infinite where nothing is. `receive` may throw. Throws
  /// badInput (see MeshScene), outOfMemory, deviceLost.
  void render(const MeshScene& scene, std::span<const View> views, const MeshPictureOptions& options,
              const std::function<void(size_t, LayeredImage&&)>& receive);
  LayeredImage render(const MeshScene& scene, const View& view, const MeshPictureOptions& options = {});

  /// What the validation layers said so far.
  std::vector<std::string> validationMessages() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::renderer
