// A camera in the import panel: whether the model reads it, its strip, and where its clock lies in that of the others.
#pragma once

#include <QWidget>

#include "app/desktop/dialogs/import_choices.h"
#include "app/desktop/dialogs/import_strip.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;

namespace fsm::desktop {

class ImportRow : public QWidget {
  Q_OBJECT
 public:
  /// `several`: there are other cameras to choose; `ownClock`: its offset can be set.
  ImportRow(Thumbnails& thumbnails, int camera, const CaptureCamera& filmed, bool several, bool ownClock,
            QWidget* parent = nullptr);

  ImportStrip& strip() { return *strip_; }
  /// Shown as it is, without telling.
  void setInput(bool input);
  void setOffset(const sync::CameraOffset& offset);
  /// What is wrong with the file, and what to do; empty: nothing.
  void setProblem(const QString& sentence);
  QString problem() const;

 signals:
  void inputChanged(bool input);
  void offsetChanged(fsm::Seconds offset);

 private:
  QCheckBox* input_;
  QLabel *size_, *clock_, *problem_;
  QDoubleSpinBox* offset_;
  ImportStrip* strip_;
};

}  // namespace fsm::desktop
