// The project that is open, and the only way to change it: `edit`, which can be undone. Lives on the GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <filesystem>
#include <functional>

#include "app/desktop/document/project.h"

namespace fsm::desktop {

class Document : public QObject {
  Q_OBJECT
 public:
  /// What a change touched; several may be set.
  enum Part {
    CapturePart = 1,
    VersionsPart = 2,  ///< added, removed, another one shown
    EditsPart = 4,     ///< edits of the Gaussians
    AnimationPart = 8,
    PropsPart = 16,
    SettingsPart = 32,
    Everything = 63,
  };
  Q_DECLARE_FLAGS(Parts, Part)
  Q_FLAG(Parts)

  explicit Document(QObject* parent = nullptr);

  const Project& project() const { return project_; }
  /// Empty: never saved.
  const std::filesystem::path& file() const { return file_; }
  /// Name for titles: the file's stem, or "Untitled".
  QString title() const;
  QUndoStack* undoStack() { return &undo_; }
  bool modified() const { return !undo_.isClean(); }

  /// Changes the project by `change` as one step of undo named `text`. Steps with the same `mergeKey` that follow each other
  /// within a second become one (drags of a slider, of a key). `parts`: what `change` touches. Does nothing where `change`
  /// throws; the error goes on to the caller.
  void edit(const QString& text, Parts parts, const std::function<void(Project&)>& change, const QString& mergeKey = {});

  /// Replaces everything (open, new, recover); the undo stack is emptied.
  void reset(Project project, std::filesystem::path file);
  /// After a save: where it lies now; what is on screen is what is on disk.
  void saved(const std::filesystem::path& file);

 signals:
  void changed(fsm::desktop::Document::Parts parts);
  void fileChanged();

 private:
  friend class EditCommand;
  void set(const Project& project, Parts parts);

  Project project_;
  std::filesystem::path file_;
  QUndoStack undo_;
};
Q_DECLARE_OPERATORS_FOR_FLAGS(Document::Parts)

}  // namespace fsm::desktop
