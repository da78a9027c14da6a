#include "app/desktop/viewport/drag_benchmark.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

using Clock = std::chrono::steady_clock;

/// The event loop is asked to come round this often; what is longer is a stall.
constexpr int kHeartbeatMilliseconds = 1;
/// Frames that come later than this after the last event are not waited for.
constexpr int kPatienceMilliseconds = 5000;

double milliseconds(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(std::ceil(share * static_cast<double>(values.size()))) - 1];
}

/// The recorded hand: it swings to and fro in a flat figure of eight, slowing down at the turns, within the middle of the window.
QPointF placeOf(double share, const QSize& window) {
  const double angle = 2 * M_PI * share;
  return {window.width() * (0.5 + 0.3 * std::sin(angle)), window.height() * (0.5 + 0.15 * std::sin(2 * angle))};
}

/// Plays the drag and takes down what happens.
class DragPlayer : public QObject {
 public:
  DragPlayer(ViewportPanel& viewport, const DragBenchmarkOptions& options) : viewport_(viewport), options_(options) {
    connect(&viewport_, &ViewportPanel::frameDone, this, [this](Clock::time_point asked, Clock::time_point done) {
      frames_.push_back({asked, done});
      if (finished_ && !sent_.empty() && asked >= sent_.back()) loop_.quit();
    });
    connect(&viewport_, &ViewportPanel::statisticsChanged, this, [this](const ViewportStatistics& statistics) {
      if (statistics.window.width > 0)
        least_ = std::min(least_, static_cast<double>(statistics.picture.width) / statistics.window.width);
    });
    heartbeat_.setTimerType(Qt::PreciseTimer);
    connect(&heartbeat_, &QTimer::timeout, this, [this] { beat(); });
    events_.setTimerType(Qt::PreciseTimer);
    connect(&events_, &QTimer::timeout, this, [this] { send(); });
  }

  DragBenchmarkResult play() {
    mouse(QEvent::MouseButtonPress, Qt::LeftButton, placeOf(0, viewport_.canvas()->size()));
    lastBeat_ = begin_ = Clock::now();
    heartbeat_.start(kHeartbeatMilliseconds);
    events_.start(1);
    loop_.exec();
    mouse(QEvent::MouseButtonRelease, Qt::LeftButton, placeOf(1, viewport_.canvas()->size()));
    return result();
  }

 private:
  struct Frame {
    Clock::time_point asked, done;
  };

  void mouse(QEvent::Type type, Qt::MouseButton button, const QPointF& place) {
    const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    const QPointF global = viewport_.canvas()->mapToGlobal(place);
    QMouseEvent event(type, place, global, button, held, Qt::AltModifier);
    QCoreApplication::sendEvent(viewport_.canvas(), &event);
  }

  void beat() {
    const Clock::time_point now = Clock::now();
    stall_ = std::max(stall_, milliseconds(now - lastBeat_) - kHeartbeatMilliseconds);
    lastBeat_ = now;
  }

  /// All events whose moment has come: a window that was busy gets what the mouse did meanwhile at once.
  void send() {
    const double seconds = milliseconds(Clock::now() - begin_) / 1000;
    const int due = std::min(options_.events, static_cast<int>(seconds * options_.eventsPerSecond));
    while (static_cast<int>(sent_.size()) < due) {
      const double share = static_cast<double>(sent_.size() + 1) / options_.events;
      // The moment at which the mouse moved, not that at which the window got to hear of it.
      sent_.push_back(begin_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
                                   static_cast<double>(sent_.size() + 1) / options_.eventsPerSecond)));
      handled_.push_back(Clock::now());
      mouse(QEvent::MouseMove, Qt::NoButton, placeOf(share, viewport_.canvas()->size()));
    }
    if (static_cast<int>(sent_.size()) < options_.events) return;
    events_.stop();
    heartbeat_.stop();
    finished_ = true;
    QTimer::singleShot(kPatienceMilliseconds, &loop_, &QEventLoop::quit);
  }

  DragBenchmarkResult result() const {
    std::vector<double> latencies;
    size_t frame = 0;
    for (size_t i = 0; i < sent_.size(); ++i) {
      // A frame shows what the window had heard of when it was put together.
      while (frame < frames_.size() && frames_[frame].asked < handled_[i]) ++frame;
      if (frame == frames_.size()) break;
      latencies.push_back(milliseconds(frames_[frame].done - sent_[i]));
    }
    DragBenchmarkResult result;
    const ViewportStatistics& statistics = viewport_.statistics();
    result.device = statistics.device.toStdString();
    result.width = statistics.window.width;
    result.height = statistics.window.height;
    result.events = static_cast<int>(latencies.size());
    result.frames = static_cast<int>(frames_.size());
    result.latencyMedianMs = percentile(latencies, 0.5);
    result.latency90Ms = percentile(latencies, 0.9);
    result.longestStallMs = stall_;
    result.leastResolution = least_;
    return result;
  }

  ViewportPanel& viewport_;
  DragBenchmarkOptions options_;
  QEventLoop loop_;
  QTimer heartbeat_, events_;
  Clock::time_point begin_, lastBeat_;
  std::vector<Clock::time_point> sent_, handled_;
  std::vector<Frame> frames_;
  double stall_ = 0, least_ = 1;
  bool finished_ = false;
};

}  // namespace

std::string DragBenchmarkResult::json() const {
  nlohmann::ordered_json out;
  out["device"] = device;
  out["width"] = width;
  out["height"] = height;
  out["events"] = events;
  out["frames"] = frames;
  out["latency_ms_median"] = latencyMedianMs;
  out["latency_ms_90"] = latency90Ms;
  out["longest_stall_ms"] = longestStallMs;
  out["least_resolution"] = leastResolution;
  return out.dump();
}

DragBenchmarkResult runDragBenchmark(ViewportPanel& viewport, const DragBenchmarkOptions& options) {
  if (options.events < 1 || options.eventsPerSecond < 1)
    throw Error(ErrorCode::badInput, "A drag needs at least one event and one event a second. Ask for more.");
  if (!viewport.drawing() || !viewport.canvas()->isVisible())
    throw Error(
        ErrorCode::noDevice,
        "The viewport is not on screen, so there is nothing to measure. Run this on an X11 display with a Vulkan driver.");
  return DragPlayer(viewport, options).play();
}

}  // namespace fsm::desktop
