#include "app/desktop/timeline/preset_popovers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <cmath>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/timeline/filmed_frames.h"
#include "app/desktop/timeline/popover.h"
#include "app/desktop/timeline/preset_stage.h"

namespace fsm::desktop {

using animation::Animation;
using animation::Dolly;

namespace {

constexpr double kLongest = 3600;  ///< seconds of a move that can be typed

QDoubleSpinBox* number(Popover* popover, const char* name, const QString& label, const QString& tip, const QString& unit,
                       double value, double lowest, double highest, int decimals = 2) {
  auto* field = new DecimalField(popover);
  field->setObjectName(QString::fromLatin1(name));
  field->setDecimals(decimals);
  field->setRange(lowest, highest);
  field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  field->setValue(value);
  if (!unit.isEmpty()) field->setSuffix(unit);
  popover->addRow(label, field, tip, [field, value] { field->setValue(value); });
  return field;
}

QCheckBox* choice(Popover* popover, const char* name, const QString& label, const QString& tip) {
  auto* field = new QCheckBox(popover);
  field->setObjectName(QString::fromLatin1(name));
  field->setChecked(true);
  popover->addRow(label, field, tip, [field] { field->setChecked(true); });
  return field;
}

}  // namespace

Presets::Presets(TimelineState& state, QWidget* window) : QObject(window), state_(state), window_(window) {}

Popover* Presets::popover(const QString& title, const char* name) {
  auto* popover = new Popover(title, window_);
  popover->setObjectName(QString::fromLatin1(name));
  return popover;
}

void Presets::apply(const QString& text, const std::function<Animation(const Animation&)>& change) {
  const bool done = state_.edit(text, [&](const Animation& animation) { return EditedAnimation{change(animation), {}}; });
  if (!done) return;
  ViewState& view = state_.workspace().view;
  view.setClipTime(view.clipTime());  // onto the new tracks
  emit applied();
}

void Presets::askTurntable(const QPoint& global) {
  Popover* asked = popover(tr("Turntable"), "preset.turntable");
  auto* degrees = number(asked, "degrees", tr("Turn"), tr("Round the middle of what was filmed; negative the other way."),
                         tr("°"), 360, -3600, 3600, 1);
  auto* seconds = number(asked, "seconds", tr("Duration"), tr("Of the whole move."), tr(" s"), 6, 0.1, kLongest);
  asked->addNote(tr("Starts from the view that is on screen. Full turns close into a loop."));
  asked->addButton(tr("Make the move"), [=, this] {
    apply(tr("Turntable"), [&](const Animation& base) {
      return animation::turntable(base, presetStage(state_.workspace()), {degrees->value(), seconds->value()});
    });
  });
  asked->showAt(global);
}

void Presets::askDolly(const QPoint& global) {
  Popover* asked = popover(tr("Dolly"), "preset.dolly");
  auto* direction = new QComboBox(asked);
  direction->setObjectName(QStringLiteral("direction"));
  const std::pair<QString, Dolly::Direction> directions[]{
      {tr("In"), Dolly::Direction::in},       {tr("Out"), Dolly::Direction::out}, {tr("Left"), Dolly::Direction::left},
      {tr("Right"), Dolly::Direction::right}, {tr("Up"), Dolly::Direction::up},   {tr("Down"), Dolly::Direction::down}};
  for (const auto& [name, value] : directions) direction->addItem(name, static_cast<int>(value));
  asked->addRow(tr("Direction"), direction, tr("As the camera sees it."), [direction] { direction->setCurrentIndex(0); });
  const animation::PresetStage stage = presetStage(state_.workspace());
  const double away = glm::length(stage.pivot - stage.start.position);
  auto* distance =
      number(asked, "distance", tr("Distance"), tr("In units of the capture; offered is a quarter of the way to its middle."), {},
             std::max(away / 4, 0.001), 0.0001, 1e6, 4);
  auto* seconds = number(asked, "seconds", tr("Duration"), tr("Of the whole move."), tr(" s"), 3, 0.1, kLongest);
  asked->addNote(tr("A straight move that starts and stops softly, from the view that is on screen."));
  asked->addButton(tr("Make the move"), [=, this] {
    apply(tr("Dolly"), [&](const Animation& base) {
      const auto wanted = static_cast<Dolly::Direction>(direction->currentData().toInt());
      return animation::dolly(base, presetStage(state_.workspace()), {wanted, distance->value(), seconds->value()});
    });
  });
  asked->showAt(global);
}

void Presets::askBulletTime(const QPoint& global) {
  Popover* asked = popover(tr("Bullet time"), "preset.bullet_time");
  const animation::SceneSpan span = state_.span();
  auto* moment = number(asked, "moment", tr("Frozen moment"), tr("Scene time that stands still while the camera moves."),
                        tr(" s"), state_.workspace().view.sceneTime(), span.first, span.last, 3);
  auto* degrees = number(asked, "degrees", tr("Arc"), tr("Round the middle of what was filmed; negative the other way."), tr("°"),
                         60, -3600, 3600, 1);
  auto* seconds = number(asked, "seconds", tr("Duration"), tr("Of the frozen part."), tr(" s"), 3, 0.1, kLongest);
  auto* before = choice(asked, "before", tr("Play up to it"), tr("The event plays from its start to the frozen moment first."));
  auto* afterwards = choice(asked, "afterwards", tr("Play on after it"), tr("The event plays on to its end afterwards."));
  asked->addButton(tr("Make the move"), [=, this] {
    apply(tr("Bullet time"), [&](const Animation& base) {
      return animation::bulletTime(
          base, presetStage(state_.workspace()),
          {moment->value(), degrees->value(), seconds->value(), before->isChecked(), afterwards->isChecked()});
    });
  });
  asked->showAt(global);
}

void Presets::askReplay(const QPoint& global) {
  Popover* asked = popover(tr("Replay a capture camera"), "preset.replay");
  const Capture* capture = filmedCapture(state_.workspace().document.project());
  const std::vector<animation::FilmedCamera> cameras = capture ? filmedCameras(*capture) : std::vector<animation::FilmedCamera>();
  if (cameras.empty()) {
    asked->addNote(tr("This project has no filmed camera with a known path. Import a video or a posed capture first."));
    asked->addButton(tr("Close"), [] {});
    return asked->showAt(global);
  }
  auto* camera = new QComboBox(asked);
  camera->setObjectName(QStringLiteral("camera"));
  for (const animation::FilmedCamera& filmed : cameras) camera->addItem(QString::fromStdString(filmed.name));
  asked->addRow(tr("Camera"), camera, tr("Its path becomes the camera track, with its own scene time."));
  asked->addNote(tr("The filmed path becomes as few keys as keep to it, so that it can be changed."));
  asked->addButton(tr("Make the move"), [=, this] { replay(cameras[static_cast<size_t>(camera->currentIndex())]); });
  asked->showAt(global);
}

void Presets::askHandHeld(const QPoint& global) {
  Popover* asked = popover(tr("Hand-held shake"), "preset.hand_held");
  auto* strength = number(asked, "strength", tr("Strength"), tr("1 is a calm hand."), {}, 1, 0.05, 100);
  auto* seed = new QSpinBox(asked);
  seed->setObjectName(QStringLiteral("seed"));
  seed->setRange(1, 1'000'000);
  asked->addRow(tr("Variation"), seed, tr("Another number is another tremor, the same each time."),
                [seed] { seed->setValue(1); });
  asked->addNote(tr("Lies on top of the camera track: its keys stay as they are."));
  asked->addButton(tr("Shake the camera"), [=, this] {
    apply(tr("Hand-held shake"), [&](const Animation& base) {
      return animation::handHeld(base, presetStage(state_.workspace()), strength->value(), static_cast<uint32_t>(seed->value()));
    });
  });
  asked->showAt(global);
}

void Presets::replay(const animation::FilmedCamera& camera) {
  const Animation base = state_.animation();
  const auto made = std::make_shared<Animation>();
  Job job;
  job.title = tr("Keys along %1").arg(QString::fromStdString(camera.name));
  job.lane = Lane::light;
  job.quiet = true;
  job.work = [base, camera, made](Progress&, JobFeedback&) { *made = animation::replay(base, camera); };
  job.done = [self = QPointer<Presets>(this), base, camera, made] {
    if (!self) return;
    if (!(self->state_.animation() == base)) return self->replay(camera);  // edited meanwhile: from what there is now
    self->apply(tr("Replay %1").arg(QString::fromStdString(camera.name)), [&](const Animation&) { return *made; });
  };
  job.failed = [self = QPointer<Presets>(this)](const Error& error) {
    if (self) self->state_.workspace().messages.error(error);
  };
  state_.workspace().jobs.start(std::move(job));
}

}  // namespace fsm::desktop
