#include "app/jobs/project_media.h"

#include <memory>
#include <mutex>
#include <optional>

#include "reconstruction/capture/import/importer.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/content_hash.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

/// The imported source, shared by the cameras of one project.
class Media {
 public:
  Media(std::vector<fs::path> places, std::string hash) : places_(std::move(places)), hash_(std::move(hash)) {}

  const Capture& capture() {
    const std::lock_guard lock(mutex_);
    if (!capture_) capture_ = importCapture(find());
    return *capture_;
  }

 private:
  fs::path find() const {
    bool changed = false;
    for (const fs::path& place : places_) {
      std::error_code failed;
      if (place.empty() || !fs::exists(place, failed)) continue;
      if (hash_.empty() || scene::contentHash(place) == hash_) return place;
      changed = true;
    }
    if (changed)
      throw Error(ErrorCode::badInput,
                  "The footage " + places_.front().string() +
                      " has changed since the scene was made. Bring the old files back or reconstruct the scene again.");
    throw Error(ErrorCode::notFound, "The footage of the scene is not at " + places_.front().string() +
                                         " any more. Put it there or beside the project file.");
  }

  std::mutex mutex_;
  std::vector<fs::path> places_;
  std::string hash_;
  std::optional<Capture> capture_;
};

class MediaImages : public ImageSource {
 public:
  MediaImages(std::shared_ptr<Media> media, size_t camera, int frames)
      : media_(std::move(media)), camera_(camera), frames_(frames) {}

  int count() const override { return frames_; }

  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    const Capture& capture = media_->capture();
    if (camera_ >= capture.cameras.size() || capture.cameras[camera_].frameCount() != frames_)
      throw Error(ErrorCode::badInput, "The footage " + capture.source +
                                           " has other cameras or frames than when the scene was made. "
                                           "Reconstruct the scene again.");
    capture.cameras[camera_].images->read(indices, receive);
  }

 private:
  std::shared_ptr<Media> media_;
  size_t camera_;
  int frames_;
};

}  // namespace

void attachMedia(Capture& capture, std::vector<fs::path> places, std::string hash) {
  const auto media = std::make_shared<Media>(std::move(places), std::move(hash));
  for (size_t i = 0; i < capture.cameras.size(); ++i)
    capture.cameras[i].images = std::make_shared<MediaImages>(media, i, capture.cameras[i].frameCount());
}

}  // namespace fsm::jobs
