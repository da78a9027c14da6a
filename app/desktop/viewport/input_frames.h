// The filmed frames for the viewport: which one is nearest to a view, and its pixels, decoded beside the window. The newest
// question wins; frames that were shown lately are kept.
#pragma once

#include <QObject>
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/desktop/viewport/request_thread.h"
#include "reconstruction/capture/capture.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

/// Index of the frame that a view is nearest to, of those in `among` that have a pose (nothing where none has): where it stands,
/// how it is turned (a right angle counts as much as `distanceUnit`) and when (a second counts as `distancePerSecond`).
struct NearnessScale {
  double distanceUnit = 1;
  double distancePerSecond = 1;
};
std::optional<FrameId> nearestFrame(const Capture& capture, const std::vector<FrameId>& among, const View& view,
                                    const NearnessScale& scale);

class InputFrames : public QObject {
  Q_OBJECT
 public:
  explicit InputFrames(QObject* parent = nullptr);
  ~InputFrames() override;

  /// Frames of `capture` are asked for from now on; null: none. What is kept of another one is dropped. False: it is the same.
  bool setCapture(std::shared_ptr<const Capture> capture);
  /// The frame where it is kept; else null, and `arrived` follows unless another one is wanted meanwhile.
  std::shared_ptr<const Image> frame(FrameId id);
  /// Whether it is on its way.
  bool reads(FrameId id) const { return wanted_ == id; }

 signals:
  void arrived(fsm::FrameId id);
  void failed(const fsm::Error& error);

 private:
  struct Kept {
    FrameId id;
    std::shared_ptr<const Image> image;
  };
  std::shared_ptr<const Image> find(FrameId id);
  void keep(FrameId id, std::shared_ptr<const Image> image);
  void read(const std::shared_ptr<const Capture>& capture, FrameId id, uint64_t question);

  std::shared_ptr<const Capture> capture_;
  std::optional<FrameId> wanted_, refused_;  ///< refused: could not be decoded
  std::list<Kept> kept_;                     ///< the newest first
  std::atomic<uint64_t> question_{0};

  RequestThread decoding_{"frames"};  // last: ends first
};

}  // namespace fsm::desktop
