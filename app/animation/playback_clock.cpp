#include "app/animation/playback_clock.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

constexpr double kFastest = 100;

void requirePlayable(const PlaybackRange& range, double speed) {
  const bool rate = range.fps > 0 && range.fps <= kHighestFps;
  if (range.count >= 1 && rate && speed != 0 && std::abs(speed) <= kFastest) return;
  throw Error(ErrorCode::badInput,
              "Playback needs at least one frame, 0 to 1000 frames a second and a speed up to 100 times. Check the range.");
}

int64_t modulo(int64_t value, int64_t cycle) { return ((value % cycle) + cycle) % cycle; }

}  // namespace

void PlaybackClock::start(double now, const PlaybackRange& range, int64_t frame, double speed) {
  requirePlayable(range, speed);
  range_ = range;
  speed_ = speed;
  playing_ = true;
  startedAt_ = now;
  dropped_ = 0;
  lastTick_ = -1;
  frame_ = std::clamp(frame, range.first, range.first + range.count - 1);
  const int64_t end = speed > 0 ? range.first + range.count - 1 : range.first;
  if (range.mode == LoopMode::once && frame_ == end) frame_ = speed > 0 ? range.first : range.first + range.count - 1;
  firstStep_ = frame_ - range.first;
  step_ = firstStep_;
}

void PlaybackClock::change(double now, const PlaybackRange& range, double speed) {
  requirePlayable(range, speed);
  // The way back of a ping-pong is kept where the range is the same.
  const bool sameLine = range.first == range_.first && range.count == range_.count && range.mode == range_.mode;
  frame_ = std::clamp(frame_, range.first, range.first + range.count - 1);
  firstStep_ = sameLine ? step_ : frame_ - range.first;
  step_ = firstStep_;
  range_ = range;
  speed_ = speed;
  startedAt_ = now;
  lastTick_ = std::min<int64_t>(lastTick_, 0);
}

PlaybackClock::Tick PlaybackClock::tick(double now) {
  if (!playing_) return {frame_, dropped_, false, false, 0};
  // Slow motion shows each frame longer; fast motion passes over frames on purpose, which are not counted as dropped.
  const double rate = range_.fps * std::min(1.0, std::abs(speed_)), stride = std::max(1.0, std::abs(speed_));
  constexpr double kSameMoment = 1e-9;
  const double due = std::max(0.0, now - startedAt_) * rate;
  const int64_t index = std::max(lastTick_, static_cast<int64_t>(std::floor(due + kSameMoment)));
  const auto passed = static_cast<int64_t>(std::floor(static_cast<double>(index) * stride + kSameMoment));
  const int64_t step = firstStep_ + (speed_ > 0 ? passed : -passed);
  Tick out;
  const bool over = range_.mode == LoopMode::once && (step < 0 || step >= range_.count);
  out.changed = index > lastTick_ && !(over && frameOf(step) == frame_);
  if (over) {
    const int64_t left = speed_ > 0 ? range_.count - 1 - step_ : step_;
    const auto missed = static_cast<int64_t>(std::ceil(static_cast<double>(left) / stride)) - 1;
    dropped_ += std::max<int64_t>(0, missed);
    playing_ = false;
  } else {
    dropped_ += std::max<int64_t>(0, index - lastTick_ - 1);
  }
  step_ = step;
  frame_ = frameOf(step);
  lastTick_ = index;
  out.frame = frame_;
  out.dropped = dropped_;
  out.finished = over;
  out.waitSeconds = over ? 0 : std::max(0.0, startedAt_ + static_cast<double>(index + 1) / rate - now);
  return out;
}

int64_t PlaybackClock::frameOf(int64_t step) const {
  switch (range_.mode) {
    case LoopMode::once: return range_.first + std::clamp<int64_t>(step, 0, range_.count - 1);
    case LoopMode::loop: return range_.first + modulo(step, range_.count);
    case LoopMode::pingPong: break;
  }
  if (range_.count == 1) return range_.first;
  const int64_t lap = modulo(step, 2 * range_.count - 2);
  return range_.first + (lap < range_.count ? lap : 2 * range_.count - 2 - lap);
}

}  // namespace fsm::animation
