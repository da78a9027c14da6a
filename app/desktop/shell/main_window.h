// The window: the viewport in the middle, everything else in docks around it, menus from the list of actions. It knows all
// panels; they do not know it or each other.
#pragma once

#include <QMainWindow>
#include <QStringList>
#include <memory>

#include "app/desktop/dialogs/question_box.h"
#include "app/desktop/document/session.h"
#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

class Docks;
class ImportPanel;
class StatusLine;
class ViewportPanel;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  /// `dataFolder`: of what is kept between starts besides settings (autosaves of projects without a file, captures).
  MainWindow(Workspace& workspace, const std::filesystem::path& dataFolder);
  ~MainWindow() override;

  Session& session() { return session_; }
  ViewportPanel& viewport() { return *viewport_; }
  Docks& docks() { return *docks_; }
  /// Files from the command line or dropped: projects and splat files are opened, footage goes to the import panel.
  void open(const QStringList& files);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeCentre();
  void makeDocks();
  void addActions();
  void makeBars();
  /// Footage is shown in the import panel, where it becomes the scene of a new project.
  void import(const QStringList& sources);
  void fillRecent();
  void offerRecovery(const std::vector<RecoveryCandidate>& candidates);
  void showTitle();
  void showShortcuts();
  void showAbout();
  void chooseTheme(bool light);

  Workspace& workspace_;
  std::filesystem::path dataFolder_;
  QuestionBox questions_;
  Session session_;
  ViewportPanel* viewport_ = nullptr;
  Docks* docks_ = nullptr;
  ImportPanel* import_ = nullptr;
  StatusLine* status_ = nullptr;
  QMenu* recentMenu_ = nullptr;
  bool mayClose_ = false;  ///< everything that has to end before has ended
};

}  // namespace fsm::desktop
