#include "app/desktop/timeline/transport_bar.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/timeline/filmed_frames.h"
#include "app/desktop/timeline/timecode_field.h"
#include "app/desktop/timeline/transport_icons.h"

namespace fsm::desktop {

using animation::Animation;
using animation::LoopMode;

namespace {

constexpr double kSpeeds[]{0.25, 0.5, 0.75, 1, 1.5, 2};
constexpr int kNormalSpeed = 3;
constexpr int64_t kManyFrames = 10;
constexpr LoopMode kLoops[]{LoopMode::once, LoopMode::loop, LoopMode::pingPong};
constexpr Seconds kSameInstant = 1e-6;

}  // namespace

TransportBar::TransportBar(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName(QStringLiteral("transport"));
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(4, 2, 4, 2);
  line->setSpacing(2);
  addActions();
  makeButtons();
  makeFields();
  showIcons();
  showAnimation();
  showPlayhead();
  showPlaying();
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & (Document::AnimationPart | Document::CapturePart | Document::VersionsPart)) showAnimation();
  });
  connect(&workspace_.view, &ViewState::clipTimeChanged, this, &TransportBar::showPlayhead);
  connect(&workspace_.view, &ViewState::viewChanged, this, &TransportBar::showPlayhead);
  connect(&workspace_.view, &ViewState::playingChanged, this, &TransportBar::showPlaying);
}

void TransportBar::addActions() {
  Actions& actions = workspace_.actions;
  const QString category = tr("Playback");
  const auto add = [&](const char* id, const QString& text, const QString& tip, const QKeySequence& key, auto run) {
    return actions.add({QString::fromLatin1(id), category, text, tip, {key}}, [run](bool) { run(); });
  };
  add("playback.play", tr("Play / pause"), tr("Plays the clip between in and out at real time."), Qt::Key_Space,
      [this] { togglePlaying(); });
  add("playback.previous_frame", tr("Previous frame"), tr("One frame of the clip back."), Qt::Key_Left,
      [this] { stepFrames(-1); });
  add("playback.next_frame", tr("Next frame"), tr("One frame of the clip on."), Qt::Key_Right, [this] { stepFrames(1); });
  add("playback.ten_back", tr("Ten frames back"), tr("Ten frames of the clip back."),
      QKeyCombination(Qt::ShiftModifier, Qt::Key_Left), [this] { stepFrames(-kManyFrames); });
  add("playback.ten_on", tr("Ten frames on"), tr("Ten frames of the clip on."), QKeyCombination(Qt::ShiftModifier, Qt::Key_Right),
      [this] { stepFrames(kManyFrames); });
  add("playback.start", tr("Go to the in point"), tr("To where the clip begins."),
      QKeyCombination(Qt::ControlModifier, Qt::Key_Home), [this] { goTo(workspace_.document.project().animation.in); });
  add("playback.end", tr("Go to the last frame"), tr("To the last frame that is played and exported."),
      QKeyCombination(Qt::ControlModifier, Qt::Key_End), [this] {
        const Animation& animation = workspace_.document.project().animation;
        goTo(animation.timeOfFrame(animation.frameCount() - 1));
      });
  add("playback.previous_filmed", tr("Previous filmed moment"),
      tr("Scene time to the last moment before that was filmed. The clip stays."), Qt::Key_Comma, [this] { stepFilmed(-1); });
  add("playback.next_filmed", tr("Next filmed moment"), tr("Scene time to the next moment that was filmed. The clip stays."),
      Qt::Key_Period, [this] { stepFilmed(1); });
  add("playback.loop", tr("Change loop mode"), tr("Once, in a loop, or to and fro."), Qt::Key_L, [this] {
    const auto mode = static_cast<size_t>(workspace_.document.project().animation.loop);
    setLoop(kLoops[(mode + 1) % std::size(kLoops)]);
  });
}

void TransportBar::makeButtons() {
  for (const char* id : {"playback.start", "playback.previous_frame", "playback.play", "playback.next_frame", "playback.end"}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(workspace_.actions.action(QString::fromLatin1(id)));
    button->setObjectName(QStringLiteral("transport.") + QString::fromLatin1(id).section(QLatin1Char('.'), 1));
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    layout()->addWidget(button);
  }
  loop_ = new QComboBox(this);
  loop_->setObjectName(QStringLiteral("transport.loop"));
  loop_->addItems({tr("Once"), tr("Loop"), tr("Ping-pong")});
  loop_->setToolTip(tr("What playback does at the end (L)."));
  loop_->setAccessibleName(tr("Loop mode"));
  connect(loop_, &QComboBox::activated, this, [this](int index) { setLoop(kLoops[index]); });
  layout()->addWidget(loop_);
  speed_ = new QComboBox(this);
  speed_->setObjectName(QStringLiteral("transport.speed"));
  for (const double speed : kSpeeds) speed_->addItem(tr("×%1").arg(QLocale().toString(speed)), speed);
  speed_->setCurrentIndex(kNormalSpeed);
  speed_->setToolTip(tr("Speed of playback in this window. It does not change the clip."));
  speed_->setAccessibleName(tr("Playback speed"));
  connect(speed_, &QComboBox::activated, this, [this] {
    if (workspace_.view.playing()) workspace_.view.play(speed());
  });
  layout()->addWidget(speed_);
  dropped_ = new QLabel(this);
  dropped_->setObjectName(QStringLiteral("transport.dropped"));
  dropped_->setToolTip(tr("Frames that were left out so that playback keeps its time."));
  layout()->addWidget(dropped_);
  static_cast<QHBoxLayout*>(layout())->addStretch();
}

void TransportBar::makeFields() {
  const auto add = [this](const QString& name, QWidget* field, const char* id, const QString& tip) {
    auto* label = new QLabel(name, this);
    label->setBuddy(field);
    label->setToolTip(tip);
    label->setContentsMargins(8, 0, 2, 0);
    field->setObjectName(QString::fromLatin1(id));
    field->setToolTip(tip);
    field->setAccessibleName(name);
    layout()->addWidget(label);
    layout()->addWidget(field);
  };
  clipTime_ = new TimecodeField(TimecodeField::Shows::timecode, this);
  add(tr("Clip"), clipTime_, "transport.clip_time",
      tr("Where the playhead stands: seconds:frames. Also \"75f\" or plain seconds."));
  length_ = new TimecodeField(TimecodeField::Shows::timecode, this);
  length_->setRange(animation::kShortestLength, animation::kLongestLength);
  add(tr("of"), length_, "transport.length", tr("Length of the clip."));
  sceneTime_ = new TimecodeField(TimecodeField::Shows::seconds, this);
  add(tr("Scene"), sceneTime_, "transport.scene_time",
      tr("The moment of the filmed event that is shown. Typing here leaves the clip's own time until the playhead moves."));
  fps_ = new DecimalField(this);
  fps_->setRange(1, animation::kHighestFps);
  fps_->setDecimals(3);
  fps_->setKeyboardTracking(false);
  fps_->setSuffix(tr(" fps"));
  add(tr("Rate"), fps_, "transport.fps", tr("Frames a second of the clip. Scene time between filmed frames is reconstructed."));
  connect(clipTime_, &TimecodeField::valueEdited, this, [this](double seconds) { goTo(seconds); });
  connect(sceneTime_, &TimecodeField::valueEdited, this, [this](double seconds) { workspace_.view.setSceneTime(seconds); });
  connect(length_, &TimecodeField::valueEdited, this, [this](double seconds) {
    change(tr("Change length"), [=](Animation& animation) { animation::setLength(animation, seconds); });
  });
  connect(fps_, &QDoubleSpinBox::valueChanged, this, [this](double fps) {
    change(tr("Change frame rate"), [=](Animation& animation) { animation::setFps(animation, fps); });
  });
}

void TransportBar::change(const QString& text, const std::function<void(Animation&)>& change) {
  try {
    workspace_.document.edit(
        text, Document::AnimationPart, [&](Project& project) { change(project.animation); }, QStringLiteral("transport ") + text);
  } catch (const Error& error) {
    workspace_.messages.error(error);
    showAnimation();
  }
}

void TransportBar::showAnimation() {
  const Animation& animation = workspace_.document.project().animation;
  const QSignalBlocker loopBlocked(loop_), fpsBlocked(fps_);
  loop_->setCurrentIndex(static_cast<int>(std::find(std::begin(kLoops), std::end(kLoops), animation.loop) - std::begin(kLoops)));
  fps_->setValue(animation.fps);
  clipTime_->setFps(animation.fps);
  clipTime_->setRange(0, animation.length);
  length_->setFps(animation.fps);
  length_->setValue(animation.length);
  sceneTime_->setFps(animation.fps);
  sceneTime_->setRange(workspace_.view.span().first, workspace_.view.span().last);
  showPlayhead();
}

void TransportBar::showPlayhead() {
  clipTime_->setValue(workspace_.view.clipTime());
  sceneTime_->setValue(workspace_.view.sceneTime());
  const int dropped = workspace_.view.droppedFrames();
  dropped_->setText(dropped > 0 ? tr("dropped %n", nullptr, dropped) : QString());
}

void TransportBar::showPlaying() {
  const bool playing = workspace_.view.playing();
  QAction* action = workspace_.actions.action(QStringLiteral("playback.play"));
  action->setIcon(transportIcon(playing ? TransportIcon::pause : TransportIcon::play, palette(), devicePixelRatioF()));
  showPlayhead();
}

void TransportBar::showIcons() {
  const auto set = [&](const char* id, TransportIcon icon) {
    workspace_.actions.action(QString::fromLatin1(id))->setIcon(transportIcon(icon, palette(), devicePixelRatioF()));
  };
  set("playback.start", TransportIcon::start);
  set("playback.previous_frame", TransportIcon::previous);
  set("playback.next_frame", TransportIcon::next);
  set("playback.end", TransportIcon::end);
}

void TransportBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) {
    showIcons();
    showPlaying();
  }
  QWidget::changeEvent(event);
}

double TransportBar::speed() const { return speed_->currentData().toDouble(); }

void TransportBar::togglePlaying() { workspace_.view.playing() ? workspace_.view.pause() : workspace_.view.play(speed()); }

void TransportBar::setLoop(LoopMode mode) {
  change(tr("Change loop mode"), [mode](Animation& animation) { animation.loop = mode; });
}

void TransportBar::goTo(double clipTime) {
  workspace_.view.pause();
  workspace_.view.setClipTime(clipTime);
}

void TransportBar::stepFrames(int64_t frames) {
  const Animation& animation = workspace_.document.project().animation;
  goTo(static_cast<double>(animation.frameAt(workspace_.view.clipTime()) + frames) / animation.fps);
}

void TransportBar::stepFilmed(int sign) {
  const Capture* capture = filmedCapture(workspace_.document.project());
  if (!capture)
    return workspace_.messages.info(tr("There is no capture in this project, so there are no filmed moments to go to."));
  const std::vector<Seconds> moments = filmedMoments(*capture);
  const Seconds now = workspace_.view.sceneTime();
  const auto after = std::upper_bound(moments.begin(), moments.end(), now + kSameInstant);
  const auto before = std::lower_bound(moments.begin(), moments.end(), now - kSameInstant);
  if (sign > 0 ? after == moments.end() : before == moments.begin()) return;
  workspace_.view.pause();
  workspace_.view.setSceneTime(sign > 0 ? *after : *std::prev(before));
}

}  // namespace fsm::desktop
