#include "app/animation/time_pieces.h"

#include <cmath>

#include "app/animation/key_list.h"
#include "app/animation/time_curve.h"

namespace fsm::animation {

namespace {

/// A jump of the scene time takes this share of a clip second: shorter than any frame.
constexpr double kJump = 1e-4;
constexpr double kSameTime = 1e-9;

Seconds valueIn(const TimePiece& piece, double at) {
  const std::vector<TimeKey> keys{{0, piece.from, piece.interpolation, std::nullopt, piece.slopeFrom},
                                  {piece.duration, piece.to, piece.interpolation, piece.slopeTo, std::nullopt}};
  return TimeCurve(keys).value(at);
}

double slopeIn(const TimePiece& piece, double at) {
  const std::vector<TimeKey> keys{{0, piece.from, piece.interpolation, std::nullopt, piece.slopeFrom},
                                  {piece.duration, piece.to, piece.interpolation, piece.slopeTo, std::nullopt}};
  return TimeCurve(keys).slope(at);
}

/// The two parts of a piece; together they are the same curve.
std::pair<TimePiece, TimePiece> halves(const TimePiece& piece, double at) {
  const Seconds value = valueIn(piece, at);
  const double slope = slopeIn(piece, at);
  TimePiece before = piece, after = piece;
  before.duration = at;
  after.duration = piece.duration - at;
  if (piece.interpolation == TimeInterpolation::hold) {
    before.to = piece.from;
  } else {
    before.to = after.from = value;
    before.slopeTo = after.slopeFrom = slope;
  }
  return {before, after};
}

/// Handles that say what is chosen without them are taken away.
std::vector<TimeKey> withAutomaticSlopes(const std::vector<TimeKey>& keys) {
  std::vector<TimeKey> out = keys;
  const auto same = [](double a, double b) { return std::abs(a - b) <= 1e-9 * (1 + std::abs(b)); };
  for (size_t i = 0; i < keys.size(); ++i) {
    TimeKey& key = out[i];
    const TimeKey given = key;
    key.slopeIn = key.slopeOut = std::nullopt;
    const TimeCurve curve(out);
    if (given.slopeIn && !same(*given.slopeIn, curve.slopeIn(i))) key.slopeIn = given.slopeIn;
    if (given.slopeOut && !same(*given.slopeOut, curve.slopeOut(i))) key.slopeOut = given.slopeOut;
  }
  return out;
}

}  // namespace

TimePieces::TimePieces(const SceneTimeTrack& track)
    : begin_(track.keys().front().at), first_(track.keys().front().time), after_(track.after()) {
  const std::vector<TimeKey>& keys = track.keys();
  for (size_t i = 0; i + 1 < keys.size(); ++i)
    pieces_.push_back({keys[i + 1].at - keys[i].at, keys[i].time, keys[i + 1].time, keys[i].interpolation, track.slopeOut(i),
                       track.slopeIn(i + 1)});
}

double TimePieces::end() const {
  double at = begin_;
  for (const TimePiece& piece : pieces_) at += piece.duration;
  return at;
}

size_t TimePieces::cut(double at) {
  if (at < begin_ - kSameMoment) {
    pieces_.insert(pieces_.begin(), TimePiece::level(begin_ - at, first_));
    begin_ = at;
    return 0;
  }
  double start = begin_;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (at <= start + kSameMoment) return i;
    if (at < start + pieces_[i].duration - kSameMoment) {
      const auto [before, after] = halves(pieces_[i], at - start);
      pieces_[i] = before;
      pieces_.insert(pieces_.begin() + static_cast<ptrdiff_t>(i) + 1, after);
      return i + 1;
    }
    start += pieces_[i].duration;
  }
  if (at > start + kSameMoment) pieces_.push_back(TimePiece::level(at - start, pieces_.empty() ? first_ : pieces_.back().to));
  return pieces_.size();
}

SceneTimeTrack TimePieces::track() const {
  std::vector<TimeKey> keys;
  double at = begin_;
  std::optional<double> slopeBefore;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    TimePiece piece = pieces_[i];
    const auto emit = [&](const TimePiece& way) {
      const bool smooth = way.interpolation == TimeInterpolation::smooth;
      keys.push_back({at, way.from, way.interpolation, slopeBefore, smooth ? std::optional(way.slopeFrom) : std::nullopt});
      slopeBefore = smooth ? std::optional(way.slopeTo) : std::nullopt;
      at += way.duration;
    };
    const bool jumps = i + 1 < pieces_.size() && std::abs(pieces_[i + 1].from - piece.to) > kSameTime &&
                       piece.interpolation != TimeInterpolation::hold;
    if (jumps && piece.duration > 2 * kJump) {
      const auto [before, after] = halves(piece, piece.duration - kJump);
      emit(before);
      piece = {kJump, before.to, before.to, TimeInterpolation::hold, 0, 0};
    } else if (jumps) {
      piece = {piece.duration, piece.from, piece.from, TimeInterpolation::hold, 0, 0};
    }
    emit(piece);
  }
  keys.push_back({at, pieces_.empty() ? first_ : pieces_.back().to, TimeInterpolation::linear, slopeBefore, std::nullopt});
  return SceneTimeTrack(withAutomaticSlopes(keys), after_);
}

}  // namespace fsm::animation
