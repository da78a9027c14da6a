#include "renderer/present/copied_window.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr int kPixelBytes = 4;

using Geometry = std::unique_ptr<xcb_get_geometry_reply_t, decltype(&std::free)>;

Geometry geometryOf(xcb_connection_t* connection, xcb_window_t window) {
  Geometry reply(nullptr, &std::free);
  if (connection && window) reply.reset(xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nullptr));
  if (!reply) throw Error(ErrorCode::noDevice, "The window is gone, or its display. Open it again.");
  return reply;
}

/// Pixels of the depth are sent as B, G, R and an unused byte.
bool takesBlueFirst(const xcb_setup_t& setup, uint8_t depth) {
  if (setup.image_byte_order != XCB_IMAGE_ORDER_LSB_FIRST) return false;
  for (auto format = xcb_setup_pixmap_formats_iterator(&setup); format.rem > 0; xcb_format_next(&format))
    if (format.data->depth == depth) return format.data->bits_per_pixel == 8 * kPixelBytes && (depth == 24 || depth == 32);
  return false;
}

}  // namespace

CopiedWindow::CopiedWindow(RenderContext& context, const NativeWindow& window)
    : context_(context), connection_(static_cast<xcb_connection_t*>(window.connection)), window_(window.window) {
  const Geometry geometry = geometryOf(connection_, window_);
  depth_ = geometry->depth;
  if (!takesBlueFirst(*xcb_get_setup(connection_), depth_)) {
    throw Error(ErrorCode::unsupported,
                "This window does not take pictures of 8 bits a colour. Set the display to 24 bits a pixel.");
  }
  pen_ = xcb_generate_id(connection_);
  xcb_create_gc(connection_, pen_, window_, 0, nullptr);
}

CopiedWindow::~CopiedWindow() {
  try {
    context_.frames.waitIdle();
  } catch (const std::exception& error) {
    log().debug("Window closed on a failed device: {}", error.what());
  }
  xcb_free_gc(connection_, pen_);
  xcb_flush(connection_);
}

ImageSize CopiedWindow::windowSize() const {
  const Geometry geometry = geometryOf(connection_, window_);
  return {geometry->width, geometry->height};
}

void CopiedWindow::make(ImageSize size, vk::RenderPass renderPass) {
  using Usage = vk::ImageUsageFlagBits;
  const Device& device = context_.device;
  context_.frames.waitIdle();
  size_ = {};
  const auto width = static_cast<uint32_t>(size.width), height = static_cast<uint32_t>(size.height);
  picture_ = context_.makeImage({"window", width, height, format(), Usage::eColorAttachment | Usage::eTransferSrc});
  bytes_ = context_.makeBuffer({"window", uint64_t{kPixelBytes} * width * height, vk::BufferUsageFlagBits::eTransferDst,
                                MemoryUse::readBack, MemoryCategory::staging});
  const vk::ImageView view = picture_->view();
  framebuffer_ = vk::raii::Framebuffer(device.handle(), vk::FramebufferCreateInfo({}, renderPass, view, width, height, 1));
  filled_ = vk::raii::Semaphore(device.handle(), vk::SemaphoreCreateInfo());
  device.name(filled_, "window filled");
  size_ = size;
}

std::optional<WindowImage> CopiedWindow::acquire(vk::RenderPass renderPass) {
  const ImageSize size = windowSize();
  if (size.width <= 0 || size.height <= 0) return std::nullopt;
  return translatingErrors([&]() -> std::optional<WindowImage> {
    if (size != size_) make(size, renderPass);
    const vk::Extent2D extent(static_cast<uint32_t>(size_.width), static_cast<uint32_t>(size_.height));
    return WindowImage{0, *framebuffer_, extent, std::nullopt, {*filled_, 0}};
  });
}

void CopiedWindow::present(const WindowImage& image, uint64_t) {
  translatingErrors([&] {
    CommandStream& commands = context_.frames.begin();
    const vk::BufferImageCopy region(0, 0, 0, {vk::ImageAspectFlagBits::eColor, 0, 0, 1}, {},
                                     {image.extent.width, image.extent.height, 1});
    commands.handle().copyImageToBuffer(picture_->handle(), vk::ImageLayout::eTransferSrcOptimal, bytes_->handle(), region);
    commands.hostBarrier();
    const SemaphorePoint waits[] = {{*filled_, 0, vk::PipelineStageFlagBits::eTransfer}};
    context_.frames.wait(context_.frames.submit(waits));
  });
  send();
}

/// In strips that the server takes in one request each.
void CopiedWindow::send() const {
  const uint64_t most = uint64_t{xcb_get_maximum_request_length(connection_)} * 4 - sizeof(xcb_put_image_request_t) - 4;
  const uint64_t row = uint64_t{kPixelBytes} * static_cast<uint64_t>(size_.width);
  const int rows = static_cast<int>(std::clamp<uint64_t>(most / row, 1, static_cast<uint64_t>(size_.height)));
  const auto* pixels = reinterpret_cast<const uint8_t*>(bytes_->mapped().data());
  for (int y = 0; y < size_.height; y += rows) {
    const int count = std::min(rows, size_.height - y);
    xcb_put_image(connection_, XCB_IMAGE_FORMAT_Z_PIXMAP, window_, pen_, static_cast<uint16_t>(size_.width),
                  static_cast<uint16_t>(count), 0, static_cast<int16_t>(y), 0, depth_,
                  static_cast<uint32_t>(row * static_cast<uint64_t>(count)), pixels + row * static_cast<uint64_t>(y));
  }
  xcb_flush(connection_);
}

/// Whether the semaphore was raised is not known: everything is made anew.
void CopiedWindow::abandon(const WindowImage&) { size_ = {}; }

std::string CopiedWindow::description() const { return "copied, " + vk::to_string(format()); }

}  // namespace fsm::renderer
