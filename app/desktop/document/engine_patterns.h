// What the engine says, in English as its sources have it, without the options of `fsm` in brackets. %1 to %9, in this order,
// stand for what it fills in; a pattern never begins and ends with the same one.
#pragma once

#include <span>

namespace fsm::desktop {

/// Names of stages: fixed texts.
std::span<const char* const> engineStages();
/// Sentences of errors, and parts and notes that come with them.
std::span<const char* const> footageSentences();
std::span<const char* const> sceneSentences();

/// What the C library says of why a file cannot be had or written. Not from the engine's sources.
std::span<const char* const> systemReasons();

}  // namespace fsm::desktop
