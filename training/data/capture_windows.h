// Training samples from a capture on disk: a window of its frames, inputs spread over it with jitter, targets in between, a cut
// of the picture in the aspect ratio that is asked for. No frame is ever both input and target.
#pragma once

#include <vector>

#include "training/data/capture_cache.h"
#include "training/data/random.h"
#include "training/data/sample_views.h"

namespace fsm::training {

struct CaptureWindow {
  std::vector<int> frames;  ///< indices into the cache: inputs by time, then targets by time; all different
  int left = 0, top = 0;    ///< the cut rectangle, pixels of the stored images
  ImageSize cut;
};

/// Windows of all lengths are equally likely on a logarithmic scale. Where three cameras or more were filming, part of the
/// samples have their targets from one camera and their inputs from the others. Throws `Error` badInput when the capture has
/// fewer than inputs + targets frames.
CaptureWindow drawWindow(const CaptureCache& cache, Random& random, int inputs, int targets, ImageSize size);

/// Poses, times and intrinsics (of images of `size`) of a window's frames, in the capture's world; every input is read.
SampleViews viewsOf(const CaptureCache& cache, const CaptureWindow& window, int inputs, ImageSize size);

}  // namespace fsm::training
