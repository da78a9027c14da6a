// The export of clips: a live frame, the settings, what it will take, and the file. Exports are jobs of the queue; the dialog
// stays open beside the window as long as the artist likes.
#pragma once

#include <QDialog>
#include <QTimer>
#include <filesystem>
#include <map>
#include <optional>

#include "app/desktop/dialogs/export_previewer.h"
#include "app/desktop/dialogs/question_box.h"
#include "app/desktop/document/workspace.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;

namespace fsm::desktop {

class ExportForm;
class ExportFrameView;

class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ExportDialog(Workspace& workspace, QWidget* parent = nullptr);
  ~ExportDialog() override;

  /// What is seen now; nothing until there is something.
  const std::optional<PreviewPicture>& picture() const { return picture_; }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makePreview();
  QWidget* makeFooter();
  QPushButton* button(const char* name, const QString& text, const QString& tip);
  void watchProject();
  void takeProject();
  /// Takes the project as it is now, and asks for its frame.
  void refresh();
  void ask(bool evenIfSlow = false);
  void onPlanned(const PreviewPlan& plan);
  void onMade(const PreviewPicture& picture);
  void onFailed(const Error& error);
  void onSettings();
  void showMoment();
  void showEstimate();
  void showQueue();
  void showProblem(const QString& text);
  std::filesystem::path target() const;
  void suggestName();
  /// `before`, or the first name after it that is free.
  void nextName(const std::filesystem::path& before);
  void browse();
  void start(bool thenClose);
  void begin(const std::filesystem::path& target, bool thenClose);

  Workspace& workspace_;
  QuestionBox questions_{this};
  ExportForm* form_;
  ExportFrameView* view_ = nullptr;
  QSlider* slider_ = nullptr;
  QLabel *moment_ = nullptr, *note_ = nullptr, *estimate_ = nullptr, *problem_ = nullptr, *queued_ = nullptr;
  QPushButton *inFull_ = nullptr, *queue_ = nullptr, *start_ = nullptr;
  QLineEdit* file_ = nullptr;

  ExportSource source_;
  std::optional<PreviewPlan> plan_;
  std::optional<PreviewPicture> picture_;
  double at_ = 0;                                 ///< of the frame that is seen, seconds from the start of the export
  double frameMs_ = 0;                            ///< of one in full; 0: not known
  bool suggested_ = true;                         ///< the name is ours: it may get a number
  std::filesystem::path agreed_;                  ///< the artist agreed to replace it
  std::map<int, std::filesystem::path> pending_;  ///< what queued exports write, by job
  QTimer later_;                                  ///< until `refresh`: changes come in bursts

  ExportPreviewer previewer_;  // last: its thread ends first
};

}  // namespace fsm::desktop
