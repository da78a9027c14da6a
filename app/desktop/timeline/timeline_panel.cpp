#include "app/desktop/timeline/timeline_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <functional>

#include "app/desktop/timeline/preset_popovers.h"
#include "app/desktop/timeline/timeline_colours.h"
#include "app/desktop/timeline/timeline_view.h"
#include "app/desktop/timeline/transport_bar.h"
#include "app/desktop/timeline/transport_icons.h"

namespace fsm::desktop {

namespace {

constexpr double kZoomStep = 1.5;
constexpr double kScrollUnits = 1000;  ///< of the scroll bar, a second

}  // namespace

TimelinePanel::TimelinePanel(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName(QStringLiteral("timeline"));
  setWindowTitle(tr("Timeline"));
  view_ = new TimelineView(workspace_, this);
  presets_ = new Presets(view_->state(), this);
  scroll_ = new QScrollBar(Qt::Horizontal, this);
  scroll_->setObjectName(QStringLiteral("timeline.scroll"));
  scroll_->setFocusPolicy(Qt::NoFocus);
  addActions();
  addPresets();
  transport_ = new TransportBar(workspace_, this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHeader());
  column->addWidget(view_, 1);
  column->addWidget(scroll_);
  column->addWidget(transport_);
  showIcons();
  connect(presets_, &Presets::applied, view_, &TimelineView::fit);
  connect(&view_->state(), &TimelineState::contentChanged, this, &TimelinePanel::showScroll);
  connect(scroll_, &QScrollBar::valueChanged, this, [this](int value) {
    view_->state().changeAxis(
        [&](TimeAxis& axis) { axis.show(value / kScrollUnits, value / kScrollUnits + axis.to() - axis.from()); });
  });
  connect(&workspace_.view, &ViewState::modeChanged, this,
          [this] { workspace_.actions.action(QStringLiteral("animation.auto_key"))->setChecked(workspace_.view.autoKey()); });
}

void TimelinePanel::addActions() {
  const auto add = [this](const char* id, const QString& text, const QString& tip, const QKeySequence& key,
                          std::function<void(bool)> run, bool checkable = false) {
    return workspace_.actions.add({QString::fromLatin1(id), tr("Animation"), text, tip, {key}, checkable},
                                  [this, run = std::move(run)](bool on) {
                                    try {
                                      run(on);
                                    } catch (const Error& error) {
                                      workspace_.messages.error(error);
                                    }
                                  });
  };
  TimelineCommands& commands = view_->commands();
  ViewState& view = workspace_.view;
  add("animation.key_camera", tr("Key camera"), tr("Puts a camera key with the view on screen at the playhead."), Qt::Key_K,
      [&view](bool) { view.keyCamera(); });
  add("animation.key_time", tr("Key scene time"), tr("Puts a key with the moment on screen at the playhead."), Qt::Key_T,
      [&view](bool) { view.keyTime(); });
  add(
      "animation.auto_key", tr("Auto-key"), tr("Every orbit and every scrub on the pad makes a key at the playhead."),
      QKeyCombination(Qt::ShiftModifier, Qt::Key_K), [&view](bool on) { view.setAutoKey(on); }, true);
  add("animation.marker", tr("Add marker"), tr("Puts a marker at the playhead."), Qt::Key_M,
      [&](bool) { commands.addMarker(view.clipTime()); });
  add("animation.in", tr("Set in point"), tr("Playback and export begin at the playhead."), Qt::Key_I,
      [&](bool) { commands.setIn(view.clipTime()); });
  add("animation.out", tr("Set out point"), tr("Playback and export end at the playhead."), Qt::Key_O,
      [&](bool) { commands.setOut(view.clipTime()); });
  add("animation.whole", tr("Play the whole length"), tr("Takes in and out points back to the ends."),
      QKeyCombination(Qt::ShiftModifier, Qt::Key_I), [&](bool) { commands.wholeRange(); });
  QAction* snap = add(
      "animation.snap", tr("Snapping"),
      tr("What is dragged comes to rest at frames, keys and markers. Ctrl while dragging: not."),
      QKeyCombination(Qt::ShiftModifier, Qt::Key_S), [this](bool on) { view_->state().setSnapping(on); }, true);
  snap->setChecked(true);
}

void TimelinePanel::addPresets() {
  using Ask = void (Presets::*)(const QPoint&);
  const auto add = [this](const char* id, const QString& text, const QString& tip, Ask ask) {
    presetActions_.push_back(workspace_.actions.add({QString::fromLatin1(id), tr("Animation"), text, tip, {}},
                                                    [this, ask](bool) { std::invoke(ask, *presets_, presetPlace()); }));
  };
  add("animation.preset.turntable", tr("Turntable…"), tr("The camera goes round the middle of what was filmed."),
      &Presets::askTurntable);
  add("animation.preset.dolly", tr("Dolly…"), tr("The camera moves straight in, out or aside."), &Presets::askDolly);
  add("animation.preset.bullet_time", tr("Bullet time…"), tr("Time stands still while the camera moves on an arc."),
      &Presets::askBulletTime);
  add("animation.preset.replay", tr("Replay a capture camera…"), tr("The camera moves as one that filmed."), &Presets::askReplay);
  add("animation.preset.hand_held", tr("Hand-held shake…"), tr("The camera trembles as if it were held in the hand."),
      &Presets::askHandHeld);
}

QPoint TimelinePanel::presetPlace() const { return presetButton_->mapToGlobal(QPoint(0, presetButton_->height())); }

QWidget* TimelinePanel::makeHeader() {
  auto* header = new QWidget(this);
  auto* line = new QHBoxLayout(header);
  line->setContentsMargins(4, 2, 4, 2);
  line->setSpacing(2);
  const auto add = [&](const char* id, const QString& text, Qt::ToolButtonStyle style) {
    auto* button = new QToolButton(header);
    QAction* action = workspace_.actions.action(QString::fromLatin1(id));
    action->setIconText(text);
    button->setDefaultAction(action);
    button->setObjectName(QStringLiteral("timeline.") + QString::fromLatin1(id).section(QLatin1Char('.'), 1));
    button->setAutoRaise(true);
    button->setToolButtonStyle(style);
    line->addWidget(button);
  };
  add("animation.key_camera", tr("Camera"), Qt::ToolButtonTextBesideIcon);
  add("animation.key_time", tr("Time"), Qt::ToolButtonTextBesideIcon);
  add("animation.marker", tr("Marker"), Qt::ToolButtonTextBesideIcon);
  add("animation.auto_key", tr("Auto-key"), Qt::ToolButtonTextBesideIcon);
  add("animation.snap", tr("Snap"), Qt::ToolButtonTextOnly);
  presetButton_ = new QToolButton(header);
  presetButton_->setObjectName(QStringLiteral("timeline.presets"));
  presetButton_->setText(tr("Presets"));
  presetButton_->setToolTip(tr("Moves that are made often, as ordinary keys."));
  presetButton_->setAutoRaise(true);
  presetButton_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(presetButton_);
  menu->setToolTipsVisible(true);
  for (QAction* action : presetActions_) menu->addAction(action);
  presetButton_->setMenu(menu);
  line->addWidget(presetButton_);
  line->addStretch();
  const auto tool = [&](const char* name, const QString& text, const QString& tip, std::function<void()> run) {
    auto* button = new QToolButton(header);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, std::move(run));
    line->addWidget(button);
  };
  tool("timeline.zoom_out", tr("−"), tr("Shows more of the clip (-, or Ctrl+wheel)."), [this] { view_->zoom(1 / kZoomStep); });
  tool("timeline.zoom_in", tr("+"), tr("Shows less of the clip, larger (+, or Ctrl+wheel)."), [this] { view_->zoom(kZoomStep); });
  tool("timeline.fit", tr("Fit"), tr("Shows the whole clip (F in the timeline)."), [this] { view_->fit(); });
  return header;
}

void TimelinePanel::showIcons() {
  const TimelineColours colours(palette());
  const double ratio = devicePixelRatioF();
  const auto set = [this](const char* id, const QIcon& icon) {
    workspace_.actions.action(QString::fromLatin1(id))->setIcon(icon);
  };
  set("animation.key_camera", diamondIcon(colours.camera, ratio));
  set("animation.key_time", diamondIcon(colours.time, ratio));
  set("animation.auto_key", diamondIcon(colours.playhead, ratio));
  set("animation.marker", flagIcon(colours.marker, ratio));
}

void TimelinePanel::showScroll() {
  const TimeAxis& axis = view_->state().layout().axis;
  const QSignalBlocker blocked(scroll_);
  const auto units = [](double seconds) { return static_cast<int>(std::lround(seconds * kScrollUnits)); };
  scroll_->setRange(units(axis.first()), std::max(units(axis.first()), units(axis.last() - (axis.to() - axis.from()))));
  scroll_->setPageStep(std::max(1, units(axis.to() - axis.from())));
  scroll_->setSingleStep(std::max(1, units((axis.to() - axis.from()) / 20)));
  scroll_->setValue(units(axis.from()));
}

void TimelinePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showIcons();
  QWidget::changeEvent(event);
}

}  // namespace fsm::desktop
