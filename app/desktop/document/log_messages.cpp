#include "app/desktop/document/log_messages.h"

#include <spdlog/sinks/base_sink.h>

#include <algorithm>

#include "app/desktop/document/engine_text.h"
#include "reconstruction/core/log.h"

namespace fsm::desktop {

namespace {

Message::Level levelOf(spdlog::level::level_enum level) {
  if (level >= spdlog::level::err) return Message::Level::error;
  return level == spdlog::level::warn ? Message::Level::warning : Message::Level::info;
}

/// Posts to the GUI thread: `receiver` is told there, and not any more once it is gone.
class MessageSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  MessageSink(QObject& receiver, Messages& messages) : receiver_(receiver), messages_(messages) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& logged) override {
    const QString text = engineText({logged.payload.data(), logged.payload.size()});
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(logged.time.time_since_epoch()).count());
    QMetaObject::invokeMethod(
        &receiver_,
        [&messages = messages_, level = levelOf(logged.level), text, when] {
          messages.show({level, text, {}, when, {}, {}});
        },
        Qt::QueuedConnection);
  }
  void flush_() override {}

 private:
  QObject& receiver_;
  Messages& messages_;
};

}  // namespace

LogMessages::LogMessages(Messages& messages, QObject* parent)
    : QObject(parent), sink_(std::make_shared<MessageSink>(*this, messages)) {
  sink_->set_level(spdlog::level::info);
  log().sinks().push_back(sink_);
}

LogMessages::~LogMessages() { std::erase(log().sinks(), sink_); }

}  // namespace fsm::desktop
