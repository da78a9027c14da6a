// The settings of an import in columns that fit under the strips: which part, which frames, where cameras come from, how fine;
// the rest under "More".
#pragma once

#include <QWidget>

#include "app/desktop/dialogs/import_choices.h"
#include "reconstruction/model/engine.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;
class QToolButton;

namespace fsm::desktop {

class ImportForm : public QWidget {
  Q_OBJECT
 public:
  explicit ImportForm(QWidget* parent = nullptr);

  /// What can be chosen follows the footage; shows `choices` without telling.
  void display(const Footage& footage, std::pair<Seconds, Seconds> span, const ImportChoices& choices);
  /// Puts what the form says into `choices`; the rest stays.
  void read(ImportChoices& choices) const;
  void setRange(Seconds from, Seconds to);
  /// What can compute here; before it is known, only "automatic" can be chosen.
  void setDevices(const std::vector<DeviceInfo>& devices);
  /// Up axis and scale alone: what can still be set when the cameras are known.
  void setWorldOnly(bool only);

 signals:
  void changed();

 private:
  QWidget* clipColumn();
  QWidget* cameraColumn();
  QWidget* qualityColumn();
  QWidget* moreColumn();
  void listPoses(const Footage& footage, ImportChoices::Poses chosen);
  void showWhatMatters();
  QString poseNote() const;

  QDoubleSpinBox *from_, *to_, *rate_, *scale_;
  QSpinBox *count_, *reads_, *budget_, *poseFrames_;
  QComboBox *keep_, *poses_, *up_, *size_, *device_;
  QCheckBox *sharpest_, *lookFirst_, *gaussians_;
  QLabel* poseNote_;
  QToolButton* moreButton_;
  QWidget *clip_, *cameras_, *quality_, *more_;
  QFormLayout *clipForm_ = nullptr, *cameraForm_ = nullptr;
  bool worldOnly_ = false;
};

}  // namespace fsm::desktop
