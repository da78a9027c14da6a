#include "app/desktop/viewport/navigation_presets.h"

#include <algorithm>
#include <cstring>

namespace fsm::desktop {

namespace {

constexpr auto kLeft = Qt::LeftButton, kMiddle = Qt::MiddleButton, kRight = Qt::RightButton;
constexpr Qt::KeyboardModifiers kPlain = Qt::NoModifier, kShift = Qt::ShiftModifier, kControl = Qt::ControlModifier,
                                kAlt = Qt::AltModifier;

constexpr NavigationBinding kStandard[] = {
    {kLeft, kPlain, Motion::orbit, false},       {kLeft, kAlt, Motion::orbit, false},   {kMiddle, kPlain, Motion::pan, false},
    {kLeft, kShift, Motion::pan, false},         {kRight, kPlain, Motion::dolly, true}, {kRight, kShift, Motion::dolly, true},
    {kLeft, kAlt | kShift, Motion::roll, false},
};

// Blender's own; its left button selects.
constexpr NavigationBinding kBlender[] = {
    {kMiddle, kPlain, Motion::orbit, false},
    {kMiddle, kShift, Motion::pan, false},
    {kMiddle, kControl, Motion::dolly, false},
    {kLeft, kAlt, Motion::orbit, false},
    {kRight, kPlain, Motion::look, true},
    {kRight, kShift, Motion::look, true},
    {kMiddle, kControl | kShift, Motion::roll, false},
};

// Everything with Alt; the left button alone selects.
constexpr NavigationBinding kMaya[] = {
    {kLeft, kAlt, Motion::orbit, false},         {kMiddle, kAlt, Motion::pan, false},  {kRight, kAlt, Motion::dolly, false},
    {kMiddle, kPlain, Motion::pan, false},       {kRight, kPlain, Motion::look, true}, {kRight, kShift, Motion::look, true},
    {kLeft, kAlt | kShift, Motion::roll, false},
};

constexpr Qt::KeyboardModifiers kThatCount = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

}  // namespace

std::span<const NavigationBinding> bindingsOf(NavigationPreset preset) {
  switch (preset) {
    case NavigationPreset::blender: return kBlender;
    case NavigationPreset::maya: return kMaya;
    case NavigationPreset::standard: break;
  }
  return kStandard;
}

const NavigationBinding* bindingFor(NavigationPreset preset, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
  const std::span<const NavigationBinding> bindings = bindingsOf(preset);
  const auto found = std::find_if(bindings.begin(), bindings.end(), [&](const NavigationBinding& binding) {
    return binding.button == button && binding.modifiers == (modifiers & kThatCount);
  });
  return found == bindings.end() ? nullptr : &*found;
}

const char* idOf(NavigationPreset preset) {
  switch (preset) {
    case NavigationPreset::blender: return "blender";
    case NavigationPreset::maya: return "maya";
    case NavigationPreset::standard: break;
  }
  return "standard";
}

NavigationPreset navigationPreset(const char* id) {
  for (const NavigationPreset preset : kNavigationPresets)
    if (std::strcmp(idOf(preset), id) == 0) return preset;
  return NavigationPreset::standard;
}

}  // namespace fsm::desktop
