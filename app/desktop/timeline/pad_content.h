// What the pad shows of a project: the reference path, the input frames on it, the way of the clip, and how well each view-time
// is covered by what was filmed. Computed on a worker: captures can be long.
#pragma once

#include <QImage>
#include <functional>
#include <vector>

#include "app/animation/reference_path.h"
#include "app/desktop/document/project.h"
#include "app/desktop/timeline/pad_map.h"

namespace fsm::desktop {

/// An input frame.
struct PadDot {
  PadPlace place;
  FrameId frame;
};

/// A moment of the clip.
struct PadStep {
  PadPlace place;
  double at = 0;  ///< clip time
};

struct PadContent {
  animation::ReferencePath path;
  std::vector<PadDot> dots;   ///< by scene time
  std::vector<PadStep> clip;  ///< from in to out; without camera keys the places along the path mean nothing
  std::vector<PadStep> keys;  ///< moments of the clip with a key of either track
  bool cameraKeyed = false;   ///< else the clip follows the free camera
};
/// Where the clip is at clip time `at`, between two of its steps; clamped to in and out.
PadPlace clipPlace(const PadContent& content, double at);

PadContent padContent(const Project& project, const animation::SceneSpan& span);

/// Confidence (capture/coverage.h) over the path (left to right) and the event (top is its end), 8-bit grey. Null without inputs
/// or path. `stop` is asked now and then; true gives a null image.
QImage padGround(const Project& project, const animation::ReferencePath& path, const animation::SceneSpan& span,
                 const std::function<bool()>& stop);

}  // namespace fsm::desktop
