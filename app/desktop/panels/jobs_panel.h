// What is running, what waits and what has ended.
#pragma once

#include <QTimer>
#include <QWidget>
#include <map>

#include "app/desktop/document/workspace.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fsm::desktop {

class JobRow;

class JobsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit JobsPanel(Workspace& workspace, QWidget* parent = nullptr);

 private:
  void add(int id);
  void update(int id);
  void remove(int id);
  void showWhatThereIs();
  void countTime();

  Workspace& workspace_;
  QLabel* empty_;
  QPushButton* clear_;
  QVBoxLayout* list_;
  std::map<int, JobRow*> rows_;
  QTimer clock_;
};

}  // namespace fsm::desktop
