// The verdict on a new version: beside the one before it by a wipe in the viewport, or one after the other (A/B); keep or revert.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QWidget>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

class ViewportPanel;

class CompareBar : public QWidget {
  Q_OBJECT
 public:
  CompareBar(Workspace& workspace, ViewportPanel& viewport, QWidget* parent = nullptr);
  /// Names of versions; compares at once where both have Gaussians. Without `after` there is nothing to compare, and nothing to
  /// revert.
  void begin(const QString& before, const QString& after);
  /// Takes the wipe away.
  void end();

 signals:
  void kept();
  void reverted();

 private:
  void setWipe(bool on);
  bool comparable() const;

  Workspace& workspace_;
  ViewportPanel& viewport_;
  QString before_, after_;
  QLabel* what_;
  QPushButton *wipe_, *swap_, *keep_, *revert_;
};

}  // namespace fsm::desktop
