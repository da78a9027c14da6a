#include "app/desktop/timeline/drag_step.h"

#include <utility>

namespace fsm::desktop {

DragStep::DragStep(Document& document, const QString& text, QObject* parent) : QObject(parent), document_(document), text_(text) {
  // Another project came: its undo stack has no step that was begun here.
  connect(&document_, &Document::replaced, this, [this] { started_ = false; });
}

DragStep::~DragStep() { end(); }

void DragStep::start() {
  if (!std::exchange(started_, true)) document_.undoStack()->beginMacro(text_);
}

void DragStep::cancel() {
  if (end()) document_.undoStack()->undo();
}

bool DragStep::end() {
  if (!std::exchange(started_, false)) return false;
  document_.undoStack()->endMacro();
  return true;
}

}  // namespace fsm::desktop
