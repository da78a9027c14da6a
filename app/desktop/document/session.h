// Opening, saving and closing projects: what the File menu does. All work on files is done by jobs; the window stays usable.
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/desktop/document/autosave.h"
#include "app/desktop/document/project_store.h"
#include "app/desktop/document/questions.h"
#include "app/desktop/document/recent_files.h"
#include "app/desktop/document/recovery.h"
#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

class Session : public QObject {
  Q_OBJECT
 public:
  /// `questions` must outlive it; so must the workspace. Adds the actions of the File menu to it, and edit.undo and edit.redo.
  /// `dataFolder`: of autosaves of projects without a file.
  Session(Workspace& workspace, Questions& questions, std::filesystem::path dataFolder, QObject* parent = nullptr);

  /// Each asks first where something would be lost.
  /// `then` is called once the new project is there; never, where the artist decides otherwise.
  void newProject(std::function<void()> then = {});
  /// Projects and splat files are opened; what else there is (videos, images, captures) goes to `importRequested`.
  void open(const QStringList& files);
  /// As a project that has no file yet: the sample. `then` is called once it is on screen.
  void openCopy(const std::filesystem::path& file, std::function<void()> then = {});
  /// `then` gets whether it was saved.
  void save(std::function<void(bool saved)> then = {});
  void saveAs(std::function<void(bool saved)> then = {});
  /// The end of the window: `closed` is called once nothing is running, nothing unsaved is left that the artist wants, and the
  /// autosave is gone. Never, where the artist decides otherwise.
  void close(std::function<void()> closed);

  /// Looks for what a killed program left; `recoverable` tells.
  void lookForRecovery();
  void recover(const RecoveryCandidate& candidate);
  void openSaved(const RecoveryCandidate& candidate);
  void discard(const RecoveryCandidate& candidate);

  /// Asks where footage is now, and uses it.
  void locate(const MissingMedia& media);

  RecentFiles& recent() { return recent_; }
  Autosave& autosave() { return autosave_; }
  const std::shared_ptr<ProjectStore>& store() const { return store_; }

 signals:
  void importRequested(const QStringList& sources);
  void recoverable(const std::vector<fsm::desktop::RecoveryCandidate>& candidates);
  /// Another project is on screen: from a file, new, or recovered.
  void opened();
  void savingChanged(bool saving);

 private:
  struct Opening;
  void addActions();
  /// Calls `then` once no jobs run and nothing unsaved is left that the artist wants.
  void settle(std::function<void()> then);
  void stopJobs(std::function<void()> then);
  void keepChanges(std::function<void()> then);
  void waitForJobs(std::function<void()> then);
  void openFile(const Opening& opening);
  void showOpened(const Opening& opening, OpenedProject project);
  void askAboutOther(const Opening& opening, OpenedProject project);
  void askAboutAutosave(const RecoveryCandidate& candidate);
  void tellAbout(const OpenedProject& project);
  void saveTo(const std::filesystem::path& file, std::function<void(bool)> then);
  void onSaved(const std::filesystem::path& file, quint64 revision, int document);
  Job fileJob(const QString& title, std::function<void(Progress&)> work) const;

  Workspace& workspace_;
  Questions& questions_;
  std::filesystem::path dataFolder_;
  std::shared_ptr<ProjectStore> store_ = std::make_shared<ProjectStore>();
  RecentFiles recent_;
  Autosave autosave_;
  int saving_ = 0;
  int documents_ = 0;  ///< that were opened: a save that ends later than that is not of this one
};

}  // namespace fsm::desktop
