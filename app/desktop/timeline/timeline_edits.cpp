#include "app/desktop/timeline/timeline_edits.h"

#include <algorithm>
#include <limits>

#include "app/animation/scene_time_edits.h"

namespace fsm::desktop {

using animation::Animation;
using animation::CameraKey;
using animation::Marker;
using animation::SceneSpan;
using animation::TimeKey;

namespace {

/// `delta` cut so that the selected stay on the timeline (or where they are, should they already lie beyond its end).
double allowedDelta(const Animation& animation, const KeySelection& selection, double delta) {
  const auto range = selection.extent();
  if (!range) return 0;
  const double latest = std::max(animation.length, range->second);
  return std::clamp(delta, -range->first, latest - range->second);
}

double allowedSceneDelta(const Animation& animation, const std::vector<size_t>& indices, double delta, const SceneSpan& span) {
  if (indices.empty() || delta == 0) return 0;
  double lowest = std::numeric_limits<double>::max(), highest = std::numeric_limits<double>::lowest();
  for (const size_t index : indices) {
    lowest = std::min(lowest, animation.time.keys()[index].time);
    highest = std::max(highest, animation.time.keys()[index].time);
  }
  return std::clamp(delta, std::min(0.0, span.first - lowest), std::max(0.0, span.last - highest));
}

void eraseMarkers(Animation& animation, const KeySelection& selection) {
  std::erase_if(animation.markers, [&](const Marker& marker) { return selection.contains(Row::markers, marker.at); });
}

}  // namespace

EditedAnimation moved(const Animation& animation, const KeySelection& selection, double delta, double sceneDelta,
                      const SceneSpan& span) {
  EditedAnimation out{animation, {}};
  delta = allowedDelta(animation, selection, delta);
  const std::vector<size_t> timeKeys = selection.indices(animation, Row::time);
  sceneDelta = allowedSceneDelta(animation, timeKeys, sceneDelta, span);
  for (const size_t index : timeKeys) {
    TimeKey key = animation.time.keys()[index];
    key.time += sceneDelta;
    out.animation.time.set(key);
  }
  if (delta != 0) {
    out.animation.time.move(timeKeys, delta);
    out.animation.camera.move(selection.indices(animation, Row::camera), delta);
    eraseMarkers(out.animation, selection);
    for (const size_t index : selection.indices(animation, Row::markers)) {
      Marker marker = animation.markers[index];
      marker.at += delta;
      setMarker(out.animation, marker);
    }
  }
  for (const Row row : kRows)
    for (const double at : selection.in(row)) out.selection.add(row, at + delta);
  out.selection.prune(out.animation);
  return out;
}

EditedAnimation removed(const Animation& animation, const KeySelection& selection) {
  EditedAnimation out{animation, {}};
  out.animation.camera.remove(selection.indices(animation, Row::camera));
  out.animation.time.remove(selection.indices(animation, Row::time));
  eraseMarkers(out.animation, selection);
  return out;
}

KeyClipboard copied(const Animation& animation, const KeySelection& selection) {
  KeyClipboard out;
  const auto range = selection.extent();
  if (!range) return out;
  const auto take = [&](Row row, const auto& keys, auto& into) {
    for (const size_t index : selection.indices(animation, row)) {
      into.push_back(keys[index]);
      into.back().at -= range->first;
    }
  };
  take(Row::camera, animation.camera.keys(), out.camera);
  take(Row::time, animation.time.keys(), out.time);
  take(Row::markers, animation.markers, out.markers);
  return out;
}

EditedAnimation pasted(const Animation& animation, const KeyClipboard& clipboard, double at) {
  EditedAnimation out{animation, {}};
  for (CameraKey key : clipboard.camera) {
    key.at += at;
    out.animation.camera.set(key);
    out.selection.add(Row::camera, key.at);
  }
  for (TimeKey key : clipboard.time) {
    key.at += at;
    out.animation.time.set(key);
    out.selection.add(Row::time, key.at);
  }
  for (Marker marker : clipboard.markers) {
    marker.at = std::clamp(marker.at + at, 0.0, animation.length);
    setMarker(out.animation, marker);
    out.selection.add(Row::markers, marker.at);
  }
  return out;
}

EditedAnimation duplicated(const Animation& animation, const KeySelection& selection) {
  const auto range = selection.extent();
  if (!range) return {animation, selection};
  return pasted(animation, copied(animation, selection), range->second + 1 / animation.fps);
}

EditedAnimation withEasing(const Animation& animation, const KeySelection& selection, animation::Easing easing) {
  EditedAnimation out{animation, selection};
  for (const size_t index : selection.indices(animation, Row::camera)) {
    CameraKey key = animation.camera.keys()[index];
    key.easing = easing;
    out.animation.camera.set(key);
  }
  return out;
}

EditedAnimation withInterpolation(const Animation& animation, const KeySelection& selection,
                                  animation::TimeInterpolation interpolation) {
  EditedAnimation out{animation, selection};
  for (const size_t index : selection.indices(animation, Row::time)) {
    TimeKey key = animation.time.keys()[index];
    key.interpolation = interpolation;
    out.animation.time.set(key);
  }
  return out;
}

EditedAnimation withAutomaticHandles(const Animation& animation, const KeySelection& selection) {
  EditedAnimation out{animation, selection};
  for (const size_t index : selection.indices(animation, Row::time)) {
    TimeKey key = animation.time.keys()[index];
    key.slopeIn = key.slopeOut = std::nullopt;
    out.animation.time.set(key);
  }
  return out;
}

Animation withSlope(const Animation& animation, size_t timeKey, Handle handle, double slope) {
  Animation out = animation;
  TimeKey key = animation.time.keys().at(timeKey);
  if (handle != Handle::out) key.slopeIn = slope;
  if (handle != Handle::in) key.slopeOut = slope;
  out.time.set(key);
  return out;
}

EditedAnimation withCameraKeyAt(const Animation& animation, double at, const animation::CameraPose& freeCamera) {
  EditedAnimation out{animation, {}};
  CameraKey key{at, animation.camera.empty() ? freeCamera : animation.camera.steadyPose(at), animation::Easing::smooth};
  for (const CameraKey& before : animation.camera.keys())
    if (before.at <= at) key.easing = before.easing;
  out.animation.camera.set(key);
  out.selection.add(Row::camera, at);
  return out;
}

EditedAnimation withTimeKeyAt(const Animation& animation, double at, const SceneSpan& span) {
  EditedAnimation out{animation, {}};
  if (out.animation.time.empty()) out.animation.time = animation::normalPlay(span);
  out.animation.time.insertOnCurve(at);
  out.selection.add(Row::time, at);
  return out;
}

EditedAnimation withTimeTrack(const Animation& animation, animation::SceneTimeTrack track) {
  EditedAnimation out{animation, {}};
  const bool whole = animation.time.empty() || animation.time.keys().back().at <= animation.length + kSameMoment;
  out.animation.time = std::move(track);
  if (whole && !out.animation.time.empty() && out.animation.time.keys().back().at > animation.length)
    setLength(out.animation, std::min(out.animation.time.keys().back().at, animation::kLongestLength));
  return out;
}

std::pair<double, double> timeRangeAt(const Animation& animation, const KeySelection& selection, double at) {
  const std::vector<double>& selected = selection.in(Row::time);
  if (selected.size() >= 2) return {selected.front(), selected.back()};
  const auto& keys = animation.time.keys();
  const auto after = std::upper_bound(keys.begin(), keys.end(), at, [](double t, const TimeKey& key) { return t < key.at; });
  if (after != keys.begin() && after != keys.end()) return {std::prev(after)->at, after->at};
  return {animation.in, animation.out};
}

EditedAnimation withCameraKey(const Animation& animation, size_t index, const CameraKey& key) {
  EditedAnimation out{animation, {}};
  if (animation.camera.keys().at(index).at != key.at) out.animation.camera.remove(index);
  out.animation.camera.set(key);
  out.selection.add(Row::camera, key.at);
  return out;
}

EditedAnimation withTimeKey(const Animation& animation, size_t index, const TimeKey& key) {
  EditedAnimation out{animation, {}};
  if (animation.time.keys().at(index).at != key.at) out.animation.time.remove(index);
  out.animation.time.set(key);
  out.selection.add(Row::time, key.at);
  return out;
}

EditedAnimation withMarker(const Animation& animation, size_t index, const Marker& marker) {
  EditedAnimation out{animation, {}};
  out.animation.markers.erase(out.animation.markers.begin() + static_cast<std::ptrdiff_t>(index));
  setMarker(out.animation, marker);
  out.selection.add(Row::markers, marker.at);
  return out;
}

}  // namespace fsm::desktop
