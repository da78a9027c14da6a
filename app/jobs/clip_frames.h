// The pictures of a clip in the quality that is asked for. The export and its preview are made here, so they are the same.
#pragma once

#include <functional>

#include "app/jobs/clip.h"
#include "app/jobs/clip_quality.h"
#include "app/jobs/frame_renderer.h"

namespace fsm::jobs {

/// Frames `first` to `last` (not included) of `clip`, in order, in the encoding of the renderer's pictures: opaque unless the
/// background is transparent. `up`: of the world, unit; which way an environment stands. Throws badInput (quality, sizes),
/// unsupported (a background for a renderer of whole pictures), cancelled, and what the renderer throws.
void renderFrames(FrameRenderer& renderer, const Clip& clip, size_t first, size_t last, const ClipQuality& quality,
                  const glm::dvec3& up, const std::function<void(size_t, LayeredImage&&)>& receive, Progress& progress);

/// One of them: the preview.
LayeredImage renderFrame(FrameRenderer& renderer, const Clip& clip, size_t frame, const ClipQuality& quality,
                         const glm::dvec3& up, Progress& progress);

}  // namespace fsm::jobs
