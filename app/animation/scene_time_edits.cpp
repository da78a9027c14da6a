#include "app/animation/scene_time_edits.h"

#include <algorithm>
#include <cmath>

#include "app/animation/time_pieces.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

constexpr double kLongestEdit = 86400, kHighestPercent = 10000;

TimePieces piecesOf(const SceneTimeTrack& track, const SceneSpan& span) {
  if (!track.empty()) return TimePieces(track);
  SceneTimeTrack played = normalPlay(span);
  played.setAfter(track.after());
  return TimePieces(played);
}

/// Beyond its last key a track that repeats has nothing of its own to edit.
void requireKeyed(const TimePieces& pieces, AfterLast after, double at) {
  if (after == AfterLast::hold || at <= pieces.end()) return;
  throw Error(ErrorCode::badInput,
              "The scene time repeats itself there. Edit it before its last key, or let it hold after that key.");
}

void requireRange(double from, double to) {
  constexpr double kShortest = 1e-3;
  if (std::isfinite(from) && std::isfinite(to) && to - from >= kShortest && from >= -kLongestEdit && to <= kLongestEdit) return;
  throw Error(ErrorCode::badInput, "Choose a range of clip time that ends after it starts.");
}

TimePiece turned(const TimePiece& piece) {
  // A held value is shown all through the piece either way.
  if (piece.interpolation == TimeInterpolation::hold) return {piece.duration, piece.from, piece.from, piece.interpolation, 0, 0};
  return {piece.duration, piece.to, piece.from, piece.interpolation, -piece.slopeTo, -piece.slopeFrom};
}

/// The value and the slope of the curve at a cut, from the piece after it.
struct Moment {
  Seconds time = 0;
  double slope = 0;
};

Moment momentAfter(const SceneTimeTrack& track, double at, const SceneSpan& span) {
  constexpr double kAll = 1e13;
  const SceneSpan everything{-kAll, kAll};
  if (track.empty()) return {track.sceneTime(at, span), track.slopeAt(at, span) / 100};
  return {track.sceneTime(at, everything), track.slopeAt(at, everything) / 100};
}

}  // namespace

SceneTimeTrack normalPlay(const SceneSpan& span) {
  std::vector<TimeKey> keys{{0, span.first, TimeInterpolation::linear, std::nullopt, std::nullopt}};
  if (span.length() > 0) keys.push_back({span.length(), span.last, TimeInterpolation::linear, std::nullopt, std::nullopt});
  return SceneTimeTrack(keys);
}

SceneTimeTrack frozen(const SceneTimeTrack& track, double at, double duration, const SceneSpan& span) {
  if (!(duration > 0 && duration <= kLongestEdit))
    throw Error(ErrorCode::badInput, "A freeze lasts more than 0 seconds and at most a day. Give another duration.");
  TimePieces pieces = piecesOf(track, span);
  requireKeyed(pieces, track.after(), at);
  const Moment moment = momentAfter(track, at, span);
  const size_t place = pieces.cut(at);
  pieces.pieces().insert(pieces.pieces().begin() + static_cast<ptrdiff_t>(place), TimePiece::level(duration, moment.time));
  return pieces.track();
}

SceneTimeTrack retimed(const SceneTimeTrack& track, double from, double to, double percent, const SceneSpan& span) {
  requireRange(from, to);
  if (!(percent >= 1 && percent <= kHighestPercent))
    throw Error(ErrorCode::badInput, "Give a speed between 1 and 10000 %. To stop the time, freeze it; to turn it, reverse it.");
  TimePieces pieces = piecesOf(track, span);
  requireKeyed(pieces, track.after(), to);
  const size_t first = pieces.cut(from), last = pieces.cut(to);
  const double factor = percent / 100;
  for (size_t i = first; i < last; ++i) {
    TimePiece& piece = pieces.pieces()[i];
    piece.duration /= factor;
    piece.slopeFrom *= factor;
    piece.slopeTo *= factor;
  }
  return pieces.track();
}

SceneTimeTrack ramped(const SceneTimeTrack& track, double from, double to, double percent, const SceneSpan& span) {
  requireRange(from, to);
  if (!(std::abs(percent) <= kHighestPercent)) throw Error(ErrorCode::badInput, "Give a speed between -10000 and 10000 %.");
  TimePieces pieces = piecesOf(track, span);
  requireKeyed(pieces, track.after(), from);
  const Moment start = momentAfter(track, from, span);
  const size_t place = pieces.cut(from);
  std::vector<TimePiece>& ways = pieces.pieces();
  ways.resize(place);
  const double speed = percent / 100;
  // An even change of speed is a parabola, which the cubic holds exactly.
  const Seconds reached = start.time + (to - from) * 0.5 * (start.slope + speed);
  ways.push_back({to - from, start.time, reached, TimeInterpolation::smooth, start.slope, speed});
  const Seconds goal = speed > 0 ? span.last : span.first;
  constexpr double kNothing = 1e-6;
  if (speed != 0 && (goal - reached) / speed > kNothing)
    ways.push_back({std::min((goal - reached) / speed, kLongestEdit), reached, goal, TimeInterpolation::linear, 0, 0});
  return pieces.track();
}

SceneTimeTrack reversed(const SceneTimeTrack& track, double from, double to, const SceneSpan& span) {
  requireRange(from, to);
  TimePieces pieces = piecesOf(track, span);
  requireKeyed(pieces, track.after(), to);
  const auto first = static_cast<ptrdiff_t>(pieces.cut(from)), last = static_cast<ptrdiff_t>(pieces.cut(to));
  std::vector<TimePiece>& ways = pieces.pieces();
  std::reverse(ways.begin() + first, ways.begin() + last);
  for (ptrdiff_t i = first; i < last; ++i) ways[static_cast<size_t>(i)] = turned(ways[static_cast<size_t>(i)]);
  return pieces.track();
}

}  // namespace fsm::animation
