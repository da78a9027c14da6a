// Computes what the pad shows beside the window. Only the newest request counts: one that comes while another is under way
// ends it.
#pragma once

#include <QImage>
#include <QObject>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "app/desktop/timeline/pad_content.h"

namespace fsm::desktop {

class PadWorker : public QObject {
  Q_OBJECT
 public:
  explicit PadWorker(QObject* parent = nullptr);
  /// Waits for what is under way, which ends at once.
  ~PadWorker() override;

  /// Returns the request's number: they grow.
  int request(const Project& project, const animation::SceneSpan& span);

 signals:
  // From the worker's thread.
  void contentReady(std::shared_ptr<const fsm::desktop::PadContent> content);
  void groundReady(QImage ground, int request);
  void failed(QString sentence, int request);

 private:
  struct Request {
    Project project;
    animation::SceneSpan span;
    int number = 0;
  };
  void run();
  void compute(const Request& request);
  bool superseded(const Request& request) const { return request.number != newest_; }

  std::atomic<int> newest_{0};  ///< request asked for last
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Request> next_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace fsm::desktop
