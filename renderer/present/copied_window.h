// A window that the device cannot draw into: its screen belongs to another device, or is none (a remote desktop, a virtual X
// server). Pictures are drawn beside it, read back and sent to the X server; `present` waits for that. Private to renderer/.
#pragma once

#include <xcb/xcb.h>

#include "renderer/present/window_images.h"
#include "renderer/resources.h"

namespace fsm::renderer {

class CopiedWindow final : public WindowImages {
 public:
  /// Throws unsupported (the window has not 8 bits a colour), noDevice (no such window).
  CopiedWindow(RenderContext& context, const NativeWindow& window);
  ~CopiedWindow() override;
  CopiedWindow(const CopiedWindow&) = delete;
  CopiedWindow& operator=(const CopiedWindow&) = delete;

  vk::Format format() const override { return vk::Format::eB8G8R8A8Unorm; }
  vk::ImageLayout filledLayout() const override { return vk::ImageLayout::eTransferSrcOptimal; }
  ImageSize windowSize() const override;
  std::optional<WindowImage> acquire(vk::RenderPass renderPass) override;
  void present(const WindowImage& image, uint64_t number) override;
  void abandon(const WindowImage& image) override;
  std::string description() const override;

 private:
  void make(ImageSize size, vk::RenderPass renderPass);
  void send() const;

  RenderContext& context_;
  xcb_connection_t* connection_;
  xcb_window_t window_;
  xcb_gcontext_t pen_ = 0;
  uint8_t depth_ = 24;  ///< bits a pixel that count, of 32
  ImageSize size_;
  std::shared_ptr<DeviceImage> picture_;
  std::shared_ptr<Buffer> bytes_;
  vk::raii::Framebuffer framebuffer_{nullptr};
  vk::raii::Semaphore filled_{nullptr};
};

}  // namespace fsm::renderer
