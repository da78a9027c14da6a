// The settings of a clip's export as rows of names and editors. What does not go together cannot be chosen, and says why.
#pragma once

#include <QFormLayout>
#include <QWidget>
#include <optional>

#include "app/desktop/dialogs/export_previewer.h"
#include "app/desktop/operations/export_settings.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace fsm::desktop {

class ExportForm : public QWidget {
  Q_OBJECT
 public:
  explicit ExportForm(QWidget* parent = nullptr);

  const ExportSettings& settings() const { return settings_; }
  void setSettings(const ExportSettings& settings);
  void setChoices(const ExportChoices& choices);
  void setAnimationFps(double fps);
  /// What is known of the clip; nothing: not yet.
  void setPlan(const std::optional<PreviewPlan>& plan);
  /// Whether the clip gets sound, as far as it is known.
  bool sounds() const;

 signals:
  /// By the user, or since something else became possible.
  void changed();

 private:
  void makePicture();
  void makeQuality();
  void makeFile();
  void alignNames();
  QFormLayout* section(const QString& title);
  void row(QFormLayout* layout, const QString& name, QWidget* editor, const QString& tip, std::function<void()> restore = {});
  QComboBox* choice(const char* name, const QStringList& texts, std::function<void(int)> chosen);
  QSpinBox* number(const char* name, int least, int most, std::function<void(int)> changed);
  /// Makes it sensible, shows it, and tells.
  void change(const std::function<void(ExportSettings&)>& edit);
  void fill();
  void showSize();
  void showOffers();
  void showSound();
  void chooseColour();
  void chooseEnvironment();

  ExportSettings settings_;
  ExportChoices choices_{true, true};
  std::optional<PreviewPlan> plan_;
  double animationFps_ = 30;
  bool showing_ = false;  ///< editors are being filled

  QComboBox *size_, *range_, *format_, *quality_, *supersample_, *ground_, *renderer_;
  QSpinBox *width_, *height_, *samples_;
  QDoubleSpinBox *fps_, *shutter_;
  QPushButton *colour_, *environment_;
  QCheckBox* sound_;
  QLabel* soundNote_;
};

}  // namespace fsm::desktop
