// The images of a window: taken, filled, handed to the screen, made anew when the window changes. Private to renderer/.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "renderer/present/native_window.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

/// An image of the window that is to be filled.
struct WindowImage {
  uint32_t index = 0;
  vk::Framebuffer framebuffer;
  vk::Extent2D extent;
  SemaphorePoint acquired;  ///< what the submission that fills it waits for
  SemaphorePoint filled;    ///< what it raises
};

class Swapchain {
 public:
  /// Throws unsupported (the context's device does not present to it), noDevice.
  Swapchain(RenderContext& context, const NativeWindow& window, bool mailbox);
  ~Swapchain();

  vk::Format format() const { return format_.format; }
  /// Of the window now; without pixels while it is minimised. Throws noDevice.
  ImageSize windowSize() const;

  /// The next image to fill, of the window's size now. None: the window has no pixels, or none got free in time.
  std::optional<WindowImage> acquire(vk::RenderPass renderPass);
  /// Shows it. It was filled by frame `number` of the context's ring.
  void present(const WindowImage& image, uint64_t number);
  /// It will not be filled.
  void abandon(const WindowImage& image);

  std::string description() const;

 private:
  struct Image {
    vk::raii::ImageView view{nullptr};
    vk::raii::Framebuffer framebuffer{nullptr};
    vk::raii::Semaphore filled{nullptr};
  };
  struct Acquisition {
    vk::raii::Semaphore semaphore{nullptr};
    uint64_t frame = 0;  ///< in the ring: the last that waited for it
  };

  void chooseFormat();
  void chooseMode(bool mailbox);
  void make(const vk::SurfaceCapabilitiesKHR& capabilities, vk::RenderPass renderPass);
  std::optional<uint32_t> nextImage();

  RenderContext& context_;
  vk::raii::SurfaceKHR surface_;
  vk::SurfaceFormatKHR format_;
  vk::PresentModeKHR mode_ = vk::PresentModeKHR::eFifo;
  vk::Extent2D extent_;
  bool stale_ = true;  ///< must be made anew before it is used
  std::array<Acquisition, FrameRing::kFramesInFlight> acquisitions_;
  size_t turn_ = 0;
  vk::raii::SwapchainKHR swapchain_{nullptr};
  std::vector<Image> images_;
};

}  // namespace fsm::renderer
