#include "app/desktop/timeline/timeline_state.h"

#include <algorithm>

#include "app/animation/snap.h"

namespace fsm::desktop {

using animation::Animation;

namespace {

constexpr double kSnapPixels = 7;

}  // namespace

TimelineState::TimelineState(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  connect(&workspace_.document, &Document::changed, this, &TimelineState::onDocumentChanged);
  connect(&workspace_.document, &Document::replaced, this, [this] { changeAxis([](TimeAxis& axis) { axis.fit(); }); });
  layout_.axis.setLength(axisLength(animation()));
  fitScene(layout_.scene, animation(), span());
}

void TimelineState::resize(const QSizeF& size, double textHeight, double gutter) {
  layout_.place(size, textHeight, gutter);
  emit contentChanged();
}

void TimelineState::changeAxis(const std::function<void(TimeAxis&)>& change) {
  change(layout_.axis);
  emit contentChanged();
}

void TimelineState::holdSceneAxis(bool hold) {
  sceneAxisHeld_ = hold;
  if (hold) return;
  fitScene(layout_.scene, animation(), span());
  emit contentChanged();
}

void TimelineState::select(const KeySelection& selection) {
  if (selection == selection_) return;
  selection_ = selection;
  tellSelection();
  emit contentChanged();
  emit selectionChanged();
}

void TimelineState::setFocusRow(Row row) {
  if (std::exchange(focusRow_, row) != row) emit contentChanged();
}

void TimelineState::setOverlay(const Overlay& overlay) {
  overlay_ = overlay;
  emit overlayChanged();
}

double TimelineState::snap(const Animation& animation, double at, std::span<const double> without, bool toPlayhead) const {
  at = std::clamp(at, 0.0, axisLength(animation));
  if (!snapping_) return at;
  const double playhead = workspace_.view.clipTime();
  animation::SnapTargets targets;
  targets.without = without;
  if (toPlayhead) targets.others = std::span(&playhead, 1);
  return animation::snapped(animation, at, kSnapPixels * layout_.axis.secondsPerPixel(), targets);
}

double TimelineState::frameNear(double at) const {
  const double frame = static_cast<double>(animation().frameAt(at)) / animation().fps;
  return std::clamp(frame, 0.0, animation().length);
}

bool TimelineState::edit(const QString& text, const std::function<EditedAnimation(const Animation&)>& change,
                         const QString& mergeKey) {
  try {
    EditedAnimation edited = change(animation());
    if (!(edited.animation == animation())) {
      editing_ = true;  // the selection below is the one that holds, not what is left of the old one
      workspace_.document.edit(
          text, Document::AnimationPart, [&](Project& project) { project.animation = edited.animation; }, mergeKey);
      editing_ = false;
    }
    edited.selection.prune(animation());
    select(edited.selection);
    tellSelection();
    return true;
  } catch (const Error& error) {
    editing_ = false;
    workspace_.messages.error(error);
    return false;
  }
}

void TimelineState::onDocumentChanged(Document::Parts parts) {
  if (!(parts & (Document::AnimationPart | Document::CapturePart | Document::VersionsPart))) return;
  layout_.axis.setLength(axisLength(animation()));
  if (!sceneAxisHeld_) fitScene(layout_.scene, animation(), span());
  if (!editing_) {
    KeySelection kept = selection_;
    kept.prune(animation());
    select(kept);
  }
  emit contentChanged();
}

/// The inspector shows the key that is selected, where it is one.
void TimelineState::tellSelection() {
  Selection& shown = workspace_.selection;
  const std::optional<KeyId> single = selection_.single(animation());
  if (single) {
    const auto kind = single->row == Row::markers  ? SelectedItem::Kind::marker
                      : single->row == Row::camera ? SelectedItem::Kind::cameraKey
                                                   : SelectedItem::Kind::timeKey;
    shown.select({kind, static_cast<int>(single->index), -1});
    return;
  }
  const auto kind = shown.item().kind;
  if (kind == SelectedItem::Kind::marker || kind == SelectedItem::Kind::cameraKey || kind == SelectedItem::Kind::timeKey)
    shown.select({});
}

}  // namespace fsm::desktop
