#include "app/desktop/timeline/timeline_commands.h"

#include <algorithm>

#include "app/animation/scene_time_edits.h"

namespace fsm::desktop {

using animation::Animation;
using animation::SceneTimeTrack;

TimelineCommands::TimelineCommands(TimelineState& state, QObject* parent) : QObject(parent), state_(state) {}

void TimelineCommands::selectAll() { state_.select(everything(state_.animation())); }

void TimelineCommands::removeSelected() {
  if (state_.selection().empty()) return;
  const size_t count = state_.selection().count();
  state_.edit(count == 1 ? tr("Delete key") : tr("Delete %n keys", nullptr, static_cast<int>(count)),
              [this](const Animation& animation) { return removed(animation, state_.selection()); });
}

void TimelineCommands::copy() {
  if (!state_.selection().empty()) clipboard_ = copied(state_.animation(), state_.selection());
}

void TimelineCommands::cut() {
  copy();
  removeSelected();
}

void TimelineCommands::paste() {
  if (!canPaste()) return;
  state_.edit(tr("Paste keys"),
              [this](const Animation& animation) { return pasted(animation, clipboard_, state_.workspace().view.clipTime()); });
}

void TimelineCommands::duplicate() {
  if (state_.selection().empty()) return;
  state_.edit(tr("Duplicate keys"), [this](const Animation& animation) { return duplicated(animation, state_.selection()); });
}

void TimelineCommands::nudge(int64_t frames) {
  if (state_.selection().empty()) return;
  state_.edit(
      tr("Move keys"),
      [&](const Animation& animation) {
        const double delta = static_cast<double>(frames) / animation.fps;
        return moved(animation, state_.selection(), delta, 0, state_.span());
      },
      QStringLiteral("timeline nudge"));
}

void TimelineCommands::nudgeScene(Seconds seconds) {
  if (state_.selection().in(Row::time).empty()) return;
  state_.edit(
      tr("Change scene time"),
      [&](const Animation& animation) { return moved(animation, state_.selection(), 0, seconds, state_.span()); },
      QStringLiteral("timeline nudge scene"));
}

void TimelineCommands::goToKey(int sign) {
  const std::vector<double> moments = momentsOf(state_.animation(), state_.focusRow());
  const double here = state_.workspace().view.clipTime();
  const auto after = std::upper_bound(moments.begin(), moments.end(), here + kSameMoment);
  const auto before = std::lower_bound(moments.begin(), moments.end(), here - kSameMoment);
  if (sign > 0 ? after == moments.end() : before == moments.begin()) return;
  const double at = sign > 0 ? *after : *std::prev(before);
  KeySelection selection;
  selection.add(state_.focusRow(), at);
  state_.select(selection);
  state_.workspace().view.setClipTime(at);
}

void TimelineCommands::addKey(Row row, double at) {
  if (row == Row::markers) return addMarker(at);
  state_.edit(row == Row::camera ? tr("Add camera key") : tr("Add time key"), [&](const Animation& animation) {
    if (row == Row::time) return withTimeKeyAt(animation, at, state_.span());
    return withCameraKeyAt(animation, at, animation::poseOf(state_.workspace().view.camera()));
  });
}

void TimelineCommands::addMarker(double at) {
  state_.edit(tr("Add marker"), [&](const Animation& animation) {
    EditedAnimation out{animation, {}};
    const int number = static_cast<int>(animation.markers.size()) + 1;
    animation::Marker marker;
    marker.at = std::clamp(at, 0.0, animation.length);
    marker.name = tr("Marker %1").arg(number).toStdString();
    setMarker(out.animation, marker);
    out.selection.add(Row::markers, marker.at);
    return out;
  });
}

void TimelineCommands::setEasing(animation::Easing easing) {
  state_.edit(tr("Change easing"), [&](const Animation& animation) { return withEasing(animation, state_.selection(), easing); });
}

void TimelineCommands::setEasingOf(size_t cameraKey, animation::Easing easing) {
  state_.edit(tr("Change easing"), [&](const Animation& animation) {
    KeySelection one;
    one.add(Row::camera, animation.camera.keys().at(cameraKey).at);
    return EditedAnimation{withEasing(animation, one, easing).animation, state_.selection()};
  });
}

void TimelineCommands::setInterpolation(animation::TimeInterpolation interpolation) {
  state_.edit(tr("Change interpolation"),
              [&](const Animation& animation) { return withInterpolation(animation, state_.selection(), interpolation); });
}

void TimelineCommands::automaticHandles() {
  state_.edit(tr("Automatic handles"),
              [&](const Animation& animation) { return withAutomaticHandles(animation, state_.selection()); });
}

void TimelineCommands::setAfter(animation::AfterLast after) {
  state_.edit(tr("Change what follows the last key"), [&](const Animation& animation) {
    EditedAnimation out{animation, state_.selection()};
    if (out.animation.time.empty()) out.animation.time = animation::normalPlay(state_.span());
    out.animation.time.setAfter(after);
    return out;
  });
}

void TimelineCommands::editTime(const QString& text, const std::function<SceneTimeTrack(const SceneTimeTrack&)>& change) {
  state_.edit(text, [&](const Animation& animation) { return withTimeTrack(animation, change(animation.time)); });
}

void TimelineCommands::freeze(double at, double seconds) {
  editTime(tr("Freeze time"), [&](const SceneTimeTrack& track) { return animation::frozen(track, at, seconds, state_.span()); });
}

void TimelineCommands::ramp(double from, double to, double percent) {
  editTime(tr("Ramp time"),
           [&](const SceneTimeTrack& track) { return animation::ramped(track, from, to, percent, state_.span()); });
}

void TimelineCommands::retime(double from, double to, double percent) {
  editTime(tr("Change speed"),
           [&](const SceneTimeTrack& track) { return animation::retimed(track, from, to, percent, state_.span()); });
}

void TimelineCommands::reverse(double from, double to) {
  editTime(tr("Reverse time"), [&](const SceneTimeTrack& track) { return animation::reversed(track, from, to, state_.span()); });
}

void TimelineCommands::playAsFilmed() {
  editTime(tr("Play as filmed"), [](const SceneTimeTrack&) { return SceneTimeTrack(); });
}

void TimelineCommands::removeCameraKeys() {
  state_.edit(tr("Delete camera track"), [](const Animation& animation) {
    EditedAnimation out{animation, {}};
    out.animation.camera = {};
    return out;
  });
}

void TimelineCommands::steadyCamera() {
  state_.edit(tr("Steady camera"), [&](const Animation& animation) {
    EditedAnimation out{animation, state_.selection()};
    out.animation.camera.setShake(std::nullopt);
    return out;
  });
}

void TimelineCommands::setIn(double at) {
  state_.edit(tr("Set in point"), [&](const Animation& animation) {
    EditedAnimation out{animation, state_.selection()};
    const double in = std::clamp(at, 0.0, std::max(0.0, animation.length - 1 / animation.fps));
    setRange(out.animation, in, in < animation.out ? animation.out : animation.length);
    return out;
  });
}

void TimelineCommands::setOut(double at) {
  state_.edit(tr("Set out point"), [&](const Animation& animation) {
    EditedAnimation out{animation, state_.selection()};
    const double last = std::clamp(at, std::min(1 / animation.fps, animation.length), animation.length);
    setRange(out.animation, animation.in < last ? animation.in : 0, last);
    return out;
  });
}

void TimelineCommands::wholeRange() {
  state_.edit(tr("Play the whole length"), [&](const Animation& animation) {
    EditedAnimation out{animation, state_.selection()};
    setRange(out.animation, 0, animation.length);
    return out;
  });
}

}  // namespace fsm::desktop
