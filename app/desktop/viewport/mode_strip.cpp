#include "app/desktop/viewport/mode_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace fsm::desktop {

namespace {

constexpr int kGap = 12;

}  // namespace

ModeStrip::ModeStrip(Actions& actions, QWidget* parent) : QWidget(parent), actions_(actions) {
  setObjectName(QStringLiteral("viewport.strip"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(6, 2, 6, 2);
  layout->setSpacing(1);
  addButtons(layout, tr("Made of"), {"view.splats", "view.neural", "view.input"});
  layout->addSpacing(kGap);
  addButtons(layout, tr("Shown"), {"view.colour", "view.depth", "view.alpha", "view.overdraw", "view.confidence"});
  layout->addSpacing(kGap);
  addMenu(layout, "viewport.compare", tr("Compare"), tr("Put the footage or another version beside the picture"),
          {"view.compare_input", "view.compare_difference", "view.compare_version", "", "view.compare_swap"});
  addMenu(layout, "viewport.guides", tr("Guides"), tr("What helps to find one's way"),
          {"view.grid", "view.frusta", "view.safe_frame", "view.checkerboard", "", "view.overlay"});
  addMenu(layout, "viewport.views", tr("View"), tr("Places to look from, and how the mouse moves the camera"),
          {"view.home",
           "view.capture_camera",
           "view.frame_all",
           "view.frame_selection",
           "",
           "view.front",
           "view.right",
           "view.top",
           "view.back",
           "view.left",
           "view.bottom",
           "",
           "view.level",
           "view.up_from_view",
           "view.reset_up",
           "",
           "view.navigation_standard",
           "view.navigation_blender",
           "view.navigation_maya",
           "view.trackball"});
  layout->addStretch(1);
  note_ = new QLabel(this);
  note_->setObjectName(QStringLiteral("viewport.note"));
  note_->setTextFormat(Qt::PlainText);
  layout->addWidget(note_);
}

void ModeStrip::setNote(const QString& note, const QString& tip) {
  if (note_->text() != note) note_->setText(note);
  if (note_->toolTip() != tip) note_->setToolTip(tip);
}

void ModeStrip::addButtons(QHBoxLayout* layout, const QString& name, std::initializer_list<const char*> ids) {
  for (const char* id : ids) {
    QAction* action = actions_.action(QString::fromLatin1(id));
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("button.") + action->objectName());
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(name, action->text()));
    layout->addWidget(button);
  }
}

void ModeStrip::addMenu(QHBoxLayout* layout, const char* name, const QString& text, const QString& tip,
                        std::initializer_list<const char*> ids) {
  auto* button = new QToolButton(this);
  button->setObjectName(QString::fromLatin1(name));
  button->setText(text);
  button->setToolTip(tip);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::TabFocus);
  button->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button);
  for (const char* id : ids) {
    if (*id)
      menu->addAction(actions_.action(QString::fromLatin1(id)));
    else
      menu->addSeparator();
  }
  button->setMenu(menu);
  layout->addWidget(button);
}

}  // namespace fsm::desktop
