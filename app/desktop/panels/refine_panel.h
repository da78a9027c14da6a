// Two ways to a sharper scene, one kind of job: refine the Gaussians, or fine-tune the model on the capture. Before: what it will
// do and take; during: curves, pause, stop; after: before and after beside each other, keep or revert. Below them the models that
// the project knows, to reconstruct with.
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QWidget>

#include "app/desktop/operations/refine_session.h"

namespace fsm::desktop {

class RefineOffer;
class ViewportPanel;

class RefinePanel : public QWidget {
  Q_OBJECT
 public:
  /// Adds the actions scene.refine and scene.finetune, which start with what the options say.
  RefinePanel(Workspace& workspace, ViewportPanel& viewport, QWidget* parent = nullptr);

  RefineSession& session() { return session_; }

 signals:
  /// A run was asked for, or ended: there is something to see here.
  void attention();

 private:
  QWidget* makeOffers();
  QWidget* makeModels();
  void addActions();
  void follow();
  void fillModels();

  Workspace& workspace_;
  RefineSession session_;
  RefineOffer *refine_, *finetune_;
  QWidget *offers_, *running_, *result_;  ///< pages: one is seen
  QComboBox* models_;
  QPushButton* reconstruct_;
};

}  // namespace fsm::desktop
