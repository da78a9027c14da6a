#include "reconstruction/core/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>

#include <cstdlib>
#include <string_view>

namespace fsm {
namespace {

std::shared_ptr<spdlog::logger> makeLogger() {
  // Not registered by name: a program that embeds the engine may have a logger "fsm" of its own.
  auto logger = std::make_shared<spdlog::logger>("fsm", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  logger->set_pattern("%^%l%$: %v");
  logger->set_level(spdlog::level::info);
  logger->flush_on(spdlog::level::warn);
  if (const char* wanted = std::getenv("FSM_LOG")) {
    const spdlog::level::level_enum level = spdlog::level::from_str(wanted);
    // from_str answers "off" to everything it does not know.
    if (level != spdlog::level::off || std::string_view(wanted) == "off") logger->set_level(level);
  }
  return logger;
}

}  // namespace

spdlog::logger& log() {
  static const std::shared_ptr<spdlog::logger> logger = makeLogger();
  return *logger;
}

}  // namespace fsm
