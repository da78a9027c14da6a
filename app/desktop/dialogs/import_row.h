// A camera in the import panel: whether the model reads it, its strip, and where its clock lies in that of the others.
#pragma once

#include <QWidget>

#include "app/desktop/dialogs/import_choices.h"
#include "app/desktop/dialogs/import_strip.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace fsm::desktop {

class ImportRow : public QWidget {
  Q_OBJECT
 public:
  struct Shown {
    QString name;
    bool several = false;   ///< there are other cameras to choose
    bool ownClock = false;  ///< its offset can be set
    bool sound = false;     ///< and found from sound
  };
  ImportRow(Thumbnails& thumbnails, int camera, const CaptureCamera& filmed, const Shown& shown, QWidget* parent = nullptr);

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
  void soundWanted();  ///< in place of what was typed

 private:
  QWidget* clockColumn(int camera, bool sound);

  QCheckBox* input_;
  QLabel *size_, *clock_, *problem_;
  QDoubleSpinBox* offset_;
  QToolButton* sound_;
  ImportStrip* strip_;
};

}  // namespace fsm::desktop
