#include "app/desktop/timeline/pad_worker.h"
#include "app/desktop/document/engine_text.h"

#include <utility>

namespace fsm::desktop {

PadWorker::PadWorker(QObject* parent) : QObject(parent) {
  qRegisterMetaType<std::shared_ptr<const PadContent>>();
  thread_ = std::thread([this] { run(); });
}

PadWorker::~PadWorker() {
  newest_ = -1;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

int PadWorker::request(const Project& project, const animation::SceneSpan& span) {
  const int number = ++newest_;
  std::optional<Request> request = Request{project, span, number};
  {
    const std::lock_guard lock(mutex_);
    std::swap(next_, request);  // the one before is freed outside of the lock
  }
  wake_.notify_all();
  return number;
}

void PadWorker::run() {
  for (;;) {
    std::optional<Request> request;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return next_ || ending_; });
      if (ending_) return;
      request = std::exchange(next_, std::nullopt);
    }
    try {
      compute(*request);
    } catch (const std::exception& error) {
      emit failed(engineText(error.what()), request->number);
    }
  }
}

void PadWorker::compute(const Request& request) {
  const auto content = std::make_shared<const PadContent>(padContent(request.project, request.span));
  emit contentReady(content);
  if (superseded(request)) return;
  const QImage ground = padGround(request.project, content->path, request.span, [&] { return superseded(request); });
  if (!superseded(request)) emit groundReady(ground, request.number);
}

}  // namespace fsm::desktop
