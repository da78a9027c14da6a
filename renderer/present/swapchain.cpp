#include "renderer/present/swapchain.h"

#include <algorithm>

#include "reconstruction/core/log.h"
#include "renderer/present/surface.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

/// A window whose pictures nobody takes must not stop the program.
constexpr uint64_t kPatience = 250'000'000;  // nanoseconds
constexpr int kTries = 3;

ImageSize sizeOf(const vk::SurfaceCapabilitiesKHR& capabilities) {
  // With XCB the surface always has the window's size.
  return {static_cast<int>(capabilities.currentExtent.width), static_cast<int>(capabilities.currentExtent.height)};
}

vk::CompositeAlphaFlagBitsKHR compositeAlpha(const vk::SurfaceCapabilitiesKHR& capabilities) {
  using Alpha = vk::CompositeAlphaFlagBitsKHR;
  for (const Alpha alpha : {Alpha::eOpaque, Alpha::eInherit, Alpha::ePreMultiplied}) {
    if (capabilities.supportedCompositeAlpha & alpha) return alpha;
  }
  return Alpha::ePostMultiplied;
}

}  // namespace

Swapchain::Swapchain(RenderContext& context, const NativeWindow& window, bool mailbox) : context_(context), surface_(nullptr) {
  const Device& device = context_.device;
  surface_ = makeSurface(context_.instance, window);
  surfaceCapabilities(device.physical(), *surface_);  // Throws where there is no such window.
  translatingErrors([&] {
    if (!device.physical().getSurfaceSupportKHR(device.queueFamily(), *surface_)) {
      throw Error(ErrorCode::unsupported, "The graphics device \"" + device.traits().info.name +
                                              "\" cannot draw into this window. Choose another device.");
    }
    // NVIDIA's driver (580) says that it presents to windows of virtual X servers, and then cannot.
    const auto refused = [](const vk::SystemError& error) {
      return Error(ErrorCode::unsupported, "The graphics driver has no images of this window.", error.what());
    };
    try {
      chooseFormat();
      chooseMode(mailbox);
      tryImages();
    } catch (const vk::UnknownError& error) {
      throw refused(error);
    } catch (const vk::InitializationFailedError& error) {
      throw refused(error);
    }
    for (Acquisition& acquisition : acquisitions_) {
      acquisition.semaphore = vk::raii::Semaphore(device.handle(), vk::SemaphoreCreateInfo());
      device.name(acquisition.semaphore, "window image acquired");
    }
  });
}

Swapchain::~Swapchain() {
  try {
    context_.frames.waitIdle();
  } catch (const std::exception& error) {
    log().debug("Window closed on a failed device: {}", error.what());
  }
}

void Swapchain::chooseFormat() {
  // Values are display-referred when they are written, so that the format must not encode them again.
  const auto offered = context_.device.physical().getSurfaceFormatsKHR(*surface_);
  for (const vk::Format wanted : {vk::Format::eB8G8R8A8Unorm, vk::Format::eR8G8B8A8Unorm}) {
    for (const vk::SurfaceFormatKHR& format : offered) {
      if (format.format != wanted || format.colorSpace != vk::ColorSpaceKHR::eSrgbNonlinear) continue;
      format_ = format;
      return;
    }
  }
  throw Error(ErrorCode::unsupported,
              "This window does not take pictures of 8 bits a colour. Set the display to 24 bits a pixel.");
}

void Swapchain::chooseMode(bool mailbox) {
  const auto modes = context_.device.physical().getSurfacePresentModesKHR(*surface_);
  const bool offered = std::find(modes.begin(), modes.end(), vk::PresentModeKHR::eMailbox) != modes.end();
  mode_ = mailbox && offered ? vk::PresentModeKHR::eMailbox : vk::PresentModeKHR::eFifo;
}

vk::SwapchainCreateInfoKHR Swapchain::infoFor(const vk::SurfaceCapabilitiesKHR& capabilities) const {
  const uint32_t wanted = std::max(capabilities.minImageCount + 1, 3u);
  const uint32_t most = capabilities.maxImageCount ? capabilities.maxImageCount : wanted;
  return {{},
          *surface_,
          std::min(wanted, most),
          format_.format,
          format_.colorSpace,
          capabilities.currentExtent,
          1,
          vk::ImageUsageFlagBits::eColorAttachment,
          vk::SharingMode::eExclusive,
          {},
          capabilities.currentTransform,
          compositeAlpha(capabilities),
          mode_,
          VK_TRUE};
}

void Swapchain::tryImages() const {
  const auto capabilities = surfaceCapabilities(context_.device.physical(), *surface_);
  const ImageSize size = sizeOf(capabilities);
  if (size.width <= 0 || size.height <= 0) return;  // minimised
  const vk::raii::SwapchainKHR images(context_.device.handle(), infoFor(capabilities));
}

ImageSize Swapchain::windowSize() const { return sizeOf(surfaceCapabilities(context_.device.physical(), *surface_)); }

void Swapchain::make(const vk::SurfaceCapabilitiesKHR& capabilities, vk::RenderPass renderPass) {
  const Device& device = context_.device;
  context_.frames.waitIdle();
  stale_ = true;
  images_.clear();
  // Not kept if the new one fails: it has retired then.
  const vk::raii::SwapchainKHR old = std::move(swapchain_);
  extent_ = capabilities.currentExtent;
  vk::SwapchainCreateInfoKHR info = infoFor(capabilities);
  info.oldSwapchain = *old;
  swapchain_ = vk::raii::SwapchainKHR(device.handle(), info);
  for (const auto handle : swapchain_.getImages()) {
    Image image;
    image.view = vk::raii::ImageView(
        device.handle(),
        {{}, vk::Image(handle), vk::ImageViewType::e2D, format_.format, {}, {vk::ImageAspectFlagBits::eColor, 0, 1, 0, 1}});
    image.framebuffer = vk::raii::Framebuffer(
        device.handle(), vk::FramebufferCreateInfo({}, renderPass, *image.view, extent_.width, extent_.height, 1));
    image.filled = vk::raii::Semaphore(device.handle(), vk::SemaphoreCreateInfo());
    device.name(image.view, "window");
    device.name(image.filled, "window image filled");
    images_.push_back(std::move(image));
  }
  stale_ = false;
}

std::optional<uint32_t> Swapchain::nextImage() {
  Acquisition& acquisition = acquisitions_[turn_ % acquisitions_.size()];
  context_.frames.wait(acquisition.frame);
  try {
    const auto [result, index] = swapchain_.acquireNextImage(kPatience, *acquisition.semaphore);
    if (result == vk::Result::eTimeout || result == vk::Result::eNotReady) return std::nullopt;
    return index;
  } catch (const vk::OutOfDateKHRError&) {
    stale_ = true;
    return std::nullopt;
  }
}

std::optional<WindowImage> Swapchain::acquire(vk::RenderPass renderPass) {
  return translatingErrors([&]() -> std::optional<WindowImage> {
    for (int i = 0; i < kTries; ++i) {
      const auto capabilities = surfaceCapabilities(context_.device.physical(), *surface_);
      const ImageSize size = sizeOf(capabilities);
      if (size.width <= 0 || size.height <= 0) return std::nullopt;
      if (stale_ || capabilities.currentExtent != extent_) make(capabilities, renderPass);
      if (const auto index = nextImage()) {
        const Image& image = images_[*index];
        return WindowImage{*index,
                           *image.framebuffer,
                           extent_,
                           SemaphorePoint{*acquisitions_[turn_ % acquisitions_.size()].semaphore, 0,
                                          vk::PipelineStageFlagBits::eColorAttachmentOutput},
                           {*image.filled, 0}};
      }
      if (!stale_) return std::nullopt;
    }
    return std::nullopt;
  });
}

void Swapchain::present(const WindowImage& image, uint64_t number) {
  acquisitions_[turn_++ % acquisitions_.size()].frame = number;
  translatingErrors([&] {
    try {
      // Suboptimal is no reason to begin anew: the window's size is looked at before each image.
      (void)context_.device.queue().presentKHR(vk::PresentInfoKHR(image.filled.semaphore, *swapchain_, image.index));
    } catch (const vk::OutOfDateKHRError&) {
      stale_ = true;
    }
  });
}

void Swapchain::abandon(const WindowImage& image) {
  stale_ = true;
  try {
    // The semaphore must be waited for before it can be raised again.
    context_.frames.begin();
    const SemaphorePoint waits[] = {*image.acquired};
    acquisitions_[turn_++ % acquisitions_.size()].frame = context_.frames.submit(waits);
  } catch (const std::exception& error) {
    log().debug("A window's image was given up on a failed device: {}", error.what());
  }
}

std::string Swapchain::description() const { return vk::to_string(mode_) + ", " + vk::to_string(format_.format); }

}  // namespace fsm::renderer
