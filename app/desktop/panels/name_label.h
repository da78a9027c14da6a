// The name of a setting beside its editor; a double click on it brings the default back.
#pragma once

#include <QLabel>
#include <functional>
#include <utility>

namespace fsm::desktop {

class NameLabel : public QLabel {
  Q_OBJECT
 public:
  /// `restore`: what the double click does; may be empty.
  NameLabel(const QString& text, std::function<void()> restore) : QLabel(text), restore_(std::move(restore)) {}

 protected:
  void mouseDoubleClickEvent(QMouseEvent*) override {
    if (restore_) restore_();
  }

 private:
  std::function<void()> restore_;
};

}  // namespace fsm::desktop
