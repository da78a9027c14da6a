#include "app/desktop/viewport/input_frames.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <limits>

namespace fsm::desktop {

namespace {

constexpr size_t kKept = 24;
/// Long side of a kept frame: what a window shows of it beside a scene.
constexpr int kLongSide = 1280;
/// Frames after the wanted one that are decoded on the way: a scrub or playback asks for them next.
constexpr int kAhead = 3;

std::shared_ptr<const Image> fitted(Image&& image) {
  const int longSide = std::max(image.size.width, image.size.height);
  if (longSide <= kLongSide) return std::make_shared<Image>(std::move(image));
  const double share = static_cast<double>(kLongSide) / longSide;
  const ImageSize size{std::max(1, static_cast<int>(std::lround(share * image.size.width))),
                       std::max(1, static_cast<int>(std::lround(share * image.size.height)))};
  return std::make_shared<Image>(resize(image, size));
}

}  // namespace

std::optional<FrameId> nearestFrame(const Capture& capture, const std::vector<FrameId>& among, const View& view,
                                    const NearnessScale& scale) {
  const glm::dvec3 place(view.camera.world_from_camera[3]), ahead(view.camera.world_from_camera[2]);
  std::optional<FrameId> nearest;
  double least = std::numeric_limits<double>::infinity();
  for (const FrameId& id : among) {
    const CaptureCamera& camera = capture.cameras.at(id.camera);
    if (!camera.posed()) continue;
    const glm::dmat4& pose = camera.pose(id.frame);
    const double distance = glm::length(glm::dvec3(pose[3]) - place);
    const double turned = std::acos(std::clamp(glm::dot(glm::dvec3(pose[2]), ahead), -1.0, 1.0)) / (0.5 * M_PI);
    const double away = distance + turned * scale.distanceUnit + std::abs(capture.time(id) - view.time) * scale.distancePerSecond;
    if (away < least) least = away, nearest = id;
  }
  return nearest;
}

InputFrames::InputFrames(QObject* parent) : QObject(parent) {}

InputFrames::~InputFrames() { ++question_; }

bool InputFrames::setCapture(std::shared_ptr<const Capture> capture) {
  if (capture == capture_) return false;
  ++question_;
  capture_ = std::move(capture);
  wanted_.reset();
  refused_.reset();
  kept_.clear();
  return true;
}

std::shared_ptr<const Image> InputFrames::find(FrameId id) {
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.id == id; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return found->image;
}

void InputFrames::keep(FrameId id, std::shared_ptr<const Image> image) {
  if (find(id)) return;
  kept_.push_front({id, std::move(image)});
  if (kept_.size() > kKept) kept_.pop_back();
}

std::shared_ptr<const Image> InputFrames::frame(FrameId id) {
  if (!capture_) return nullptr;
  if (auto kept = find(id)) return kept;
  if (wanted_ == id || refused_ == id) return nullptr;
  wanted_ = id;
  decoding_.post("frame", [this, capture = capture_, id, question = ++question_] { read(capture, id, question); });
  return nullptr;
}

void InputFrames::read(const std::shared_ptr<const Capture>& capture, FrameId id, uint64_t question) {
  Progress progress;
  std::vector<FrameId> ids;
  const CaptureCamera& camera = capture->cameras.at(id.camera);
  for (int frame = id.frame; frame <= std::min(id.frame + kAhead, camera.frameCount() - 1); ++frame)
    ids.push_back({id.camera, frame});
  try {
    progress.stage("Reading frames", 1);
    visitFrames(
        *capture, ids,
        [&](size_t i, Image&& image) {
          if (question != question_) return progress.cancel();  // something newer is wanted
          QMetaObject::invokeMethod(
              this,
              [this, capture, read = ids[i], picture = fitted(std::move(image))] {
                if (capture != capture_) return;
                keep(read, picture);
                if (wanted_ == read) wanted_.reset();
                emit arrived(read);
              },
              Qt::QueuedConnection);
        },
        progress);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) return;
    QMetaObject::invokeMethod(
        this,
        [this, id, error] {
          wanted_.reset();
          refused_ = id;
          emit failed(error);
        },
        Qt::QueuedConnection);
  }
}

}  // namespace fsm::desktop
