// What jobs do, as progress names it. Every stage of the engine stands here: a test looks for those that do not.
#include <QtGlobal>

#include "app/desktop/document/engine_patterns.h"

namespace fsm::desktop {

namespace {

constexpr const char* kPatterns[] = {
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Choosing sharp frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Comparing"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Comparing frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Decoding frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Drawing a scene"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Fine-tuning"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Finding features"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Leaving out what moves"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Listening to the cameras"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Loading the model"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Making Gaussians"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Opening the scene"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Placing cameras"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Preparing the training"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading frames to compare with"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading held-out frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading input frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading the Gaussians"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading the frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading the refined scene"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading the scene"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reading the source"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Reconstructing"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Refining"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Rendering"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Rendering frames"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Rendering held-out views"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Saving"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Training"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Writing"),
    QT_TRANSLATE_NOOP("fsm::desktop::EngineText", "Writing frames"),
};

}  // namespace

std::span<const char* const> engineStages() { return kPatterns; }

}  // namespace fsm::desktop
