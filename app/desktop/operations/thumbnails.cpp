#include "app/desktop/operations/thumbnails.h"

#include <QPointer>
#include <algorithm>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/viewport/picture_conversion.h"

namespace fsm::desktop {

namespace {

QImage thumbnailOf(const Image& image) {
  if (image.empty()) return {};
  const double factor = static_cast<double>(Thumbnails::kHeight) / image.size.height;
  const int width = std::clamp(static_cast<int>(image.size.width * factor + 0.5), 1, 8 * Thumbnails::kHeight);
  return toQImage(resize(image, {width, Thumbnails::kHeight}));
}

}  // namespace

Thumbnails::Thumbnails(JobQueue& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {
  connect(&jobs_, &JobQueue::ended, this, [this](int id) { running_.erase(id); });
}

Thumbnails::~Thumbnails() { stop(); }

void Thumbnails::stop() {
  for (const int id : std::exchange(running_, {})) jobs_.cancel(id);
}

void Thumbnails::setCapture(std::shared_ptr<const Capture> capture) {
  stop();
  ++generation_;
  pictures_.clear();
  asked_.clear();
  capture_ = std::move(capture);
}

QImage Thumbnails::picture(FrameId id) const {
  const auto found = pictures_.find(id);
  return found == pictures_.end() ? QImage() : found->second;
}

void Thumbnails::want(int camera, std::vector<int> frames) {
  if (!capture_ || camera < 0 || camera >= static_cast<int>(capture_->cameras.size())) return;
  std::erase_if(frames, [&](int frame) { return !asked_.insert({camera, frame}).second; });
  if (frames.empty()) return;
  std::sort(frames.begin(), frames.end());
  const QPointer<Thumbnails> self(this);
  const int generation = generation_;
  const auto isCurrent = [self, generation] { return self && self->generation_ == generation; };
  Job job;
  job.title = tr("Thumbnails");
  job.lane = Lane::light;
  job.quiet = true;
  job.retryable = false;
  job.work = [=, capture = capture_](Progress& progress, JobFeedback& feedback) {
    capture->cameras[static_cast<size_t>(camera)].images->read(frames, [&](int frame, Image&& image) {
      progress.check();
      feedback.post([=, picture = thumbnailOf(image)] {
        if (!isCurrent()) return;
        self->pictures_[{camera, frame}] = picture;
        emit self->arrived({camera, frame});
      });
    });
  };
  job.failed = [=](const Error& error) {
    if (isCurrent()) emit self->failed(camera, engineText(error.what()));
  };
  running_.insert(jobs_.start(std::move(job)));
}

}  // namespace fsm::desktop
