#include "app/desktop/timeline/timeline_tips.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/desktop/timeline/curve_painter.h"
#include "app/desktop/timeline/key_glyphs.h"
#include "app/desktop/timeline/timecode.h"

namespace fsm::desktop {

namespace {

struct TimelineTips {
  Q_DECLARE_TR_FUNCTIONS(TimelineTips)

 public:
  const TimelineState& state;
  double at;

  QString clock(double seconds) const { return timecode(seconds, state.animation().fps); }
  static QString seconds(double value) { return tr("%1 s").arg(QLocale().toString(value, 'f', 3)); }

  QString key(KeyId id) const {
    const animation::Animation& animation = state.animation();
    const QString how = tr("Drag to move it (Ctrl: without snapping). Double click or Enter: exact numbers.");
    switch (id.row) {
      case Row::markers: {
        const animation::Marker& marker = animation.markers[id.index];
        return tr("Marker \"%1\" at %2.\n%3").arg(QString::fromStdString(marker.name), clock(marker.at), how);
      }
      case Row::camera: {
        const animation::CameraKey& found = animation.camera.keys()[id.index];
        const QString lens = tr("%1 mm").arg(QLocale().toString(animation::millimetres(found.pose.focal), 'f', 1));
        return tr("Camera key at %1: %2, then %3.\n%4").arg(clock(found.at), lens, nameOf(found.easing), how);
      }
      case Row::time: break;
    }
    const animation::TimeKey& found = animation.time.keys()[id.index];
    return tr("At %1 the clip shows scene time %2.\nUp and down changes the moment that is shown, left and right when (Shift: "
              "only one "
              "of them). Double click or Enter: exact numbers.")
        .arg(clock(found.at), seconds(found.time));
  }

  QString track(Row row) const {
    switch (row) {
      case Row::markers: return tr("Markers. Press M to set one at the playhead, or double click here.");
      case Row::camera:
        return state.animation().camera.empty()
                   ? tr("The clip is filmed with the free camera: what the viewport shows.\nPress K to key it at the playhead, "
                        "or take a "
                        "preset.")
                   : tr("Camera track. Drag a box to select keys (Shift: more), double click to add one.");
      case Row::time: break;
    }
    const double percent = state.animation().time.slopeAt(at, state.span());
    return tr("At %1 the clip shows scene time %2, at %3 of the event's own speed.\nDouble click adds a key. Right click: "
              "freeze, ramp, "
              "reverse, loop.")
        .arg(clock(at), seconds(state.animation().time.sceneTime(at, state.span())), speedText(percent));
  }
};

}  // namespace

QString timelineTip(const TimelineState& state, const TimelineHit& hit, double at) {
  const TimelineTips tips{state, at};
  const animation::Animation& animation = state.animation();
  switch (hit.kind) {
    case TimelineHit::Kind::nothing: return {};
    case TimelineHit::Kind::range:
      return TimelineTips::tr("Played and exported: %1 to %2. Drag to move it, double click for the whole length.")
          .arg(tips.clock(animation.in), tips.clock(animation.out));
    case TimelineHit::Kind::inPoint:
      return TimelineTips::tr("In point, %1. Drag it, or press I at the playhead.").arg(tips.clock(animation.in));
    case TimelineHit::Kind::outPoint:
      return TimelineTips::tr("Out point, %1. Drag it, or press O at the playhead.").arg(tips.clock(animation.out));
    case TimelineHit::Kind::ruler:
      return TimelineTips::tr("Clip time, seconds:frames. Drag to scrub (Ctrl: between frames too). Ctrl+wheel zooms.");
    case TimelineHit::Kind::key: return tips.key(hit.key);
    case TimelineHit::Kind::easing:
      return TimelineTips::tr("%1. Click for another easing.").arg(nameOf(animation.camera.keys()[hit.key.index].easing));
    case TimelineHit::Kind::handleIn:
    case TimelineHit::Kind::handleOut:
      return TimelineTips::tr("Speed at the key: %1. Drag to change it on both sides, with Shift only on this one.")
          .arg(speedText(100 * (hit.kind == TimelineHit::Kind::handleIn ? animation.time.slopeIn(hit.key.index)
                                                                        : animation.time.slopeOut(hit.key.index))));
    case TimelineHit::Kind::track: return tips.track(hit.row);
  }
  return {};
}

}  // namespace fsm::desktop
