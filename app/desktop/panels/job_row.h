// One job in the jobs panel: how far it is, and below, when it is unfolded, what it shows and says.
#pragma once

#include <QFrame>

#include "app/desktop/document/job_queue.h"

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QToolButton;

namespace fsm::desktop {

class CurveView;

class JobRow : public QFrame {
  Q_OBJECT
 public:
  explicit JobRow(int id, QWidget* parent = nullptr);
  void display(const JobStatus& status);
  /// Only what grows with time.
  void displayTime(const JobStatus& status);

 signals:
  void cancelled(int id);
  void retried(int id);
  void dismissed(int id);

 private:
  void unfold(bool open);
  void showDetails(const JobStatus& status);
  void showLog(const JobStatus& status);
  void showPicture(const QImage& picture);

  int id_;
  QBoxLayout* state_;
  QLabel *title_, *stage_, *time_, *error_, *picture_;
  QProgressBar* bar_;
  QToolButton *fold_, *cancel_, *retry_, *dismiss_;
  QWidget* details_;
  CurveView* curves_;
  QPlainTextEdit* log_;
  JobStatus status_;
  size_t shownLines_ = 0;  ///< since the job began
};

}  // namespace fsm::desktop
