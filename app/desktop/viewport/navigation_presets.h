// Which mouse button moves the camera how: one table a preset, so that artists of other programs find what their hands know.
#pragma once

#include <Qt>
#include <array>
#include <span>

namespace fsm::desktop {

enum class Motion {
  none,
  orbit,  ///< about the pivot
  pan,    ///< in the picture's plane
  dolly,  ///< towards and away
  look,   ///< turns on the spot; with W A S D Q E it flies
  roll,   ///< about the optical axis
};

struct NavigationBinding {
  Qt::MouseButton button;
  Qt::KeyboardModifiers modifiers;
  Motion motion;
  bool flies;  ///< W A S D Q E fly while it is held (and turn a dolly into a look)
};

enum class NavigationPreset { standard, blender, maya };
inline constexpr std::array kNavigationPresets{NavigationPreset::standard, NavigationPreset::blender, NavigationPreset::maya};

/// All bindings of a preset; none occurs twice.
std::span<const NavigationBinding> bindingsOf(NavigationPreset preset);
/// Nothing where the preset has no such binding. Modifiers of keypads and the like do not count.
const NavigationBinding* bindingFor(NavigationPreset preset, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);

/// For settings; never translated.
const char* idOf(NavigationPreset preset);
NavigationPreset navigationPreset(const char* id);  ///< `standard` for an unknown one

}  // namespace fsm::desktop
