#include "app/desktop/document/document.h"

#include <QElapsedTimer>
#include <QUndoCommand>
#include <utility>

namespace fsm::desktop {

namespace {

constexpr int kUndoLimit = 200;  ///< steps; each is a project, whose large parts are shared
constexpr qint64 kMergeMilliseconds = 1000;
constexpr int kMergeableId = 1;

}  // namespace

/// The project before and after a step. The document has changed already when the step is pushed, so that edits made by who
/// listens come after it on the stack.
class EditCommand : public QUndoCommand {
 public:
  EditCommand(Document& document, const QString& text, Document::Parts parts, QString mergeKey, Project before, Project after)
      : QUndoCommand(text),
        document_(document),
        parts_(parts),
        mergeKey_(std::move(mergeKey)),
        before_(std::move(before)),
        after_(std::move(after)) {
    sinceChange_.start();
  }

  void undo() override { document_.set(before_, parts_); }

  void redo() override {
    if (std::exchange(done_, false)) return;
    document_.set(after_, parts_);
  }

  int id() const override { return mergeKey_.isEmpty() ? -1 : kMergeableId; }

  bool mergeWith(const QUndoCommand* next) override {
    const auto* step = static_cast<const EditCommand*>(next);
    if (step->mergeKey_ != mergeKey_ || sinceChange_.elapsed() > kMergeMilliseconds) return false;
    after_ = step->after_;
    parts_ |= step->parts_;
    sinceChange_.restart();
    return true;
  }

 private:
  Document& document_;
  Document::Parts parts_;
  QString mergeKey_;
  Project before_, after_;
  bool done_ = true;
  QElapsedTimer sinceChange_;
};

Document::Document(QObject* parent) : QObject(parent) {
  undo_.setUndoLimit(kUndoLimit);
  connect(&undo_, &QUndoStack::cleanChanged, this, [this](bool clean) { emit modifiedChanged(!clean); });
}

QString Document::title() const { return file_.empty() ? tr("Untitled") : QString::fromStdString(file_.stem().string()); }

void Document::edit(const QString& text, Parts parts, const std::function<void(Project&)>& change, const QString& mergeKey) {
  Project before = project_;
  Project after = project_;
  change(after);
  project_ = after;
  ++revision_;
  undo_.push(new EditCommand(*this, text, parts, mergeKey, std::move(before), std::move(after)));
  emit changed(parts);
}

void Document::reset(Project project, std::filesystem::path file, bool modified) {
  undo_.clear();
  if (modified) undo_.resetClean();
  file_ = std::move(file);
  set(std::move(project), Everything);
  emit replaced();
  emit fileChanged();
}

void Document::saved(const std::filesystem::path& file, quint64 revision) {
  file_ = file;
  if (revision == revision_) undo_.setClean();
  emit fileChanged();
}

void Document::set(Project project, Parts parts) {
  project_ = std::move(project);
  ++revision_;
  emit changed(parts);
}

}  // namespace fsm::desktop
