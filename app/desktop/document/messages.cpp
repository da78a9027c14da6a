#include "app/desktop/document/messages.h"

#include <QRegularExpression>
#include <utility>

namespace fsm::desktop {

namespace {

constexpr size_t kMostMessages = 5000;

/// The engine's sentences name the options of `fsm` in brackets, which nobody in a window can type.
QString withoutOptions(QString text) {
  static const QRegularExpression options(QStringLiteral(R"( \((?:[^()]*\s)?--[a-z][^()]*\))"));
  return text.remove(options);
}

}  // namespace

void Messages::info(const QString& text) { show({Message::Level::info, text, {}, {}, {}, {}}); }
void Messages::warning(const QString& text) { show({Message::Level::warning, text, {}, {}, {}, {}}); }

void Messages::error(const Error& error) {
  show({Message::Level::error, QString::fromStdString(error.what()), QString::fromStdString(error.detail()), {}, {}, {}});
}

void Messages::show(Message message) {
  message.text = withoutOptions(message.text);
  if (!message.when.isValid()) message.when = QDateTime::currentDateTime();
  if (messages_.size() >= kMostMessages) messages_.erase(messages_.begin(), messages_.begin() + kMostMessages / 10);
  messages_.push_back(message);
  emit added(message);  // a copy: who listens may say something in turn
}

void Messages::clear() {
  messages_.clear();
  emit cleared();
}

}  // namespace fsm::desktop
