// Gaussians to files of other programs: all of space and time, one moment, or a flip-book of moments.
#pragma once

#include <QDialog>

#include "app/desktop/dialogs/question_box.h"
#include "app/desktop/document/workspace.h"
#include "app/jobs/export_job.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fsm::desktop {

class SplatExportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit SplatExportDialog(Workspace& workspace, QWidget* parent = nullptr);

 private:
  enum class What { all, moment, flipBook };
  QWidget* makeForm();
  QWidget* makeButtons();
  QDoubleSpinBox* seconds(const char* name, double value);
  What what() const;
  /// The project's span and playhead as defaults.
  void takeProject();
  void fill();
  jobs::SplatOutput output() const;
  void browse();
  void start();
  void begin(const jobs::SplatOutput& output);

  Workspace& workspace_;
  QuestionBox questions_{this};
  QComboBox *what_, *format_;
  QDoubleSpinBox *moment_, *first_, *last_, *fps_;
  QLineEdit* file_;
  QLabel *note_, *problem_;
  QPushButton* export_;
};

}  // namespace fsm::desktop
