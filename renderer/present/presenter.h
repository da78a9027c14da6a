// Shows pictures of a renderer in a window. The Gaussians' picture stays on the device: it is drawn, turned into display colours
// and put under the overlay in one submission, while the host goes on.
//
//   Renderer renderer({.window = window});
//   Presenter presenter(renderer, window);
//   presenter.present(request);        // as often as there is something newer to show
//   presenter.finish();                // once when there is nothing newer: what is shown is complete then
//
// One thread, the renderer's, uses it. It must go before its renderer and before its window. All functions throw `Error`:
// badInput, outOfMemory; noDevice when the window or its connection is gone (make a new presenter for a new window, the renderer
// stays good); deviceLost (make a new renderer and a new presenter). After badInput and outOfMemory it can be used on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reconstruction/core/image.h"
#include "renderer/present/native_window.h"
#include "renderer/present/present_request.h"

namespace fsm::renderer {

struct PresenterOptions {
  /// The newest picture replaces one that waits for the screen, where the driver offers that; false: each picture waits for its
  /// turn, so that `present` goes at the screen's pace.
  bool mailbox = true;
  /// Pictures are read back and sent to the window's server, as is done by itself where the device has no images of the window.
  bool copies = false;
  /// TrueType file of the overlay's letters; where it is not there, a small built-in font is used.
  std::string overlayFont = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
};

/// Of a frame that the device has finished; pictures of the host have times only.
struct PresentedFrame {
  uint64_t number = 0;  ///< counts presented frames from 1
  FrameStatistics statistics;
  double milliseconds = 0;  ///< device time, the sum of the stages; 0: the device does not measure
  bool complete = true;     ///< false: some Gaussians had no room and are missing; the next frame has the room
  /// Peak signal-to-noise ratio of the frame against the other picture of a comparison, at the frame's size, in dB.
  std::optional<double> psnr;
  std::optional<glm::vec2> depthRange;  ///< world units, where the device found it (PresentRequest::depthRange)
};

struct PresentResult {
  bool presented = false;  ///< false: the window has no pixels, or the screen took none in time; ask again later
  uint64_t number = 0;     ///< of what was presented
  ImageSize window;        ///< its size now, in device pixels
  PixelArea area;          ///< where the picture was shown
  /// Frames that were finished since the last call, oldest first.
  std::vector<PresentedFrame> finished;
  bool overlayTakesPointer = false;  ///< the pointer is over the overlay's panel, or drags it
};

class Presenter {
 public:
  /// Where `renderer` was made for this window or another one on the same display (RendererOptions::window), it draws into it;
  /// else, and where its device cannot, pictures are copied. Throws unsupported (the display's depth), noDevice (no such window).
  Presenter(Renderer& renderer, const NativeWindow& window, const PresenterOptions& options = {});
  ~Presenter();
  Presenter(const Presenter&) = delete;
  Presenter& operator=(const Presenter&) = delete;

  /// Draws and shows. Waits at most for the frame before the last and for the screen's turn, unless the request wants complete
  /// frames only. A window that changed its size is filled from this call on.
  PresentResult present(const PresentRequest& request);
  /// Waits for what was presented last. If Gaussians had no room, it is drawn and shown again until it is complete.
  PresentResult finish();

  /// The window's size now; without pixels while it is minimised. Throws noDevice.
  ImageSize windowSize() const;
  /// What was presented last, complete, as it is in the window or without the overlay. Throws notFound where nothing was.
  Image grab(bool withOverlay = true);
  /// Present mode and pixel format, for the program's "about" and logs.
  std::string description() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::renderer
