// Why the system refuses a file, as the C library says it in English: what it says where the language was chosen against the
// system's, or has no catalogue there.
#include <QtGlobal>

#include "app/desktop/document/engine_patterns.h"

namespace fsm::desktop {

namespace {

constexpr const char* kPatterns[] = {
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "No space left on device"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Permission denied"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Operation not permitted"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Read-only file system"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "No such file or directory"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Is a directory"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Not a directory"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "File name too long"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "File too large"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Input/output error"),
};

}  // namespace

std::span<const char* const> systemReasons() { return kPatterns; }

}  // namespace fsm::desktop
