// The images that a device has of a window, made anew when the window changes. Private to renderer/.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "renderer/present/window_images.h"

namespace fsm::renderer {

class Swapchain final : public WindowImages {
 public:
  /// Throws unsupported (the context's device has no images of it), noDevice.
  Swapchain(RenderContext& context, const NativeWindow& window, bool mailbox);
  ~Swapchain() override;

  vk::Format format() const override { return format_.format; }
  vk::ImageLayout filledLayout() const override { return vk::ImageLayout::ePresentSrcKHR; }
  ImageSize windowSize() const override;
  std::optional<WindowImage> acquire(vk::RenderPass renderPass) override;
  void present(const WindowImage& image, uint64_t number) override;
  void abandon(const WindowImage& image) override;
  std::string description() const override;

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
  void tryImages() const;
  vk::SwapchainCreateInfoKHR infoFor(const vk::SurfaceCapabilitiesKHR& capabilities) const;
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
