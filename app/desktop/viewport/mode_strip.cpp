#include "app/desktop/viewport/mode_strip.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace fsm::desktop {

ModeStrip::ModeStrip(Actions& actions, QWidget* parent) : QToolBar(parent), actions_(actions) {
  setObjectName(QStringLiteral("viewport.strip"));
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  addButtons(tr("Made of"), {"view.splats", "view.neural", "view.input"});
  addSeparator();
  addButtons(tr("Shown"), {"view.colour", "view.depth", "view.alpha", "view.overdraw", "view.confidence"});
  addSeparator();
  addMenu("viewport.compare", tr("Compare"), tr("Put the footage or another version beside the picture"),
          {"view.compare_input", "view.compare_difference", "view.compare_version", "", "view.compare_swap"});
  addMenu("viewport.guides", tr("Guides"), tr("What helps to find one's way"),
          {"view.grid", "view.frusta", "view.safe_frame", "view.gaps", "view.checkerboard", "", "view.overlay"});
  addMenu("viewport.views", tr("View"), tr("Places to look from, and how the mouse moves the camera"),
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
  auto* gap = new QWidget(this);
  gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(gap);
  note_ = new QLabel(this);
  note_->setObjectName(QStringLiteral("viewport.note"));
  note_->setTextFormat(Qt::PlainText);
  note_->setContentsMargins(6, 0, 6, 0);
  addWidget(note_);
}

void ModeStrip::setNote(const QString& note, const QString& tip) {
  if (note_->text() != note) note_->setText(note);
  if (note_->toolTip() != tip) note_->setToolTip(tip);
}

void ModeStrip::addButtons(const QString& name, std::initializer_list<const char*> ids) {
  for (const char* id : ids) {
    QAction* action = actions_.action(QString::fromLatin1(id));
    addAction(action);
    QWidget* button = widgetForAction(action);
    button->setObjectName(QStringLiteral("button.") + action->objectName());
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(name, action->text()));
  }
}

void ModeStrip::addMenu(const char* name, const QString& text, const QString& tip, std::initializer_list<const char*> ids) {
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
  addWidget(button);
}

}  // namespace fsm::desktop
