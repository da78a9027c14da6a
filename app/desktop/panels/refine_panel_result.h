// What came of a refinement or fine-tuning: figures before and after, and the verdict. Of a fine-tuned model: where it lies.
#pragma once

#include <QLabel>
#include <QWidget>

#include "app/desktop/operations/refine_session.h"
#include "app/desktop/panels/compare_bar.h"
#include "app/desktop/panels/curve_view.h"

namespace fsm::desktop {

class RefineResultPage : public QWidget {
  Q_OBJECT
 public:
  RefineResultPage(RefineSession& session, Workspace& workspace, ViewportPanel& viewport, QWidget* parent = nullptr);

 private:
  void showOutcome();

  RefineSession& session_;
  QLabel *title_, *figures_, *model_;
  CurveView* curves_;
  CompareBar* compare_;
  bool judging_ = false;
};

}  // namespace fsm::desktop
