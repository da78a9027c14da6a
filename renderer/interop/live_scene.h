// A scene that changes while it is drawn: what a Renderer asks before each frame. Private to renderer/.
#pragma once

#include <memory>

namespace fsm::renderer {

class GpuScene;

class LiveScene {
 public:
  virtual ~LiveScene() = default;
  /// What the next frame draws. What it gave before stays as it is while a frame keeps it. Throws outOfMemory, deviceLost.
  virtual std::shared_ptr<GpuScene> next() = 0;
  /// The renderer goes: everything on its device is given back.
  virtual void close() = 0;
};

}  // namespace fsm::renderer
