// A thin strip over the viewport: the newest warning or error with the button that helps, or a hint. Goes when it is closed, when
// its button was pressed, or (warnings) after a while.
#pragma once

#include <QFrame>
#include <functional>

#include "app/desktop/document/messages.h"

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace fsm::desktop {

class MessageBanner : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBanner(Messages& messages, QWidget* parent = nullptr);

 private:
  void show(const Message& message);

  QLabel* text_;
  QPushButton* button_;
  QToolButton* close_;
  QTimer* timer_;
  std::function<void()> remedy_;
};

}  // namespace fsm::desktop
