// An animation as text: what the project file keeps and undo of other programs' edits compares.
#pragma once

#include <string>
#include <string_view>

#include "app/animation/animation.h"

namespace fsm::animation {

/// Name of the setting of a project file that holds the animation.
constexpr const char* kAnimationSetting = "animation";

std::string toJson(const Animation& animation);

/// Throws fileDamaged for anything that `toJson` cannot have written (more than a hundred thousand keys or markers, numbers that
/// are not finite, unknown words), unsupported for a newer version.
Animation animationFromJson(std::string_view text);

}  // namespace fsm::animation
