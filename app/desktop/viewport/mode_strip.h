// The strip above the picture: what it is made of, what of it is shown, guides, comparisons. Every button is an action; what has
// no room goes behind an arrow.
#pragma once

#include <QToolBar>
#include <initializer_list>

#include "app/desktop/document/actions.h"

class QLabel;

namespace fsm::desktop {

class ModeStrip : public QToolBar {
  Q_OBJECT
 public:
  /// Of the actions that ViewActions has added.
  explicit ModeStrip(Actions& actions, QWidget* parent = nullptr);
  /// At the right end: what is compared, how near it is; empty: nothing.
  void setNote(const QString& note, const QString& tip = {});

 private:
  void addButtons(const QString& name, std::initializer_list<const char*> ids);
  void addMenu(const char* name, const QString& text, const QString& tip, std::initializer_list<const char*> ids);

  Actions& actions_;
  QLabel* note_ = nullptr;
};

}  // namespace fsm::desktop
