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
  /// Counts changes of the project, by edits, undo and reset alike: who works on a copy of the project knows whether it is still
  /// the newest.
  quint64 revision() const { return revision_; }

  /// Changes the project by `change` as one step of undo named `text`. Steps with the same `mergeKey` that follow each other
  /// within a second become one (drags of a slider, of a key). `parts`: what `change` touches. Does nothing where `change`
  /// throws; the error goes on to the caller. Where it is called by who listens to `changed`, it is a step after that one.
  void edit(const QString& text, Parts parts, const std::function<void(Project&)>& change, const QString& mergeKey = {});

  /// Replaces everything (open, new, recover); the undo stack is emptied. `modified`: what is in it is not in `file` (recovered).
  void reset(Project project, std::filesystem::path file, bool modified = false);
  /// After a save of the project as it was at `revision`: where it lies now. Unmodified, unless it was changed since.
  void saved(const std::filesystem::path& file, quint64 revision);

 signals:
  void changed(fsm::desktop::Document::Parts parts);
  void replaced();     ///< after `changed`: by another project (`reset`)
  void fileChanged();  ///< another name or place
  void modifiedChanged(bool modified);

 private:
  friend class EditCommand;
  void set(Project project, Parts parts);

  Project project_;
  quint64 revision_ = 0;
  std::filesystem::path file_;
  QUndoStack undo_;
};
Q_DECLARE_OPERATORS_FOR_FLAGS(Document::Parts)

}  // namespace fsm::desktop
