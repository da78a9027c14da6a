// What the program has to say to the artist: the console lists it, the status bar shows the newest, errors come as a banner with
// the button that helps.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <functional>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

struct Message {
  enum class Level { info, warning, error };
  Level level = Level::info;
  QString text;    ///< a sentence that says what to do
  QString detail;  ///< for developers; may be empty
  QDateTime when;
  QString button;                ///< of the remedy; empty: none
  std::function<void()> remedy;  ///< what the button does
};

class Messages : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  void info(const QString& text);
  void warning(const QString& text);
  void error(const Error& error);
  void show(Message message);
  const std::vector<Message>& all() const { return messages_; }
  void clear();

 signals:
  void added(const fsm::desktop::Message& message);
  void cleared();

 private:
  std::vector<Message> messages_;
};

}  // namespace fsm::desktop
