// What the viewport knows of its frames: for the status bar and the overlay.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "renderer/memory_report.h"
#include "renderer/stage_time.h"

namespace fsm::desktop {

struct ViewportStatistics {
  QString device;           ///< name; empty until the renderer runs
  QString driver, present;  ///< as the driver and the presenter call themselves
  QString interop;          ///< how Gaussians of a running job arrive ("copied through the host"); empty: nothing runs
  bool software = false;
  quint64 frame = 0;             ///< counts frames since the program began
  double frameMilliseconds = 0;  ///< from the request to the finished picture
  double deviceMilliseconds = 0;
  std::vector<renderer::StageTime> stages;
  quint64 gaussians = 0, alive = 0, visible = 0;  ///< in the scene; at this moment; in the picture
  int regions = 1;
  ImageSize picture, window;   ///< device pixels; the picture is smaller while things move on slow devices
  std::optional<double> psnr;  ///< of a comparison, dB
  renderer::MemoryReport memory;
};

}  // namespace fsm::desktop
