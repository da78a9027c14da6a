// A drag is one step of undo, however long the mouse rests in between and however many edits it makes (two keys at once, say).
#pragma once

#include <QObject>
#include <QString>

#include "app/desktop/document/document.h"

namespace fsm::desktop {

class DragStep : public QObject {
  Q_OBJECT
 public:
  DragStep(Document& document, const QString& text, QObject* parent = nullptr);
  /// Ends the step.
  ~DragStep() override;

  /// Before each edit; the step begins with the first.
  void start();
  /// Ends the step and takes it back.
  void cancel();

 private:
  bool end();

  Document& document_;
  QString text_;
  bool started_ = false;
};

}  // namespace fsm::desktop
