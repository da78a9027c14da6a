// Small pictures of a capture's frames, decoded by a worker and kept: what a strip of thumbnails shows. A video is read once,
// forward, and its pictures arrive while it is read.
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/desktop/document/job_queue.h"
#include "reconstruction/capture/capture.h"

namespace fsm::desktop {

class Thumbnails : public QObject {
  Q_OBJECT
 public:
  explicit Thumbnails(JobQueue& jobs, QObject* parent = nullptr);
  /// Nothing is decoded for nobody.
  ~Thumbnails() override;

  /// Height of the pictures in pixels.
  static constexpr int kHeight = 72;

  /// Of another capture from now on; what is being read of the one before is left.
  void setCapture(std::shared_ptr<const Capture> capture);
  /// Frames of one camera, any order: each is read once however often it is asked for.
  void want(int camera, std::vector<int> frames);
  /// Null: not there (yet).
  QImage picture(FrameId id) const;
  /// Whether anything that was asked for is still to come.
  bool busy() const { return !running_.empty(); }

 signals:
  void arrived(fsm::FrameId id);
  /// A camera's frames cannot be read, or not all: a sentence that says what to do. Those before have arrived.
  void failed(int camera, const QString& sentence);

 private:
  void stop();

  JobQueue& jobs_;
  std::shared_ptr<const Capture> capture_;
  std::map<FrameId, QImage> pictures_;
  std::set<FrameId> asked_;
  std::set<int> running_;  ///< jobs
  int generation_ = 0;     ///< of the capture: what arrives of one before is not of this one
};

}  // namespace fsm::desktop
