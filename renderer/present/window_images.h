// The images of a window: taken, filled, handed to the screen. Private to renderer/.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "reconstruction/core/geometry.h"
#include "renderer/present/native_window.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

/// An image of the window that is to be filled.
struct WindowImage {
  uint32_t index = 0;
  vk::Framebuffer framebuffer;
  vk::Extent2D extent;
  std::optional<SemaphorePoint> acquired;  ///< what the submission that fills it waits for; none: nothing
  SemaphorePoint filled;                   ///< what it raises
};

class WindowImages {
 public:
  virtual ~WindowImages() = default;

  virtual vk::Format format() const = 0;
  /// That the pass which fills an image leaves it in.
  virtual vk::ImageLayout filledLayout() const = 0;
  /// Of the window now; without pixels while it is minimised. Throws noDevice.
  virtual ImageSize windowSize() const = 0;

  /// The next image to fill, of the window's size now. None: the window has no pixels, or none got free in time.
  virtual std::optional<WindowImage> acquire(vk::RenderPass renderPass) = 0;
  /// Shows it. It was filled by frame `number` of the context's ring.
  virtual void present(const WindowImage& image, uint64_t number) = 0;
  /// It will not be filled.
  virtual void abandon(const WindowImage& image) = 0;

  virtual std::string description() const = 0;
};

/// The device's own images of the window; copies of pictures where it has none (a screen that belongs to another device, a remote
/// desktop), or where `copies` asks for them. Throws unsupported (the display's depth), noDevice.
std::unique_ptr<WindowImages> openWindow(RenderContext& context, const NativeWindow& window, bool mailbox, bool copies);

}  // namespace fsm::renderer
