// A refinement or fine-tuning under way or paused: how far it is, its curves, the frames that are held out, and the buttons that
// pause it, go on, end it.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "app/desktop/operations/refine_session.h"
#include "app/desktop/panels/curve_view.h"

namespace fsm::desktop {

class RefineRunPage : public QWidget {
  Q_OBJECT
 public:
  explicit RefineRunPage(RefineSession& session, QWidget* parent = nullptr);

 private:
  void showState();
  void showProgress();

  RefineSession& session_;
  QLabel *title_, *stage_, *heldOut_, *hint_;
  QProgressBar* bar_;
  CurveView* curves_;
  QPushButton *pause_, *stop_, *cancel_;
};

}  // namespace fsm::desktop
