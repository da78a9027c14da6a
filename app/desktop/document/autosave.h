// Writes the project beside its file while it is being worked on, so that a killed program loses at most the last minute.
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <memory>

#include "app/desktop/document/autosave_place.h"
#include "app/desktop/document/project_store.h"
#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// What holds for one project after the other: `moveTo` says which. All files are touched by jobs of the lane `files`, in order.
class Autosave : public QObject {
  Q_OBJECT
 public:
  static constexpr std::chrono::milliseconds kInterval{30'000};

  /// `dataFolder`: for projects without a file.
  Autosave(Workspace& workspace, std::shared_ptr<ProjectStore> store, std::filesystem::path dataFolder,
           QObject* parent = nullptr);

  /// The document is another one, or has another file: what was autosaved before goes, with its lock. An older autosave of `file`
  /// stays until the first new one.
  void moveTo(const std::filesystem::path& file);
  /// The document, which was reset to it, was recovered from `place`: that stays until it is saved. A later crash finds it there.
  void adopt(const AutosavePlace& place, const std::filesystem::path& file);
  /// The document was saved: the autosave goes, the lock stays.
  void saved();
  /// Before the program ends: takes everything away. `then` is called when that is done.
  void release(std::function<void()> then);

  /// Writes now, unless everything is written already. Called when the program loses the focus.
  void now();
  void setInterval(std::chrono::milliseconds interval);
  /// Invalid: not yet since the document was opened.
  const QDateTime& lastTime() const { return lastTime_; }
  const AutosavePlace& place() const { return place_; }

 signals:
  void autosaved(const QDateTime& when);

 private:
  void onChanged();
  void onWritten(bool written, quint64 revision);
  void onFailed(const Error& error);
  void tick();
  void take(const AutosavePlace& place, const std::filesystem::path& file);
  void leave(std::function<void()> then);
  void inOrder(std::function<void()> work, std::function<void()> then = {});
  bool due() const;

  Workspace& workspace_;
  std::shared_ptr<ProjectStore> store_;
  std::filesystem::path dataFolder_, file_;
  AutosavePlace place_;
  std::chrono::milliseconds interval_ = kInterval;
  QTimer timer_;
  QElapsedTimer sinceChange_;  ///< since the first one that is not written yet; invalid: all is written
  QDateTime lastTime_;
  quint64 writtenRevision_ = 0;
  bool owned_ = false;  ///< the autosave at `place_` is of this document
  bool writing_ = false, complained_ = false;
  /// Of the place and the last save: an autosave that was queued before them is not written any more.
  std::shared_ptr<std::atomic<int>> epoch_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace fsm::desktop
