// Offers what a killed program left behind: recover it, open what was saved, or discard it. Nothing is decided by closing it.
#pragma once

#include <QDialog>
#include <vector>

#include "app/desktop/document/recovery.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace fsm::desktop {

class RecoveryDialog : public QDialog {
  Q_OBJECT
 public:
  explicit RecoveryDialog(std::vector<RecoveryCandidate> candidates, QWidget* parent = nullptr);

 signals:
  void recover(const fsm::desktop::RecoveryCandidate& candidate);
  void openSaved(const fsm::desktop::RecoveryCandidate& candidate);
  void discard(const fsm::desktop::RecoveryCandidate& candidate);

 private:
  void fill();
  void showChoice();
  void onDiscard();
  int current() const;

  std::vector<RecoveryCandidate> candidates_;
  QTableWidget* table_;
  QLabel* note_;
  QPushButton *recover_, *saved_, *discard_, *later_;
  int armed_ = -1;  ///< row whose discarding was asked for once
};

}  // namespace fsm::desktop
