#include "app/desktop/document/messages.h"

#include <utility>

#include "app/desktop/document/engine_text.h"

namespace fsm::desktop {

namespace {

constexpr size_t kMostMessages = 5000;

}  // namespace

void Messages::info(const QString& text) { show({Message::Level::info, text, {}, {}, {}, {}}); }
void Messages::warning(const QString& text) { show({Message::Level::warning, text, {}, {}, {}, {}}); }

void Messages::error(const Error& error) {
  show({Message::Level::error, engineText(error.what()), QString::fromStdString(error.detail()), {}, {}, {}});
}

void Messages::show(Message message) {
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
