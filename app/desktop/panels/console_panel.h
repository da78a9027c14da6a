// Everything that the program has said: filtered by level and words, to be copied or saved for who helps.
#pragma once

#include <QWidget>

#include "app/desktop/document/log_messages.h"
#include "app/desktop/document/workspace.h"

class QListView;
class QPlainTextEdit;

namespace fsm::desktop {

class MessageFilter;
class MessageList;

class ConsolePanel : public QWidget {
  Q_OBJECT
 public:
  explicit ConsolePanel(Workspace& workspace, QWidget* parent = nullptr);
  /// What is selected, else all that the filter shows; a line each.
  QString text() const;
  /// Writes all messages, whatever the filter, to a file, by a job.
  void saveTo(const QString& file);

 private:
  QWidget* makeBar();
  void copy() const;
  void save();
  void showDetail();

  Workspace& workspace_;
  LogMessages log_;
  MessageList* list_;
  MessageFilter* filter_;
  QListView* view_;
  QPlainTextEdit* detail_;
};

}  // namespace fsm::desktop
