// What the engine says, in the language of the window. The engine knows no Qt and speaks English: names of stages, sentences of
// errors and notes are recognised here by their patterns (engine_patterns.h) and put together again from their translations.
#pragma once

#include <QString>
#include <string_view>

namespace fsm::desktop {

/// `text` (UTF-8) translated, numbers and names in it kept, numbers written as the language does; unknown texts and texts that
/// are translated already stay as they are. Options of `fsm` in brackets, which nobody in a window can type, are left out. From
/// any thread.
QString engineText(std::string_view text);

/// Leaves out " (--option ...)".
QString withoutOptions(QString text);

}  // namespace fsm::desktop
