// Logging: one spdlog logger "fsm" on standard error. Levels: info for what a user may want to know,
// debug for developers (FSM_LOG=debug).
#pragma once

#include <spdlog/spdlog.h>
#include <memory>

namespace fsm {

spdlog::logger& log();

}  // namespace fsm
