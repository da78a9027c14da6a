// What the engine logs, as messages: from any thread, at the level info and above.
#pragma once

#include <QObject>
#include <memory>

#include "app/desktop/document/messages.h"

namespace spdlog::sinks {
class sink;
}

namespace fsm::desktop {

/// While it lives. Made and destroyed on the GUI thread while no other thread logs (before and after jobs run).
class LogMessages : public QObject {
 public:
  explicit LogMessages(Messages& messages, QObject* parent = nullptr);
  ~LogMessages() override;

 private:
  std::shared_ptr<spdlog::sinks::sink> sink_;
};

}  // namespace fsm::desktop
