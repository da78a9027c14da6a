// A window on the X server that the test runs under, without a toolkit.
#pragma once

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

#include "reconstruction/core/image.h"
#include "renderer/present/native_window.h"

namespace fsm::renderer {

class TestWindow {
 public:
  explicit TestWindow(ImageSize size) : connection_(xcb_connect(nullptr, nullptr)), size_(size) {
    if (!isThere()) return;
    const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data;
    window_ = xcb_generate_id(connection_);
    xcb_create_window(connection_, XCB_COPY_FROM_PARENT, window_, screen->root, 0, 0, static_cast<uint16_t>(size.width),
                      static_cast<uint16_t>(size.height), 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual, 0, nullptr);
    xcb_map_window(connection_, window_);
    synchronise();
  }
  ~TestWindow() { xcb_disconnect(connection_); }
  TestWindow(const TestWindow&) = delete;
  TestWindow& operator=(const TestWindow&) = delete;

  /// Without an X server there is no window.
  bool isThere() const { return xcb_connection_has_error(connection_) == 0; }
  NativeWindow native() const { return {connection_, window_}; }

  void resize(ImageSize size) {
    size_ = size;
    const uint32_t values[] = {static_cast<uint32_t>(size.width), static_cast<uint32_t>(size.height)};
    xcb_configure_window(connection_, window_, XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, values);
    synchronise();
  }
  void destroy() {
    xcb_destroy_window(connection_, window_);
    synchronise();
  }

  /// What the server has in the window.
  Image contents() const {
    Image image(size_);
    const auto cookie = xcb_get_image(connection_, XCB_IMAGE_FORMAT_Z_PIXMAP, window_, 0, 0, static_cast<uint16_t>(size_.width),
                                      static_cast<uint16_t>(size_.height), ~0u);
    const std::unique_ptr<xcb_get_image_reply_t, decltype(&std::free)> reply(xcb_get_image_reply(connection_, cookie, nullptr),
                                                                             &std::free);
    if (!reply) return {};
    const uint8_t* bytes = xcb_get_image_data(reply.get());  // B, G, R, unused
    for (size_t i = 0; i < image.rgb.size() / 3; ++i)
      for (size_t c = 0; c < 3; ++c) image.rgb[i * 3 + c] = static_cast<float>(bytes[i * 4 + 2 - c]) / 255.0f;
    return image;
  }

 private:
  void synchronise() const {
    const auto cookie = xcb_get_input_focus(connection_);
    std::free(xcb_get_input_focus_reply(connection_, cookie, nullptr));
  }

  xcb_connection_t* connection_;
  xcb_window_t window_ = 0;
  ImageSize size_;
};

}  // namespace fsm::renderer
