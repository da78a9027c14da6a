#include "app/desktop/viewport/tools/selection_options.h"

#include <QSettings>
#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr auto kTime = "selection/time", kHalfWidth = "selection/halfWidth", kBrush = "selection/brush",
               kVisible = "selection/visibleOnly";
/// Moments of a clip that are looked at for the scene time that it shows.
constexpr int kSamples = 512;

double clampedWidth(double seconds) { return std::clamp(seconds, 0.001, 1000.0); }
double clampedRadius(double pixels) { return std::clamp(pixels, 1.0, 500.0); }

}  // namespace

SelectionOptions::SelectionOptions(QObject* parent) : QObject(parent) {
  const QSettings settings;
  time_ = static_cast<SelectionTime>(std::clamp(settings.value(kTime, 0).toInt(), 0, 2));
  halfWidth_ = clampedWidth(settings.value(kHalfWidth, halfWidth_).toDouble());
  brushRadius_ = clampedRadius(settings.value(kBrush, brushRadius_).toDouble());
  visibleOnly_ = settings.value(kVisible, visibleOnly_).toBool();
}

template <class Value>
void SelectionOptions::set(Value& member, Value value, const char* setting) {
  if (member == value) return;
  member = value;
  if constexpr (std::is_enum_v<Value>)
    QSettings().setValue(setting, static_cast<int>(value));
  else
    QSettings().setValue(setting, value);
  emit changed();
}

void SelectionOptions::setTime(SelectionTime time) {
  if (time == time_) return;
  set(time_, time, kTime);
  emit rangeChanged();
}

void SelectionOptions::setHalfWidth(Seconds seconds) {
  const Seconds width = clampedWidth(seconds);
  if (width == halfWidth_) return;
  set(halfWidth_, width, kHalfWidth);
  if (time_ == SelectionTime::moment) emit rangeChanged();
}

void SelectionOptions::setBrushRadius(double pixels) { set(brushRadius_, clampedRadius(pixels), kBrush); }
void SelectionOptions::setVisibleOnly(bool visibleOnly) { set(visibleOnly_, visibleOnly, kVisible); }

SelectionOptions::Range SelectionOptions::range(const ViewState& view, const Project& project) const {
  const Seconds now = view.sceneTime();
  switch (time_) {
    case SelectionTime::wholeLife: return {now, now, true};
    case SelectionTime::moment: return {now - halfWidth_, now + halfWidth_, false};
    case SelectionTime::inOut: {
      const animation::Animation& clip = project.animation;
      Range range{clip.time.sceneTime(clip.in, view.span()), clip.time.sceneTime(clip.out, view.span()), false};
      if (range.from > range.to) std::swap(range.from, range.to);
      for (int i = 1; i < kSamples; ++i) {
        const Seconds shown = clip.time.sceneTime(clip.in + (clip.out - clip.in) * i / kSamples, view.span());
        range.from = std::min(range.from, shown);
        range.to = std::max(range.to, shown);
      }
      return range;
    }
  }
  return {now, now, true};
}

}  // namespace fsm::desktop
