#include "app/jobs/clip.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "app/animation/camera_files/camera_file.h"
#include "app/jobs/clip_size.h"
#include "app/jobs/covering.h"
#include "app/jobs/filmed_cameras.h"
#include "app/jobs/number.h"
#include "app/jobs/orbit.h"
#include "app/jobs/splat_orbit.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr double kDefaultFps = 30, kHighestFps = 1000;
constexpr double kMostFrames = 1e6;
constexpr ImageSize kSplatSize{640, 360};
/// Moments this little outside of the capture (times are often given rounded) are taken as its ends.
constexpr double kRounding = 0.05;

using Span = std::pair<Seconds, Seconds>;

std::string shown(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

Seconds inside(Seconds time, const Span& span) {
  if (time < span.first - kRounding || time > span.second + kRounding || !std::isfinite(time))
    throw Error(ErrorCode::badInput, "The moment " + shown(time) + " s lies outside of the capture, which runs from " +
                                         shown(span.first) + " to " + shown(span.second) + " s. Choose a time in between.");
  return std::clamp(time, span.first, span.second);
}

/// How a clip's camera moves. `at` runs over [0, 1]; `moment` is the scene time shown then.
struct Motion {
  std::function<Camera(double at, Seconds moment)> camera;
  std::function<std::optional<Seconds>(double at)> ownTime = [](double) { return std::nullopt; };
  double shortest = 0;           ///< seconds that a clip lasts at least
  std::optional<double> length;  ///< seconds, where the camera has a clock of its own
  bool cyclic = false;           ///< the last frame leads to the first
  std::optional<double> fps;
  ImageSize size;
};

Motion orbitMotion(const ClipStage& stage, const std::string& request) {
  const Orbit& orbit = stage.orbit;
  double sweep = orbit.defaultSweep;
  if (request != "orbit") {
    const auto degrees = parseNumber(request.substr(6));
    if (!degrees || std::abs(*degrees) > 3600)
      throw Error(ErrorCode::badInput, "'" + request + "' is not an orbit. Write orbit or orbit:DEGREES, for example orbit:30.");
    sweep = *degrees;
  }
  Motion motion;
  // A full circle goes round; less swings there and back, so that the clip is a loop either way.
  const bool circle = std::abs(sweep) >= 360;
  motion.camera = [orbit, sweep, circle](double at, Seconds) {
    const double angle = circle ? sweep * at : 0.5 * sweep * std::sin(2 * std::numbers::pi * at);
    return Camera{orbit.intrinsics, orbit.pose(angle)};
  };
  motion.shortest = kShortestClip;
  motion.cyclic = true;
  motion.size = stage.size;
  return motion;
}

animation::SceneSpan sceneSpan(const ClipStage& stage) { return {stage.span.first, stage.span.second}; }

Motion pathMotion(const ClipStage& stage, const ClipRequest& request) {
  const animation::CameraMove move = animation::readCameraFile(request.camera, {sceneSpan(stage), stage.orbit.up, stage.size});
  const animation::CameraTrack track = move.camera;
  const double length = move.length > 0 ? move.length : kShortestClip;
  const auto clock = [track, length](double at) {
    return track.begin() + at * std::min(length, std::max(0.0, track.end() - track.begin()));
  };
  Motion motion;
  motion.size = move.size.width > 0 && move.size.height > 0 ? move.size : stage.size;
  // The vertical angle of view holds, whatever the shape of the picture.
  const ImageSize size = request.size.value_or(motion.size);
  motion.camera = [track, clock, size](double at, Seconds) { return track.camera(clock(at), size); };
  if (move.time)
    motion.ownTime = [time = *move.time, clock, span = sceneSpan(stage)](double at) { return time.sceneTime(clock(at), span); };
  motion.length = length;
  motion.cyclic = track.cyclic();
  motion.fps = move.fps;
  return motion;
}

Motion animationMotion(const ClipStage& stage, const ClipRequest& request) {
  if (!stage.animation)
    throw Error(
        ErrorCode::badInput,
        "There is no animation yet. Set keys on the timeline and save the project, or use orbit[:DEGREES], a camera of the "
        "capture or a camera file (.json, .gltf, .glb, .fbx).");
  const animation::Animation& shown = *stage.animation;
  const Camera still = stage.freeCamera.value_or(Camera{stage.orbit.intrinsics, stage.orbit.pose(0)});
  Motion motion;
  motion.size = stage.size;
  const ImageSize size = request.size.value_or(motion.size);
  const auto view = [shown, still, size, span = sceneSpan(stage)](double at) {
    return shown.viewAt(shown.in + at * (shown.out - shown.in), size, still, span);
  };
  motion.camera = [view](double at, Seconds) { return view(at).camera; };
  motion.ownTime = [view](double at) { return view(at).time; };
  motion.length = shown.out - shown.in;
  // Frame i stands at i / fps, as in the window: the out point is where the next frame would be.
  motion.cyclic = true;
  motion.fps = shown.fps;
  return motion;
}

Motion captureMotion(const ClipStage& stage, const std::string& name, bool frozen) {
  if (!stage.capture)
    throw Error(ErrorCode::badInput,
                "There is no camera '" + name +
                    "': a splat file has none. Use orbit[:DEGREES] or a camera file (.json, .gltf, .glb, .fbx).");
  const auto& cameras = stage.capture->cameras;
  const auto found =
      std::find_if(cameras.begin(), cameras.end(), [&](const CaptureCamera& camera) { return camera.name == name; });
  if (found == cameras.end()) {
    std::string names;
    for (const CaptureCamera& camera : cameras) names += (names.empty() ? "" : ", ") + camera.name;
    throw Error(ErrorCode::badInput,
                "There is no camera '" + name + "'. The capture has: " + names +
                    ". orbit[:DEGREES], animation and a camera file (.json, .gltf, .glb, .fbx) are possible too.");
  }
  const CaptureCamera& camera = *found;
  std::vector<animation::CameraKey> keys;
  const animation::FilmedCamera filmed = filmedCamera(camera);
  keys.reserve(filmed.times.size());
  for (size_t frame = 0; frame < filmed.times.size(); ++frame)
    keys.push_back({filmed.times[frame], filmed.poses.at(filmed.poses.size() == 1 ? 0 : frame), animation::Easing::smooth});
  const animation::CameraTrack track(std::move(keys));
  const double span = track.end() - track.begin();
  // Its own lens, off its middle or not: the filmed path again is the filmed picture again.
  const auto cameraAt = [track, lens = FilmedLens(camera)](double at) {
    return Camera{lens.at(at), animation::world_from_camera(track.pose(at))};
  };
  Motion motion;
  // With time frozen the camera still walks its own path: the two tracks are independent.
  if (frozen && camera.world_from_camera.size() > 1)
    motion.camera = [cameraAt, begin = track.begin(), span](double at, Seconds) { return cameraAt(begin + at * span); };
  else
    motion.camera = [cameraAt](double, Seconds moment) { return cameraAt(moment); };
  if (frozen && camera.world_from_camera.size() > 1 && span > 0) motion.length = span;
  motion.size = stage.viewSizes.at(static_cast<size_t>(found - cameras.begin()));
  return motion;
}

Motion motionOf(const ClipStage& stage, const ClipRequest& request, bool frozen) {
  const std::string& camera = request.camera;
  if (camera == "orbit" || camera.rfind("orbit:", 0) == 0) return orbitMotion(stage, camera);
  if (camera == "animation") return animationMotion(stage, request);
  if (animation::isCameraFile(camera)) return pathMotion(stage, request);
  return captureMotion(stage, camera, frozen);
}

Clip emptyClip(const ClipRequest& request, const Motion& motion) {
  Clip clip;
  clip.size = request.size.value_or(motion.size);
  clip.fps = request.fps.value_or(motion.fps.value_or(kDefaultFps));
  if (!(clip.fps > 0 && clip.fps <= kHighestFps))
    throw Error(ErrorCode::badInput,
                "A clip has more than 0 and at most 1000 frames a second. Choose --fps in between, for example 30.");
  if (clip.size.width < 1 || clip.size.height < 1 || clip.size.width > kLargestClipSide || clip.size.height > kLargestClipSide)
    throw Error(ErrorCode::badInput, "An image side must lie between 1 and 8192 pixels. Choose another --size.");
  return clip;
}

View viewOf(const Clip& clip, const Motion& motion, double at, Seconds moment) {
  View view{motion.camera(at, moment), moment};
  view.camera.intrinsics = covering(view.camera.intrinsics, clip.size);
  return view;
}

/// Where time changes nothing, any moment may be asked for.
Span spanOf(const ClipStage& stage, const std::string& time) {
  const auto moment = stage.timeless ? parseNumber(time) : std::nullopt;
  return moment ? Span{*moment, *moment} : stage.span;
}

int frameCount(const Clip& clip, double seconds) {
  const double frames = std::max(1.0, std::round(seconds * clip.fps));
  if (frames > kMostFrames)
    throw Error(ErrorCode::badInput, "The clip would have more than a million frames. Choose a shorter --time or a lower --fps.");
  return static_cast<int>(frames);
}

}  // namespace

TimeChoice TimeChoice::parse(const std::string& text, Span span) {
  if (text.empty()) return {Kind::unspecified, span.first, span.second};
  if (text == "all") return {Kind::all, span.first, span.second};
  const size_t colon = text.find(':');
  const std::string first = text.substr(0, colon), second = colon == std::string::npos ? first : text.substr(colon + 1);
  const auto from = first.empty() ? std::optional(span.first) : parseNumber(first);
  const auto to = second.empty() ? std::optional(span.second) : parseNumber(second);
  if (!from || !to)
    throw Error(ErrorCode::badInput, "'" + text + "' is not a time. Write all, a moment in seconds (1.5) or a range (0.5:2).");
  return {colon == std::string::npos ? Kind::frozen : Kind::range, inside(*from, span), inside(*to, span)};
}

ClipStage stageOf(const Scene& scene) {
  std::vector<Camera> cameras;
  for (const FrameId id : scene.plan.inputs) {
    Camera camera = scene.capture.camera(id);
    camera.intrinsics = covering(camera.intrinsics, scene.settings.viewSizes.at(id.camera));
    cameras.push_back(camera);
  }
  ClipStage stage;
  stage.span = scene.capture.timeRange();
  stage.orbit = orbitOf(cameras, scene.memory.preparation().upright);
  stage.size = stage.orbit.intrinsics.size;
  stage.capture = &scene.capture;
  stage.viewSizes = scene.settings.viewSizes;
  return stage;
}

ClipStage stageOf(const scene::GaussianScene& scene) {
  ClipStage stage;
  stage.timeless = scene.gaussians.isStatic();
  if (!stage.timeless) stage.span = {scene.frame.seconds(-1), scene.frame.seconds(1)};
  stage.orbit = orbitOf(scene, kSplatSize);
  stage.size = kSplatSize;
  return stage;
}

Clip planClip(const ClipStage& stage, const ClipRequest& request) {
  const Span span = spanOf(stage, request.time);
  const TimeChoice time = TimeChoice::parse(request.time, span);
  const bool frozen = time.kind == TimeChoice::Kind::frozen;
  const Motion motion = motionOf(stage, request, frozen);
  Clip clip = emptyClip(request, motion);
  double seconds = motion.length.value_or(std::max(std::abs(time.to - time.from), motion.shortest));
  if (seconds <= 0) seconds = kShortestClip;
  const int frames = frameCount(clip, seconds);
  clip.between = [clip, motion, time, span, frames](double frame) {
    // Time reaches its end in the last frame; a cyclic camera leaves the step back to the first one to the player.
    const double through = frames > 1 ? std::clamp(frame / (frames - 1), 0.0, 1.0) : 0;
    const double at = motion.cyclic ? frame / frames : through;
    Seconds moment = time.from + (time.to - time.from) * through;
    if (time.kind == TimeChoice::Kind::unspecified) moment = inside(motion.ownTime(at).value_or(moment), span);
    return viewOf(clip, motion, at, moment);
  };
  clip.views.reserve(static_cast<size_t>(frames));
  for (int i = 0; i < frames; ++i) clip.views.push_back(clip.between(i));
  if (request.range) return part(std::move(clip), *request.range);
  return clip;
}

Clip planStill(const ClipStage& stage, const ClipRequest& request) {
  const Span span = spanOf(stage, request.time);
  const TimeChoice time = TimeChoice::parse(request.time, span);
  if (time.kind == TimeChoice::Kind::range || time.kind == TimeChoice::Kind::all)
    throw Error(ErrorCode::badInput, "One image shows one moment. Give --time T in seconds, or write an .mp4 or a folder.");
  const bool frozen = time.kind == TimeChoice::Kind::frozen;
  const Motion motion = motionOf(stage, request, false);
  Clip clip = emptyClip(request, motion);
  const auto own = motion.ownTime(0);
  Seconds moment = frozen ? time.from : inside(own.value_or(0.5 * (span.first + span.second)), span);
  double at = 0;
  if (frozen && own) {
    // The place on the path that shows the moment asked for.
    constexpr int kPlaces = 1000;
    for (int i = 1; i <= kPlaces; ++i)
      if (std::abs(*motion.ownTime(i / double(kPlaces)) - moment) < std::abs(*motion.ownTime(at) - moment))
        at = i / double(kPlaces);
  }
  clip.views.push_back(viewOf(clip, motion, at, moment));
  // A still has no neighbours to be blurred towards.
  clip.between = [view = clip.views.front()](double) { return view; };
  return clip;
}

std::pair<double, double> parseClipRange(const std::string& text) {
  const size_t colon = text.find(':');
  const std::string first = text.substr(0, colon), second = colon == std::string::npos ? std::string() : text.substr(colon + 1);
  const auto from = first.empty() ? std::optional(0.0) : parseNumber(first);
  const auto to = second.empty() ? std::optional(std::numeric_limits<double>::infinity()) : parseNumber(second);
  if (colon == std::string::npos || !from || !to || !(*from < *to))
    throw Error(ErrorCode::badInput,
                "'" + text + "' is not a part of a clip. Write FROM:TO in seconds of the clip, for example 1:2.5.");
  return {*from, *to};
}

Clip part(Clip clip, const std::pair<double, double>& range) {
  constexpr double kRoundingFrames = 1e-6;
  const double frames = static_cast<double>(clip.views.size());
  const double first = std::max(0.0, std::ceil(range.first * clip.fps - kRoundingFrames));
  const double end = std::min(frames, std::ceil(range.second * clip.fps - kRoundingFrames));
  if (!(first < end))
    throw Error(ErrorCode::badInput, "No frame of the clip lies between " + shown(range.first) + " and " +
                                         shown(std::min(range.second, frames / clip.fps)) + " s. The clip lasts " +
                                         shown(frames / clip.fps) + " s; choose a part of it.");
  clip.views = {clip.views.begin() + static_cast<long>(first), clip.views.begin() + static_cast<long>(end)};
  clip.between = [whole = std::move(clip.between), first](double at) { return whole(first + at); };
  return clip;
}

}  // namespace fsm::jobs
