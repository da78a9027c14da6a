#include "renderer/present/window_images.h"

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "renderer/present/copied_window.h"
#include "renderer/present/swapchain.h"

namespace fsm::renderer {

std::unique_ptr<WindowImages> openWindow(RenderContext& context, const NativeWindow& window, bool mailbox, bool copies) {
  if (!copies && context.device.traits().presents) {
    try {
      return std::make_unique<Swapchain>(context, window, mailbox);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unsupported) throw;
      log().info("Pictures are copied into the window: {} {}", error.what(), error.detail());
    }
  }
  return std::make_unique<CopiedWindow>(context, window);
}

}  // namespace fsm::renderer
