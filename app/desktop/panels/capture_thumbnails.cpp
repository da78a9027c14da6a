#include "app/desktop/panels/capture_thumbnails.h"

#include <QPointer>
#include <algorithm>
#include <cmath>

#include "app/desktop/viewport/picture_conversion.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr int kHeight = 40;           ///< pixels, twice what is shown on a usual screen
constexpr size_t kMostCameras = 128;  ///< the rest has no pictures: each is a file to be opened

}  // namespace

CaptureThumbnails::CaptureThumbnails(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {}

QImage CaptureThumbnails::of(int camera) const {
  return camera >= 0 && static_cast<size_t>(camera) < images_.size() ? images_[static_cast<size_t>(camera)] : QImage();
}

void CaptureThumbnails::set(std::shared_ptr<const Capture> capture) {
  if (capture == capture_) return;
  capture_ = std::move(capture);
  if (job_) workspace_.jobs.cancel(std::exchange(job_, 0));
  images_.assign(capture_ ? capture_->cameras.size() : 0, {});
  std::vector<FrameId> frames;
  for (size_t c = 0; c < std::min(images_.size(), kMostCameras); ++c)
    if (capture_->cameras[c].images && capture_->cameras[c].frameCount() > 0) frames.push_back({static_cast<int>(c), 0});
  if (frames.empty()) return;
  Job job;
  job.title = tr("Pictures of the cameras");
  job.lane = Lane::light;
  job.quiet = true;
  job.work = [self = QPointer(this), capture = capture_, frames](Progress& progress, JobFeedback& feedback) {
    progress.stage("thumbnails", 1);
    visitFrames(
        *capture, frames,
        [&](size_t i, Image&& image) {
          const int width = std::max(1, static_cast<int>(std::lround(1.0 * kHeight * image.size.width / image.size.height)));
          const QImage small = toQImage(resize(image, {width, kHeight}));
          feedback.post([self, capture, small, camera = frames[i].camera] {
            if (!self || self->capture_ != capture) return;
            self->images_[static_cast<size_t>(camera)] = small;
            emit self->ready(camera);
          });
        },
        progress);
  };
  // Footage that is not there is told of where the project is opened.
  job.failed = [](const Error&) {};
  job_ = workspace_.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
