// A window of the window system, which pictures are shown in.
#pragma once

#include <cstdint>

namespace fsm::renderer {

/// Of an X server, through XCB (what Qt's platform "xcb" has: QX11Application::connection() and QWindow::winId()).
struct NativeWindow {
  void* connection = nullptr;  ///< xcb_connection_t*; must live as long as the presenter
  uint32_t window = 0;         ///< xcb_window_t
  /// The server has the extension GLX. NVIDIA's driver (580) crashes when it is asked about a window of a server without it, as
  /// servers for remote desktops can be: it is not asked then.
  bool glx = true;
};

}  // namespace fsm::renderer
