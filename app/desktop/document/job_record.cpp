#include "app/desktop/document/job_record.h"

#include <utility>

#include "app/desktop/document/job_error.h"

namespace fsm::desktop {

namespace {

constexpr size_t kMostLines = 2000;
constexpr size_t kMostPoints = 8192;  ///< of a curve; more than any screen has columns

/// Long curves keep their shape with every other point.
void thin(std::vector<std::pair<double, double>>& points) {
  while (points.size() > kMostPoints) {
    size_t kept = 0;
    for (size_t i = 0; i + 1 < points.size(); i += 2) points[kept++] = points[i];
    points[kept++] = points.back();
    points.resize(kept);
  }
}

}  // namespace

JobRecord::JobRecord(int id, Job theJob, std::function<void(bool soon)> notify)
    : job(std::move(theJob)),
      progress([this](const ProgressReport& report) { say(false, [&](JobNews& news) { news.progress = report; }); }),
      notify_(std::move(notify)) {
  status.id = id;
  status.title = job.title;
  status.retryable = job.retryable;
  status.quiet = job.quiet;
  status.expendable = job.expendable;
}

void JobRecord::picture(QImage picture) {
  say(false, [&](JobNews& news) { news.picture = std::move(picture); });
}

void JobRecord::curve(const QString& name, double x, double y) {
  say(false, [&](JobNews& news) { news.curves[name].emplace_back(x, y); });
}

void JobRecord::message(const QString& line) {
  say(false, [&](JobNews& news) { news.log.push_back(line); });
}

void JobRecord::post(std::function<void()> call) {
  say(true, [&](JobNews& news) { news.calls.push_back(std::move(call)); });
}

void JobRecord::run() {
  started = true;
  notify_(true);
  try {
    progress.check();
    job.work(progress, *this);
  } catch (...) {
    error = errorFrom(std::current_exception());
  }
  over = true;
  notify_(true);
}

JobNews JobRecord::takeNews() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, {});
}

void JobRecord::show(JobNews& news) {
  if (news.progress) status.progress = *news.progress;
  if (!news.picture.isNull()) status.picture = std::move(news.picture);
  for (QString& line : news.log) status.log.push_back(std::move(line));
  if (status.log.size() > kMostLines) {
    status.linesBefore += status.log.size() - kMostLines;
    status.log.erase(status.log.begin(), status.log.end() - kMostLines);
  }
  for (auto& [name, points] : news.curves) {
    auto& curve = status.curves[name];
    curve.insert(curve.end(), points.begin(), points.end());
    thin(curve);
  }
}

}  // namespace fsm::desktop
