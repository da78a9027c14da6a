#include "app/desktop/viewport/frustum_guides.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::desktop {

namespace {

constexpr size_t kMostFrusta = 48, kMostOfOneCamera = 16;
constexpr int kThumbnailSide = 128;

/// `most` of `count` indices, evenly, with both ends.
std::vector<int> evenly(int count, size_t most) {
  std::vector<int> chosen;
  const auto wanted = static_cast<int>(std::min<size_t>(most, count));
  chosen.reserve(static_cast<size_t>(wanted));
  for (int i = 0; i < wanted; ++i)
    chosen.push_back(wanted == 1 ? 0 : static_cast<int>(std::lround(static_cast<double>(i) * (count - 1) / (wanted - 1))));
  return chosen;
}

}  // namespace

std::vector<FrameId> frustumFrames(const Capture& capture) {
  size_t posed = 0;
  for (const CaptureCamera& camera : capture.cameras) posed += camera.posed();
  const size_t each = std::clamp<size_t>(kMostFrusta / std::max<size_t>(posed, 1), 1, kMostOfOneCamera);
  std::vector<FrameId> frames;
  std::vector<int> cameras;
  for (size_t i = 0; i < capture.cameras.size(); ++i)
    if (capture.cameras[i].posed() && capture.cameras[i].frameCount() > 0) cameras.push_back(static_cast<int>(i));
  for (const int at : evenly(static_cast<int>(cameras.size()), kMostFrusta)) {
    const CaptureCamera& camera = capture.cameras[cameras[at]];
    const bool still = camera.world_from_camera.size() == 1;
    for (const int frame : evenly(still ? 1 : camera.frameCount(), each)) frames.push_back({cameras[at], frame});
  }
  return frames;
}

renderer::MeshModel pictureModel(const Camera& camera, double depth, const Image& image) {
  renderer::MeshModel model;
  model.name = "frame";
  renderer::MeshTexture texture{"frame", image.size, {}};
  const std::vector<uint8_t> rgb = toBytes(image);
  texture.rgba.resize(rgb.size() / 3 * 4, 255);
  for (size_t i = 0; i < rgb.size() / 3; ++i) std::copy_n(&rgb[3 * i], 3, &texture.rgba[4 * i]);
  model.textures.push_back(std::move(texture));
  model.materials.push_back({.name = "frame",
                             .texture = 0,
                             .wrapU = renderer::TextureWrap::clamp,
                             .wrapV = renderer::TextureWrap::clamp,
                             .unlit = true});
  const Intrinsics& in = camera.intrinsics;
  const glm::vec3 normal = -glm::vec3(camera.world_from_camera[2]);
  renderer::MeshPart part;
  for (const glm::vec2 corner : {glm::vec2(0, 0), glm::vec2(1, 0), glm::vec2(1, 1), glm::vec2(0, 1)}) {
    const glm::dvec4 point((corner.x * in.size.width - in.cx) / in.fx * depth,
                           (corner.y * in.size.height - in.cy) / in.fy * depth, depth, 1);
    part.vertices.push_back({.position = glm::vec3(camera.world_from_camera * point), .normal = normal, .uv = corner});
  }
  part.indices = {0, 1, 2, 0, 2, 3};
  model.parts.push_back(std::move(part));
  model.nodes.push_back({.name = "frame", .parts = {0}});
  return model;
}

FrustumGuides::FrustumGuides(QObject* parent) : QObject(parent) {}

FrustumGuides::~FrustumGuides() {
  if (reading_) reading_->cancel();
}

void FrustumGuides::set(std::shared_ptr<const Capture> capture, double depth) {
  if (capture == capture_ && depth == depth_) return;
  const bool another = capture != capture_;
  capture_ = std::move(capture);
  depth_ = depth;
  if (another) {
    if (reading_) reading_->cancel();
    guides_.clear();
    thumbnails_.clear();
    if (capture_) {
      for (const FrameId& frame : frustumFrames(*capture_)) {
        const CaptureCamera& camera = capture_->cameras[frame.camera];
        guides_.push_back({frame, capture_->camera(frame), camera.world_from_camera.size() == 1 ? camera.name : "", nullptr});
      }
      thumbnails_.resize(guides_.size());
      if (!guides_.empty()) readPictures();
    }
  } else {
    for (size_t i = 0; i < guides_.size(); ++i)
      if (thumbnails_[i]) place(i, thumbnails_[i]);
  }
  emit changed();
}

void FrustumGuides::place(size_t index, const std::shared_ptr<const Image>& image) {
  thumbnails_[index] = image;
  guides_[index].picture = std::make_shared<renderer::MeshModel>(pictureModel(guides_[index].camera, depth_, *image));
}

void FrustumGuides::readPictures() {
  reading_ = std::make_shared<Progress>();
  std::vector<FrameId> frames;
  frames.reserve(guides_.size());
  for (const FrustumGuide& guide : guides_) frames.push_back(guide.frame);
  decoding_.post("thumbnails", [this, capture = capture_, frames, progress = reading_] {
    try {
      progress->stage("Reading thumbnails", 1);
      visitFrames(
          *capture, frames,
          [&](size_t i, Image&& image) {
            const double share = static_cast<double>(kThumbnailSide) / std::max(image.size.width, image.size.height);
            const ImageSize size{std::max(1, static_cast<int>(std::lround(share * image.size.width))),
                                 std::max(1, static_cast<int>(std::lround(share * image.size.height)))};
            const auto thumbnail = std::make_shared<const Image>(resize(image, size));
            QMetaObject::invokeMethod(
                this,
                [this, capture, i, thumbnail] {
                  if (capture != capture_ || i >= guides_.size()) return;
                  place(i, thumbnail);
                  emit changed();
                },
                Qt::QueuedConnection);
          },
          *progress);
    } catch (const std::exception& error) {
      // Pyramids without pictures do as well; that the media is missing is told where the capture is opened.
      log().debug("No thumbnails: {}", error.what());
    }
  });
}

}  // namespace fsm::desktop
