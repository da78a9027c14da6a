#include "app/desktop/timeline/pad_content.h"

#include <algorithm>
#include <cmath>

#include "app/desktop/timeline/filmed_frames.h"
#include "app/jobs/orbit.h"
#include "reconstruction/capture/coverage.h"

namespace fsm::desktop {

using animation::Animation;
using animation::ReferencePath;

namespace {

constexpr int kClipSteps = 400;
constexpr size_t kMostExactTicks = 200;
constexpr ImageSize kNominalSize{1920, 1080};
constexpr int kMostColumns = 128, kMostRows = 96;
constexpr double kComparisons = 2e6;  ///< of a place with an input; a third of a second on a slow core
constexpr size_t kMostCameras = 200;  ///< enough to find the middle of what they look at

/// On a path without length everything lies in the middle.
double alongOf(const ReferencePath& path, const animation::CameraPose& pose) {
  return path.length() > 0 ? path.place(pose).along : 0.5;
}

PadStep stepAt(const Animation& animation, const ReferencePath& path, const animation::SceneSpan& span, double at) {
  PadStep step{{0.5, animation.time.sceneTime(at, span)}, at};
  if (!animation.camera.empty()) step.place.along = alongOf(path, animation.camera.steadyPose(at));
  return step;
}

void addClip(PadContent& content, const Animation& animation, const animation::SceneSpan& span) {
  for (int i = 0; i <= kClipSteps; ++i) {
    const double at = std::lerp(animation.in, animation.out, static_cast<double>(i) / kClipSteps);
    content.clip.push_back(stepAt(animation, content.path, span, at));
  }
  // Each place on a path of many keys is a long search: ticks that stand close together may lie on the drawn line instead.
  const bool few = animation.camera.keys().size() + animation.time.keys().size() <= kMostExactTicks;
  const auto add = [&](double at) {
    if (at < animation.in || at > animation.out) return;
    content.keys.push_back(few ? stepAt(animation, content.path, span, at) : PadStep{clipPlace(content, at), at});
  };
  for (const animation::CameraKey& key : animation.camera.keys()) add(key.at);
  for (const animation::TimeKey& key : animation.time.keys()) add(key.at);
}

}  // namespace

PadPlace clipPlace(const PadContent& content, double at) {
  const std::vector<PadStep>& clip = content.clip;
  if (clip.empty()) return {};
  const auto after = std::lower_bound(clip.begin(), clip.end(), at, [](const PadStep& step, double t) { return step.at < t; });
  if (after == clip.begin()) return clip.front().place;
  if (after == clip.end()) return clip.back().place;
  const PadStep& before = *std::prev(after);
  const double share = (at - before.at) / (after->at - before.at);
  return {std::lerp(before.place.along, after->place.along, share), std::lerp(before.place.time, after->place.time, share)};
}

PadContent padContent(const Project& project, const animation::SceneSpan& span) {
  PadContent content;
  const Capture* capture = filmedCapture(project);
  const std::vector<animation::FilmedCamera> cameras = capture ? filmedCameras(*capture) : std::vector<animation::FilmedCamera>();
  content.path = ReferencePath::choose(project.animation.camera, cameras);
  content.cameraKeyed = !project.animation.camera.empty();
  if (capture) {
    for (const FrameId frame : inputFrames(project)) {
      const animation::CameraPose pose = animation::poseOf(capture->camera(frame));
      if (animation::isValid(pose)) content.dots.push_back({{alongOf(content.path, pose), capture->time(frame)}, frame});
    }
  }
  std::stable_sort(content.dots.begin(), content.dots.end(),
                   [](const PadDot& a, const PadDot& b) { return a.place.time < b.place.time; });
  addClip(content, project.animation, span);
  return content;
}

QImage padGround(const Project& project, const ReferencePath& path, const animation::SceneSpan& span,
                 const std::function<bool()>& stop) {
  const std::vector<FrameId> inputs = inputFrames(project);
  if (inputs.empty() || path.empty()) return {};
  const Capture& capture = *filmedCapture(project);
  std::vector<View> views;
  std::vector<Camera> some;
  for (size_t i = 0; i < inputs.size(); ++i) {
    views.push_back({capture.camera(inputs[i]), capture.time(inputs[i])});
    if (i % (inputs.size() / kMostCameras + 1) == 0) some.push_back(views.back().camera);
  }
  const Coverage coverage(views, jobs::orbitOf(some, true).centre);
  const double share = std::min(1.0, std::sqrt(kComparisons / (static_cast<double>(inputs.size()) * kMostColumns * kMostRows)));
  const int columns = path.length() > 0 ? std::max(8, static_cast<int>(kMostColumns * share)) : 1;
  const int rows = span.length() > 0 ? std::max(8, static_cast<int>(kMostRows * share)) : 1;
  std::vector<Camera> places;
  places.reserve(static_cast<size_t>(columns));
  for (int column = 0; column < columns; ++column)
    places.push_back(
        animation::cameraOf(path.cameraAt(columns > 1 ? static_cast<double>(column) / (columns - 1) : 0), kNominalSize));
  QImage ground(columns, rows, QImage::Format_Grayscale8);
  for (int row = 0; row < rows; ++row) {
    if (stop()) return {};
    const Seconds time = rows > 1 ? std::lerp(span.last, span.first, static_cast<double>(row) / (rows - 1)) : span.first;
    for (int column = 0; column < columns; ++column) {
      const double confidence = coverage.confidence(View{places[static_cast<size_t>(column)], time});
      ground.scanLine(row)[column] = static_cast<uchar>(std::lround(255 * std::clamp(confidence, 0.0, 1.0)));
    }
  }
  return ground;
}

}  // namespace fsm::desktop
