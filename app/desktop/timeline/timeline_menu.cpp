#include "app/desktop/timeline/timeline_menu.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <algorithm>
#include <functional>

#include "app/desktop/timeline/key_glyphs.h"
#include "app/desktop/timeline/popover.h"

namespace fsm::desktop {

using animation::AfterLast;
using animation::Easing;
using animation::TimeInterpolation;

namespace {

constexpr double kFreezes[]{0.5, 1, 2, 5};                  ///< seconds
constexpr double kRamps[]{-100, -50, 0, 25, 50, 100, 200};  ///< percent
constexpr double kSpeeds[]{10, 25, 50, 100, 200, 400};      ///< percent
constexpr double kMostPercent = 10000;

const char* idOf(Easing easing) {
  switch (easing) {
    case Easing::linear: return "linear";
    case Easing::smooth: return "smooth";
    case Easing::easeIn: return "ease_in";
    case Easing::easeOut: return "ease_out";
    case Easing::easeInOut: return "ease_in_out";
    case Easing::hold: return "hold";
  }
  return "";
}

class MenuMaker {
  Q_DECLARE_TR_FUNCTIONS(TimelineMenu)

 public:
  MenuMaker(TimelineState& state, TimelineCommands& commands, const MenuPlace& place, QWidget* parent)
      : state_(state), commands_(commands), place_(place), parent_(parent), menu_(new QMenu(parent)) {
    menu_->setObjectName(QStringLiteral("timeline.menu"));
    menu_->setToolTipsVisible(true);
    menu_->setAttribute(Qt::WA_DeleteOnClose);
  }

  QMenu* menu() { return menu_; }

  QAction* add(QMenu* menu, const QString& id, const QString& text, const QString& tip, std::function<void()> run) {
    QAction* action = menu->addAction(text, menu, std::move(run));
    action->setObjectName(id);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    return action;
  }

  void keys(const std::function<void(KeyId)>& editKey) {
    const bool any = !state_.selection().empty();
    if (place_.hit.kind == TimelineHit::Kind::key)
      add(menu_, QStringLiteral("edit"), tr("Edit numbers…"), tr("Exact values of this key. A double click does the same."),
          [editKey, key = place_.hit.key] { editKey(key); });
    const Row row = place_.hit.row;
    const QString text = row == Row::markers  ? tr("Add marker here")
                         : row == Row::camera ? tr("Add camera key here")
                                              : tr("Add time key here");
    add(menu_, QStringLiteral("add"), text, tr("At the moment that was clicked, without changing what is seen."),
        [commands = &commands_, row, at = place_.at] { commands->addKey(row, at); });
    menu_->addSeparator();
    const auto command = [&](const char* id, const QString& label, const QKeySequence& keySequence, bool enabled,
                             void (TimelineCommands::*run)()) {
      QAction* action =
          add(menu_, QString::fromLatin1(id), label, {}, [commands = &commands_, run] { std::invoke(run, *commands); });
      action->setText(label + QLatin1Char('\t') + keySequence.toString(QKeySequence::NativeText));
      action->setEnabled(enabled);
    };
    command("cut", tr("Cut"), QKeySequence::Cut, any, &TimelineCommands::cut);
    command("copy", tr("Copy"), QKeySequence::Copy, any, &TimelineCommands::copy);
    command("paste", tr("Paste at the playhead"), QKeySequence::Paste, commands_.canPaste(), &TimelineCommands::paste);
    command("duplicate", tr("Duplicate"), QKeySequence(QKeyCombination(Qt::ControlModifier, Qt::Key_D)), any,
            &TimelineCommands::duplicate);
    command("delete", tr("Delete"), QKeySequence(Qt::Key_Delete), any, &TimelineCommands::removeSelected);
  }

  void easings(QMenu* menu, const std::function<void(Easing)>& run, const Easing* current) {
    const QColor colour = menu->palette().color(QPalette::Text);
    for (const Easing easing : kEasings) {
      QAction* action =
          add(menu, QStringLiteral("easing.") + QLatin1String(idOf(easing)), nameOf(easing), {}, [run, easing] { run(easing); });
      action->setIcon(iconOf(easing, colour, parent_->devicePixelRatioF()));
      action->setCheckable(true);
      action->setChecked(current && *current == easing);
    }
  }

  void camera() {
    menu_->addSeparator();
    QMenu* menu = menu_->addMenu(tr("Easing"));
    const auto indices = state_.selection().indices(state_.animation(), Row::camera);
    const Easing* current = indices.empty() ? nullptr : &state_.animation().camera.keys()[indices[0]].easing;
    easings(
        menu, [commands = &commands_](Easing easing) { commands->setEasing(easing); }, current);
    menu->setEnabled(!indices.empty());
    if (state_.animation().camera.shake())
      add(menu_, QStringLiteral("steady"), tr("Take the hand-held shake away"),
          tr("The camera moves steadily through its keys again."), [commands = &commands_] { commands->steadyCamera(); });
    QAction* clear =
        add(menu_, QStringLiteral("clear_camera"), tr("Delete the camera track"),
            tr("The clip is filmed with the free camera again."), [commands = &commands_] { commands->removeCameraKeys(); });
    clear->setEnabled(!state_.animation().camera.empty());
  }

  void time() {
    menu_->addSeparator();
    freeze();
    const auto [from, to] = timeRangeAt(state_.animation(), state_.selection(), place_.at);
    ramp(to);
    speed(from, to);
    add(menu_, QStringLiteral("reverse"), tr("Reverse"),
        tr("The selected part, the way between two keys, or in to out, plays backwards."),
        [commands = &commands_, from = from, to = to] { commands->reverse(from, to); });
    menu_->addSeparator();
    interpolation();
    afterLast();
    QAction* clear = add(menu_, QStringLiteral("as_filmed"), tr("Play as filmed"),
                         tr("Takes all time keys away: the event runs at its own speed."),
                         [commands = &commands_] { commands->playAsFilmed(); });
    clear->setEnabled(!state_.animation().time.empty());
  }

 private:
  void freeze() {
    QMenu* menu = menu_->addMenu(tr("Freeze here"));
    for (const double seconds : kFreezes)
      add(menu, QStringLiteral("freeze.%1").arg(seconds), tr("for %1 s").arg(QLocale().toString(seconds)),
          tr("Time stands still; what follows comes later."),
          [commands = &commands_, at = place_.at, seconds] { commands->freeze(at, seconds); });
    NumberQuestion question{QStringLiteral("timeline.freeze"),
                            tr("Freeze time"),
                            tr("Duration"),
                            tr("How long the moment stands still."),
                            tr("s"),
                            tr("Freeze"),
                            1,
                            0.01,
                            3600,
                            2};
    other(menu, QStringLiteral("freeze.other"), question,
          [commands = &commands_, at = place_.at](double seconds) { commands->freeze(at, seconds); });
  }

  void ramp(double to) {
    QMenu* menu = menu_->addMenu(tr("Ramp from here to"));
    const double end = to > place_.at + kSameMoment ? to : state_.animation().length;
    const auto run = [commands = &commands_, at = place_.at, end](double percent) { commands->ramp(at, end, percent); };
    const QString tip = tr("The speed changes evenly up to the next key (or the out point) and stays so.");
    for (const double percent : kRamps)
      add(menu, QStringLiteral("ramp.%1").arg(percent), tr("%1 %").arg(percent), tip, [run, percent] { run(percent); });
    NumberQuestion question{QStringLiteral("timeline.ramp"),
                            tr("Ramp time"),
                            tr("Speed at the end"),
                            tr("100 % as filmed, 0 % frozen, negative backwards."),
                            tr(" %"),
                            tr("Ramp"),
                            50,
                            -kMostPercent,
                            kMostPercent,
                            1};
    other(menu, QStringLiteral("ramp.other"), question, run);
    menu->setEnabled(end > place_.at + kSameMoment);
  }

  void speed(double from, double to) {
    QMenu* menu = menu_->addMenu(tr("Play at"));
    const auto run = [commands = &commands_, from, to](double percent) { commands->retime(from, to, percent); };
    const QString tip = tr("Slower or faster than now; what follows comes later or earlier.");
    for (const double percent : kSpeeds)
      add(menu, QStringLiteral("speed.%1").arg(percent), tr("%1 %").arg(percent), tip, [run, percent] { run(percent); });
    NumberQuestion question{
        QStringLiteral("timeline.speed"), tr("Change speed"), tr("Speed"), tip, tr(" %"), tr("Change"), 50, 1, kMostPercent, 1};
    other(menu, QStringLiteral("speed.other"), question, run);
  }

  void interpolation() {
    QMenu* menu = menu_->addMenu(tr("Interpolation"));
    const auto indices = state_.selection().indices(state_.animation(), Row::time);
    constexpr const char* kIds[]{"linear", "smooth", "hold"};
    for (size_t i = 0; i < std::size(kInterpolations); ++i) {
      const TimeInterpolation way = kInterpolations[i];
      QAction* action = add(menu, QStringLiteral("interpolation.") + QLatin1String(kIds[i]), nameOf(way), {},
                            [commands = &commands_, way] { commands->setInterpolation(way); });
      action->setCheckable(true);
      action->setChecked(!indices.empty() && state_.animation().time.keys()[indices[0]].interpolation == way);
    }
    menu->addSeparator();
    add(menu, QStringLiteral("interpolation.automatic"), tr("Automatic handles"), tr("Takes handles that were dragged back."),
        [commands = &commands_] { commands->automaticHandles(); });
    menu->setEnabled(!indices.empty());
  }

  void afterLast() {
    QMenu* menu = menu_->addMenu(tr("After the last key"));
    constexpr const char* kIds[]{"hold", "loop", "ping_pong"};
    for (size_t i = 0; i < std::size(kAfterLast); ++i) {
      const AfterLast after = kAfterLast[i];
      QAction* action = add(menu, QStringLiteral("after.") + QLatin1String(kIds[i]), nameOf(after), {},
                            [commands = &commands_, after] { commands->setAfter(after); });
      action->setCheckable(true);
      action->setChecked(state_.animation().time.after() == after);
    }
  }

  void other(QMenu* menu, const QString& id, const NumberQuestion& question, const std::function<void(double)>& run) {
    menu->addSeparator();
    add(menu, id, tr("Other…"), {},
        [parent = parent_, global = place_.global, question, run] { askNumber(parent, global, question, run); });
  }

  TimelineState& state_;
  TimelineCommands& commands_;
  const MenuPlace& place_;
  QWidget* parent_;
  QMenu* menu_;
};

}  // namespace

QMenu* makeTimelineMenu(TimelineState& state, TimelineCommands& commands, const MenuPlace& place, QWidget* parent,
                        const std::function<void(KeyId)>& editKey) {
  MenuMaker maker(state, commands, place, parent);
  maker.keys(editKey);
  if (place.hit.row == Row::camera) maker.camera();
  if (place.hit.row == Row::time) maker.time();
  return maker.menu();
}

QMenu* makeEasingMenu(TimelineState& state, TimelineCommands& commands, size_t key, QWidget* parent) {
  const MenuPlace place;
  MenuMaker maker(state, commands, place, parent);
  maker.easings(
      maker.menu(), [commands = &commands, key](Easing easing) { commands->setEasingOf(key, easing); },
      &state.animation().camera.keys().at(key).easing);
  return maker.menu();
}

}  // namespace fsm::desktop
