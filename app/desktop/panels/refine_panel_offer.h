// One of the two things that the refine panel offers, before it starts: what it does, its options, the frames that are held out,
// what it will take on this machine, and the button.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "app/desktop/document/workspace.h"
#include "app/desktop/operations/refine_choice.h"
#include "app/desktop/operations/refine_estimate.h"
#include "app/desktop/panels/property_form.h"

namespace fsm::desktop {

class RefineOffer : public QWidget {
  Q_OBJECT
 public:
  RefineOffer(RefineKind kind, Workspace& workspace, QWidget* parent = nullptr);
  ~RefineOffer() override;
  /// What the options say.
  RefineChoice choice() const;

 signals:
  void wanted(const fsm::desktop::RefineChoice& choice);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Answer;
  void fillSceneOptions();
  void fillModelOptions();
  void addLength(const QString& key, double& seconds, int64_t& steps);
  /// As many steps as the frames bear, until the user says how long.
  void boundSteps(size_t frames);
  void displaySteps(int64_t steps);
  void addDevice(const QString& key);
  /// Held-out frames at once, the estimate soon.
  void refresh();
  void estimate();
  void display(const Answer& answer);
  void displayNothing();

  RefineKind kind_;
  Workspace& workspace_;
  RefineChoice choice_;
  bool ownLength_ = false;  ///< the user said how long
  double growth_ = 1;       ///< of the number of Gaussians
  PropertyForm* options_;
  QToolButton* fold_;
  QLabel *heldOut_, *estimate_, *slow_;
  QPushButton* start_;
  QTimer soon_;
  int job_ = 0;
};

}  // namespace fsm::desktop
