// From mouse, keys and touchpad to the camera: drags, wheel, flight. Whoever owns it feeds events in device pixels.
#pragma once

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <functional>
#include <optional>

#include "app/desktop/document/view_state.h"
#include "app/desktop/viewport/navigator.h"
#include "app/desktop/viewport/viewport_tool.h"

namespace fsm::desktop {

class NavigationInput : public QObject {
  Q_OBJECT
 public:
  /// `fitted`: the camera whose picture fills the window now.
  NavigationInput(ViewState& view, std::function<Camera()> fitted, QObject* parent = nullptr);

  Navigator& navigator() { return navigator_; }
  void setPreset(NavigationPreset preset) { preset_ = preset; }
  NavigationPreset preset() const { return preset_; }

  /// Whether the event was navigation.
  bool pointer(const PointerEvent& event);
  bool key(const QKeyEvent& event);
  /// While one flies, keys fly and are no shortcuts.
  bool wantsKey(const QKeyEvent& event) const;
  void zoom(double steps, const glm::dvec2& pixel);
  /// Two fingers on a touchpad: orbit; with Shift pan, with Control dolly.
  void scroll(const glm::dvec2& by, const glm::dvec2& at, Qt::KeyboardModifiers modifiers);
  /// Everything that is held counts as let go.
  void release();

  /// A step of a move by a key: `delta` as a drag from the middle of the picture.
  void step(Motion motion, const glm::dvec2& delta);
  /// Any other change of the camera: `change` gets the navigator with the present camera.
  void move(const std::function<void(Navigator&)>& change);

  bool dragging() const { return button_ != Qt::NoButton; }
  /// The answer to `pivotWanted`.
  void pivotFound(const std::optional<glm::dvec3>& point);

 signals:
  /// Which point of the world is seen at the pixel? Moves go on meanwhile about the old one.
  void pivotWanted(const glm::dvec2& pixel);
  void draggingChanged(bool dragging);
  /// A key flies or a wheel turns: more is to come soon.
  void moved();

 private:
  void begin(const NavigationBinding& binding, const PointerEvent& event);
  void end();
  void fly();
  void apply();
  void wantPivot(const glm::dvec2& pixel);
  FlyInput flyInput() const;

  ViewState& view_;
  std::function<Camera()> fitted_;
  Navigator navigator_;
  NavigationPreset preset_ = NavigationPreset::standard;
  Qt::MouseButton button_ = Qt::NoButton;  ///< that drags
  Motion motion_ = Motion::none;
  bool flies_ = false;
  glm::dvec2 last_{0};
  std::optional<Camera> before_;  ///< the drag
  QSet<int> held_;
  bool fast_ = false, slow_ = false;
  QTimer ticks_;
  QElapsedTimer sinceTick_, sinceWheel_;
  glm::dvec2 wheelAt_{-1e9};
};

}  // namespace fsm::desktop
