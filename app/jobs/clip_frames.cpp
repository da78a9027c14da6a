#include "app/jobs/clip_frames.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "app/jobs/environment.h"
#include "app/jobs/sample_mean.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

using Kind = Background::Kind;

constexpr int kLargestSample = 16384;  ///< pixels a side
/// Views handed to the renderer at a time: enough to keep it busy, few enough for the longest clips.
constexpr size_t kViewsAtATime = 64;

void checkRequest(const FrameRenderer& renderer, const Clip& clip, const ClipQuality& quality) {
  checkQuality(quality);
  if (std::max(clip.size.width, clip.size.height) * quality.supersample > kLargestSample)
    throw Error(ErrorCode::badInput,
                "Supersampled pictures would have more than 16384 pixels a side. Choose a smaller size or less supersampling.");
  const Kind kind = quality.background.kind;
  if (!renderer.seesThrough() && kind != Kind::automatic && kind != Kind::scene)
    throw Error(ErrorCode::unsupported,
                "The neural renderer paints whole pictures, without transparency, so nothing stands behind them. Leave the "
                "background out, or render Gaussians.");
}

/// Where the moments of a frame lie, in frames from its own.
double offsetOf(int moment, const ClipQuality& quality) {
  const int moments = quality.moments();
  if (moments == 1) return 0;
  return ((moment + 0.5) / moments - 0.5) * quality.blur.shutter / 360;
}

View sampleView(const Clip& clip, size_t frame, int moment, const ClipQuality& quality) {
  View view =
      quality.moments() == 1 ? clip.views.at(frame) : clip.between(static_cast<double>(frame) + offsetOf(moment, quality));
  const int k = quality.supersample;
  if (k > 1) view.camera.intrinsics = resized(view.camera.intrinsics, {clip.size.width * k, clip.size.height * k});
  return view;
}

void putOverBackground(const FrameRenderer& renderer, const Background& background, const View& view, const glm::dvec3& up,
                       LayeredImage& image) {
  if (!renderer.seesThrough()) return;
  switch (background.kind) {
    case Kind::automatic:
    case Kind::scene: image = flattened(std::move(image), renderer.background()); break;
    case Kind::colour: image = flattened(std::move(image), background.colour); break;
    case Kind::environment: background.environment->putBehind(image, view.camera, up); break;
    case Kind::transparent: break;
  }
}

}  // namespace

void renderFrames(FrameRenderer& renderer, const Clip& clip, size_t first, size_t last, const ClipQuality& quality,
                  const glm::dvec3& up, const std::function<void(size_t, LayeredImage&&)>& receive, Progress& progress) {
  checkRequest(renderer, clip, quality);
  const int moments = quality.moments();
  const bool plain = moments == 1 && quality.supersample == 1;
  std::optional<SampleMean> mean;
  if (!plain) mean.emplace(clip.size, quality.supersample);
  const size_t block = std::max<size_t>(1, kViewsAtATime / static_cast<size_t>(moments));
  for (size_t begin = first; begin < last; begin += block) {
    const size_t end = std::min(last, begin + block);
    std::vector<View> views;
    for (size_t frame = begin; frame < end; ++frame)
      for (int moment = 0; moment < moments; ++moment) views.push_back(sampleView(clip, frame, moment, quality));
    Progress samples;  // the caller's counts frames
    renderer.render(
        views,
        [&](size_t i, LayeredImage&& image) {
          const size_t frame = begin + i / static_cast<size_t>(moments);
          const int moment = static_cast<int>(i % static_cast<size_t>(moments));
          progress.advance(static_cast<double>(frame - first) + static_cast<double>(moment) / moments,
                           static_cast<double>(last - first));
          putOverBackground(renderer, quality.background, views[i], up, image);
          if (plain) return receive(frame, std::move(image));
          mean->add(image, moment == moments / 2);
          if (moment + 1 == moments) receive(frame, mean->take(image.encoding));
        },
        samples);
  }
  progress.advance(1, 1);
}

LayeredImage renderFrame(FrameRenderer& renderer, const Clip& clip, size_t frame, const ClipQuality& quality,
                         const glm::dvec3& up, Progress& progress) {
  if (frame >= clip.views.size())
    throw Error(ErrorCode::badInput, "The clip has no frame " + std::to_string(frame) + ". Choose one before its end.");
  LayeredImage result;
  renderFrames(
      renderer, clip, frame, frame + 1, quality, up, [&](size_t, LayeredImage&& image) { result = std::move(image); }, progress);
  return result;
}

}  // namespace fsm::jobs
